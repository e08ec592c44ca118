"""From a number to the cases that it counts, for whoever may read all that is counted; the list shows those of them that one may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from admin.reports.opening import Opened, Read
from admin.reports.panel import Panel
from engine.statistics.shown import Shown
from engine.statistics.spot import Spot
from engine.statistics.table import MISSING, PERIOD, fact_grain
from forms.decoder import Posted

ROW, COLUMN, PAGE = "at-row", "at-column", "page"
"""Names in the address; no counted answer has a hyphen in its own."""


@dataclass(frozen=True)
class Links:
    """Where each number of a report's table leads: empty for one that leads nowhere. `rows` and `total` are as those of the table."""

    rows: tuple[tuple[str, ...], ...] = ()
    total: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The address of all that is counted."""
        return self.total[-1] if self.total else ""


def leads_on(opened: Opened, read: Read) -> bool:
    """True when the numbers may lead to cases: never a masked one, and never one of sensitive answers, which know no case."""
    ground = opened.ground
    return read.scope.full and fact_grain(ground.template, ground.report) == ground.report.grain


def links(opened: Opened, read: Read) -> Links:
    """The addresses of the cases behind each number."""
    if not leads_on(opened, read):
        return Links()
    shown, at = read.shown, _Addresses(opened)
    columns = [key for key, _ in shown.columns]
    rows = tuple(
        (*(at(count, Spot(line.key, key)) for key, count in zip(columns, line.cells, strict=True)), at(line.total, Spot(line.key)))
        for line in shown.lines
    )
    total = (*(at(count, Spot(column=key)) for key, count in zip(columns, shown.column_totals, strict=True)), at(shown.total, Spot()))
    return Links(rows, total)


@dataclass(frozen=True)
class _Addresses:
    opened: Opened

    def __call__(self, count: int | None, spot: Spot) -> str:
        """The address of what is counted at a place; none where nothing is, or outside all periods."""
        return address(self.opened, spot) if count and not _between(self.opened, spot) else ""


def _between(opened: Opened, spot: Spot) -> bool:
    """True for the row of the days that are in none of the periods that the rows are: days that do not stand together."""
    return opened.ground.report.rows == PERIOD and spot.row == MISSING


def address(opened: Opened, spot: Spot, page: int = 1) -> str:
    """The address of the cases behind a number: that of the report, and the number's place in its table."""
    place = ((ROW, spot.row), (COLUMN, spot.column), (PAGE, str(page) if page > 1 else None))
    return Panel(opened).beside("admin.report_cases", *((name, value) for name, value in place if value is not None))


def apart(asked: Posted) -> tuple[Posted, Spot]:
    """What is asked of the report itself, and the place in its table."""
    row, column = (asked.first(name) if name in asked else None for name in (ROW, COLUMN))
    rest = tuple((name, value) for name in asked if name not in (ROW, COLUMN, PAGE) for value in asked.getlist(name))
    return Posted(rest), Spot(row, column)


def number_at(shown: Shown, spot: Spot) -> int | None:
    """The number at a place of the table; None when it has no such place."""
    columns = [key for key, _ in shown.columns]
    if spot.column is not None and spot.column not in columns:
        return None
    if spot.row is None:
        return shown.total if spot.column is None else shown.column_totals[columns.index(spot.column)]
    line = next((line for line in shown.lines if line.key == spot.row), None)
    if line is None:
        return None
    return line.total if spot.column is None else line.cells[columns.index(spot.column)]


def place_in_words(shown: Shown, spot: Spot) -> str:
    """Which row and column the number is at: "”Plats” är Gården och vecka 48 2026"; empty for the total."""
    return shown.words.listed(list(_parts(shown, spot)))


def _parts(shown: Shown, spot: Spot) -> Iterator[str]:
    if shown.words.report.rows == PERIOD and spot.row is not None:
        yield next(line.label for line in shown.lines if line.key == spot.row)
    for reference, key in spot.keys(shown.words.report):
        yield shown.words.conditions({reference: (key,)})


def about(opened: Opened, read: Read, spot: Spot) -> dict[str, Any] | None:
    """What is said above the list; None when the number leads nowhere, or is none."""
    number = number_at(read.shown, spot) if leads_on(opened, read) and not _between(opened, spot) else None
    if not number:
        return None
    words = opened.words
    return {
        "title": words.title(),
        "sentence": read.sheet.selection,
        "place": place_in_words(read.shown, spot),
        "figure": f"{words.figure(number)} {words.thing(number)}",
        "report": Panel(opened).address(opened.choice),
    }
