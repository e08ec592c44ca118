"""Chooses the chart that fits what is shown, and says its numbers. It must not draw."""

from markupsafe import Markup

from admin.charts import BARS, SERIES, Bar, Point, bars, grouped, multiples, trend
from engine.statistics.shown import Line, Shown
from engine.statistics.table import MISSING
from forms.wording import say

_PANELS = 12


def chart(shown: Shown, title: str) -> Markup | None:
    """Lines for periods, else bars; none where there is nothing to draw."""
    if not shown.lines or not shown.total:
        return None
    if shown.of_periods:
        return _over_time(shown, title)
    lines = drawn(shown)
    if crossed(shown):
        return grouped(title, _crossed(shown, lines), [(line.label, line.cells) for line in lines], [label for _, label in shown.columns])
    items = [Bar(line.label, line.total, line.before, faded=line.key == MISSING) for line in lines]
    return bars(title, _said(shown, lines), items)


def crossed(shown: Shown) -> bool:
    """True when the columns are few enough to be drawn as well; else the table alone has them."""
    if shown.of_periods:
        return 0 < len(shown.columns) <= _PANELS
    return 0 < len(shown.columns) <= SERIES and len(drawn(shown)) * len(shown.columns) <= BARS


def drawn(shown: Shown) -> tuple[Line, ...]:
    """The rows that are drawn as bars: as many as there is room for, those with most, in the table's order."""
    most = sorted(nonzero(shown), key=lambda line: -line.total)[:BARS]
    return tuple(line for line in shown.lines if line in most)


def nonzero(shown: Shown) -> tuple[Line, ...]:
    """The rows that have something, now or a year earlier."""
    return tuple(line for line in shown.lines if line.total or line.before)


def _over_time(shown: Shown, title: str) -> Markup:
    lines = [line for line in shown.lines if line.key != MISSING]
    years = len({line.key[:4] for line in lines}) > 1
    ticks = [shown.words.tick(line.key, year=years) for line in lines]
    if crossed(shown):
        series = [(label, [line.cells[number] for line in lines]) for number, (_, label) in enumerate(shown.columns)]
        return multiples(title, _crossed(shown, lines), ticks, series)
    points = [Point(tick, line.total, line.before) for tick, line in zip(ticks, lines, strict=True)]
    return trend(title, _said(shown, lines), points)


def _said(shown: Shown, lines: tuple[Line, ...] | list[Line]) -> str:
    """The numbers in one sentence: "Gården: 18, året före 14, hallen: 11"."""
    return ", ".join(
        say("reports.read_before", label=line.label, count=shown.words.figure(line.total), before=shown.words.figure(line.before))
        if line.before is not None
        else say("reports.read", label=line.label, count=shown.words.figure(line.total))
        for line in lines
    )


def _crossed(shown: Shown, lines: tuple[Line, ...] | list[Line]) -> str:
    """The numbers of each row in turn."""
    names = [label for _, label in shown.columns]
    rows = (
        (line.label, ", ".join(say("reports.read", label=name, count=count) for name, count in zip(names, line.cells, strict=True)))
        for line in lines
    )
    return "; ".join(say("reports.read_row", label=label, numbers=numbers) for label, numbers in rows)
