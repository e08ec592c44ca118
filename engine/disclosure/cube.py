"""The cube of a report: everything that any view of it can show, and how its numbers sum up. It must not decide what is hidden."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

ALL, NOT = "*", "!"
"""The node of everything along a dimension, and what begins the name of the node of all that does not have a value."""

Cell = tuple[str, ...]
"""One node of each dimension."""


@dataclass(frozen=True)
class Sum:
    """A node whose numbers are those of others added."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Dimension:
    """One side of a cube: its nodes, which of them are sums, and which are no more than the sum of others (`covers`)."""

    nodes: tuple[str, ...]
    sums: tuple[Sum, ...] = ()
    covers: tuple[Sum, ...] = ()

    @classmethod
    def plain(cls, keys: Iterable[str], groups: Iterable[Sum] = ()) -> "Dimension":
        """Each fact has one of the keys. `groups` are further sums of keys, and everything is one, too."""
        keys = tuple(keys)
        sums = (*groups, Sum(ALL, keys))
        return cls((*keys, *(one.total for one in sums)), sums)

    @classmethod
    def several(cls, keys: Iterable[str]) -> "Dimension":
        """A fact has at least one of the keys. They do not sum up: each divides everything into what has it and what has not."""
        keys = tuple(keys)
        lacks = tuple(f"{NOT}{key}" for key in keys)
        return cls((*keys, *lacks, ALL), tuple(Sum(ALL, pair) for pair in zip(keys, lacks, strict=True)), (Sum(ALL, keys),))


@dataclass(frozen=True)
class Cube:
    """Numbers by cell, 0 where there is none. The first dimension is the units.

    `knows` has for each insider the nodes of units whose numbers it knows exactly. `decided` are cells that were hidden (True) or
    shown before, which stays so for ever. `smallest` is the lowest number above 0 that may be shown.
    """

    dimensions: tuple[Dimension, ...]
    counts: Mapping[Cell, int]
    knows: tuple[frozenset[str], ...] = ()
    decided: Mapping[Cell, bool] = field(default_factory=dict)
    smallest: int = 5

    def cells(self) -> Iterator[Cell]:
        """Every cell, in an order that is always the same."""
        return product(*(dimension.nodes for dimension in self.dimensions))

    def small(self, cell: Cell) -> bool:
        """True for a number by which someone could be recognised."""
        return 0 < self.counts.get(cell, 0) < self.smallest

    def whole(self, cell: Cell) -> bool:
        """True for all that there is at some time."""
        return all(node == ALL or ALL not in side.nodes for node, side in zip(cell, self.dimensions, strict=True))

    def sums(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """Every cell that is the sum of others along one dimension, with them."""
        return self._along([dimension.sums for dimension in self.dimensions])

    def covers(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """Every cell that is at most the sum of others, with them."""
        return self._along([dimension.covers for dimension in self.dimensions])

    def _along(self, relations: Sequence[tuple[Sum, ...]]) -> Iterator[tuple[Cell, list[Cell]]]:
        for place, found in enumerate(relations):
            before = [dimension.nodes for dimension in self.dimensions[:place]]
            after = [dimension.nodes for dimension in self.dimensions[place + 1 :]]
            for one in found:
                for left, right in product(product(*before), product(*after)):
                    yield (*left, one.total, *right), [(*left, part, *right) for part in one.parts]


def told(cell: Cell) -> bool:
    """False for a cell that no view shows: it is only there because it can be worked out."""
    return not any(node.startswith(NOT) for node in cell)


def depth(cell: Cell) -> int:
    """Along how many dimensions the cell is a sum of everything."""
    return sum(node == ALL for node in cell)
