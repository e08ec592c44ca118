"""What waits for someone: the most urgent first, deadlines in the days of their own calendar, and notices until they are seen."""

import pytest

from engine.store import tables
from tests.admin.staff import Page, Staff
from tests.site import fault


def rows(page: Page) -> list[str]:
    """The numbers of what is listed, in order."""
    return [words.strip() for href, words in page.found.links if "/cases/" in href or "/submissions/" in href if words.strip() != "Ärenden"]


def test_what_should_have_been_done_first_stands_first(staff: Staff) -> None:
    site = staff.site
    late = site.case()
    site.clock.move(days=3)
    waits = site.waiting()
    site.clock.move(hours=1)
    today = site.case()
    site.clock.move(days=2)
    (report,) = site.all(tables.Submission, id=waits)
    reference = f"{report.reference[:4]}-{report.reference[4:]}"
    assert rows(staff.browser("ada").get("")) == [late.number, reference, today.number]


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "Om två arbetsdagar"), (1, "Om en arbetsdag"), (2, "I dag"), (3, "Försenad en arbetsdag"), (5, "Försenad två arbetsdagar")],
)
def test_a_deadline_is_told_in_the_days_of_its_calendar(staff: Staff, days: int, said: str) -> None:
    staff.site.case()
    staff.site.clock.move(days=days)
    assert said in staff.browser("ada").get("").text


def test_a_deadline_that_passed_on_a_day_off_is_only_late(staff: Staff) -> None:
    staff.site.clock.move(days=2)
    staff.site.case()
    staff.site.clock.move(days=3)
    text = staff.browser("ada").get("").text
    assert "Försenad" in text
    assert "Försenad en" not in text


def test_a_waiting_report_is_new_and_can_be_taken_care_of(staff: Staff) -> None:
    staff.site.waiting()
    page = staff.browser("ada").get("")
    assert "En anmälan att ta hand om." in page.text
    assert "Ta hand om anmälan" in page.text


def test_the_list_holds_no_word_of_what_was_reported(staff: Staff) -> None:
    staff.site.waiting(fault("Kimmö", what="HEMLIGT"))
    staff.site.case(fault("Kimmö", what="HEMLIGT"))
    for page in ("", "cases/"):
        html = staff.browser("ada").get(page).html
        assert "HEMLIGT" not in html
        assert "Kimmö" not in html


def test_nobody_sees_what_waits_for_another_mailbox(staff: Staff) -> None:
    staff.site.case()
    staff.site.waiting()
    page = staff.browser("cy").get("")
    assert rows(page) == []
    assert "Inget väntar på dig." in page.text


def test_whoever_is_shut_out_sees_nothing_and_counts_nothing(staff: Staff) -> None:
    staff.site.change(("members: [fay]", "members: [fay, ada]"))
    staff.site.case(fault(who="keeper"))
    staff.site.waiting(fault(who="keeper"))
    page = staff.browser("ada").get("")
    assert rows(page) == []
    assert "mv-nav__count" not in page.html
    assert len(rows(staff.browser("fay").get(""))) == 2


def test_whoever_looks_after_templates_and_has_no_mailbox_is_shown_the_way(staff: Staff) -> None:
    staff.site.change(("{right: read_cases, unit: north}", "{right: read_cases, unit: north}, {right: publish}"))
    page = staff.browser("hal").get("")
    assert "så här kommer det inget" in page.text
    assert page.link("Mallar") == "/acme/templates"


def test_someone_in_no_mailbox_is_told_what_to_do(staff: Staff) -> None:
    assert "Du är inte med i någon brevlåda." in staff.browser("hal").get("").text


def test_a_notice_stands_until_its_case_is_opened(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("gus")
    page = browser.get("")
    assert "Ägaren får veta" in page.text
    browser.get(page.link(case.number))
    assert "Inga nya underrättelser." in browser.get("").text
    (notice,) = staff.site.all(tables.Notice)
    assert notice.seen_by == staff.site.people["gus"]
    assert staff.site.lines(case.id)[-2:] == ["read", "notice-seen"]


def test_a_notice_is_not_seen_by_someone_who_only_may_read(staff: Staff) -> None:
    case = staff.site.case()
    staff.browser("hal").get(f"cases/{case.id}")
    assert [notice.seen_at for notice in staff.site.all(tables.Notice)] == [None]


def test_a_notice_of_several_cases_names_each_of_them(staff: Staff) -> None:
    receipt = staff.site.report(fault("Kimmö", "Lo"))
    numbers = [case.number for case in staff.site.cases(receipt.submission)]
    assert rows(staff.browser("gus").get("")) == numbers


def test_a_notice_of_a_report_that_waits_leads_to_the_report(staff: Staff) -> None:
    submission, browser = staff.site.waiting(), staff.browser("gus")
    (href,) = [href for href, _ in browser.get("").found.links if href.endswith(f"/submissions/{submission}")]
    page = browser.get(href)
    assert page.status == 200
    assert "Starta ärende" not in page.buttons()
    assert "Inga nya underrättelser." in browser.get("").text


def test_the_menu_counts_what_waits(staff: Staff) -> None:
    staff.site.case()
    staff.site.waiting()
    assert '<span class="mv-nav__count">2</span>' in staff.browser("ada").get("cases/").html
