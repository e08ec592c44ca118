"""Lines over time: one, perhaps with the year before, or a small chart for each of several series."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from admin.charts.lettering import PAGE, PHONE, width
from admin.charts.scale import Scale, Time, axis, breaks, broken, heads, levels, standing, times
from admin.charts.svg import Told, explained, hatched, labelled, percent, picture, tag

PANELS = 12
"""More small charts than these are a table's work."""
Values = Sequence[int | None]
_HIGH, _LOW = 168, 64
_NUMBER = 26  # above the highest point
_BESIDE = 14.0  # per cent, for the numbers of the levels
_MOST_DOTS = 14


def trend(told: Told, time: Time, values: Values, before: Values = ()) -> Markup:
    """A line over time, with the year before as a grey dashed one where all of it is known."""
    known = [value for value in (*values, *before) if value is not None]
    scale = Scale(len(values), max(known, default=0), _NUMBER + heads(time), _HIGH)
    parts = [axis(scale)]
    if len(_numbered(scale, values, PHONE)) < len(values):
        scale = Scale(scale.points, scale.most, scale.above, scale.height, _BESIDE)
        parts = [*levels(told, scale), axis(scale)]
    if before and None not in before:
        parts += _line(told, scale, Time(time.moments), before, look="chart-before")
    parts += [*broken(scale, time, above=_NUMBER), *_line(told, scale, time, values, look=""), *_numbers(told, scale, values)]
    return _finished(told, scale, time, parts, hidden=None in values)


def multiples(told: Told, time: Time, series: Sequence[tuple[str, Values]]) -> Markup:
    """A small line chart per series, one under the other, all to the same scale."""
    most = max((value for _, values in series for value in values if value is not None), default=0)
    parts: list[Markup] = []
    y = heads(time)
    scale = Scale(len(time.moments), most, y, 0)
    for name, values in series:
        y = labelled(parts, name, y)
        scale = Scale(len(time.moments), most, y + 24, _LOW)
        parts += [axis(scale), *broken(scale, time, above=20), *_line(told, scale, time, values, look=""), *_numbers(told, scale, values)]
        y = scale.bottom + 22
    return _finished(told, scale, time, parts, hidden=any(None in values for _, values in series))


def _finished(told: Told, scale: Scale, time: Time, parts: list[Markup], *, hidden: bool) -> Markup:
    """With breaks, times and the reason for what is hidden."""
    parts += breaks(scale, time)
    under, y = times(scale, time)
    parts += under
    return picture(told, explained(parts, told, y) + 4 if hidden else y, parts)


def _line(told: Told, scale: Scale, time: Time, values: Values, *, look: str) -> Iterator[Markup]:
    """Pieces between points that can be compared, then the points: hollow where only part of a time is counted."""
    for number in range(1, len(values)):
        one, other = values[number - 1], values[number]
        if one is not None and other is not None and time.joined(number):
            open_ = "chart-open" if not look and (time.moments[number].part or time.moments[number - 1].part) else ""
            ends = {
                "x1": percent(scale.x(number - 1)),
                "y1": round(scale.y(one), 1),
                "x2": percent(scale.x(number)),
                "y2": round(scale.y(other), 1),
            }
            yield tag("line", class_=_looks("chart-line", look, open_), **ends)
    for number, value in enumerate(values):
        if value is None:
            yield tag(
                "svg", hatched(told, x=-6, y=0, width=12, height=14), x=percent(scale.x(number)), y=scale.bottom - 14, overflow="visible"
            )
        elif len(values) <= _MOST_DOTS or number == len(values) - 1 or time.moments[number].part or not _beside(values, number):
            open_ = "chart-open" if not look and time.moments[number].part else ""
            yield tag("circle", class_=_looks("chart-dot", look, open_), cx=percent(scale.x(number)), cy=round(scale.y(value), 1), r=5)


def _beside(values: Values, number: int) -> bool:
    """True when a line reaches the point, so that it shows without a dot."""
    return any(0 <= near < len(values) and values[near] is not None for near in (number - 1, number + 1))


def _looks(*names: str) -> str:
    return " ".join(filter(None, names))


def _numbers(told: Told, scale: Scale, values: Values) -> Iterator[Markup]:
    """The numbers above their points: all where there is room, else the highest and the last; the others on a wide page alone."""
    narrow, wide = _numbered(scale, values, PHONE), _numbered(scale, values, PAGE)
    for number, value in enumerate(values):
        if value is not None and number in wide:
            look = "chart-value chart-halo" if number in narrow else "chart-value chart-halo chart-roomy"
            yield standing(told.figure(value), look, scale.x(number), scale.y(value) - 10)


def _numbered(scale: Scale, values: Values, room: float) -> list[int]:
    """Which of the numbers can stand beside each other."""
    known = [number for number, value in enumerate(values) if value is not None]
    if not known or scale.step([f"{values[number]}" for number in known], room) == 1:
        return list(range(len(values)))
    highest, last = max(known, key=lambda number: values[number] or 0), known[-1]
    between = (scale.x(last) - scale.x(highest)) / 100 * room
    return [highest] if between < width(f"{values[highest]}{values[last]}", bold=True) else [highest, last]
