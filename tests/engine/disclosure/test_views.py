"""The rules of reading closed months: whatever is asked for is a sum of shown cells, or it is not told."""

from dataclasses import replace
from itertools import combinations, product
from random import Random

from engine.disclosure.cube import ALL
from engine.disclosure.month import Closed, Side, cube_of, fixed
from engine.disclosure.protect import protect
from engine.disclosure.views import Views

UNITS, ROOMS, KINDS = ("north", "south", "depot"), ("bath", "kitchen", ""), ("water", "heat", "")
REGION = {"region": ("north", "south")}


def month(name: str, counted: dict[tuple[str, ...], int], **more: object) -> Closed:
    """A month of rooms by unit."""
    made = Closed(name, 5, UNITS, REGION, (Side("room", False, ROOMS),), {name: (name,)}, counted)
    return replace(made, **more)  # type: ignore[arg-type]


def year(random: Random) -> list[Closed]:
    """Three months that close one after another, the last with a longer period."""
    names = ("2026-01", "2026-02", "2026-03")
    closed: list[Closed] = []
    for name in names:
        counted = {(unit, room): random.choice((0, 1, 2, 6, 9)) for unit in UNITS for room in ROOMS}
        made = month(name, {cell: count for cell, count in counted.items() if count})
        if name == names[-1]:
            made = replace(made, times={name: (name,), "2026-01--2026-03": names})
        closed.append(fixed(made, protect(cube_of(made, closed), exact=0)))
    return closed


def truth(closed: list[Closed], units: frozenset[str] | None, months: tuple[str, ...], rooms: tuple[str, ...] | None) -> int:
    """The sum of what was counted."""
    return sum(
        count
        for one in closed
        for (unit, room), count in one.counted.items()
        if one.month in months and (units is None or unit in units) and (rooms is None or room in rooms)
    )


def test_what_is_told_is_true_and_no_two_answers_differ_by_a_small_number() -> None:
    closed = year(Random(5))  # noqa: S311 - invented numbers
    views = Views.of(closed)
    told = {}
    for units in (None, *(frozenset(some) for size in (1, 2, 3) for some in combinations(UNITS, size))):
        for length, begin in product((1, 2, 3), (0, 1, 2)):
            months = tuple(one.month for one in closed[begin : begin + length])
            for rooms in (None, *(some for size in (1, 2) for some in combinations(ROOMS, size))):
                number = views.number(units, months, {} if rooms is None else {"room": rooms})
                if number is not None:
                    assert number == truth(closed, units, months, rooms)
                    told[frozenset(product(units or UNITS, months, rooms or ROOMS))] = number
    assert len(told) > 20
    within = [(one, other) for one, other in product(told, told) if one < other]
    assert [pair for pair in within if 0 < told[pair[1]] - told[pair[0]] < 5] == []


def test_units_together_are_read_as_the_group_that_they_are() -> None:
    region = next(cell for cell in cube_of(month("2026-01", {}), []).cells() if cell[0].startswith("+"))[0]
    closed = month("2026-01", {("north", "bath"): 3, ("south", "bath"): 9}, hidden=frozenset({("north", ALL, "2026-01")}))
    views = Views.of([closed])
    assert views.number(frozenset({"north", "south"}), ("2026-01",), {}) == 12
    hidden = replace(closed, hidden=frozenset({(region, ALL, "2026-01")}))
    assert Views.of([hidden]).number(frozenset({"north", "south"}), ("2026-01",), {}) is None


def test_several_values_of_an_answer_with_several_values_are_in_no_cell() -> None:
    side = Side("kinds", True, KINDS)
    closed = Closed(
        "2026-01", 5, UNITS, {}, (side,), {"2026-01": ("2026-01",)}, {("north", ALL): 9, ("north", "water"): 9, ("north", "heat"): 8}
    )
    views = Views.of([closed])
    assert views.number(None, ("2026-01",), {"kinds": ("heat",)}) == 8
    assert views.number(None, ("2026-01",), {"kinds": ("heat", "water")}) is None


def test_what_the_cube_does_not_have_is_not_told() -> None:
    assert Views.of([month("2026-01", {("north", "bath"): 9})]).number(None, ("2026-01",), {"urgent": ("yes",)}) is None


def test_months_from_before_the_report_was_laid_out_otherwise_are_not_mixed_with_it() -> None:
    before = Closed("2025-12", 5, UNITS, {}, (), {"2025-12": ("2025-12",)}, {("north",): 9})
    assert list(Views.of([before, month("2026-01", {})]).months) == ["2026-01"]


def test_a_closed_month_is_read_as_it_was_kept() -> None:
    closed = year(Random(1))[-1]  # noqa: S311 - invented numbers
    assert Closed.read(closed.month, closed.plain()) == closed
