"""Bars that lie down from zero, with their names above them and their numbers at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from admin.charts.lettering import width
from admin.charts.svg import STUB, Told, explained, hatched, labelled, longest, patterned, percent, picture, tag, text

BARS = 30
"""More bars than this are a table's work."""
BAR = 16
_SLIM, _GAP = 7, 14


@dataclass(frozen=True)
class Bar:
    """One bar: what it stands for, its number, the number a year before, and whether it is none of the answers.

    A number that is None is not told.
    """

    label: str
    value: int | None
    before: int | None = None
    faded: bool = False


def bars(told: Told, items: Sequence[Bar]) -> Markup:
    """Bars from zero; the year before as a slim grey bar beneath."""
    top = max((max(item.value or 0, item.before or 0) for item in items), default=0)
    long = longest(width(told.figure(top), bold=True)) / max(top, 1)
    parts: list[Markup] = []
    y = 0
    for item in items:
        y = labelled(parts, item.label, y)
        parts += bar(told, item.value, y, long=long * (item.value or 0), look="chart-before" if item.faded else "")
        y += BAR
        if item.before:
            parts += _slim(told, item.before, long * item.before, y + 5)
            y += _SLIM + 9
        y += _GAP
    if any(item.value is None for item in items):
        y = explained(parts, told, y) + _GAP
    return picture(told, y - _GAP + 2, parts)


def bar(told: Told, value: int | None, y: int, *, long: float, look: str = "", name: str = "") -> list[Markup]:
    """A bar with its number and perhaps its name at the end; a hatched stub for a number that is not told."""
    said = Markup("").join(
        (
            tag("tspan", told.hidden if value is None else told.figure(value)),
            *([tag("tspan", name, class_="chart-tick", dx=6)] if name else ()),
        )
    )
    shape = {"x": 0, "y": y, "height": BAR, "rx": 3}
    if value is None:
        return [hatched(told, width=percent(STUB), **shape), text(said, "chart-tick", STUB, y + 13, dx=8)]
    drawn = [patterned(told, look, width=percent(long), **shape)] if value > 0 else []
    return [*drawn, text(said, "chart-value", long, y + 13, dx=8 if value else None)]


def _slim(told: Told, value: int, long: float, y: int) -> list[Markup]:
    number = text(told.figure(value), "chart-tick chart-small", long, y + _SLIM + 2, dx=8)
    return [tag("rect", class_="chart-bar chart-before", x=0, y=y, width=percent(long), height=_SLIM, rx=2), number]
