"""A report that waits: what its mailbox can do with it, and what is shown of it afterwards."""

from uuid import UUID

import pytest

from engine.ids import show_reference
from engine.store import tables
from tests.admin.staff import Browser, Page, Staff
from tests.site import UNHELD, fault


def opened(staff: Staff, person: str = "ada", submission: UUID | None = None) -> tuple[UUID, Browser, Page]:
    """A waiting report on someone's screen."""
    waits, browser = submission or staff.site.waiting(), staff.browser(person)
    return waits, browser, browser.get(f"submissions/{waits}")


def state(staff: Staff, submission: UUID) -> str:
    """How the report stands."""
    (row,) = staff.site.all(tables.Submission, id=submission)
    return row.state


def test_the_page_shows_the_report_and_the_ways_on(staff: Staff) -> None:
    submission, _, page = opened(staff)
    (row,) = staff.site.all(tables.Submission, id=submission)
    assert f"{show_reference(row.reference)}, anmälan" in page.text
    assert "Vad hände? Ett rör gick av." in page.text
    assert page.buttons() == ["Logga ut", "Starta ärende", "Skicka vidare", "Markera som fel"]


def test_reading_it_is_written_down_once(staff: Staff) -> None:
    submission, browser, _ = opened(staff)
    browser.get(f"submissions/{submission}")
    assert staff.site.lines(submission) == ["submission-received", "read"]


def test_starting_leads_to_the_case_and_its_first_step(staff: Staff) -> None:
    submission, browser, page = opened(staff)
    page = browser.press(page, "Starta ärende")
    (case,) = staff.site.cases(submission)
    assert page.url == f"/acme/cases/{case.id}"
    assert "Ärendet är startat." in page.text
    assert "Spara, ingen berörs" in page.buttons()


def test_starting_several_cases_leads_to_all_of_them(staff: Staff) -> None:
    submission, browser, page = opened(staff, submission=staff.site.waiting(fault("Kimmö", "Lo")))
    page = browser.press(page, "Starta ärende")
    assert [page.link(case.number).rpartition("/")[2] for case in staff.site.cases(submission)] == [
        str(case.id) for case in staff.site.cases(submission)
    ]
    assert "Kimmö" not in page.html


def test_a_report_whose_case_is_started_leads_there(staff: Staff) -> None:
    submission, browser, _ = opened(staff)
    (case,) = staff.site.start(submission, "bo")
    assert browser.get(f"submissions/{submission}").url == f"/acme/cases/{case.id}"


def test_whoever_was_slower_is_told(staff: Staff) -> None:
    submission, browser, page = opened(staff, submission=staff.site.waiting(fault("Kimmö", "Lo")))
    staff.site.start(submission, "bo")
    page = browser.press(page, "Starta ärende")
    assert "Någon annan har redan tagit hand om anmälan." in page.text
    assert "Ärende startat av Bo" in page.text
    assert len(staff.site.cases(submission)) == 2


def test_joining_offers_the_running_cases_of_the_mailbox_newest_first(staff: Staff) -> None:
    (old,) = staff.site.start(staff.site.waiting(), "ada")
    staff.site.clock.move(hours=1)
    (new,) = staff.site.start(staff.site.waiting(), "ada")
    staff.site.start(staff.site.waiting(fault(place="south")), "cy")
    staff.site.case()
    _, _, page = opened(staff)
    offered = [page.html.index(case.number) for case in (new, old)]
    assert offered == sorted(offered)
    assert page.html.count('type="radio"') == 2 + 3


