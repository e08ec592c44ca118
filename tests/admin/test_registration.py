"""The registrar's queue: what may be told of each case and nothing else, numbers entered together, and a file of the same."""

import pytest

from engine.store import journal, tables
from engine.store.database import Database
from tests.admin.staff import Browser, Staff
from tests.engine.documents.paper_site import WITH_DOCUMENTS
from tests.site import ORGANISATION, Site, fault

WITH_REGISTRARS = ORGANISATION.replace(
    "people:\n",
    """people:
  mo: {name: Mo, email: mo@acme.example, grants: [{right: register, unit: north}]}
  ny: {name: Ny, email: ny@acme.example, grants: [{right: register}]}
""",
)


@pytest.fixture
def staff(database: Database) -> Staff:
    """The small organisation, with one who registers for a unit and one who registers everything."""
    return Staff.of(Site.over(database, WITH_REGISTRARS, [WITH_DOCUMENTS]))


def entered(browser: Browser, case: tables.Case, number: str) -> None:
    """Somebody writes the number of a case in the queue."""
    browser.press(browser.get("registration"), "Spara numren", **{f"number-{case.id}": number})


def test_each_case_is_there_with_what_a_register_may_say_and_nothing_more(staff: Staff) -> None:
    case = staff.site.case(fault("KANARIE1", what="KANARIE2"))
    page = staff.browser("mo").get("registration")
    assert "Ett ärende saknar diarienummer." in page.text
    for said in (case.number, "7 september 2026", "Fel i lokal", "Felanmälan", "North works", "Sekret hos verket"):
        assert said in page.text
    assert "KANARIE" not in page.html
    assert staff.browser("mo").get(f"cases/{case.id}").status == 404


def test_numbers_are_entered_together_and_the_cases_leave_the_queue(staff: Staff) -> None:
    site, browser = staff.site, staff.browser("mo")
    one, two = site.case(), site.case()
    page = browser.get("registration")
    page = browser.press(page, "Spara numren", **{f"number-{one.id}": "DNR 2026/17", f"number-{two.id}": "DNR 2026/18"})
    assert "2 nummer sparade." in page.text
    assert "Inga ärenden här." in page.text
    assert "DNR 2026/17" in browser.get("registration?state=entered").html
    line = site.read(lambda session: journal.of_kind(session, site.org, one.id, "registered"))[0]
    assert line.facts == {"number": "DNR 2026/17", "before": ""}


def test_a_number_can_be_put_right_and_the_journal_keeps_the_old_one(staff: Staff) -> None:
    site, browser = staff.site, staff.browser("mo")
    case = site.case()
    entered(browser, case, "1")
    browser.press(browser.get("registration?state=entered"), "Spara numren", **{f"number-{case.id}": "2"})
    browser.press(browser.get("registration?state=entered"), "Spara numren")
    lines = site.read(lambda session: journal.of_kind(session, site.org, case.id, "registered"))
    assert [line.facts for line in lines] == [{"number": "1", "before": ""}, {"number": "2", "before": "1"}]


def test_what_is_no_number_stops_all_of_them_and_loses_none(staff: Staff) -> None:
    site, browser = staff.site, staff.browser("mo")
    one, two = site.case(), site.case()
    page = browser.press(browser.get("registration"), "Spara numren", **{f"number-{one.id}": "17", f"number-{two.id}": "okänt"})
    assert page.status == 422
    assert "Inget är sparat än." in page.text
    assert (f"number-{one.id}", "17") in page.found.sheets[-1].fields
    assert site.all(tables.RegisterEntry) == []


def test_a_registrar_of_a_unit_sees_and_enters_for_that_unit_alone(staff: Staff) -> None:
    site = staff.site
    south = site.case(fault(place="south"))
    mo, ny = staff.browser("mo"), staff.browser("ny")
    assert south.number not in mo.get("registration").text
    assert mo.post("registration", {f"number-{south.id}": "17"}).status == 404
    entered(ny, south, "17")
    assert [row.number for row in site.all(tables.RegisterEntry)] == ["17"]


def test_cases_in_a_compartment_and_those_from_which_one_is_shut_out_are_not_there(staff: Staff) -> None:
    site = staff.site
    shut = site.case()
    site.shut_out(shut, "ada", "mo")
    site.publish(WITH_DOCUMENTS.replace("one_per: hurt}", "one_per: hurt, compartment: true}"))
    apart, mo = site.case(), staff.browser("mo")
    assert "Inga ärenden här." in mo.get("registration").text
    for case in (shut, apart):
        assert mo.post("registration", {f"number-{case.id}": "17"}).status == 404
    assert site.all(tables.RegisterEntry) == []


def test_the_file_says_the_same_and_holds_no_formula(staff: Staff) -> None:
    site, browser = staff.site, staff.browser("ny")
    case = site.case()
    entered(browser, case, "=1+1")
    text = browser.get("registration.csv?state=entered").response.get_data(as_text=True)
    assert text.splitlines()[1] == f"7 september 2026;{case.number};Fel i lokal;Felanmälan;North works;Sekret hos verket;'=1+1"


def test_whoever_handles_a_case_writes_its_number_and_finds_it_by_that(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = browser.press(browser.get(f"cases/{case.id}"), "Spara diarienumret", register_number="Dnr 17-A")
    assert "Diarienumret är sparat." in page.text
    assert "Diarienummer inskrivet" in page.text
    assert case.number in browser.get("cases/?q=Dnr+17-A").text
    assert case.number not in browser.get("cases/?q=Dnr+18").text
    page = browser.press(page, "Spara diarienumret", register_number="okänt")
    assert "Inget är sparat." in page.text
    assert "Dnr 17-A" in page.text


def test_one_who_only_reads_the_case_sees_the_number_and_does_not_write_it(staff: Staff) -> None:
    case = staff.site.case()
    entered(staff.browser("mo"), case, "17")
    hal = staff.browser("hal")
    assert "Spara diarienumret" not in hal.get(f"cases/{case.id}").buttons()
    assert hal.post(f"cases/{case.id}/register-number", {"register_number": "18"}).status == 404


def test_the_number_stands_in_documents_and_on_the_title_page_of_the_file(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    browser.press(browser.get(f"cases/{case.id}"), "Spara diarienumret", register_number="Dnr 17")
    assert "Diarienummer Dnr 17" in browser.press(browser.get(f"cases/{case.id}/file"), "Skapa akten", why="own").text
