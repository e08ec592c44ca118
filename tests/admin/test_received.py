"""The queue of those who are told: what is new, what needs a look, and receipts; nothing that one was not told of, and no content."""

import re
from typing import Any

import pytest

from engine.mails import Refused
from engine.store import tables
from tests.admin.staff import Page, Staff
from tests.racing import watched
from tests.site import FLAGGED, Postbox, Site, fault

TWO = ("members: [gus]", "members: [gus, fay]")


def numbers(page: Page) -> list[str]:
    """The numbers of what is listed, in order."""
    return [words.strip() for href, words in page.found.links if re.search("/(cases|submissions)/[0-9a-f-]{36}", href)]


def closed(site: Site, **more: Any) -> tables.Case:
    """A case that was closed at once."""
    case = site.case(fault(**more))
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    return site.again(case)


def view(staff: Staff, name: str, person: str = "gus", more: str = "") -> Page:
    """One view of the queue."""
    return staff.browser(person).get(f"received?view={name}{more}")


def test_the_queue_is_in_the_menu_of_those_who_are_told(staff: Staff) -> None:
    assert "Mottagna anmälningar" not in staff.browser("gus").get("").text
    staff.site.case()
    assert staff.browser("gus").get("").link("Mottagna anmälningar") == "/acme/received"
    assert "Mottagna anmälningar" not in staff.browser("ada").get("").text


def test_whoever_may_read_every_case_but_was_not_told_has_no_queue(staff: Staff) -> None:
    staff.site.case()
    assert staff.browser("hal").get("received").status == 404


