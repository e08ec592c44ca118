"""One bar to a row in as many parts as there are series, for many rows whose parts sum up; the numbers stand under their parts."""

from collections.abc import Sequence

from markupsafe import Markup

from admin.charts.bars import BAR
from admin.charts.lettering import PAGE, PHONE, SMALL, width
from admin.charts.svg import LINE, Told, labelled, longest, patterned, percent, picture, tag, text

_GAP, _UNDER = 14, 18
_SWATCH = 24


def stacked(told: Told, groups: Sequence[tuple[str, Sequence[int]]], series: Sequence[str]) -> Markup:
    """A bar per row, its total at the end. A number that its part has no room for stands in the table alone."""
    top = max((sum(values) for _, values in groups), default=0)
    scale = longest(width(told.figure(top), bold=True)) / max(top, 1)
    parts: list[Markup] = []
    y = _key(parts, told, series)
    for label, values in groups:
        y = labelled(parts, label, y)
        parts += _parts(told, values, y, scale=scale)
        y += BAR + _UNDER + _GAP
    return picture(told, y - _GAP, parts)


def _parts(told: Told, values: Sequence[int], y: int, *, scale: float) -> list[Markup]:
    drawn: list[Markup] = []
    begins = 0.0
    for number, value in enumerate(values, 1):
        long = value * scale
        if value:
            shape = {"x": percent(begins), "y": y, "width": percent(long), "height": BAR}
            drawn.append(patterned(told, f"chart-{number}", **shape))
            drawn.append(tag("rect", class_="chart-edge", **shape))
            drawn += _number(told.figure(value), begins + long / 2, long, y + BAR + 13)
        begins += long
    total = text(told.figure(sum(values)), "chart-value", begins, y + 13, dx=8 if begins else None)
    return [*drawn, total]


def _number(said: str, middle: float, long: float, y: int) -> list[Markup]:
    """The number under its part, where there is room for it: on a phone, or on a wider page alone."""
    needs = width(said, SMALL) + 6
    if needs > long * PAGE / 100:
        return []
    look = "chart-tick chart-small" if needs <= long * PHONE / 100 else "chart-tick chart-small chart-roomy"
    return [text(said, look, middle, y, text_anchor="middle")]


def _key(parts: list[Markup], told: Told, series: Sequence[str]) -> int:
    """The names of the series with their looks, in as many lines as a phone needs; gives the height beneath."""
    x, y = 0.0, 0
    for number, name in enumerate(series, 1):
        needs = _SWATCH + width(name, SMALL) + 16
        if x and x + needs > PHONE + 16:
            x, y = 0.0, y + LINE + 2
        at = round(x)
        parts.append(patterned(told, f"chart-{number}", x=at, y=y + 3, width=16, height=12, rx=2))
        parts.append(tag("text", name, class_="chart-tick", x=at + _SWATCH, y=y + 14))
        x += needs
    return y + LINE + _GAP if series else 0
