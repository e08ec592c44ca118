"""Random cubes, and an attacker of its own that knows nothing of how cells are chosen: it sees leaves, what is shown, and solves."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, product
from random import Random

import numpy as np
from scipy.optimize import linprog

from engine.disclosure.cube import ALL, Cell, Cube, Dimension, Sum, told

Leaves = Mapping[Cell, int]
YEAR = "year"


def cube(random: Random, *sizes: int, months: int = 0, smallest: int = 5) -> Cube:
    """A cube with so many units, options and so on, each unit an insider; with months, a sum of them as well."""
    names = "uofg"
    plain = [Dimension.plain(f"{names[place]}{number}" for number in range(size)) for place, size in enumerate(sizes)]
    times = tuple(f"m{number}" for number in range(months))
    dimensions = (*plain, *([Dimension((*times, YEAR), (Sum(YEAR, times),))] if months else []))
    likely = random.choice(((0, 0, 1, 2, 3, 5, 7, 12), (0, 1, 4, 4, 9, 30), (0, 0, 0, 0, 1, 2, 6), (1, 5, 6, 20, 40)))
    leaves = {leaf: random.choice(likely) for leaf in product(*(tuple(bottom(dimension)) for dimension in dimensions))}
    insiders = tuple(frozenset({unit}) for unit in bottom(dimensions[0]))
    return Cube(dimensions, counted(dimensions, leaves), insiders, smallest=smallest)


def bottom(dimension: Dimension) -> list[str]:
    """The nodes that are no sums."""
    return [node for node in dimension.nodes if node not in {one.total for one in dimension.sums}]


def under(dimension: Dimension, node: str) -> frozenset[str]:
    """The nodes at the bottom that a node stands for."""
    found = next((one.parts for one in dimension.sums if one.total == node), None)
    return frozenset({node}) if found is None else frozenset().union(*(under(dimension, part) for part in found))


def counted(dimensions: tuple[Dimension, ...], leaves: Leaves) -> dict[Cell, int]:
    """Every cell's number, added up from the leaves."""
    counts = {}
    for cell in product(*(dimension.nodes for dimension in dimensions)):
        counts[cell] = sum(leaves[leaf] for leaf in leaves_of(dimensions, cell))
    return counts


def leaves_of(dimensions: tuple[Dimension, ...], cell: Cell) -> Iterator[Cell]:
    """The leaves that a cell is the sum of."""
    return product(*(sorted(under(dimension, node)) for dimension, node in zip(dimensions, cell, strict=True)))


def may_be_nothing(cube: Cube, cell: Cell) -> bool:
    """True for everything but the sum of all that there is at some time, which is told when it is nothing."""
    return any(node != ALL and ALL in side.nodes for node, side in zip(cell, cube.dimensions, strict=True))


def may_be_hidden(cube: Cube, cell: Cell) -> bool:
    """True for what could be hidden if need be."""
    return cube.counts[cell] > 0 or may_be_nothing(cube, cell)


