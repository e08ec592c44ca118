"""Where the texts of a chart are at a width, by how wide they are at most."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from admin.charts.lettering import SMALL, TEXT, width
from tests.admin.charts.samples import drawn

PHONE_WIDE, PAGE_WIDE = 284, 640
"""The pixels of a picture on a phone 320 px wide, and on paper."""
_UP, _DOWN = 11, 3


@dataclass(frozen=True)
class Box:
    """The room that a text takes, in pixels of the picture."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def inside(self, across: int, down: int) -> bool:
        """True when no part of it is outside a picture of this size."""
        return self.left >= -1 and self.right <= across + 1 and self.top >= -1 and self.bottom <= down + 1


def meet(one: Box, other: Box) -> bool:
    """True when two texts stand on each other."""
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def boxes(svg: object, across: int) -> list[Box]:
    """The boxes of all texts that are shown at this width."""
    return list(_inside(drawn(svg), 0, 0, across))


def _inside(element: Element, x: float, y: float, across: int) -> Iterator[Box]:
    for child in element:
        if child.tag == "text":
            if across == PAGE_WIDE or "chart-roomy" not in child.get("class", ""):
                yield _box(child, x, y, across)
        elif child.tag == "g":
            yield from _inside(child, x, y + float(child.get("transform", "")[len("translate(0 ") : -1]), across)
        elif child.tag == "svg":
            yield from _inside(child, x + _pixels(child.get("x", "0"), across), y + float(child.get("y", "0")), across)


def _box(text: Element, x: float, y: float, across: int) -> Box:
    words, look = "".join(text.itertext()), text.get("class", "").split()
    size = SMALL if {"chart-tick", "chart-small"} & set(look) else TEXT
    gaps = sum(float(part.get("dx", "0")) for part in text.iter("tspan"))
    long = width(words, size, bold="chart-value" in look or "chart-cell" in look) + gaps
    begins = _pixels(text.get("x", "0"), across) + float(text.get("dx", "0"))
    begins -= {"middle": long / 2, "end": long}.get(text.get("text-anchor", ""), 0)
    line = float(text.get("y", "0"))
    if text.get("transform") == "rotate(-90)":
        return Box(words, x + line - _UP, y - begins - long, x + line + _DOWN, y - begins)
    return Box(words, x + begins, y + line - _UP, x + begins + long, y + line + _DOWN)


def _pixels(place: str, across: int) -> float:
    return float(place[:-1]) / 100 * across if place.endswith("%") else float(place)
