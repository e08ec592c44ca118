"""A grid of cells that are the deeper the more they hold, each with its number: a crosstab at a glance."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from admin.charts.lettering import PHONE, SMALL, shortened, width, wrapped
from admin.charts.svg import Told, explained, hatched, labelled, percent, picture, tag, text

COLUMNS = 9
"""More columns than these are too narrow on a phone for their numbers."""
DEPTHS = 4
_CELL, _GAP, _LINE = 30, 8, 17
_AGAIN, _FEW = 8, 3
"""The names of the columns are said again after so many rows, unless so few or fewer are left."""
_MOST_LINES, _MOST_HIGH, _HIGH, _BESIDE = 3, 190, 140, 14


def heat(told: Told, rows: Sequence[tuple[str, Sequence[int | None]]], columns: Sequence[str]) -> Markup:
    """A row of cells for each row under its name; the names of the columns above, upright when a phone has no room for them."""
    most = max((value for _, cells in rows for value in cells if value is not None), default=0)
    head, high = _heads(columns)
    parts: list[Markup] = []
    y = 0
    for row, (label, cells) in enumerate(rows):
        if row == 0 or (row % _AGAIN == 0 and len(rows) - row > _FEW):
            parts.append(tag("g", head, transform=f"translate(0 {y})"))
            y += high
        y = labelled(parts, label, y)
        for number, value in enumerate(cells):
            parts += _cell(told, value, place=(100 * number / len(columns), 100 / len(columns)), y=y, deep=depth(value or 0, most))
        y += _CELL + _GAP
    if any(value is None for _, cells in rows for value in cells):
        y = explained(parts, told, y)
    return picture(told, y, parts)


def depth(value: int, most: int) -> int:
    """How deep a cell is, by quarters of the largest; 0 for one that holds nothing."""
    return -(-DEPTHS * value // most) if value > 0 else 0


def _cell(told: Told, value: int | None, *, place: tuple[float, float], y: int, deep: int) -> list[Markup]:
    shape = {"x": percent(place[0]), "y": y, "width": percent(place[1]), "height": _CELL}
    edge = tag("rect", class_="chart-edge", **shape)
    if value is None:
        return [hatched(told, **shape), edge]
    number = text(told.figure(value), f"chart-cell chart-on-{deep}", place[0] + place[1] / 2, y + 21, text_anchor="middle")
    return [tag("rect", class_=f"chart-heat-{deep}", **shape), edge, number]


def _heads(columns: Sequence[str]) -> tuple[Markup, int]:
    """The names of the columns, and the height that they take."""
    room = PHONE / max(len(columns), 1) - 6
    lines = [wrapped(name, room, SMALL) for name in columns]
    whole = all(width(word, SMALL) <= room for name in columns for word in name.split())
    if whole and all(len(some) <= _MOST_LINES for some in lines):
        high = _LINE * max(map(len, lines), default=0)
        return Markup("").join(_level(lines, high)), high + _GAP
    upright = [_two(name) if room + 6 >= 2 * _BESIDE else [name] for name in columns]
    upright = [[shortened(line, _MOST_HIGH, SMALL) for line in some] for some in upright]
    high = round(max(width(line, SMALL) for some in upright for line in some))
    return Markup("").join(_upright(upright, high)), high + _GAP


def _two(name: str) -> list[str]:
    """A name in two lines of about the same width, when one would be too long."""
    if width(name, SMALL) <= _HIGH:
        return [name]
    longest = max(width(word, SMALL) for word in name.split())
    rooms = range(round(max(longest, width(name, SMALL) / 2)) + 1, _MOST_HIGH, 8)
    halves = next((lines for room in rooms if len(lines := wrapped(name, room, SMALL)) <= 2), None)
    return halves or [name]


def _level(lines: Sequence[Sequence[str]], high: int) -> Iterator[Markup]:
    """Lying names, their last lines beside each other."""
    for number, some in enumerate(lines):
        for row, line in enumerate(some):
            y = high - _LINE * (len(some) - 1 - row) - 4
            yield text(line, "chart-tick chart-small", 100 * (number + 0.5) / len(lines), y, text_anchor="middle")


def _upright(lines: Sequence[Sequence[str]], high: int) -> Iterator[Markup]:
    """Names that are read from the bottom up, in one line or two."""
    for number, some in enumerate(lines):
        first = 5.5 - _BESIDE * (len(some) - 1) / 2
        turned = (
            tag("text", line, class_="chart-tick chart-small", transform="rotate(-90)", x=0, y=round(first + _BESIDE * row, 1))
            for row, line in enumerate(some)
        )
        yield tag("svg", Markup("").join(turned), x=percent(100 * (number + 0.5) / len(lines)), y=high, overflow="visible")
