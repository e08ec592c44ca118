"""The table of a report as head, rows and total: the page and the file write the same one."""

from dataclasses import dataclass, replace

from engine.statistics.shown import Line, Shown
from engine.statistics.table import PERIOD
from forms.wording import say


@dataclass(frozen=True)
class Cell:
    """A number and how a page writes it; None where there is nothing to compare with. `depth` is 1 to 4 for a cell of a crosstab."""

    value: int | None
    text: str
    depth: int = 0


@dataclass(frozen=True)
class Row:
    """One row with its name."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A table with its heads, the first of them over the rows' names."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row


def grid_of(shown: Shown) -> Grid:
    """The table of what is shown; when that is hidden, its total alone."""
    words = shown.words
    if shown.columns:
        head = (*(label for _, label in shown.columns), say("reports.all"))
        rows = [Row(line.label, (*_crossed(shown, line), _number(shown, line.total))) for line in shown.lines]
        total = tuple(_number(shown, count) for count in (*shown.column_totals, shown.total))
    else:
        shares = bool(shown.lines) and not shown.of_periods
        head = (say("reports.count"), *([say("reports.share")] if shares else ()), *([say("reports.before")] if shown.compared else ()))
        rows = [Row(line.label, _cells(shown, line, shares=shares)) for line in shown.lines]
        total = _cells(shown, Line("", "", (), shown.total or 0, shown.before), shares=shares) if shown.lines else (_total(shown),)
    first = "" if words.report.rows is None or shown.hidden else _dimension(shown)
    return Grid((first, *head), tuple(rows), Row(say("reports.all_count", what=words.thing()), total))


def _dimension(shown: Shown) -> str:
    report = shown.words.report
    return say(f"reports.{report.interval}") if report.rows == PERIOD else shown.words.label(str(report.rows))


def _total(shown: Shown) -> Cell:
    return Cell(shown.total, shown.total_words())


def _crossed(shown: Shown, line: Line) -> list[Cell]:
    """The cells of a crosstab, deeper by quarters of the largest."""
    most = max(count for line in shown.lines for count in line.cells)
    return [replace(_number(shown, count), depth=-(-4 * count // most) if count > 0 else 0) for count in line.cells]


def _number(shown: Shown, count: int | None) -> Cell:
    return Cell(count, say("reports.nothing") if count is None else shown.words.figure(count))


def _cells(shown: Shown, line: Line, *, shares: bool) -> tuple[Cell, ...]:
    share = round(100 * line.total / shown.total) if shown.total else 0
    return (
        _number(shown, line.total),
        *([Cell(share, say("reports.percent", share=share))] if shares else ()),
        *([_number(shown, line.before)] if shown.compared else ()),
    )