def test_a_notice_is_new_until_it_is_acknowledged_also_when_its_case_is_read(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("gus")
    browser.get(f"cases/{case.id}")
    page = browser.get("received")
    assert numbers(page) == [case.number]
    assert "I brevlådan i dag 10.00 Mejlet väntar på att skickas Öppnad i dag 10.00 av Gus" in page.text
    page = browser.press(page, "Kvittera " + case.number)
    assert "Du har kvitterat en underrättelse." in page.text
    assert "Inga nya sedan i dag 10.00." in page.text
    assert numbers(page) == []


def test_a_mail_that_was_given_up_is_told(staff: Staff) -> None:
    staff.site.case()
    staff.site.deliver(Postbox(refusal=Refused("no such address", final=True)))
    assert "Mejlet gick inte att skicka, i dag 10.00" in staff.browser("gus").get("received").text


def test_what_is_acknowledged_is_no_longer_among_the_notices_to_do(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("gus")
    assert "Ägaren får veta" in browser.get("").text
    browser.press(browser.get("received"), "Kvittera " + case.number)
    assert "Inga nya underrättelser." in browser.get("").text


def test_those_that_are_marked_are_acknowledged_at_once(staff: Staff) -> None:
    for _ in range(3):
        staff.site.case()
    ids = [str(row.id) for row in staff.site.all(tables.Notice)][:2]
    browser = staff.browser("gus")
    page = browser.press(browser.get("received"), "Kvittera de valda", notice=ids)
    assert "Du har kvitterat 2 underrättelser." in page.text
    assert len(numbers(page)) == 1


def test_a_rows_own_button_leaves_the_marked_ones_aside(staff: Staff) -> None:
    first, second = staff.site.case(), staff.site.case()
    browser = staff.browser("gus")
    marked = str(staff.site.all(tables.Notice, case=second.id)[0].id)
    page = browser.press(browser.get("received"), "Kvittera " + first.number, notice=[marked])
    assert numbers(page) == [second.number]


def test_without_a_mark_one_is_asked_to_mark_something(staff: Staff) -> None:
    staff.site.case()
    browser = staff.browser("gus")
    assert "Välj minst en underrättelse." in browser.press(browser.get("received"), "Kvittera de valda").text


def test_whoever_comes_second_is_told_who_was_first(staff: Staff) -> None:
    staff.site.change(TWO)
    case = staff.site.case()
    first, second = staff.browser("gus"), staff.browser("fay")
    late = second.get("received")
    first.press(first.get("received"), "Kvittera " + case.number)
    page = second.press(late, "Kvittera " + case.number)
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4} kvitterades redan i dag 10\.00 av Gus\.", page.text)
    assert "Du har kvitterat" not in page.text


def test_a_notice_can_be_acknowledged_on_the_page_of_its_case(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("gus")
    page = browser.get(f"cases/{case.id}")
    assert "Underrättelser Ägaren får veta Top box I brevlådan i dag 10.00" in page.text
    assert "Inte kvitterad" in page.text
    page = browser.press(page, "Kvittera Ägaren får veta")
    assert page.url == f"/acme/cases/{case.id}"
    assert "Du har kvitterat underrättelsen." in page.text
    assert "Kvitterad i dag 10.00 av Gus" in page.text
    assert "Ägaren får veta: kvitterad i Top box" in page.text


def test_others_see_the_proof_and_have_no_button(staff: Staff) -> None:
    page = staff.browser("ada").get(f"cases/{staff.site.case().id}")
    assert "Inte kvitterad" in page.text
    assert "Kvittera" not in " ".join(page.buttons())


def test_a_notice_that_is_not_mine_is_not_there(staff: Staff) -> None:
    staff.site.change(TWO)
    case = staff.site.case(fault(who="keeper"))
    staff.site.case()
    staff.site.shut_out(case, "fay", "gus")
    (notice,) = staff.site.all(tables.Notice, case=case.id)
    browser = staff.browser("gus")
    assert browser.post("received/acknowledge", {"one": str(notice.id)}).status == 404
    assert staff.site.all(tables.Notice, case=case.id)[0].acknowledged_at is None


@pytest.mark.parametrize("name", ["new", "overdue", "flagged", "unfollowed", "all"])
def test_whoever_is_shut_out_sees_the_case_in_no_view(staff: Staff, name: str) -> None:
    staff.site.change(("members: [gus]", "members: [gus, ada]"))
    staff.site.publish(FLAGGED)
    case = staff.site.case(fault(who="keeper"))
    staff.site.clock.move(days=9)
    if name == "unfollowed":
        staff.site.decide(case, "fay", "drop")
        staff.site.act(case, "fay", staff.site.press(case, "close"))
    staff.site.case()
    assert case.number in numbers(view(staff, name))
    assert case.number not in numbers(view(staff, name, "ada"))


def test_late_cases_say_how_late_they_are(staff: Staff) -> None:
    late = staff.site.case()
    staff.site.clock.move(days=3)
    staff.site.case()
    page = view(staff, "overdue")
    assert numbers(page) == [late.number]
    assert "Försenad en arbetsdag" in page.text


def test_marked_cases_are_found(staff: Staff) -> None:
    staff.site.publish(FLAGGED)
    marked, _ = staff.site.case(fault(who="keeper")), staff.site.case()
    page = view(staff, "flagged")
    assert numbers(page) == [marked.number]
    assert "Egen personal" in page.text


def test_a_case_tells_when_it_was_first_decided_on(staff: Staff) -> None:
    case = staff.site.case()
    assert "i dag Inte än" in view(staff, "all").text
    staff.site.clock.move(days=1)
    staff.site.decide(case, "ada", "look")
    staff.site.clock.move(days=1)
    assert "7 september i går" in view(staff, "all").text.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_closed_without_follow_up_stands_out(staff: Staff) -> None:
    case, _ = closed(staff.site), staff.site.case()
    assert numbers(view(staff, "unfollowed")) == [case.number]


def test_a_report_that_waits_leads_to_itself_and_one_of_several_cases_to_each(staff: Staff) -> None:
    several = staff.site.cases(staff.site.report(fault("Kim", "Lo")).submission)
    waits = staff.site.waiting()
    page = staff.browser("gus").get("received")
    assert [case.number for case in several] == numbers(page)[:2]
    assert any(href.endswith(f"/submissions/{waits}") for href, _ in page.found.links)
    assert "Inget ärende än" in page.text


def test_the_queue_is_filtered_by_unit_template_and_days(staff: Staff) -> None:
    north = staff.site.case()
    staff.site.clock.move(days=2)
    south = staff.site.case(fault(place="south"))
    waits = staff.site.waiting()
    (report,) = staff.site.all(tables.Submission, id=waits)
    reference = f"{report.reference[:4]}-{report.reference[4:]}"
    assert numbers(view(staff, "new", more="&unit=south")) == [south.number]
    assert numbers(view(staff, "new", more="&unit=region")) == [north.number, south.number, reference]
    assert numbers(view(staff, "new", more="&template=by-hand")) == [reference]
    assert numbers(view(staff, "new", more="&from=2026-09-08")) == [south.number, reference]
    assert numbers(view(staff, "all", more="&to=2026-09-08")) == [north.number]
    assert "Inget stämmer med urvalet." in view(staff, "new", more="&to=2026-09-01").text


STRANGE = ("view=x", "unit=nowhere", "template=%25", "from=soon", "page=-1", "before=x", "done=acknowledged&count=%C2%B2")


@pytest.mark.parametrize("asked", STRANGE)
def test_what_makes_no_sense_in_the_address_is_no_failure(staff: Staff, asked: str) -> None:
    staff.site.case()
    assert staff.browser("gus").get(f"received?{asked}").status == 200


def test_a_day_that_is_no_day_is_said(staff: Staff) -> None:
    staff.site.case()
    assert "Skriv dagen så här, 2026-09-01" in view(staff, "new", more="&from=soon").text


def test_the_filter_stays_when_something_is_acknowledged(staff: Staff) -> None:
    case = staff.site.case(fault(place="south"))
    north = staff.site.case()
    browser = staff.browser("gus")
    page = browser.press(browser.get("received?unit=south"), "Kvittera " + case.number)
    assert north.number not in numbers(page)
    assert "Inget stämmer med urvalet." in page.text


def test_no_view_has_a_word_of_what_was_reported(staff: Staff) -> None:
    staff.site.case(fault("Kimmö", what="HEMLIGT"))
    for name in ("new", "all"):
        html = view(staff, name).html
        assert "HEMLIGT" not in html
        assert "Kimmö" not in html


@pytest.mark.parametrize("name", ["new", "all"])
def test_more_rows_take_no_more_questions(staff: Staff, name: str) -> None:
    browser = staff.browser("gus")
    staff.site.case()
    browser.get(f"received?view={name}")
    with watched() as one:
        browser.get(f"received?view={name}")
    for _ in range(5):
        staff.site.case(fault("Kim", "Lo"))
    with watched() as several:
        browser.get(f"received?view={name}")
    assert len(several.sent) == len(one.sent) > 0
