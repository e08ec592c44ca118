"""What every chart is drawn with: elements, texts, and the picture around them with its name and its numbers in words.

Positions across are percentages and texts keep their size, so that a picture follows the width of the page. No script and no inline
style: colours come from the style sheet.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from zlib import crc32

from markupsafe import Markup, escape

from admin.charts.lettering import PHONE, wrapped
from engine.fields.number import words

LINE = 20
"""The height of a line of text."""
SERIES = 5
"""More series than these can not be told apart."""
STUB = 12.0
"""How long, in per cent of the width, what stands for a number that is not told is."""
_LONGEST = 84.0
_STRIPES = {
    "chart-2": "M0 8L8 0M-2 2L2 -2M6 10L10 6",
    "chart-3": "M0 4H8",
    "chart-5": "M4 0V8",
    "chart-hidden": "M0 0L8 8M-2 6L2 10M6 -2L10 2",
}
_DOTS = "chart-4"
_NUMBERS = (int, float)
_PLAIN = re.compile(r"[-\w .%#()]*", re.ASCII).fullmatch


@dataclass(frozen=True)
class Told:
    """What a chart says of itself: what it finds, and its numbers in a sentence.

    `hidden` is the word for a number that is not told, and `why` the reason; numbers are written as the language does.
    """

    title: str
    description: str
    hidden: str = ""
    why: str = ""
    language: str = "sv"

    def figure(self, number: int) -> str:
        """The number as it is written, the same as in the table."""
        return words(Decimal(number), self.language)

    @cached_property
    def key(self) -> str:
        """What sets its names apart from those of other charts on the page."""
        return f"chart-{crc32(f'{self.title} {self.description}'.encode()):08x}"

    def pattern(self, look: str) -> str:
        """The address of the pattern of a look."""
        return f"url(#{self.key}-{look})"


def picture(told: Told, height: int, parts: Iterable[Markup]) -> Markup:
    """The whole chart: a picture to a screen reader, with a title and the numbers."""
    title, numbers = f"{told.key}-title", f"{told.key}-numbers"
    inside = Markup("".join(parts))  # noqa: S704 - each part is an element
    head = tag("title", told.title, id=title) + tag("desc", told.description, id=numbers) + _patterns(told, inside)
    return tag("svg", head + inside, role="img", aria_labelledby=title, aria_describedby=numbers, width="100%", height=max(height, 1))


def tag(name: str, content: object = "", /, **attributes: object) -> Markup:
    """An element; an underscore in the name of an attribute becomes a hyphen, and one without a value is left out."""
    # a chart has hundreds of elements, so what is plain is not looked through character by character for what has to be escaped
    written = "".join(
        [
            f'{_named(key)}="{value if type(value) in _NUMBERS or _PLAIN(str(value)) else escape(value)}"'
            for key, value in attributes.items()
            if value is not None and value != ""
        ]
    )
    return Markup(f"<{name}{written}>{escape(content) if content != '' else ''}</{name}>")  # noqa: S704 - every part is escaped


@cache
def _named(key: str) -> str:
    return f" {key.rstrip('_').replace('_', '-')}"


def percent(number: float) -> str:
    """A length or a place in per cent of the width."""
    return f"{number:.2f}".rstrip("0").rstrip(".") + "%"


def text(said: str | Markup, look: str, x: float, y: float, **more: object) -> Markup:
    """A text at a place, across in per cent and down in pixels."""
    return tag("text", said, class_=look, x=percent(x) if x else "0", y=round(y, 1), **more)


def longest(after: float) -> float:
    """How long a bar can be, in per cent, for a text as wide as that to fit beside it on a phone."""
    return min(_LONGEST, 100 * (1 - (after + 12) / PHONE))


def labelled(parts: list[Markup], label: str, y: int) -> int:
    """A name in one line or more; gives the height beneath it."""
    for line in wrapped(label, PHONE):
        parts.append(text(line, "chart-label", 0, y + 14))
        y += LINE
    return y


def patterned(told: Told, look: str, **shape: object) -> Markup:
    """A shape in the colour of a series, with the pattern that tells it apart without colour."""
    drawn = tag("rect", class_=f"chart-bar {look}".strip(), **shape)
    return drawn + tag("rect", fill=told.pattern(look), **shape) if look in (*_STRIPES, _DOTS) else drawn


def hatched(told: Told, **shape: object) -> Markup:
    """A shape that stands for a number that is not told, and says why to who points at it."""
    title = tag("title", told.why) if told.why else ""
    return tag("rect", class_="chart-hidden", **shape) + tag("rect", title, fill=told.pattern("chart-hidden"), **shape)


def explained(parts: list[Markup], told: Told, y: int) -> int:
    """Under a chart, why some of its numbers are not told; gives the height beneath."""
    parts.append(hatched(told, x=0, y=y + 2, width=16, height=14))
    for line in wrapped(told.why or told.hidden, PHONE - 24):
        parts.append(tag("text", line, class_="chart-tick", x=24, y=y + 14))
        y += LINE
    return y


def _patterns(told: Told, inside: Markup) -> Markup:
    """The patterns that the chart uses: lines and dots in the colour of the page, so that they cut the colour under them."""
    size = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
    used = [look for look in (*_STRIPES, _DOTS) if told.pattern(look) in inside]
    drawn = (
        tag("pattern", _dot() if look == _DOTS else tag("path", d=_STRIPES[look], class_=_gap(look)), id=f"{told.key}-{look}", **size)
        for look in used
    )
    return tag("defs", Markup("").join(drawn)) if used else Markup("")


def _gap(look: str) -> str:
    return "chart-hatch" if look == "chart-hidden" else "chart-gap"


def _dot() -> Markup:
    return tag("circle", cx=4, cy=4, r=1.6, class_="chart-gap-fill")
