"""Rows as a workbook (ECMA-376). Every text is written as a text: nothing in it is a formula, a link or a reference to another file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from engine.spreadsheets.csv_lines import Value, begins_a_formula

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN, WHOLE, ONE_DECIMAL, PERCENT, TEXT = "General", "#,##0", "#,##0.0", '0" %"', "@"
MOST_ROWS = 1_048_576
"""So many rows has a sheet."""
_NARROW, _WIDE = 10.0, 60.0


@dataclass(frozen=True)
class Tab:
    """One sheet: its title, its rows, how each column is written and how wide it is, in characters; whether the first row is a head,
    which stays in sight with the first column.
    """

    title: str
    rows: Iterable[Sequence[Value]]
    formats: tuple[str, ...]
    widths: tuple[float, ...]
    head: bool = True


def write_workbook(tabs: Iterable[Tab], title: str, out: IO[bytes]) -> None:
    """Writes the workbook; its rows go through one by one, however many there are."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = _text(title), None
    for tab in tabs:
        sheet = book.create_sheet(tab.title)
        sheet.freeze_panes = "B2" if tab.head else None
        for number, width in enumerate(tab.widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        for number, row in enumerate(tab.rows):
            sheet.append(_cells(sheet, row, tab.formats, head=tab.head and number == 0))
    book.save(out)


def width(texts: Iterable[str]) -> float:
    """How wide a column is that holds these texts."""
    return min(_WIDE, max(_NARROW, 2.0 + max(map(len, texts), default=0)))


def _cells(sheet: Any, row: Sequence[Value], formats: tuple[str, ...], *, head: bool) -> Iterator[Any]:
    for value, written in zip(row, formats, strict=False):
        cell = WriteOnlyCell(sheet)
        if isinstance(value, str):
            _write(cell, value)
        else:
            cell.value, cell.number_format = value, written
        if head:
            cell.font = Font(bold=True)
        yield cell


def _write(cell: Any, text: str) -> None:
    """A text, whatever it begins with: never a formula, also not when somebody edits the cell (OWASP, CSV injection)."""
    cell.value = _text(text)
    cell.data_type, cell.number_format, cell.quotePrefix = "s", TEXT, begins_a_formula(text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _text(text: str) -> str:
    """The text without what no workbook can hold."""
    return ILLEGAL_CHARACTERS_RE.sub(" ", text)
