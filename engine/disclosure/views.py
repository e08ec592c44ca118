"""Reads numbers from the closed months of a report. Every view is a sum of cells that are shown, so it tells no more than they do."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from engine.disclosure.cube import ALL, Cell
from engine.disclosure.month import Closed, Numbers, added_up, group

Chosen = Mapping[str, tuple[str, ...]]
"""The values of each answer that are wanted; of an answer that is left out, all."""


@dataclass(frozen=True)
class Views:
    """The closed months of a report that can be added up with the latest one, in order.

    `begins` is the first of them when there are others before that can not; else nothing had come in before.
    """

    closed: tuple[Closed, ...]
    begins: str = ""
    _added: dict[str, Numbers] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, closed: Sequence[Closed]) -> "Views":
        """Only the months since the report was last laid out otherwise."""
        shapes = [one.shape for one in closed]
        begin = max((place for place, shape in enumerate(shapes) if shape != shapes[-1]), default=-1) + 1
        return cls(tuple(closed[begin:]), closed[begin].month if begin else "")

    @cached_property
    def months(self) -> Mapping[str, Closed]:
        """By name."""
        return {one.month: one for one in self.closed}

    def number(self, units: frozenset[str] | None, months: Sequence[str], chosen: Chosen) -> int | None:
        """How many there were at some units in some months; None when that is hidden, or would have to be put together of what is.

        There was nothing in months before the first.
        """
        months = [month for month in months if month in self.months]
        if not months:
            return 0
        found = (self._told(units, way, chosen) for way in self._ways(months))
        return next((number for number in found if number is not None), None)

    def _ways(self, months: Sequence[str]) -> Iterator[list[str]]:
        """The time as the longest periods that are told, and as months."""
        left, way = set(months), list[str]()
        known = {time: inside for one in self.closed for time, inside in one.times.items() if len(inside) > 1}
        for time, inside in sorted(known.items(), key=lambda item: -len(item[1])):
            if left.issuperset(inside):
                way.append(time)
                left -= set(inside)
        yield [*way, *sorted(left)]
        yield list(months)

    def _told(self, units: frozenset[str] | None, times: Sequence[str], chosen: Chosen) -> int | None:
        numbers = [self._at(units, time, chosen) for time in times]
        return None if None in numbers else sum(number for number in numbers if number is not None)

    def _at(self, units: frozenset[str] | None, time: str, chosen: Chosen) -> int | None:
        teller = self._tellers[time]
        cells = list(_cells(teller, units, chosen))
        if any(cell is None or (*cell, time) in teller.hidden for cell in cells):
            return None
        numbers = self._numbers(time)
        return sum(numbers.get(cell, 0) for cell in cells if cell is not None)

    @cached_property
    def _tellers(self) -> Mapping[str, Closed]:
        """The closed month by which each stretch of time is told."""
        return {time: one for one in self.closed for time in one.times}

    def _numbers(self, time: str) -> Numbers:
        """All numbers of a month or a longer time, added up once."""
        if time not in self._added:
            teller, counted = self._tellers[time], Counter[Cell]()
            for month in teller.times[time]:
                counted.update(self.months[month].counted)
            self._added[time] = added_up(teller.dimensions, counted)
        return self._added[time]


def _cells(teller: Closed, units: frozenset[str] | None, chosen: Chosen) -> Iterator[tuple[str, ...] | None]:
    """The cells that make up what is asked for; None for what is in no cell."""
    several = {side.name: side.several for side in teller.sides}
    if any(several.get(name, True) and (len(keys) > 1 or name not in several) for name, keys in chosen.items()):
        yield None
        return
    cells: list[tuple[str, ...]] = [(place,) for place in _places(teller, units)]
    for side in teller.sides:
        nodes = [key for key in chosen[side.name] if key in side.keys] if side.name in chosen else [ALL]
        cells = [(*cell, node) for cell in cells for node in nodes]
    yield from cells


def _places(teller: Closed, units: frozenset[str] | None) -> list[str]:
    """Units as the largest groups of them that are told."""
    if units is None:
        return [ALL]
    left, nodes = units & set(teller.units), list[str]()
    for inside in sorted(teller.groups.values(), key=len, reverse=True):
        if left.issuperset(inside):
            nodes.append(group(inside))
            left = left - set(inside)
    return [*nodes, *sorted(left)]
