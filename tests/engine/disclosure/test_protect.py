"""The rules of what is hidden, kept against an attacker who solves linear programs of its own.

By default some random cubes; with MALLVERK_TEST_SWEEP=full ten thousand, and the choice of a thousand compared with the best there is.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from random import Random

import pytest

from engine.disclosure.attack import DEARER
from engine.disclosure.cube import ALL, NOT, Cell, Cube, Dimension, Sum
from engine.disclosure.layout import months_between, times_of
from engine.disclosure.month import Closed, Side, cube_of, fixed
from engine.disclosure.protect import protect
from engine.statistics.period import own
from tests.engine.disclosure import tables

FULL = os.environ.get("MALLVERK_TEST_SWEEP") == "full"
CUBES, COMPARED = (10_000, 1_000) if FULL else (24, 4)
SHAPES = ((3, 3), (2, 4), (4, 3), (3, 2, 2), (5, 2))


def line(*counts: int, smallest: int = 5) -> Cube:
    """One unit's numbers of some options, and their sum."""
    names = [f"o{number}" for number in range(len(counts))]
    dimensions = (Dimension(("u",)), Dimension.plain(names))
    return Cube(
        dimensions, {("u", name): count for name, count in zip((*names, ALL), (*counts, sum(counts)), strict=True)}, (), {}, smallest
    )


def names(hidden: frozenset[Cell]) -> set[str]:
    """The last node of each hidden cell."""
    return {cell[-1] for cell in hidden}


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert protect(line(5, 0, 17)) == frozenset()


def test_a_small_number_is_hidden_and_another_with_it() -> None:
    assert names(protect(line(1, 6, 20))) in ({"o0", "o1"}, {"o0", "o2"})


def test_a_small_number_alone_takes_the_sum_with_it() -> None:
    assert names(protect(line(3, 0, 0))) == {"o0", ALL}


def test_two_small_numbers_do_not_protect_each_other_when_their_sum_tells_that_they_are_small() -> None:
    assert len(protect(line(1, 1, 20))) == 3


def test_two_of_the_largest_small_numbers_do_not_protect_each_other_from_one_who_is_told_that_they_are_small() -> None:
    assert len(protect(line(4, 4, 20))) == 3


def test_zeros_are_shown_where_nothing_needs_them() -> None:
    assert names(protect(line(1, 0, 6))) == {"o0", "o2"}


def test_a_zero_is_hidden_rather_than_the_sum_where_small_numbers_need_one_more() -> None:
    cube = replace(line(4, 30, 4, 0), decided={("u", "o1"): False})
    assert names(protect(cube)) == {"o0", "o2", "o3"}


def test_nothing_at_all_is_never_hidden() -> None:
    assert protect(line(0, 0)) == frozenset()


def test_the_lowest_number_that_is_shown_can_be_another() -> None:
    assert (names(protect(line(4, 9, 20, smallest=3))), len(protect(line(2, 9, 20, smallest=3)))) == (set(), 2)


def test_a_unit_that_knows_its_own_numbers_does_not_learn_those_of_the_only_other_one() -> None:
    dimensions = (Dimension.plain(("north", "south")),)
    cube = Cube(dimensions, {("north",): 9, ("south",): 3, (ALL,): 12}, (frozenset({"north"}), frozenset({"south"})))
    assert {("south",), (ALL,)} <= protect(cube)


def test_what_was_decided_stays() -> None:
    cube = replace(line(1, 6, 20), decided={("u", "o0"): True, ("u", "o1"): False})
    assert names(protect(cube)) == {"o0", "o2"}


def test_several_values_are_protected_by_what_has_them_not() -> None:
    dimensions = (Dimension(("u",)), Dimension.several(("a", "b")))
    counts = {("u", "a"): 18, ("u", f"{NOT}a"): 2, ("u", "b"): 9, ("u", f"{NOT}b"): 11, ("u", ALL): 20}
    assert names(tables.shown_cells(protect(Cube(dimensions, counts)))) & {"a", ALL}


def test_values_that_overlap_are_not_told_by_that_each_has_at_least_one() -> None:
    dimensions = (Dimension(("u",)), Dimension.several(("a", "b", "c")))
    counts = {("u", "a"): 4, ("u", "b"): 8, ("u", "c"): 12, ("u", ALL): 24}
    counts |= {("u", f"{NOT}{key}"): 24 - counts["u", key] for key in "abc"}
    hidden = tables.shown_cells(protect(Cube(dimensions, counts)))
    assert len(hidden) > 1


