"""A number that units have: which days it is that of, and what writing another one leaves of those before."""

from datetime import date

import pytest

from engine.unit_numbers import LINGERS, Held, UnitNumber, overlapping, written

FIRST, LAST = date(2026, 8, 1), date(2026, 8, 10)
YEAR = Held(date(2025, 8, 18), date(2026, 6, 11), 400)
NEXT = Held(date(2026, 8, 18), date(2027, 6, 11), 420)


def number(*held: Held) -> UnitNumber:
    """The number of one unit."""
    return UnitNumber("guests", {"sv": "Gäster"}, {"sv": "gäst"}, {"sv": "gäster"}, held={"north": held})


def test_each_day_has_the_number_of_the_period_that_it_is_in() -> None:
    two = number(Held(FIRST, date(2026, 8, 4), 10), Held(date(2026, 8, 5), LAST, 20))
    assert two.during("north", FIRST, LAST) == (4 * 10 + 6 * 20, 10)
    assert two.during("north", date(2026, 8, 4), date(2026, 8, 5)) == (30, 2)


def test_between_two_periods_the_earlier_one_holds() -> None:
    assert number(YEAR, NEXT).during("north", date(2026, 6, 12), date(2026, 8, 17)) == (67 * 400, 67)


def test_after_the_last_period_its_number_holds_for_a_summer_and_no_longer() -> None:
    after = YEAR.last + LINGERS
    assert number(YEAR).during("north", after, date(2027, 1, 1)) == (400, 1)


def test_before_the_first_period_there_is_no_number_nor_has_another_unit_one() -> None:
    assert number(YEAR).during("north", date(2025, 8, 17), date(2025, 8, 18)) == (400, 1)
    assert number(YEAR).during("south", FIRST, LAST) == (0, 0)


def test_a_number_that_ends_on_the_last_day_there_is_does_not_linger_beyond_it() -> None:
    assert number(Held(FIRST, date.max, 3)).during("north", FIRST, LAST) == (30, 10)


def test_what_a_unit_has_for_just_some_days_is_told_from_what_it_has_within_them() -> None:
    two = number(YEAR, NEXT)
    assert (two.exactly("north", YEAR.first, YEAR.last), two.exactly("north", YEAR.first, FIRST)) == (400, None)
    assert (two.within("north", YEAR.first, FIRST), two.within("north", YEAR.first, NEXT.first)) == (400, None)
    assert two.within("south", YEAR.first, FIRST) is None


@pytest.mark.parametrize(
    ("first", "last", "value", "left"),
    [
        (FIRST, LAST, 9, [(FIRST, LAST, 9)]),
        (FIRST, LAST, None, []),
        (date(2026, 8, 6), LAST, 9, [(FIRST, date(2026, 8, 5), 5), (date(2026, 8, 6), LAST, 9)]),
        (
            date(2026, 8, 3),
            date(2026, 8, 4),
            9,
            [(FIRST, date(2026, 8, 2), 5), (date(2026, 8, 3), date(2026, 8, 4), 9), (date(2026, 8, 5), LAST, 5)],
        ),
        (date(2026, 7, 1), FIRST, None, [(date(2026, 8, 2), LAST, 5)]),
        (date(2026, 7, 1), date(2026, 7, 31), 0, [(date(2026, 7, 1), date(2026, 7, 31), 0), (FIRST, LAST, 5)]),
    ],
)
def test_another_number_takes_the_days_that_it_is_written_for_and_leaves_the_others(
    first: date, last: date, value: int | None, left: list[tuple[date, date, int]]
) -> None:
    found = written([Held(FIRST, LAST, 5)], first, last, value)
    assert [(one.first, one.last, one.value) for one in found] == left
    assert overlapping(found) is None


def test_two_numbers_for_one_day_are_found() -> None:
    assert overlapping([NEXT, YEAR]) is None
    assert overlapping([YEAR, Held(YEAR.last, NEXT.first, 1)]) == Held(YEAR.last, NEXT.first, 1)
