"""A report as a mail: plain lines, in the order in which they are read aloud. They say what the page says to the same reader."""

from collections.abc import Iterator

from engine.statistics.grid import COUNT, Row
from engine.statistics.sheet import Sheet
from engine.texts import engine_texts

_TOLD = ("what", "broken", "several", "taken", "rate")
"""What a mail explains besides its numbers; the page has the rest."""


def mailed(sheet: Sheet, link: str) -> tuple[str, str]:
    """The mail's subject and its body, with the address of the page that shows the same."""
    known = {definition.code: definition.text for definition in sheet.definitions}
    explained = [f"{one.name}: {one.text}" for one in (*sheet.definitions, *sheet.masked) if one.code in _TOLD or one in sheet.masked]
    parts = (
        [sheet.title],
        [sheet.selection],
        [*_numbers(sheet)],
        [*_rows(sheet)],
        [sheet.note] if sheet.note else [],
        [_say(sheet, "open"), link],
        explained,
        [_say(sheet, "closing")],
    )
    subject = _say(sheet, "subject", title=sheet.title, period=known["when"])
    return subject, "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _numbers(sheet: Sheet) -> Iterator[str]:
    """The total, that there was nothing, or why no more is told."""
    if sheet.grid.total.cells[_count(sheet)].value == 0:
        yield " ".join(filter(None, (_say(sheet, "none", what=sheet.thing), sheet.compared)))
    else:
        yield sheet.lead
    if sheet.hidden:
        yield sheet.hidden


def _rows(sheet: Sheet) -> Iterator[str]:
    """A line for each row; none where there is nothing to tell apart."""
    if sheet.grid.rows and sheet.grid.total.cells[_count(sheet)].value != 0:
        yield f"{sheet.grid.corner}:"
        yield from (_row(sheet, row) for row in sheet.grid.rows)


def _row(sheet: Sheet, row: Row) -> str:
    """How many there are of it, with its other cells behind that."""
    count = _count(sheet)
    more = [f"{column.label}: {cell.text}" for column, cell in zip(sheet.grid.columns, row.cells, strict=True) if column.kind != COUNT]
    behind = f" ({', '.join(more)})" if more else ""
    return f"{row.label}: {row.cells[count].text}{behind}"


def _count(sheet: Sheet) -> int:
    """Where the number of them all stands in a row."""
    return next(place for place, column in enumerate(sheet.grid.columns) if column.kind == COUNT)


def _say(sheet: Sheet, code: str, **facts: str) -> str:
    return engine_texts().say(f"statistics.mailed.{code}", sheet.language, **facts)
