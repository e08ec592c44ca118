"""The table of a report as head, rows and total, with what each column measures: page, files and mails all write this one."""

from dataclasses import dataclass, replace

from engine.statistics.rates import NO_NUMBER, Rates, Weight, head
from engine.statistics.shown import WITHOUT, Line, Shown
from engine.statistics.table import PERIOD
from engine.statistics.words import Words

COUNT, SHARE, SHARE_OF_ALL, BEFORE, ANSWER = "count", "share", "share_of_all", "before", "answer"
MEDIAN, NINETY, IN_TIME, RATE = "median", "ninety", "in_time", "rate"
"""What a column measures: how many, per cent of them all, the same in all units, how many a year before; how many with one answer, in a
crosstab; of spans the days within which half and nine in ten were done, and per cent in time; how many come on so many of the units' own,
with one decimal."""


@dataclass(frozen=True)
class Column:
    """A column: what it measures, its head, and in a crosstab the key of its answer, empty for what has none."""

    kind: str
    label: str
    key: str = ""


@dataclass(frozen=True)
class Cell:
    """A number and how it is written. `value` is None where the number is not told: `masked` is then the code of the reason.
    `depth` is 1 to 4 for a cell of a crosstab.
    """

    value: int | float | None
    text: str
    masked: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Row:
    """One row with its name; its key is that of the answer or the period, empty for what has none."""

    label: str
    cells: tuple[Cell, ...]
    key: str = ""


@dataclass(frozen=True)
class Grid:
    """A table. `corner` is the head over the rows' names, empty where there are no rows."""

    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row

    @property
    def head(self) -> tuple[str, ...]:
        """The heads, the first of them over the rows' names."""
        return (self.corner, *(column.label for column in self.columns))

    @property
    def masked(self) -> tuple[str, ...]:
        """The codes of the reasons for which some cell is not told."""
        cells = (cell for row in (*self.rows, self.total) for cell in row.cells)
        return tuple(dict.fromkeys(cell.masked for cell in cells if cell.masked))


def grid_of(shown: Shown, rates: Rates | None = None) -> Grid:
    """The table of what is shown; when that is hidden, its total alone. Rows that the units' numbers belong to have a rate each."""
    words = shown.words
    corner = "" if words.report.rows is None or shown.hidden else _dimension(words)
    columns, rows, total = _crosstab(shown) if shown.columns else _counts(shown)
    grid = Grid(corner, columns, rows, Row(words.say("sheet.all_count", what=words.thing()), total))
    return _rated(grid, shown, rates) if rates is not None and rates.told and rates.rows else grid


def _crosstab(shown: Shown) -> tuple[tuple[Column, ...], tuple[Row, ...], tuple[Cell, ...]]:
    columns = (*(Column(ANSWER, label, key) for key, label in shown.columns), Column(COUNT, shown.words.say("sheet.all")))
    rows = tuple(Row(line.label, (*_crossed(shown, line), _number(shown, line.total)), line.key) for line in shown.lines)
    return columns, rows, tuple(_number(shown, count) for count in (*shown.column_totals, shown.total))


def _counts(shown: Shown) -> tuple[tuple[Column, ...], tuple[Row, ...], tuple[Cell, ...]]:
    shares = bool(shown.lines) and not shown.of_periods
    there = ((COUNT, True), (SHARE, shares), (SHARE_OF_ALL, shown.shares is not None), (BEFORE, shown.compared))
    kinds = (*(kind for kind, is_there in there if is_there), *_measured(shown.words))
    rows = tuple(Row(line.label, _cells(shown, line, kinds), line.key) for line in shown.lines)
    total = _cells(shown, Line("", "", (), shown.total, shown.before, shown.times), kinds)
    total = total if shown.lines else (_number(shown, shown.total), *total[1:])
    return tuple(Column(kind, shown.words.say(f"sheet.{kind}")) for kind in kinds), rows, total


def _rated(grid: Grid, shown: Shown, rates: Rates) -> Grid:
    """The table with a column more, last."""
    cells = [_rate(shown, rates, line.total, rates.rows.get(line.key)) for line in shown.lines]
    rows = tuple(replace(row, cells=(*row.cells, cell)) for row, cell in zip(grid.rows, cells, strict=True))
    whole = replace(grid.total, cells=(*grid.total.cells, _rate(shown, rates, shown.total, rates.all)))
    return replace(grid, columns=(*grid.columns, Column(RATE, head(shown.words, rates.number))), rows=rows, total=whole)


def _rate(shown: Shown, rates: Rates, count: int | None, weight: Weight | None) -> Cell:
    """A rate; what is not told of a count is not told of its rate, and where a unit lacks its number there is none."""
    if count is None:
        return _number(shown, None)
    tenths = weight.tenths(rates.number.per, count) if weight is not None else None
    if tenths is None:
        return Cell(None, shown.words.say("sheet.nothing"), masked=NO_NUMBER if weight is not None and weight.lacking else "")
    return Cell(tenths / 10, shown.words.tenths(tenths))


def _dimension(words: Words) -> str:
    return words.interval_label() if words.report.rows == PERIOD else words.label(str(words.report.rows))


def _crossed(shown: Shown, line: Line) -> list[Cell]:
    """The cells of a crosstab, deeper by quarters of the largest."""
    most = max(count or 0 for line in shown.lines for count in line.cells)
    return [replace(_number(shown, count), depth=-(-4 * count // most) if count and count > 0 else 0) for count in line.cells]


def _number(shown: Shown, count: int | None) -> Cell:
    if count is not None:
        return Cell(count, shown.words.figure(count))
    # where there are no numbers at all it has been said why
    return (
        Cell(None, shown.words.say("sheet.nothing")) if shown.hidden in WITHOUT else Cell(None, shown.words.say("masked"), masked="small")
    )


def _cells(shown: Shown, line: Line, kinds: tuple[str, ...]) -> tuple[Cell, ...]:
    told = shown.total is not None and line.total is not None
    share = round(100 * line.total / shown.total) if line.total and shown.total else 0
    everywhere = (shown.shares or {}).get(line.key, 0) if line.label else 100
    found = {
        COUNT: _number(shown, line.total),
        SHARE: Cell(share, shown.words.say("sheet.percent", share=share)) if told else _number(shown, None),
        SHARE_OF_ALL: Cell(everywhere, shown.words.say("sheet.percent", share=everywhere)),
        BEFORE: _number(shown, line.before),
        **{kind: _time(shown.words, kind, line) for kind in (MEDIAN, NINETY, IN_TIME)},
    }
    return tuple(found[kind] for kind in kinds)


def _measured(words: Words) -> tuple[str, ...]:
    """The columns of a span: whether it was in time only where its end has a deadline."""
    span = words.report.grain
    if span not in words.template.spans:
        return ()
    return (MEDIAN, NINETY, *([IN_TIME] if f"{span}.in_time" in words.template.counted else ()))


def _time(words: Words, kind: str, line: Line) -> Cell:
    """A number of days or a share, not told of few cases, nor in closed months, which hold no days."""
    found = {MEDIAN: line.times.median, NINETY: line.times.ninety, IN_TIME: line.times.in_time}[kind] if line.times else None
    if found is None:
        few = line.total is not None and line.total < words.context.organisation.smallest
        return Cell(None, words.say("sheet.nothing"), masked="" if line.total == 0 else "few" if few else "times")
    return Cell(found, words.say("sheet.percent", share=found) if kind == IN_TIME else words.days(found))
