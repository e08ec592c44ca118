"""The sheets of an XLSForm as rows with named cells, however their authors spelt the names of the columns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from difflib import get_close_matches

from engine.exchange.notes import Notes
from engine.exchange.xlsform.languages import UNNAMED
from engine.exchange.xlsform.workbook import Sheet

_ALSO: Mapping[str, str] = {
    "command": "type",
    "tag": "name",
    "value": "name",
    "caption": "label",
    "relevance": "relevant",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "readonly": "read_only",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
"""Other names of the same columns."""
_PREFIXES = ("bind", "control", "body", "media")
_SPOKEN = ("label", "hint", "guidance_hint", "required_message", "constraint_message", "image", "big-image", "audio", "video")
"""Columns that there is one of for each language."""
MEDIA = ("image", "big-image", "audio", "video")
_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Row:
    """A row: its cells by the plain name of their column, and texts in several languages by what their columns call these."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    spoken: Mapping[str, Mapping[str, str]]
    headers: Mapping[str, str]

    def get(self, column: str) -> str:
        """What stands in a column, empty when nothing does."""
        return self.cells.get(column, "")

    def says(self, column: str) -> bool:
        """Whether a column says yes."""
        return self.get(column).lower().replace(" ", "") in ("yes", "true", "true()", "1")

    def place(self, column: str = "") -> str:
        """`sheet:row:column`, the column as its author called it; `sheet:row` without one."""
        return f"{self.sheet}:{self.number}" + (f":{self.headers.get(column, column)}" if column else "")


@dataclass(frozen=True)
class Table:
    """A sheet: its rows, what its author called its columns, and the languages that these name."""

    name: str
    rows: tuple[Row, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    header_row: int = 1

    def place(self, column: str) -> str:
        """Where a column has its name."""
        return f"{self.name}:{self.header_row}:{self.headers.get(column, column)}"


def read_table(sheet: Sheet, known: frozenset[str], notes: Notes, *, open_to_more: bool = False) -> Table:
    """The rows of a sheet. Columns that are not known are told, unless the sheet may have any."""
    if not sheet.cells:
        return Table(sheet.name)
    top = min(row for row, _ in sheet.cells)
    columns = [
        _Column(number, written, *_head(written))
        for (row, number), value in sorted(sheet.cells.items())
        if row == top and (written := plain(value))
    ]
    headers = {column.name: column.written for column in reversed(columns)}
    table = Table(sheet.name, (), headers, tuple(dict.fromkeys(column.language for column in columns if column.name in _SPOKEN)), top)
    for place, column in enumerate(columns):
        if any(column.says_the_same(other) for other in columns[:place]):
            notes.lose("column-twice", table.place(column.written))
        elif not open_to_more and column.name not in known:
            _tell_unknown(column, table, known, notes)
    for row, number in sorted(sheet.unreckoned):
        notes.lose("formula", f"{sheet.name}:{row}:{next((one.written for one in columns if one.number == number), number)}")
    return replace(table, rows=tuple(_rows(sheet, table, columns, notes)))


@dataclass(frozen=True)
class _Column:
    """A column: its number, what its author wrote, its plain name, and the language that it names."""

    number: int
    written: str
    name: str
    language: str

    def says_the_same(self, other: "_Column") -> bool:
        return (self.name, self.language) == (other.name, other.language)


def plain(value: object) -> str:
    """A cell's value as text: without blanks around it, whole numbers without decimals, days as ISO writes them."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, datetime):
        value = value.date() if value.time() == time(0) else value.replace(microsecond=0)
    if isinstance(value, time):
        value = value.isoformat("minutes")
    text = value.isoformat() if isinstance(value, date) else str(value)
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
    return _NEVER.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n")).replace("\u00a0", " ").strip()


def _head(written: str) -> tuple[str, str]:
    """The plain name of a column and the language that it names."""
    parts = [part.strip() for part in written.split("::")]
    if len(parts) == 1 and not written.lower().startswith("jr:"):
        parts = [part.strip() for part in written.split(":", 1)]
    first = _spelt(parts[0])
    while first in _PREFIXES and len(parts) > 1:
        parts = parts[1:]
        first = _spelt(parts[0])
    name = _ALSO.get(first, first)
    if name in _SPOKEN:
        return name, "::".join(parts[1:])
    return "::".join([name, *parts[1:]]), UNNAMED


def _spelt(name: str) -> str:
    return re.sub(r"[\s_]+", "_", name.strip(" *\t\n").lower())


def _tell_unknown(column: _Column, table: Table, known: frozenset[str], notes: Notes) -> None:
    """A column that is called almost as one that is known was surely meant as that."""
    meant = get_close_matches(column.name, known, 1, 0.8)
    if meant:
        notes.lose("column-misspelt", table.place(column.written), meant=meant[0])
    else:
        notes.tell("column-unknown", table.place(column.written))


def _rows(sheet: Sheet, table: Table, columns: list[_Column], notes: Notes) -> Iterator[Row]:
    """The rows below the names of the columns. Cells under no name are their author's own remarks."""
    numbers = {column.number for column in columns}
    by_row: dict[int, dict[int, str]] = {}
    for (row, number), value in sheet.cells.items():
        if row > table.header_row and (text := plain(value)):
            by_row.setdefault(row, {})[number] = text
    for row, cells in sorted(by_row.items()):
        if not numbers >= set(cells):
            notes.tell("cell-without-column", f"{sheet.name}:{row}")
        if numbers & set(cells):
            yield _row(row, cells, table, columns)


def _row(number: int, cells: Mapping[int, str], table: Table, columns: list[_Column]) -> Row:
    """A row; of two columns that say the same the first counts."""
    named: dict[str, str] = {}
    spoken: dict[str, dict[str, str]] = {}
    for column in columns:
        if column.number not in cells:
            continue
        if column.name in _SPOKEN:
            spoken.setdefault(column.name, {}).setdefault(column.language, cells[column.number])
        else:
            named.setdefault(column.name, cells[column.number])
    return Row(table.name, number, named, spoken, table.headers)