def test_a_report_is_joined_to_the_chosen_case(staff: Staff) -> None:
    (case,) = staff.site.start(staff.site.waiting(), "ada")
    submission, browser, page = opened(staff, submission=staff.site.waiting(fault("Lo", what="Ännu ett rör.")))
    page = browser.press(page, "Koppla till ärendet", case=str(case.id))
    assert page.url == f"/acme/cases/{case.id}"
    assert "Anmälan är kopplad till det här ärendet." in page.text
    assert "Ännu ett rör." in page.text
    assert "En anmälan till har kopplats hit av Ada" in page.text
    assert state(staff, submission) == "joined"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Koppla till ärendet", "Välj vilket ärende anmälan hör till"),
        ("Skicka vidare", "Välj vilken brevlåda den ska till"),
        ("Markera som fel", "Välj vad som är fel"),
    ],
)
def test_a_way_on_needs_its_choice(staff: Staff, words: str, said: str) -> None:
    staff.site.start(staff.site.waiting(), "ada")
    submission, browser, page = opened(staff)
    page = browser.press(page, words)
    assert page.status == 422
    assert page.text.count(said) == 2
    assert '<details class="govuk-details" open>' in page.html
    assert state(staff, submission) == "new"


def test_a_case_that_is_not_offered_can_not_be_joined(staff: Staff) -> None:
    (foreign,) = staff.site.start(staff.site.waiting(fault(place="south")), "cy")
    submission, browser, _ = opened(staff)
    assert browser.post(f"submissions/{submission}/join", {"case": str(foreign.id)}).status == 422
    assert state(staff, submission) == "new"


def test_a_report_is_sent_on_and_is_then_no_longer_ones_own(staff: Staff) -> None:
    submission, browser, page = opened(staff)
    page = browser.press(page, "Skicka vidare", mailbox="region")
    assert page.url == "/acme/"
    assert "Anmälan är skickad till den andra brevlådan." in page.text
    assert browser.get(f"submissions/{submission}").status == 404
    assert "Skickad till Region box av Ada" in staff.browser("fay").get(f"submissions/{submission}").text


def test_a_report_is_not_sent_to_whom_it_shuts_out_nor_to_its_own_mailbox(staff: Staff) -> None:
    _, browser, page = opened(staff, "fay", staff.site.waiting(fault(who="keeper")))
    offered = page.html.partition('<select id="mailbox"')[2].partition("</select>")[0]
    assert [key for key in ("north", "south", "lab", "region", "top") if f'value="{key}"' in offered] == ["south", "lab", "top"]
    assert browser.post(page.url + "/forward", {"mailbox": "north"}).status == 422


@pytest.mark.parametrize("reason", ["duplicate", "wrong-form", "not-a-report"])
def test_a_report_is_marked_as_wrong_and_can_still_be_read(staff: Staff, reason: str) -> None:
    submission, browser, page = opened(staff)
    page = browser.press(page, "Markera som fel", reason=reason)
    assert "Anmälan är markerad som fel." in page.text
    page = browser.get(f"submissions/{submission}")
    assert "Ett rör gick av." in page.text
    assert "Markerad som fel av Ada" in page.text
    assert page.buttons() == ["Logga ut"]


def test_whoever_is_only_noticed_can_read_but_do_nothing(staff: Staff) -> None:
    submission, browser, page = opened(staff, "gus")
    assert page.status == 200
    assert page.buttons() == ["Logga ut"]
    assert browser.post(f"submissions/{submission}/start").status == 404


def test_what_no_mailbox_received_is_sent_on_by_whoever_reads_everything_and_then_started(staff: Staff) -> None:
    staff.site.publish(UNHELD)
    submission = staff.site.report().submission
    gus = staff.browser("gus")
    assert show_reference(staff.site.all(tables.Submission)[0].reference) in gus.get("").text
    page = gus.get(f"submissions/{submission}")
    assert "Ingen brevlåda tar emot den här anmälan." in page.text
    assert page.buttons() == ["Logga ut", "Skicka vidare", "Markera som fel"]
    gus.press(page, "Skicka vidare", mailbox="north")
    ada = staff.browser("ada")
    page = ada.press(ada.get(f"submissions/{submission}"), "Starta ärende")
    (case,) = staff.site.cases(submission)
    assert page.url == f"/acme/cases/{case.id}"


def test_a_report_that_opened_its_cases_at_once_is_read_in_them(staff: Staff) -> None:
    receipt = staff.site.report(fault("Kimmö", "Lo", what="HEMLIGT"))
    page = staff.browser("ada").get(f"submissions/{receipt.submission}")
    assert page.status == 200
    assert "HEMLIGT" not in page.html
