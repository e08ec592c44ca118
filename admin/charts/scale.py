"""Where the numbers of a line chart go, and what stands around them: axis, lines at round numbers, times, breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from admin.charts.lettering import PAGE, PHONE, SMALL, TEXT, shortened, width
from admin.charts.svg import LINE, Told, percent, tag, text

_RIGHT = 93.0
_APART = 8


@dataclass(frozen=True)
class Moment:
    """A stretch of time: its short name, the longer time that it belongs to, and what to say where only part of it is counted."""

    tick: str
    era: str = ""
    part: str = ""


@dataclass(frozen=True)
class Time:
    """Stretches of time in order, and breaks: the number of the first one after, and what has changed there."""

    moments: Sequence[Moment]
    breaks: Sequence[tuple[int, str]] = ()

    def joined(self, number: int) -> bool:
        """True when a moment can be compared with the one before it."""
        return number > 0 and all(number != first for first, _ in self.breaks)


@dataclass(frozen=True)
class Scale:
    """So many points, up to a number, from a height of the picture and so many pixels down, beginning so far in from the left."""

    points: int
    most: int
    above: int
    height: int
    left: float = 8.0

    @property
    def bottom(self) -> int:
        """Where zero is."""
        return self.above + self.height

    def x(self, number: float) -> float:
        """Per cent from the left."""
        return (self.left + _RIGHT) / 2 if self.points == 1 else self.left + (_RIGHT - self.left) * number / (self.points - 1)

    def y(self, value: int) -> float:
        """Pixels from the top."""
        return self.bottom - self.height * value / max(self.most, 1)

    def step(self, texts: Sequence[str], room: float) -> int:
        """Every how many-th of these texts can stand beside each other, when there is so much room across."""
        between = (_RIGHT - self.left) / 100 * room / max(self.points - 1, 1)
        longest = max((width(one) for one in texts), default=0.0)
        return max(1, ceil((longest + _APART) / between))


def axis(scale: Scale) -> Markup:
    """The line at zero."""
    return tag("line", class_="chart-axis", x1="0", x2="100%", y1=scale.bottom, y2=scale.bottom)


def levels(told: Told, scale: Scale) -> Iterator[Markup]:
    """A few lines at round numbers with the number on them."""
    step = round_step(scale.most)
    for value in range(step, scale.most + 1, step):
        y = round(scale.y(value), 1)
        yield tag("line", class_="chart-grid", x1="0", x2="100%", y1=y, y2=y)
        yield text(told.figure(value), "chart-tick chart-small", 0, y - 4)


def round_step(most: int) -> int:
    """1, 2 or 5 times a power of ten, so that there are at most four lines."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most // (step * factor) <= 4:
                return step * factor
        step *= 10


def times(scale: Scale, time: Time) -> tuple[list[Markup], int]:
    """The names of the times under the axis, as many as there is room for and always the last, and the height beneath them."""
    names = [moment.tick for moment in time.moments]
    roomy, narrow = _steps(scale.step(names, PAGE), scale.step(names, PHONE))
    y = scale.bottom + 20
    drawn = []
    for number in range(len(names) - 1, -1, -roomy):
        look = "chart-tick" if (len(names) - 1 - number) % narrow == 0 else "chart-tick chart-roomy"
        drawn.append(standing(names[number], look, scale.x(number), y))
    eras = _eras(scale, time)
    parts = [(scale.x(number), moment.part) for number, moment in enumerate(time.moments) if moment.part]
    # beside each other where nothing meets
    apart = any(abs(x - begins) < 100 * (width(era) + width(part)) / PHONE for x, part in parts for begins, era in eras)
    for row, some in enumerate((eras, parts) if apart else ([*eras, *parts],), 1):
        drawn += [standing(words, "chart-tick", x, y + row * LINE) for x, words in some]
    return drawn, y + 8 + LINE * ((2 if apart else 1) if eras or parts else 0)


def _steps(roomy: int, narrow: int) -> tuple[int, int]:
    """Steps no shorter than these, of which the second is a multiple of the first, so that a phone shows some of what a page does."""
    return min(((step, step * ceil(narrow / step)) for step in range(roomy, narrow + 1)), key=sum)


def _eras(scale: Scale, time: Time) -> list[tuple[float, str]]:
    """The longer times and where they begin, but not closer than a phone has room for."""
    eras = [moment.era for moment in time.moments]
    found: list[tuple[float, str]] = []
    for number in range(len(eras) - 1, -1, -1):
        x, begins = scale.x(number), number == 0 or eras[number] != eras[number - 1]
        if eras[number] and begins and x + 100 * width(eras[number]) / PHONE <= (found[-1][0] if found else 200):
            found.append((x, eras[number]))
    return found


def breaks(scale: Scale, time: Time) -> Iterator[Markup]:
    """Above all else, what has changed where the series is broken, each with the top of its line."""
    for row, (first, words) in enumerate(time.breaks):
        x = scale.x(first - 0.5)
        right = x < (scale.left + _RIGHT) / 2
        yield _upright(x, row * LINE, heads(time))
        said = shortened(words, PHONE * ((100 - x) if right else x) / 100 - 8, SMALL)
        yield text(said, "chart-tick", x, row * LINE + 13, dx=6 if right else -6, text_anchor=None if right else "end")


def broken(scale: Scale, time: Time, *, above: int) -> Iterator[Markup]:
    """The lines where the series is broken, from so many pixels above the highest point to the axis."""
    for first, _ in time.breaks:
        yield _upright(scale.x(first - 0.5), scale.above - above, scale.bottom)


def _upright(x: float, top: int, bottom: int) -> Markup:
    return tag("line", class_="chart-break", x1=percent(x), x2=percent(x), y1=top, y2=bottom)


def heads(time: Time) -> int:
    """The height that the words of the breaks take above a chart."""
    return LINE * len(time.breaks)


def standing(words: str, look: str, x: float, y: float) -> Markup:
    """A text around a point, moved as far to the side as it would else leave the picture on a phone."""
    half = width(words, SMALL if "chart-tick" in look else TEXT, bold="chart-value" in look) / 2
    left, right = PHONE * x / 100, PHONE * (100 - x) / 100
    move = max(half - left, 0) or -max(half - right, 0)
    return text(words, look, x, y, text_anchor="middle", dx=round(move, 1) or None)
