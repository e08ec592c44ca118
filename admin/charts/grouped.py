"""Several bars to a row, one for each series, with the number and the name of the series at its end."""

from collections.abc import Sequence

from markupsafe import Markup

from admin.charts.bars import BAR, bar
from admin.charts.lettering import SMALL, width
from admin.charts.svg import Told, explained, labelled, longest, picture, text

Values = Sequence[int | None]
_GAP, _APART = 12, 6
_LONGEST, _SHORTEST = 60.0, 30.0
_NAME = 17


def grouped(told: Told, groups: Sequence[tuple[str, Values]], series: Sequence[str]) -> Markup:
    """A group of bars per row, in the order and with the patterns of the series."""
    known = [value for _, values in groups for value in values if value is not None]
    top = max(known, default=0)
    long = min(_LONGEST, longest(width(told.figure(top), bold=True) + max((width(name, SMALL) for name in series), default=0)))
    above = long < _SHORTEST
    scale = max(long, _SHORTEST) / max(top, 1)
    parts: list[Markup] = []
    y = 0
    for label, values in groups:
        y = labelled(parts, label, y)
        for number, (name, value) in enumerate(zip(series, values, strict=True), 1):
            if above:
                parts.append(text(name, "chart-tick chart-small", 0, y + 12))
                y += _NAME
            parts += bar(told, value, y, long=scale * (value or 0), look=f"chart-{number}", name="" if above else name)
            y += BAR + _APART
        y += _GAP
    if any(value is None for _, values in groups for value in values):
        y = explained(parts, told, y) + _GAP
    return picture(told, y - _GAP, parts)
