"""The pages for mail: everyone chooses for one's own mailboxes, and whoever administers sees what did not arrive and tries again."""

from engine.mails import Refused, Waiting
from engine.store import tables
from engine.store.shares import choose
from tests.admin.staff import Staff
from tests.site import Postbox, Site


def test_what_is_chosen_is_stored_and_shown_again(staff: Staff) -> None:
    browser = staff.browser("ada")
    page = browser.get(browser.get("").link("Aviseringar"))
    assert "North box" in page.text
    page = browser.press(page, "Spara", **{"how-north": "daily"})
    assert "Ditt val är sparat." in page.text
    (row,) = staff.site.all(tables.MailChoice)
    assert (row.person, row.mailbox, row.how) == (staff.site.people["ada"], "north", "daily")
    browser.press(page, "Spara", **{"how-north": "at_once"})
    assert staff.site.all(tables.MailChoice) == []


def test_nobody_chooses_for_a_mailbox_that_is_not_theirs_nor_what_there_is_not(staff: Staff) -> None:
    browser = staff.browser("ada")
    browser.get("notifications")
    browser.post("notifications", {"how-south": "none", "how-north": "never"})
    assert staff.site.all(tables.MailChoice) == []


def test_a_mailbox_with_an_address_of_its_own_says_so(staff: Staff) -> None:
    assert "south@acme.example" in staff.browser("cy").get("notifications").text


def given_up(site: Site, error: str = "550 no such user") -> tables.Case:
    """A case of which nobody has heard by mail."""
    case = site.case()
    site.deliver(Postbox(refusal=Refused(error, final=True)))
    return case


def test_whoever_administers_is_told_what_did_not_arrive_and_why_and_nothing_of_the_case(staff: Staff) -> None:
    case = given_up(staff.site)
    browser = staff.browser("gus")
    page = browser.get(browser.get("").link("2 mejl har inte kommit fram"))
    for words in ("North box, i dag 10.00", "Top box", "Mejlservern svarade: 550 no such user"):
        assert words in page.text
    assert case.number not in page.text
    assert "Kim" not in page.html


def test_what_is_chosen_is_tried_again_and_then_gone(staff: Staff) -> None:
    given_up(staff.site)
    browser = staff.browser("gus")
    (north,) = staff.site.all(tables.OutgoingMail, mailbox="north")
    page = browser.press(browser.get("failed-mails"), "Försök igen med de valda", mail=[str(north.id)])
    assert "Mejlen skickas på nytt." in page.text
    assert "North box" not in page.text
    assert staff.site.deliver().recipients() == ["ada@acme.example", "bo@acme.example"]
    assert staff.site.lines("organisation")[-1] == "mail-tried-again"
    assert staff.site.broken_chains() == []


def test_what_only_some_got_is_told_and_not_sent_again(staff: Staff) -> None:
    staff.site.case()

    class Half(Postbox):
        """Takes a mail for all but one."""

        def send(self, waiting: Waiting) -> tuple[str, ...]:
            """Refuses the first address."""
            return waiting.recipients[:1]

    staff.site.deliver(Half())
    page = staff.browser("gus").get("failed-mails")
    assert "refused: ada@acme.example" in page.text
    assert "Försök igen med de valda" not in page.buttons()


def test_a_mail_that_nobody_was_to_get_is_no_fault(staff: Staff) -> None:
    site = staff.site
    for person in ("ada", "bo"):
        site.write(lambda session, person=person: choose(session, site.org, site.people[person], {"north": "none"}))  # type: ignore[misc]
    site.case()
    site.deliver()
    assert "Alla mejl har kommit fram." in staff.browser("gus").get("failed-mails").text


def test_an_empty_mailbox_is_told_in_words(staff: Staff) -> None:
    for person in ("ada", "bo"):
        staff.site.close_account(person)
    staff.site.case()
    staff.site.deliver()
    assert "Det finns ingen i brevlådan." in staff.browser("gus").get("failed-mails").text


def test_nobody_else_sees_it_or_tries_again(staff: Staff) -> None:
    given_up(staff.site)
    for person in ("ada", "hal"):
        browser = staff.browser(person)
        assert "har inte kommit fram" not in browser.get("").text
        assert browser.get("failed-mails").status == 404
        assert browser.post("failed-mails", {"mail": "x"}).status == 404
    assert staff.site.deliver().sent == []
