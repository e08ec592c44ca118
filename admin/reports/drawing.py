"""Chooses the chart that fits what is shown, and says its numbers. It must not draw."""

from collections.abc import Sequence

from markupsafe import Markup

from admin.charts import BARS, COLUMNS, PANELS, SERIES, Bar, Moment, Time, Told, bars, grouped, heat, multiples, stacked, trend
from admin.reports.reading import read, read_crossed
from engine.statistics.shown import Line, Shown
from engine.statistics.table import MISSING
from engine.statistics.words import interval_days
from forms.wording import say


def chart(shown: Shown, title: str, breaks: Sequence[tuple[str, str]] = ()) -> Markup | None:
    """Lines for periods, bars for one side or a few columns, else a grid of cells; none where there is nothing to draw.

    `breaks` are where a series is broken: the key of the first period after, and what has changed.
    """
    if not shown.lines or not shown.total:
        return None
    if shown.of_periods:
        return _over_time(shown, title, breaks)
    lines = drawn(shown)
    if shown.columns:
        return _crossed(shown, title, lines)
    items = [Bar(line.label, line.total, line.before, faded=line.key == MISSING) for line in lines]
    return bars(_told(shown, title, read(shown, lines)), items)


def drawn(shown: Shown) -> tuple[Line, ...]:
    """The rows that are drawn: as many as there is room for, those with most, in the table's order."""
    most = sorted(nonzero(shown), key=lambda line: -(line.total or 0))[:BARS]
    return tuple(line for line in shown.lines if line in most)


def nonzero(shown: Shown) -> tuple[Line, ...]:
    """The rows that have something, now or a year earlier."""
    return tuple(line for line in shown.lines if line.total != 0 or line.before)


def columns(shown: Shown) -> tuple[int, ...]:
    """The places of the columns that are drawn: as many as there is room for, those with most, in the table's order."""
    room = PANELS if shown.of_periods else COLUMNS
    most = sorted(range(len(shown.columns)), key=lambda number: -(shown.column_totals[number] or 0))[:room]
    return tuple(sorted(most))


def left_out(shown: Shown) -> list[str]:
    """What stands in the table alone, in words."""
    words, rows, across = shown.words, len(drawn(shown)), len(columns(shown))
    said = []
    if not shown.of_periods and len(nonzero(shown)) > rows:
        said.append(say("reports.cut", count=rows))
    elif not shown.of_periods and len(shown.lines) > rows:
        said.append(say("reports.zeros"))
    if across < len(shown.columns):
        said.append(say("reports.cut_columns", count=across, label=words.label(str(words.report.columns))))
    return said


def _crossed(shown: Shown, title: str, lines: tuple[Line, ...]) -> Markup:
    places = columns(shown)
    names = [shown.columns[place][1] for place in places]
    rows = [(line.label, [line.cells[place] for place in places]) for line in lines]
    told = _told(shown, title, read_crossed(shown, lines, places))
    if len(names) > SERIES:
        return heat(told, rows, names)
    if len(rows) * len(names) <= BARS:
        return grouped(told, rows, names)
    # parts of a bar must sum up to it
    parts = [(label, [count for count in cells if count is not None]) for label, cells in rows]
    whole = all(len(here) == len(names) and sum(here) == line.total for (_, here), line in zip(parts, lines, strict=True))
    return stacked(told, parts, names) if whole else heat(told, rows, names)


def _over_time(shown: Shown, title: str, breaks: Sequence[tuple[str, str]]) -> Markup:
    lines = [line for line in shown.lines if line.key != MISSING]
    time = _time(shown, lines, breaks)
    if not shown.columns:
        before = [line.before for line in lines] if shown.compared else []
        return trend(_told(shown, title, read(shown, lines)), time, [line.total for line in lines], before)
    places = columns(shown)
    series = [(shown.columns[place][1], [line.cells[place] for line in lines]) for place in places]
    return multiples(_told(shown, title, read_crossed(shown, lines, places)), time, series)


def _time(shown: Shown, lines: Sequence[Line], breaks: Sequence[tuple[str, str]]) -> Time:
    """The periods by their short names, with years where there are several, and what is not counted whole."""
    words, keys = shown.words, [line.key for line in lines]
    years = words.report.interval != "year" and len({key[:4] for key in keys}) > 1
    moments = [Moment(words.tick(line.key, year=False), line.key[:4] if years else "", _part(shown, line)) for line in lines]
    return Time(moments, [(keys.index(key), said) for key, said in breaks if key in keys[1:]])


def _part(shown: Shown, line: Line) -> str:
    """What is said of a period that is not counted whole, which its label in the table tells by its days."""
    if line.label == shown.words.interval(line.key):
        return ""
    context = shown.words.context
    first, last = interval_days(line.key)
    return say("reports.so_far" if first <= context.now.astimezone(context.organisation.zone).date() <= last else "reports.partly")


def _told(shown: Shown, title: str, numbers: str) -> Told:
    return Told(title, numbers, say("reports.masked.word"), say("reports.masked.why"), shown.words.context.language)
