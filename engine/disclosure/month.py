"""A closed month of a report's cube: what was counted, along which sides, and what was hidden. Once it is kept it never changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from itertools import product
from typing import Any

from engine.disclosure.cube import ALL, NOT, Cell, Cube, Dimension, Sum, told

Numbers = dict[Cell, int]


@dataclass(frozen=True)
class Side:
    """A counted answer along which a cube is told, with its values; a fact can have `several` of them."""

    name: str
    several: bool
    keys: tuple[str, ...]

    @property
    def dimension(self) -> Dimension:
        """The side of the cube."""
        return Dimension.several(self.keys) if self.several else Dimension.plain(self.keys)


@dataclass(frozen=True)
class Closed:
    """A month, such as 2026-10. Cells have the unit first and the time last; those of `counted` are no sums, and without the time.

    `groups` are units with those below them. `times` are what is told from this month on: itself, and longer periods that end with it,
    each with its months.
    """

    month: str
    smallest: int
    units: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    sides: tuple[Side, ...]
    times: Mapping[str, tuple[str, ...]]
    counted: Mapping[Cell, int]
    hidden: frozenset[Cell] = field(default_factory=frozenset)

    @property
    def shape(self) -> tuple[tuple[str, bool], ...]:
        """What it is counted along; months of another shape can not be added up with it."""
        return tuple((side.name, side.several) for side in self.sides)

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The sides of the month alone, without time."""
        return (_places(self.units, self.groups.values()), *(side.dimension for side in self.sides))

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "smallest": self.smallest,
            "units": list(self.units),
            "groups": {key: list(units) for key, units in self.groups.items()},
            "sides": [[side.name, side.several, list(side.keys)] for side in self.sides],
            "times": {key: list(months) for key, months in self.times.items()},
            "counted": [[*cell, count] for cell, count in sorted(self.counted.items())],
            "hidden": sorted(map(list, self.hidden)),
        }

    @classmethod
    def read(cls, month: str, value: Mapping[str, Any]) -> "Closed":
        """The opposite of `plain`."""
        return cls(
            month,
            value["smallest"],
            tuple(value["units"]),
            {key: tuple(units) for key, units in value["groups"].items()},
            tuple(Side(name, several, tuple(keys)) for name, several, keys in value["sides"]),
            {key: tuple(months) for key, months in value["times"].items()},
            {tuple(cell): count for *cell, count in value["counted"]},
            frozenset(map(tuple, value["hidden"])),
        )


def group(units: Collection[str]) -> str:
    """The node of some units together: the same units always give the same one."""
    return f"+{sha256(' '.join(sorted(units)).encode()).hexdigest()[:12]}"


def added_up(dimensions: Sequence[Dimension], counted: Mapping[Cell, int]) -> Numbers:
    """All sums of numbers along dimensions. What has not a value is everything less what has it."""
    numbers = dict(counted)
    for place, dimension in enumerate(dimensions):
        if dimension.covers:
            continue
        into = {part: [one.total for one in dimension.sums if part in one.parts] for part in dimension.nodes}
        for cell, count in list(numbers.items()):
            for total in into[cell[place]]:
                whole = (*cell[:place], total, *cell[place + 1 :])
                numbers[whole] = numbers.get(whole, 0) + count
    for place, dimension in enumerate(dimensions):
        for cell, count in [found for found in numbers.items() if dimension.covers and found[0][place] == ALL]:
            for key in dimension.covers[0].parts:
                having, lacking = ((*cell[:place], node, *cell[place + 1 :]) for node in (key, f"{NOT}{key}"))
                numbers[lacking] = max(0, count - numbers.get(having, 0))
    return {cell: count for cell, count in numbers.items() if count}


def cube_of(new: Closed, earlier: Sequence[Closed], beside: Sequence[Closed] = ()) -> Cube:
    """The cube in which a month closes: itself, and every month of the periods that end with it, as they were decided.

    No two periods reach into each other, so nothing that is told of these months is told together with others. `beside` are the same
    month of other reports that count the same: what both tell is hidden in both or in none.
    """
    near = {month for months in new.times.values() for month in months}
    tied = [one for one in earlier if one.month in near]
    every = (*tied, new)
    times = {key: months for one in every for key, months in one.times.items() if len(months) > 1}
    groups = dict.fromkeys(units for one in every for units in one.groups.values())
    units = tuple(dict.fromkeys(unit for one in every for unit in one.units))
    dimensions = (
        _places(units, groups),
        *(_united(sides).dimension for sides in zip(*(one.sides for one in every), strict=True)),
        Dimension((*(one.month for one in every), *times), tuple(Sum(key, months) for key, months in times.items())),
    )
    counted = {(*cell, one.month): count for one in every for cell, count in one.counted.items()}
    cube = Cube(dimensions, added_up(dimensions, counted), _insiders(new), smallest=new.smallest)
    shared = {cell: hidden for other in beside for cell, hidden in _shared(cube, new, other).items()}
    return replace(cube, decided=shared | _decided(cube, tied))


def fixed(new: Closed, hidden: frozenset[Cell]) -> Closed:
    """The month with what is hidden of it."""
    return replace(new, hidden=frozenset(cell for cell in hidden if cell[-1] in new.times and told(cell)))


def _places(units: tuple[str, ...], groups: Collection[tuple[str, ...]]) -> Dimension:
    return Dimension.plain(units, [Sum(group(inside), inside) for inside in groups])


def _united(sides: tuple[Side, ...]) -> Side:
    return replace(sides[-1], keys=tuple(dict.fromkeys(key for side in sides for key in side.keys)))


def _insiders(new: Closed) -> tuple[frozenset[str], ...]:
    """Whoever may read a unit's own numbers may read those of the units below it."""
    circles = [frozenset(inside) for inside in new.groups.values()]
    alone = [frozenset({unit}) for unit in new.units if unit and unit not in new.groups]
    return tuple(circle | {group(other) for other in new.groups.values() if circle >= set(other)} for circle in (*alone, *circles))


def _decided(cube: Cube, tied: Sequence[Closed]) -> dict[Cell, bool]:
    """What was decided before. What was not told then, since nobody thought of those units together, never is."""
    hidden = {cell for one in tied for cell in one.hidden}
    published = {(*cell, time) for one in tied for time in one.times for cell in product(*(side.nodes for side in one.dimensions))}
    times = {time for one in tied for time in one.times}
    return {
        cell: cell in hidden or (cell not in published and cell in cube.counts) for cell in cube.cells() if cell[-1] in times and told(cell)
    }


def _shared(cube: Cube, new: Closed, other: Closed) -> dict[Cell, bool]:
    """What another report has decided of the numbers that this one tells, too; nothing where it counts otherwise."""
    theirs = [side.name for side in other.sides]
    own = [side.name for side in new.sides]
    nodes = [set(dimension.nodes) for dimension in other.dimensions]
    numbers, found = added_up(other.dimensions, other.counted), dict[Cell, bool]()
    for cell in cube.cells():
        at = dict(zip(own, cell[1:-1], strict=True))
        there = (cell[0], *(at.get(name, ALL) for name in theirs))
        both = new.times.get(cell[-1]) == other.times.get(cell[-1], ()) and all(map(set.__contains__, nodes, there))
        if not both or not told(cell) or any(node != ALL for name, node in at.items() if name not in theirs):
            continue
        if cell[-1] == new.month and numbers.get(there, 0) != cube.counts.get(cell, 0):
            return {}
        found[cell] = (*there, cell[-1]) in other.hidden
    return found
