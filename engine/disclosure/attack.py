"""Attacks on a cube with hidden cells, by linear programming: what else could stand in them for all that is shown.

Each attack asks whether one hidden number could be a given amount higher or lower while everything that is shown, and everything that
the attacker knows, stays as it is (Fischetti and Salazar-González 2000; Hundepool et al., Statistical Disclosure Control, 2012, 4.4).
Zeros may be hidden among others, so a hidden number could be nothing; but not that of all there is, which is told when it is nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from engine.disclosure.cube import Cell, Cube, depth, told
from engine.disclosure.solver import Program, Rows, Solved

_NEAR = 1e-6
_FREE = 1e6
_TIGHTENED = 50
OUTSIDER = 0
DEARER = 2.5
"""A sum along one side is worth so many of its parts, since it is what people look for first."""


@dataclass(frozen=True)
class Goal:
    """What an attack must not rule out: that a cell differs by one of these amounts.

    `attacker` is OUTSIDER or 1 + the number of an insider. An outsider who is `told` knows which of the hidden numbers are small.
    """

    cell: int
    amounts: tuple[int, ...]
    told: bool
    attacker: int = OUTSIDER


class Field:
    """A cube as arrays: a column per cell, a row per sum. `moves` are differences between what is and what could be as well.

    `attackers` are those who attack, each with whether it is told.
    """

    def __init__(self, cube: Cube) -> None:
        self.cube = cube
        self.cells: list[Cell] = list(cube.cells())
        self.place = {cell: number for number, cell in enumerate(self.cells)}
        self.values = np.array([cube.counts.get(cell, 0) for cell in self.cells], dtype=float)
        self.small = np.array([cube.small(cell) for cell in self.cells])
        self.told = np.array([told(cell) for cell in self.cells])
        self.attackers = [*((attacker, False) for attacker in range(1 + len(cube.knows))), (OUTSIDER, True)]
        free = np.array([cell not in cube.decided for cell in self.cells])
        # nothing at all is told as it is
        self.whole = np.array([cube.whole(cell) for cell in self.cells])
        self.choosable = free & self.told & ((self.values > 0) | ~self.whole)
        self.weights = np.array([DEARER ** depth(cell) for cell in self.cells])
        known = [frozenset[str](), *cube.knows]
        self.known = np.array([[cell[0] in nodes for cell in self.cells] for nodes in known])
        sums = [(self.place[total], [self.place[part] for part in parts]) for total, parts in cube.sums()]
        covers = [(self.place[total], [self.place[part] for part in parts]) for total, parts in cube.covers()]
        self.totals = np.array([total for total, _ in sums], dtype=int)
        self.parts = Rows.of([dict.fromkeys(parts, 1.0) for _, parts in sums])
        # parts less total, which is nothing for a sum, and at least nothing for a cover
        self.sums = Rows.of([{**dict.fromkeys(parts, 1.0), total: -1.0} for total, parts in sums])
        cover = Rows.of([{**dict.fromkeys(parts, 1.0), total: -1.0} for total, parts in covers])
        self.relations = self.sums.over(cover)
        least = np.concatenate((np.zeros(len(sums)), -cover.times(self.values)))
        self.relation_bounds = least, np.concatenate((np.zeros(len(sums)), np.full(len(covers), np.inf)))
        self.goals = [self._goals(cell) for cell in range(len(self.cells))]

    @cached_property
    def forced(self) -> frozenset[int]:
        """What is hidden whatever is chosen: small numbers, what was hidden before, and what no view shows."""
        before = {self.place[cell] for cell, hidden in self.cube.decided.items() if hidden and cell in self.place}
        new = {number for number, cell in enumerate(self.cells) if self.small[number] and cell not in self.cube.decided}
        return frozenset(before | new | set(np.flatnonzero(~self.told)))

    def _goals(self, cell: int) -> list[Goal]:
        """What nobody may rule out about a hidden cell; nothing about one that no view shows, unless it is small.

        A small number could be too large to be small, and an outsider who is told which ones are small can not say which of the small
        numbers it is. Another one, which is hidden for the sake of those, could be another.
        """
        value, smallest = int(self.values[cell]), self.cube.smallest
        if not self.small[cell]:
            return [Goal(cell, (-1, 1) if value else (1,), told=False)] if self.told[cell] else []
        near = tuple(step for step in (1, -1) if 0 < value + step < smallest)
        return [Goal(cell, (smallest - value,), told=False), Goal(cell, near, told=True)]

    def nothing_new(self, hidden: Collection[int]) -> Any:
        """By attacker and cell: whether all that a cell is the sum of is known to the attacker anyway, so that it tells nothing."""
        shown = np.ones(len(self.cells), dtype=bool)
        shown[list(hidden)] = False
        found = self.known | shown
        while True:
            added_up = found.copy()
            for attacker, known in enumerate(found):
                added_up[attacker, self.totals[self.parts.times((~known).astype(float)) == 0]] = True
            if (added_up == found).all():
                return found
            found = added_up

    @cached_property
    def openable(self) -> frozenset[int]:
        """Everything that is hidden or could be."""
        return self.forced | frozenset(np.flatnonzero(self.choosable).tolist())

    def limits(self, hidden: Collection[int], goal: Goal) -> tuple[Any, Any]:
        """How far down and up each cell could be, as the attacker knows it; 0 and 0 for what is shown to it."""
        open_ = np.zeros(len(self.cells), dtype=bool)
        open_[list(hidden)] = True
        open_ &= ~self.known[goal.attacker]
        least = np.where((self.small & goal.told) | (self.whole & self.told), np.minimum(1 - self.values, 0), -self.values)
        low = np.where(open_, least, 0.0)
        high = np.where(open_, np.where(self.small & goal.told, self.cube.smallest - 1 - self.values, _FREE), 0.0)
        return low, high

    def among(self, columns: Any) -> tuple[Rows, tuple[Any, Any]]:
        """The relations that these cells have a part in, and the bounds of each."""
        rows, left = self.relations.among(columns, len(self.cells))
        return rows, (self.relation_bounds[0][left], self.relation_bounds[1][left])

    def spread(self, columns: Any, move: Any) -> Any:
        """A move over all cells, rounding noise left out."""
        every = np.zeros(len(self.cells))
        every[columns] = np.where(np.abs(move) > _NEAR, move, 0.0)
        return every


def reach(field: Field, told: bool) -> tuple[Any, Any]:
    """How far down and up each cell could be at most, however much is hidden and for whoever attacks: seen sum by sum, without a solver."""
    low, high = field.limits(field.openable, Goal(0, (), told))
    sums, plus = field.sums, field.sums.factor > 0
    for _ in range(_TIGHTENED):
        least, most = (np.where(plus, one[sums.column], -other[sums.column]) for one, other in ((low, high), (high, low)))
        others_least, others_most = (np.bincount(sums.row, each)[sums.row] - each for each in (least, most))
        new_low, new_high = low.copy(), high.copy()
        np.maximum.at(new_low, sums.column, np.where(plus, -others_most, others_least))
        np.minimum.at(new_high, sums.column, np.where(plus, -others_least, others_most))
        if np.allclose(new_low, low) and np.allclose(new_high, high):
            break
        low, high = new_low, new_high
    return low - _NEAR, high + _NEAR


@dataclass(frozen=True)
class Attacked:
    """What an attack found: a `move` that reaches the goal, or else the cells of which one has to be hidden as well."""

    move: Any = None
    needs: frozenset[int] = frozenset()


def attack(field: Field, hidden: Collection[int], goal: Goal) -> Attacked:
    """One attack. The cells that are needed follow from the dual solution: the bound stands as long as none of them is hidden."""
    low, high = field.limits(hidden, goal)
    needs: set[int] = set()
    for amount in goal.amounts:
        found = _furthest(field, (low, high), goal, amount)
        if found.move is not None:
            return found
        needs |= found.needs
    return Attacked(needs=frozenset(needs))


def _furthest(field: Field, limits: tuple[Any, Any], goal: Goal, amount: int) -> Attacked:
    (low, high), cell = (limit.copy() for limit in limits), goal.cell
    if not low[cell] <= amount <= high[cell]:
        return Attacked()
    could_help = field.choosable & ~field.known[goal.attacker] & (low == high)
    low[cell], high[cell] = min(amount, 0), max(amount, 0)
    columns = np.flatnonzero((low < high) | could_help)
    aim = np.zeros(len(field.cells))
    aim[cell] = -np.sign(amount)
    rows, row_bounds = field.among(columns)
    found = Program(rows, aim[columns], (low[columns], high[columns]), row_bounds).solve()
    if found is None:
        return Attacked()
    if -found.cost >= abs(amount) - _NEAR:
        return Attacked(field.spread(columns, found.values))
    return Attacked(needs=frozenset(columns[could_help[columns] & (np.abs(found.saved) > _NEAR)].tolist()))


class Moves:
    """What one attacker could take for true instead, each difference at the price of what it needs of what is shown.

    The cheapest one to a goal both proves a cell safe, when it touches hidden cells alone, and else says what to hide for it.
    """

    def __init__(self, field: Field, hidden: Collection[int], attacker: int, *, told: bool) -> None:
        self._field = field
        self._low, self._high = field.limits(field.openable, Goal(0, (), told, attacker))
        self._columns = np.flatnonzero(self._low < self._high)
        self._at = {int(cell): number for number, cell in enumerate(self._columns)}
        costs = 1000.0 * field.weights
        costs[list(hidden)] = 1.0
        rows, row_bounds = field.among(self._columns)
        upper = np.concatenate((self._high[self._columns], -self._low[self._columns]))
        costs = np.tile(costs[self._columns], 2)
        self._program = Program(rows.both_ways(len(self._columns)), costs, (np.zeros(len(upper)), upper), row_bounds)

    def hide(self, cells: Collection[int]) -> None:
        """These are hidden, too."""
        for number in (self._at[cell] for cell in cells if cell in self._at):
            self._program.price(number, 1.0)
            self._program.price(number + len(self._columns), 1.0)

    def cheapest(self, goal: Goal) -> Any:
        """The move to the goal that needs least of what is shown; None when hiding everything that can be hidden would not do."""
        found = [one for one in (self._reaching(goal.cell, amount) for amount in goal.amounts) if one is not None]
        if not found:
            return None
        up, down = np.split(min(found, key=lambda one: one.cost).values, 2)
        return self._field.spread(self._columns, up - down)

    def _reaching(self, cell: int, amount: int) -> Solved | None:
        if not self._low[cell] <= amount <= self._high[cell]:
            return None
        up, down = self._at[cell], self._at[cell] + len(self._columns)
        self._program.bound(up, max(amount, 0), max(amount, 0))
        self._program.bound(down, max(-amount, 0), max(-amount, 0))
        found = self._program.solve()
        self._program.bound(up, 0, self._high[cell])
        self._program.bound(down, 0, -self._low[cell])
        return found
