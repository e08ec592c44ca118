"""The page of the rows behind a report: it says what will be taken before anything is, asks why, and gives a file."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from engine.store import tables
from engine.store.database import Database
from tests.admin.staff import Page, Staff
from tests.engine.actions.test_take_rows import MORE, PEOPLE
from tests.site import FAULTS, Site, fault

ROWS = "reports/faults/who/rows"
HEAD = ["Ärende", "Dag", "Enhet", "Var?", "Vem?", "Ålder"]


@pytest.fixture
def staff(database: Database) -> Staff:
    """A site with two reports from one unit and one from another."""
    made = Staff.of(Site.over(database, PEOPLE, [FAULTS + MORE]))
    for answers in (fault(), fault(who="keeper"), fault(place="south")):
        made.site.report(answers)
    return made


def taken(staff: Staff, button: str, path: str = ROWS, person: str = "hal") -> Page:
    """The file that somebody takes out."""
    browser = staff.browser(person)
    return browser.press(browser.get(path), button, reason="Höstens analys")


def test_the_page_says_what_will_be_taken_before_anything_is(staff: Staff) -> None:
    page = staff.browser("hal").get(ROWS)
    assert page.status == 200
    assert page.html.count("<h1>Raderna bakom ”Vem?”</h1>") == 1
    assert page.link("Vem?") == "/acme/reports/faults/who"
    assert "2 rader." in page.text
    assert "Du ser anmälningar i ”Felanmälan” från North works" in page.text
    assert [name for name in HEAD if name not in page.text] == []
    assert staff.site.all(tables.RowExport) == []


def test_the_way_there_keeps_the_selection_and_is_shown_to_those_who_may(staff: Staff) -> None:
    page = staff.browser("hal").get("reports/faults/who?who=keeper")
    assert page.link("Hämta raderna") == "/acme/reports/faults/who/rows?who=keeper"
    assert "Hämta raderna" not in staff.browser("gus").get("reports/faults/who").text
    assert "1 rad." in staff.browser("hal").get(f"{ROWS}?who=keeper").text


def test_without_a_reason_the_page_asks_again(staff: Staff) -> None:
    browser = staff.browser("hal")
    page = browser.press(browser.get(ROWS), "Hämta som CSV", reason=" ")
    assert page.status == 422
    assert page.text.count("Skriv varför du behöver raderna") == 2


def test_the_rows_come_as_csv(staff: Staff) -> None:
    answer = taken(staff, "Hämta som CSV", f"{ROWS}?who=keeper").response
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="faults-who-2026-rows.csv"'
    lines = list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [lines[0], [line[1:] for line in lines[1:]]] == [HEAD, [["2026-09-07", "North works", "North works", "Skötaren", "Ung"]]]


def test_the_rows_come_as_a_workbook_that_says_the_same(staff: Staff) -> None:
    answer = taken(staff, "Hämta som Excel").response
    assert answer.headers["Content-Disposition"] == 'attachment; filename="faults-who-2026-rows.xlsx"'
    (sheet,) = load_workbook(BytesIO(answer.get_data())).worksheets
    lines = csv.reader(StringIO(taken(staff, "Hämta som CSV").response.get_data().decode("utf-8-sig"), newline=""), delimiter=";")
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == list(lines)


def test_no_label_becomes_a_formula_on_a_row(staff: Staff) -> None:
    staff.site.publish((FAULTS + MORE).replace("worker: En arbetare", 'worker: "=1+1"'))
    assert ";'=1+1;" in taken(staff, "Hämta som CSV").response.get_data(as_text=True)
    (sheet,) = load_workbook(BytesIO(taken(staff, "Hämta som Excel").response.get_data())).worksheets
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_what_was_taken_before_is_told(staff: Staff) -> None:
    taken(staff, "Hämta som CSV")
    page = staff.browser("hal").get(ROWS)
    assert "Hämtat tidigare" in page.text
    assert "Hal 2 Höstens analys" in page.text


def test_where_one_may_read_no_case_there_is_nothing_to_take(staff: Staff) -> None:
    page = staff.browser("jo").get(ROWS)
    assert "0 rader." in page.text
    assert "Det finns inga rader i ditt urval" in page.text
    assert "Hämta som CSV" not in page.text


def test_behind_a_sensitive_report_there_are_no_rows(staff: Staff) -> None:
    staff.site.publish((FAULTS + MORE).replace("who: {type: choice,", "who: {type: choice, sensitive: true,"))
    assert staff.browser("hal").get(ROWS).status == 404
    assert "Hämta raderna" not in staff.browser("hal").get("reports/faults/who").text


@pytest.mark.parametrize("path", ["reports/faults/none/rows", "reports/none/who/rows", f"{ROWS}?period=own&first-day=snart"])
def test_what_is_not_there_has_no_rows(path: str, staff: Staff) -> None:
    assert staff.browser("hal").get(path).status == 404
