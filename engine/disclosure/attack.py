"""Attacks on a cube with hidden cells, by linear programming: what else could stand in them for all that is shown.

Each attack asks whether one hidden number could be a given amount higher or lower while everything that is shown, and everything that
the attacker knows, stays as it is (Fischetti and Salazar-González 2000; Hundepool et al., Statistical Disclosure Control, 2012, 4.4).
Zeros are always shown, so whoever attacks knows that a hidden number is at least 1.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, hstack

from engine.disclosure.cube import Cell, Cube, depth, told

_NEAR = 1e-6
_FREE = 1e6
OUTSIDER = 0


@dataclass(frozen=True)
class Goal:
    """What an attack must not rule out: that a cell differs by one of these amounts.

    `attacker` is OUTSIDER or 1 + the number of an insider. One who is `told` knows which of the hidden numbers are small.
    """

    cell: int
    amounts: tuple[int, ...]
    told: bool
    attacker: int = OUTSIDER


class Field:
    """A cube as arrays: a column per cell, a row per sum. `moves` are differences between what is and what could be as well."""

    def __init__(self, cube: Cube) -> None:
        self.cube = cube
        self.cells: list[Cell] = list(cube.cells())
        self.place = {cell: number for number, cell in enumerate(self.cells)}
        self.values = np.array([cube.counts.get(cell, 0) for cell in self.cells], dtype=float)
        self.small = np.array([cube.small(cell) for cell in self.cells])
        self.told = np.array([told(cell) for cell in self.cells])
        free = np.array([cell not in cube.decided for cell in self.cells])
        self.choosable = free & self.told & (self.values > 0)
        self.weights = np.array([1 + 0.05 * depth(cell) for cell in self.cells])
        known = [frozenset[str](), *cube.knows]
        self.known = np.array([[cell[0] in nodes for cell in self.cells] for nodes in known])
        self.equal = self._rows(cube.sums())
        self.parts, self.totals = self.equal.maximum(0), [self.place[total] for total, _ in cube.sums()]
        self.cover = self._rows(cube.covers())
        self.slack = self.cover @ self.values

    def _rows(self, relations: Iterable[tuple[Cell, list[Cell]]]) -> Any:
        """Parts less total, for each relation."""
        data, rows, columns, number = [], [], [], 0
        for number, (total, parts) in enumerate(relations, 1):
            data += [-1.0, *([1.0] * len(parts))]
            rows += [number - 1] * (len(parts) + 1)
            columns += [self.place[total], *(self.place[part] for part in parts)]
        return csr_matrix((data, (rows, columns)), shape=(number, len(self.cells)))

    def forced(self) -> frozenset[int]:
        """What is hidden whatever is chosen: small numbers, what was hidden before, and what no view shows."""
        before = {self.place[cell] for cell, hidden in self.cube.decided.items() if hidden and cell in self.place}
        new = {number for number, cell in enumerate(self.cells) if self.small[number] and cell not in self.cube.decided}
        return frozenset(before | new | set(np.flatnonzero(~self.told)))

    def goals(self, cell: int) -> list[Goal]:
        """What nobody may rule out about a hidden cell; nothing about one that no view shows, unless it is small.

        A small number could be as much higher as makes it no longer small. A larger one, which is hidden for the sake of others, could be
        lower. Whoever is told which ones are small can not say which of the small numbers it is.
        """
        small, value = bool(self.small[cell]), int(self.values[cell])
        if not small and not self.told[cell]:
            return []
        top = self.cube.smallest - 1
        near = tuple(step for step in (1, -1) if not small or 1 <= value + step <= top)
        return [Goal(cell, (top,) if small else (-1, 1), told=False), Goal(cell, near, told=True)]

    def nothing_new(self, hidden: Collection[int]) -> Any:
        """By attacker and cell: whether all that a cell is the sum of is known to the attacker anyway, so that it tells nothing."""
        shown = np.ones(len(self.cells), dtype=bool)
        shown[list(hidden)] = False
        found = self.known | shown
        while True:
            added_up = found.copy()
            for total, whole in zip(self.totals, (self.parts @ ~found.T == 0), strict=True):
                added_up[:, total] |= whole
            if (added_up == found).all():
                return found
            found = added_up

    def limits(self, hidden: Collection[int], goal: Goal) -> tuple[Any, Any]:
        """How far down and up each cell could be, as the attacker knows it; 0 and 0 for what is shown to it."""
        open_ = np.zeros(len(self.cells), dtype=bool)
        open_[list(hidden)] = True
        open_ &= ~self.known[goal.attacker]
        low = np.where(open_, np.where(self.told, np.minimum(1 - self.values, 0), -self.values), 0.0)
        high = np.where(open_, np.where(self.small & goal.told, self.cube.smallest - 1 - self.values, _FREE), 0.0)
        return low, high


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
    equal, cover, slack = _restricted(field, columns)
    bounds = np.column_stack((low[columns], high[columns]))
    found = linprog(aim[columns], A_eq=equal, b_eq=np.zeros(equal.shape[0]), A_ub=cover, b_ub=slack, bounds=bounds)
    if -found.fun >= abs(amount) - _NEAR:
        return Attacked(_spread(field, columns, found.x))
    prices = found.lower.marginals + found.upper.marginals
    return Attacked(needs=frozenset(columns[could_help[columns] & (np.abs(prices) > _NEAR)].tolist()))


def cheapest(field: Field, hidden: Collection[int], goal: Goal) -> Any:
    """The move to the goal that needs least of what is shown; None when hiding everything that can be hidden would not do.

    That one linear program both proves a cell safe, when the move touches hidden cells alone, and else says what to hide for it.
    """
    low, high = field.limits(hidden, goal)
    shut = (low == high) & field.choosable & ~field.known[goal.attacker]
    low[shut], high[shut] = 1 - field.values[shut], _FREE
    costs = np.where(shut, 1000.0 * field.weights, 1.0)
    best, least = None, np.inf
    for amount in goal.amounts:
        found = _shortest(field, (low, high), costs, (goal.cell, amount))
        if found is not None and found.fun < least:
            best, least = found, found.fun
    return None if best is None else best.move


def _shortest(field: Field, limits: tuple[Any, Any], costs: Any, target: tuple[int, int]) -> Any:
    (low, high), (cell, amount) = limits, target
    if not low[cell] <= amount <= high[cell]:
        return None
    columns = np.flatnonzero(low < high)
    equal, cover, slack = _restricted(field, columns)
    up, down = high[columns].copy(), -low[columns]
    least = np.zeros(2 * len(columns))
    at = int(np.flatnonzero(columns == cell)[0])
    up[at], down[at] = max(amount, 0), max(-amount, 0)
    least[at], least[at + len(columns)] = up[at], down[at]
    found = linprog(
        np.concatenate((costs[columns], costs[columns])),
        A_eq=hstack((equal, -equal)),
        b_eq=np.zeros(equal.shape[0]),
        A_ub=None if cover is None else hstack((cover, -cover)),
        b_ub=slack,
        bounds=np.column_stack((least, np.concatenate((up, down)))),
    )
    if found.status != 0:
        return None
    found.move = _spread(field, columns, found.x[: len(columns)] - found.x[len(columns) :])
    return found


def _restricted(field: Field, columns: Any) -> tuple[Any, Any, Any]:
    """The relations that these columns have a part in; a cover as an upper bound, as the solver takes it."""
    equal, cover = field.equal[:, columns], field.cover[:, columns]
    equal = equal[np.diff(equal.indptr) > 0]
    some = np.diff(cover.indptr) > 0
    return equal, (-cover[some] if some.any() else None), (field.slack[some] if some.any() else None)


def _spread(field: Field, columns: Any, move: Any) -> Any:
    """The move over all cells, rounding noise left out."""
    every = np.zeros(len(field.cells))
    every[columns] = np.where(np.abs(move) > _NEAR, move, 0.0)
    return every
