"""How long something takes, row by row: a dot at the median, a line to where nine of ten are done, and the limit as a rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from admin.charts.lettering import PHONE, SMALL, shortened, wrapped
from admin.charts.scale import round_step, standing
from admin.charts.svg import LINE, STUB, Told, explained, hatched, labelled, percent, picture, tag, text

_BAND, _GAP, _HEAD, _FOOT = 24, 14, 26, 26
_LEFT, _RIGHT = 2.0, 96.0
ROWS = 20
"""More rows than these are a table's work."""


@dataclass(frozen=True)
class Lead:
    """One row: its name, its numbers in words, the median and what nine of ten keep within, and its limit, where there is one.

    Both numbers are None where there are too few to tell.
    """

    label: str
    said: str
    median: float | None
    ninety: float | None
    limit: float | None = None


def lead_times(told: Told, items: Sequence[Lead], *, limit: str = "", unit: str = "") -> Markup:
    """Rows from zero to the longest. `limit` is said above the rule when all rows have the same limit; `unit` after the last number."""
    scale = _Days(max((number for item in items for number in (item.median, item.ninety, item.limit) if number is not None), default=0))
    limits = {item.limit for item in items}
    common = next(iter(limits)) if len(limits) == 1 else None
    y = _HEAD if common is not None and limit else 0
    drawn: list[Markup] = []
    for item in items:
        y = labelled(drawn, item.label, y)
        for line in wrapped(item.said, PHONE, SMALL):
            drawn.append(text(line, "chart-tick chart-small", 0, y + 12))
            y += LINE - 2
        drawn += [*_rule(scale, item.limit, y, y + _BAND), *_band(told, scale, item, y)]
        y += _BAND + _GAP
    foot = y - _GAP + 6
    head = _rule(scale, common, 0, _HEAD - 4, words=limit) if limit else ()
    parts = [*head, *drawn, *(_foot(scale, foot, unit) if items else ())]
    y = foot + _FOOT
    if any(item.median is None for item in items):
        y = explained(parts, told, y)
    return picture(told, y, parts)


@dataclass(frozen=True)
class _Days:
    """From zero to the longest."""

    most: float

    def x(self, days: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * days / self.most if self.most else _LEFT


def _band(told: Told, scale: _Days, item: Lead, y: int) -> list[Markup]:
    middle = y + _BAND // 2
    if item.median is None or item.ninety is None:
        return [hatched(told, x=percent(_LEFT), y=middle - 7, width=percent(STUB), height=14, rx=3)]
    median, ninety = percent(scale.x(item.median)), percent(scale.x(item.ninety))
    return [
        tag("line", class_="chart-line", x1=median, x2=ninety, y1=middle, y2=middle),
        tag("line", class_="chart-line", x1=ninety, x2=ninety, y1=middle - 6, y2=middle + 6),
        tag("circle", class_="chart-dot", cx=median, cy=middle, r=7),
    ]


def _rule(scale: _Days, limit: float | None, top: int, bottom: int, *, words: str = "") -> Iterator[Markup]:
    """The limit as an upright line, and its words beside the top of it."""
    if limit is None:
        return
    x = scale.x(limit)
    yield tag("line", class_="chart-limit", x1=percent(x), x2=percent(x), y1=top, y2=bottom)
    if words:
        right = x < 50
        said = shortened(words, PHONE * ((100 - x) if right else x) / 100 - 8, SMALL)
        yield text(said, "chart-label chart-small", x, top + 13, dx=6 if right else -6, text_anchor=None if right else "end")


def _foot(scale: _Days, y: int, unit: str) -> Iterator[Markup]:
    """The line of days, with a few of them and the unit after the last."""
    yield tag("line", class_="chart-axis", x1="0", x2="100%", y1=y, y2=y)
    step = round_step(int(scale.most))
    days = range(0, int(scale.most) + 1, step)
    for day in days:
        yield tag("line", class_="chart-axis", x1=percent(scale.x(day)), x2=percent(scale.x(day)), y1=y, y2=y + 5)
        yield standing(f"{day} {unit}".strip() if day == days[-1] else str(day), "chart-tick", scale.x(day), y + 21)
