"""From a number to the cases that it counts, for whoever may read all that is counted; the list shows those of them that one may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from admin.reports.opening import Opened, Read
from admin.reports.panel import Panel
from engine.statistics.shown import Shown
from engine.statistics.spot import Spot
from engine.statistics.table import MISSING, PERIOD, fact_grain
from forms.decoder import Posted

ROW, COLUMN, PAGE = "at-row", "at-column", "page"
"""Names in the address; no counted answer has a hyphen in its own."""
_MARK = 12


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
    columns = _columns(shown)
    rows = tuple(
        (*(at(count, Spot(line.key, key)) for key, count in zip(columns, line.cells, strict=True)), at(line.total, Spot(line.key)))
        for line in shown.lines
    )
    total = (*(at(count, Spot(column=key)) for key, count in zip(columns, shown.column_totals, strict=True)), at(shown.total, Spot()))
    return Links(rows, total)


class _Addresses:
    """The addresses of what is counted at the places of one table, of which there are many."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._front = Panel(opened).beside("admin.report_cases")
        self._joint = "&" if "?" in self._front else "?"
        self._mark = cache(partial(_mark, opened))

    def __call__(self, count: int | None, spot: Spot) -> str:
        """The address of what is counted at a place; none where nothing is, or outside all periods."""
        return self.of(spot) if count and not _between(self._opened, spot) else ""

    def of(self, spot: Spot, page: int = 1) -> str:
        """The address of the report with what is chosen, and the place in its table."""
        # names, marks and numbers are plain, so that nothing has to be escaped
        place = [f"{name}={self._mark(key)}" for name, key in ((ROW, spot.row), (COLUMN, spot.column)) if key is not None]
        more = "&".join([*place, f"{PAGE}={page}"] if page > 1 else place)
        return f"{self._front}{self._joint}{more}" if more else self._front


def _between(opened: Opened, spot: Spot) -> bool:
    """True for the row of the days that are in none of the periods that the rows are: days that do not stand together."""
    return opened.ground.report.rows == PERIOD and spot.row == MISSING


@dataclass(frozen=True)
class Place:
    """A place in a table as an address has it: marks, since what people have answered stands in no address."""

    row: str | None
    column: str | None


def address(opened: Opened, spot: Spot, page: int = 1) -> str:
    """The address of the cases behind a number: that of the report, and the number's place in its table."""
    return _Addresses(opened).of(spot, page)


def apart(asked: Posted) -> tuple[Posted, Place]:
    """What is asked of the report itself, and the place in its table."""
    row, column = (asked.first(name) if name in asked else None for name in (ROW, COLUMN))
    rest = tuple((name, value) for name in asked if name not in (ROW, COLUMN, PAGE) for value in asked.getlist(name))
    return Posted(rest), Place(row, column)


def spot_at(opened: Opened, shown: Shown, place: Place) -> Spot | None:
    """The row and the column that a place is; None when the table has none such."""
    rows = {_mark(opened, line.key): line.key for line in shown.lines}
    columns = {_mark(opened, key): key for key, _ in shown.columns}
    if any(mark is not None and mark not in known for mark, known in ((place.row, rows), (place.column, columns))):
        return None
    return Spot(rows.get(place.row or ""), columns.get(place.column or ""))


def _mark(opened: Opened, key: str) -> str:
    """What stands for a row or a column in an address: the same for as long as the report has it, and nothing can be worked out of it."""
    return opened.reader.office.sealer.token_id(f"place {opened.ground.report.id} {key}").hex()[:_MARK]


def number_at(shown: Shown, spot: Spot) -> int | None:
    """The number at a row and a column of the table."""
    if spot.row is None:
        return shown.total if spot.column is None else dict(zip(_columns(shown), shown.column_totals, strict=True))[spot.column]
    line = next(line for line in shown.lines if line.key == spot.row)
    return line.total if spot.column is None else dict(zip(_columns(shown), line.cells, strict=True))[spot.column]


def _columns(shown: Shown) -> list[str]:
    return [key for key, _ in shown.columns]


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