class Attacker:
    """Someone who sees all that is shown, and knows some units' numbers exactly; one who is `told` knows which hidden numbers are small."""

    def __init__(self, cube: Cube, hidden: frozenset[Cell], knows: frozenset[str] = frozenset(), *, told: bool = False) -> None:
        self.cube, self.knows = cube, knows
        self.leaves = list(product(*(bottom(dimension) for dimension in cube.dimensions)))
        self.open = {cell for cell in hidden if cell[0] not in knows}
        self.place = {leaf: number for number, leaf in enumerate(self.leaves)}
        rows, low, high = [], [], []
        for cell in cube.cells():
            rows.append(self._row(cell))
            lowest = 0 if may_be_nothing(cube, cell) and not (told and cube.small(cell)) else 1
            low.append(lowest if cell in self.open else cube.counts[cell])
            highest = cube.smallest - 1 if told and cube.small(cell) else 1e6
            high.append(highest if cell in self.open else cube.counts[cell])
        self.matrix, self.bounds = np.vstack((rows, np.negative(rows))), np.concatenate((high, np.negative(low)))

    def _row(self, cell: Cell) -> np.ndarray:
        row = np.zeros(len(self.leaves))
        row[[self.place[leaf] for leaf in leaves_of(self.cube.dimensions, cell)]] = 1
        return row

    def range(self, cell: Cell) -> tuple[float, float]:
        """The lowest and the highest number that can stand in a cell."""
        aim = self._row(cell)
        low, high = (sign * linprog(sign * aim, A_ub=self.matrix, b_ub=self.bounds).fun for sign in (1, -1))
        return low, high

    def learns(self) -> list[Cell]:
        """Hidden cells that are no sum of what the attacker has been told anyway."""
        return [cell for cell in sorted(self.open) if not self._given(cell)]

    def _given(self, cell: Cell) -> bool:
        ways = (
            [(*cell[:place], part, *cell[place + 1 :]) for part in one.parts]
            for place, dimension in enumerate(self.cube.dimensions)
            for one in dimension.sums
            if one.total == cell[place]
        )
        return cell not in self.open or any(all(map(self._given, parts)) for parts in ways)


def attackers(cube: Cube, hidden: frozenset[Cell]) -> Iterator[Attacker]:
    """The outsider and every insider."""
    return (Attacker(cube, hidden, nodes) for nodes in (frozenset[str](), *cube.knows))


def recovered(cube: Cube, hidden: frozenset[Cell]) -> list[tuple[Cell, frozenset[str]]]:
    """Hidden cells that someone works out exactly, with what that one knows."""
    return [
        (cell, attacker.knows) for attacker in attackers(cube, hidden) for cell in attacker.learns() if np.ptp(attacker.range(cell)) < 0.5
    ]


def narrowed(cube: Cube, hidden: frozenset[Cell]) -> list[tuple[Cell, frozenset[str]]]:
    """Small cells that someone can tell to be small."""
    return [
        (cell, attacker.knows)
        for attacker in attackers(cube, hidden)
        for cell in attacker.learns()
        if cube.small(cell) and attacker.range(cell)[1] < cube.smallest - 1e-6
    ]


def told_exactly(cube: Cube, hidden: frozenset[Cell]) -> set[Cell]:
    """Small cells that an outsider works out who is told which ones are small."""
    attacker = Attacker(cube, hidden, told=True)
    return {cell for cell in attacker.learns() if cube.small(cell) and np.ptp(attacker.range(cell)) < 0.5}


def small_differences(cube: Cube, hidden: frozenset[Cell]) -> list[tuple[Cell, Cell]]:
    """Pairs of shown cells, one within the other, whose difference is small."""
    shown = [(cell, frozenset(leaves_of(cube.dimensions, cell))) for cell in cube.cells() if cell not in hidden]
    return [
        (one, other)
        for (one, inner), (other, outer) in combinations(sorted(shown, key=lambda item: len(item[1])), 2)
        if inner < outer and 0 < cube.counts[other] - cube.counts[one] < cube.smallest
    ]


def of_month(cube: Cube, month: str) -> Cube:
    """The cube of one month, as it is when nothing else is known."""
    dimensions = (*cube.dimensions[:-1], Dimension((month,)))
    counts = {cell: count for cell, count in cube.counts.items() if cell[-1] == month}
    return replace(cube, dimensions=dimensions, counts=counts)


def safe(cube: Cube, hidden: frozenset[Cell]) -> bool:
    """True when everything that is promised of hidden cells holds, tried one by one; what nothing could protect from the told is let be."""
    if narrowed(cube, hidden) or recovered(cube, hidden):
        return False
    return told_exactly(cube, hidden) <= told_exactly(cube, frozenset(cell for cell in cube.cells() if may_be_hidden(cube, cell)))


def shown_cells(hidden: frozenset[Cell]) -> frozenset[Cell]:
    """The hidden cells that a view could have shown."""
    return frozenset(cell for cell in hidden if told(cell))
