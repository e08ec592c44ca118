"""Charts as SVG that follow the width of the page: positions across are percentages, texts keep their size.

No script, no inline style: colours come from the style sheet. Every number stands in `<desc>`; a table beside says the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from markupsafe import Markup, escape

BARS, SERIES = 30, 5
"""More bars, or more series, than this are a table's work."""
_LINE, _BAR, _SLIM, _GAP = 20, 16, 7, 14
_LABEL = 36  # characters, which a phone 320 px wide has room for
_LONGEST = 84.0  # per cent of the width, so that the number fits beside the longest bar
_LEFT, _RIGHT = 7.0, 97.0
_HIGH, _LOW = 168, 64
_MOST_VALUES, _MOST_TICKS, _MOST_DOTS = 12, 6, 26


@dataclass(frozen=True)
class Bar:
    """One bar: what it stands for, its number, the number a year before, and whether it is none of the answers."""

    label: str
    value: int
    before: int | None = None
    faded: bool = False


@dataclass(frozen=True)
class Point:
    """One point in time: its short name under the axis, its number, the number a year before."""

    tick: str
    value: int
    before: int | None = None


def bars(title: str, description: str, items: Sequence[Bar]) -> Markup:
    """Horizontal bars from zero with their names above; the year before as a slim grey bar beneath."""
    top = max((max(item.value, item.before or 0) for item in items), default=0)
    parts: list[Markup] = []
    y = 0
    for item in items:
        y = _labelled(parts, item.label, y)
        parts += _bar(item.value, top, y, look="chart-before" if item.faded else "")
        y += _BAR
        if item.before:
            parts += _slim(item.before, top, y + 2)
            y += _SLIM + 8
        y += _GAP
    return _svg(title, description, y - _GAP + 2, parts)


def grouped(title: str, description: str, groups: Sequence[tuple[str, Sequence[int]]], series: Sequence[str]) -> Markup:
    """A group of bars per row, each bar with its number and the name of its series at its end; patterns beside colours."""
    top = max((value for _, values in groups for value in values), default=0)
    parts = [_patterns()]
    y = 0
    for label, values in groups:
        y = _labelled(parts, label, y)
        for number, (name, value) in enumerate(zip(series, values, strict=True), 1):
            parts += _bar(value, top, y, look=f"chart-{number}", name=name, longest=_LONGEST - 34)
            y += _BAR + 4
        y += _GAP
    return _svg(title, description, y - _GAP, parts)


def trend(title: str, description: str, points: Sequence[Point]) -> Markup:
    """A line over time with the year before as a grey dashed one."""
    values = [point.value for point in points]
    earlier = [point.before for point in points if point.before is not None]
    scale = _Scale(len(points), max([*values, *earlier], default=0), 22, _HIGH)
    parts = _grid(scale) if len(points) > _MOST_VALUES else [_axis(scale)]
    if len(earlier) == len(points):
        parts += _line(scale, earlier, "chart-before")
    parts += [*_line(scale, values, ""), *_values(scale, values), *_ticks(scale, [point.tick for point in points])]
    return _svg(title, description, scale.bottom + 28, parts)


