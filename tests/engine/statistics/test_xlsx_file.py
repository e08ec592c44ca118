"""The rules of a report as a workbook: what is selected on one sheet, the table on the other."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from engine.statistics.sheet import Sheet
from engine.statistics.shown import Shown
from engine.statistics.xlsx_file import write_xlsx
from tests.engine.statistics.test_sheet import sheet
from tests.engine.statistics.test_shown import rooms, shown

MADE = sheet(shown("rooms", *rooms(9, 6), before={"bath": 5}))


def book(made: Sheet = MADE):  # type: ignore[no-untyped-def]
    """The workbook, read."""
    return load_workbook(BytesIO(write_xlsx(made)))


def test_one_sheet_says_what_is_selected_and_how_it_was_counted_and_one_has_the_table() -> None:
    about, table = book().worksheets
    assert (about.title, table.title) == ("Urval", "Tabell")
    assert [tuple(row) for row in about.iter_rows(values_only=True)] == [(one.name, one.text) for one in MADE.about()]
    assert [tuple(row) for row in table.iter_rows(values_only=True)][:2] == [MADE.grid.head, ("Kök", 6, 40, 0)]


def test_a_share_is_written_as_per_cent_and_the_head_of_the_table_stays_in_sight() -> None:
    about, table = book().worksheets
    assert [cell.number_format for cell in table[2]] == ["@", "#,##0", '0" %"', "#,##0"]
    assert (about.freeze_panes, table.freeze_panes) == (None, "B2")


def test_a_number_that_is_not_told_is_its_words() -> None:
    table = book(sheet(Shown(shown("rooms").words, None))).worksheets[1]
    assert [row for row in table.iter_rows(values_only=True)] == [("Var är felet?", "Antal"), ("Alla anmälningar", "Dolt")]


@pytest.mark.parametrize(("language", "titles"), [("sv", ["Urval", "Tabell"]), ("en", ["Selection", "Table"])])
def test_the_sheets_are_called_in_the_language_of_the_reader(language: str, titles: list[str]) -> None:
    assert book(sheet(shown("rooms"), language)).sheetnames == titles
