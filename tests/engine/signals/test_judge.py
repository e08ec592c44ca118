"""What is more than usual. False alarms are counted in made-up series with a seed, so each number here is always the same."""

import pytest

from benchmarks.signals import Make, delays, even, false_alarms, seasonal, spread
from engine.signals.judge import FEWEST, PACES, Pace, rise
from engine.signals.series import MONTH, SLOW, SUDDEN, WEEK, Series

PACE = PACES[WEEK]


def how(*counts: int, days: int = 5, fresh: int = 0, pace: Pace = PACE) -> str | None:
    """How it shows that there are more than usual in the last week."""
    found = rise(Series(counts, (days,) * len(counts), fresh), pace)
    return found.how if found is not None else None


def test_a_number_as_there_always_has_been_is_nothing_to_tell() -> None:
    assert how(*[2, 1, 3, 2] * 13, 3) is None
    assert how(*[0] * 52, 0) is None


def test_a_number_that_chance_would_hardly_bring_is_sudden() -> None:
    assert how(*[2, 1, 3, 2] * 13, 8) is None
    assert how(*[2, 1, 3, 2] * 13, 9) == SUDDEN


def test_where_there_has_been_none_for_a_year_three_at_once_are_sudden_and_fewer_are_not() -> None:
    assert how(*[0] * 52, FEWEST) == SUDDEN
    assert how(*[0] * 52, FEWEST - 1) is None


def test_more_for_some_time_is_slow_where_no_week_would_be_told_of() -> None:
    past = [1, 0, 1, 0] * 13
    raised = [how(*past, *[2] * weeks) for weeks in range(1, 10)]
    assert raised == [*[None] * 7, SLOW, SLOW]


def test_numbers_that_have_always_come_in_heaps_need_a_larger_one() -> None:
    assert how(*[2, 2, 2, 2] * 13, 9) == SUDDEN
    assert how(*[0, 8, 0, 0] * 13, 9) is None


def test_a_short_past_needs_a_larger_number_than_a_long_one() -> None:
    assert how(*[8] * 52, 19) == SUDDEN
    assert how(*[8] * 12, 19) is None
    assert how(*[8] * 12, 20) == SUDDEN


def test_nothing_is_told_before_there_is_a_past_to_compare_with() -> None:
    assert how(*[1] * 11, 30) is None
    assert how(*[1] * 12, 30) == SUDDEN
    assert how(*[1] * 10, 30, pace=PACES[MONTH]) == SUDDEN


def test_a_week_with_fewer_open_days_is_compared_with_as_few() -> None:
    series = Series((*[5] * 52, 6), (*[5] * 52, 1))
    found = rise(series, PACE)
    assert found is not None
    assert found.how == SUDDEN
    assert round(found.usual, 1) == 1.0


def test_what_was_told_of_is_not_told_again_by_what_came_before() -> None:
    slow = (*[1, 0, 1, 0] * 13, *[2] * 8)
    assert how(*slow) == SLOW
    assert how(*slow, fresh=len(slow) - 1) is None
    assert how(*slow, fresh=len(slow)) is None


def test_what_is_usual_is_what_there_was_before_the_last_half_year() -> None:
    found = rise(Series((*[1] * 52, *[9] * 26), (5,) * 78), PACE)
    assert found is not None
    assert round(found.usual, 1) == 1.0


@pytest.mark.parametrize(("make", "expected"), [(even, 2), (seasonal, 23), (spread, 13)])
def test_without_a_rise_there_is_less_than_one_alarm_in_a_series_and_two_years(make: Make, expected: int) -> None:
    found = false_alarms(make, 2.0, many=40)
    assert found <= 40
    assert found == expected


def test_a_doubling_is_told_of_within_weeks_where_there_are_some_every_week() -> None:
    found = delays(2.0, many=25)
    assert (found[12], sum(weeks <= 20 for weeks in found)) == (9, 23)