def multiples(title: str, description: str, ticks: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Markup:
    """A small line chart per series, one under the other, all to the same scale."""
    most = max((value for _, values in series for value in values), default=0)
    parts: list[Markup] = []
    y = 0
    for name, values in series:
        y = _labelled(parts, name, y)
        scale = _Scale(len(ticks), most, y + 18, _LOW)
        parts += [_axis(scale), *_line(scale, values, ""), *_values(scale, values)]
        y = scale.bottom + 22
    parts += _ticks(scale, ticks) if series else []
    return _svg(title, description, y + 8, parts)


@dataclass(frozen=True)
class _Scale:
    """Where numbers go: so many points, up to a number, from a height of the picture and so many pixels down."""

    points: int
    most: int
    above: int
    height: int

    @property
    def bottom(self) -> int:
        return self.above + self.height

    def x(self, number: int) -> float:
        """Per cent from the left."""
        return (_LEFT + _RIGHT) / 2 if self.points == 1 else _LEFT + (_RIGHT - _LEFT) * number / (self.points - 1)

    def y(self, value: int) -> float:
        """Pixels from the top."""
        return self.bottom - self.height * value / max(self.most, 1)


def _svg(title: str, description: str, height: int, parts: Iterable[Markup]) -> Markup:
    inside = Markup("").join((_tag("title", title, id="chart-title"), _tag("desc", description, id="chart-numbers"), *parts))
    named = {"aria_labelledby": "chart-title", "aria_describedby": "chart-numbers"}
    return _tag("svg", inside, role="img", **named, width="100%", height=max(height, 1))


def _tag(name: str, content: str | Markup = "", /, **attributes: object) -> Markup:
    """An element; an underscore in the name of an attribute becomes a hyphen."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{written}>{escape(content)}</{name}>")  # noqa: S704 - every part is escaped


def _percent(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") + "%"


def _labelled(parts: list[Markup], label: str, y: int) -> int:
    """A name in one line or more; gives the height beneath it."""
    for line in wrap(label, _LABEL, break_long_words=True) or [""]:
        parts.append(_tag("text", line, class_="chart-label", x="0", y=y + 14))
        y += _LINE
    return y


def _bar(value: int, top: int, y: int, *, look: str, name: str = "", longest: float = _LONGEST) -> list[Markup]:
    long = longest * value / top if top else 0.0
    shape = {"x": 0, "y": y, "width": _percent(long), "height": _BAR, "rx": 3}
    drawn = [_tag("rect", class_=f"chart-bar {look}".strip(), **shape)] if value > 0 else []
    if value > 0 and look in ("chart-2", "chart-4", "chart-5"):
        drawn.append(_tag("rect", fill=f"url(#{look}-pattern)", **shape))
    number = _tag("tspan", str(value), class_="chart-value") + (_tag("tspan", name, class_="chart-tick", dx=6) if name else "")
    return [*drawn, _tag("text", number, class_="chart-value", x=_percent(long), y=y + 13, dx=8 if value else 0)]


def _slim(value: int, top: int, y: int) -> list[Markup]:
    long = _percent(_LONGEST * value / top)
    number = _tag("text", str(value), class_="chart-tick chart-small", x=long, y=y + _SLIM + 2, dx=8)
    return [_tag("rect", class_="chart-bar chart-before", x=0, y=y, width=long, height=_SLIM, rx=2), number]


def _patterns() -> Markup:
    """What tells series apart without colour: stripes one way, dots, stripes the other way. Lines have the colour of the page."""
    stroke = {"stroke": "currentColor", "stroke_width": 2, "class_": "chart-gap"}
    size = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
    return _tag(
        "defs",
        _tag("pattern", _tag("path", d="M0 8L8 0M-2 2L2 -2M6 10L10 6", **stroke), id="chart-2-pattern", **size)
        + _tag("pattern", _tag("circle", cx=4, cy=4, r=1.6, class_="chart-gap-fill"), id="chart-4-pattern", **size)
        + _tag("pattern", _tag("path", d="M4 0V8", **stroke), id="chart-5-pattern", **size),
    )


def _axis(scale: _Scale) -> Markup:
    return _tag("line", class_="chart-axis", x1="0", x2="100%", y1=scale.bottom, y2=scale.bottom)


def _grid(scale: _Scale) -> list[Markup]:
    """The axis at zero, and a few lines at round numbers with the number on them."""
    parts = [_axis(scale)]
    step = _round_step(scale.most)
    for value in range(step, scale.most + 1, step):
        y = round(scale.y(value), 1)
        parts.append(_tag("line", class_="chart-grid", x1="0", x2="100%", y1=y, y2=y))
        parts.append(_tag("text", str(value), class_="chart-tick chart-small", x="0", y=round(y - 4, 1)))
    return parts


def _round_step(most: int) -> int:
    """1, 2 or 5 times a power of ten, so that there are at most four lines."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most // (step * factor) <= 4:
                return step * factor
        step *= 10


def _line(scale: _Scale, values: Sequence[int], look: str) -> list[Markup]:
    places = [(_percent(scale.x(number)), round(scale.y(value), 1)) for number, value in enumerate(values)]
    line, dot = (f"{shape} {look}".strip() for shape in ("chart-line", "chart-dot"))
    lines = [_tag("line", class_=line, x1=x1, y1=y1, x2=x2, y2=y2) for (x1, y1), (x2, y2) in pairwise(places)]
    return [*lines, *(_tag("circle", class_=dot, cx=x, cy=y, r=5) for x, y in (places if len(places) <= _MOST_DOTS else places[-1:]))]


def _values(scale: _Scale, values: Sequence[int]) -> list[Markup]:
    """The numbers above their points: all of a few, else the highest and the last."""
    last = len(values) - 1
    chosen = range(len(values)) if len(values) <= _MOST_VALUES else sorted({values.index(max(values)), last})
    return [_text(str(values[n]), "chart-value", scale.x(n), scale.y(values[n]) - 10) for n in chosen]


def _ticks(scale: _Scale, ticks: Sequence[str]) -> list[Markup]:
    """The names of some of the points, as many as a phone has room for, always the last."""
    step = -(-len(ticks) // _MOST_TICKS)
    chosen = [number for number in range(len(ticks)) if (len(ticks) - 1 - number) % max(step, 1) == 0]
    return [_text(ticks[n], "chart-tick", scale.x(n), scale.bottom + 20) for n in chosen]


def _text(words: str, look: str, x: float, y: float) -> Markup:
    """A text around a point, or ending there where it would else leave the picture."""
    return _tag("text", words, class_=look, x=_percent(x), y=round(y, 1), text_anchor="end" if x >= _RIGHT else "middle")