@pytest.mark.parametrize("seed", range(CUBES))
def test_no_attack_recovers_a_hidden_number_nor_finds_a_small_difference(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    cube = tables.cube(random, *random.choice(SHAPES), smallest=random.choice((3, 5, 5, 10)))
    hidden = protect(cube, exact=random.choice((0, 0, 14)))
    assert {cell for cell in cube.cells() if cube.small(cell)} <= hidden
    assert tables.recovered(cube, hidden) == tables.narrowed(cube, hidden) == tables.small_differences(cube, hidden) == []


@pytest.mark.parametrize("seed", range(CUBES // 6))
def test_months_that_close_one_after_another_and_their_year_give_nothing_away(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    year = tables.cube(random, *random.choice(((3, 2), (2, 3), (3, 3))), months=random.choice((2, 3)))
    decided: dict[Cell, bool] = {}
    for month in tables.bottom(year.dimensions[-1]):
        part = tables.of_month(year, month)
        decided |= {cell: cell in protect(part, exact=0) for cell in part.cells()}
    hidden = protect(replace(year, decided=decided), exact=0)
    assert {cell: cell in hidden for cell in decided} == decided
    assert tables.recovered(year, hidden) == tables.narrowed(year, hidden) == tables.small_differences(year, hidden) == []


SCHOOL_YEARS = tuple(own(date(first, 8, 1), date(first + 1, 7, 31)) for first in (2024, 2025, 2026))
MONTHS = months_between("2024-11", "2026-02")
"""Months in which the school year and the calendar year end in turn."""


def closed_in_turn(random: Random) -> tuple[Cube, frozenset[Cell]]:
    """Months that closed one after another, with years that reach into each other: all that can be seen of them, and what was hidden."""
    units, kinds = ("u0", "u1"), ("o0", "o1")
    likely = random.choice(((0, 0, 1, 2, 3, 5, 7, 12), (0, 1, 4, 4, 9, 30), (0, 0, 0, 0, 1, 2, 6), (1, 5, 6, 20, 40)))
    leaves = {leaf: random.choice(likely) for leaf in product(units, kinds, MONTHS)}
    closed: list[Closed] = []
    for month in MONTHS:
        counted = {leaf[:2]: count for leaf, count in leaves.items() if leaf[2] == month and count}
        new = Closed(month, 5, units, {}, (Side("kind", False, kinds),), times_of(month, SCHOOL_YEARS, closed), counted)
        closed.append(fixed(new, protect(cube_of(new, closed), exact=0)))
    sums = tuple(Sum(key, months) for one in closed for key, months in one.times.items() if len(months) > 1)
    times = Dimension((*MONTHS, *(one.total for one in sums)), sums)
    dimensions = (Dimension.plain(units), Dimension.plain(kinds), times)
    every = Cube(dimensions, tables.counted(dimensions, leaves), tuple(frozenset({unit}) for unit in units))
    return every, frozenset(cell for one in closed for cell in one.hidden)


@pytest.mark.parametrize("seed", range(CUBES // 4))
def test_years_that_reach_into_each_other_give_nothing_away_however_long_ago_the_first_was(seed: int) -> None:
    cube, hidden = closed_in_turn(Random(seed))  # noqa: S311
    assert [one.total for one in cube.dimensions[-1].sums] == ["2024-11--2024-12", "2024-11--2025-07", "2025-08--2025-12"]
    assert {cell for cell in cube.cells() if cube.small(cell)} <= hidden
    assert tables.recovered(cube, hidden) == tables.narrowed(cube, hidden) == tables.small_differences(cube, hidden) == []


def test_what_is_hidden_is_worth_as_little_as_can_be_and_is_not_much_more_than_the_fewest_cells() -> None:
    ratios = []
    for seed in range(COMPARED):
        random = Random(seed)  # noqa: S311
        cube = tables.cube(random, *random.choice(((2, 2), (2, 3), (3, 2))))
        exact, quick = protect(cube), protect(cube, exact=0)
        assert _cheaper(cube, exact) is None
        if fewest := _fewest(cube, min(len(exact), len(quick))):
            ratios.append((len(exact) / fewest, len(quick) / fewest))
    exactly, quickly = (max(ratio) for ratio in zip(*ratios, strict=True))
    print(f"hidden cells against the fewest of {len(ratios)} cubes: {exactly:.2f} at most when chosen exactly, {quickly:.2f} cell by cell")
    assert exactly <= 1.5


def _choices(cube: Cube, most: int) -> Iterator[frozenset[Cell]]:
    """Everything that has to be hidden with up to so many others, the fewest first."""
    small = frozenset(cell for cell in cube.cells() if cube.small(cell))
    others = [cell for cell in cube.cells() if cell not in small and tables.may_be_hidden(cube, cell)]
    return (small.union(more) for number in range(min(most, len(others)) + 1) for more in combinations(others, number))


def _fewest(cube: Cube, known: int) -> int:
    """The smallest number of hidden cells that is safe, found by trying every choice of fewer than what is known to be."""
    return next((len(choice) for choice in _choices(cube, known) if len(choice) >= known or tables.safe(cube, choice)), known)


def _cheaper(cube: Cube, hidden: frozenset[Cell]) -> frozenset[Cell] | None:
    """A safe choice that is worth less, when there is one."""
    cheaper = (choice for choice in _choices(cube, len(cube.counts)) if _worth(choice) < _worth(hidden) - 1e-6)
    return next((choice for choice in cheaper if tables.safe(cube, choice)), None)


def _worth(hidden: frozenset[Cell]) -> float:
    return sum(DEARER ** sum(node == ALL for node in cell) for cell in hidden)
