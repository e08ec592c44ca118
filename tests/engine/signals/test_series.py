"""Series: whole weeks and months, oldest first, without those in which nothing is open."""

from datetime import date

import pytest

from engine.calendars import Calendar
from engine.signals.series import MONTH, WEEK, latest_over, next_over, series, stretches, whole

WORKDAYS = Calendar("school", {}, {}, frozenset(range(5)), closed=((date(2026, 10, 26), date(2026, 10, 30)),))
THURSDAY = date(2026, 11, 26)


def keys(interval: str, since: date, last: date, calendar: Calendar = WORKDAYS) -> list[tuple[str, int]]:
    """The names of the stretches with their open days."""
    return [(one.key, one.days) for one in stretches(interval, since, last, calendar.is_open)]


@pytest.mark.parametrize(
    ("interval", "expected"),
    [(WEEK, (date(2026, 11, 23), date(2026, 11, 29))), (MONTH, (date(2026, 11, 1), date(2026, 11, 30)))],
)
def test_a_day_is_in_a_whole_week_and_a_whole_month(interval: str, expected: tuple[date, date]) -> None:
    assert whole(interval, THURSDAY) == expected


def test_the_last_week_and_month_that_are_over_end_before_today() -> None:
    assert latest_over(WEEK, date(2026, 11, 29)) == (date(2026, 11, 16), date(2026, 11, 22))
    assert latest_over(WEEK, date(2026, 11, 30)) == (date(2026, 11, 23), date(2026, 11, 29))
    assert latest_over(MONTH, THURSDAY) == (date(2026, 10, 1), date(2026, 10, 31))


def test_the_next_to_be_looked_at_is_the_one_after_the_day_that_was_reached_once_it_is_over() -> None:
    assert next_over(WEEK, date(2026, 11, 15), THURSDAY) == (date(2026, 11, 16), date(2026, 11, 22))
    assert next_over(WEEK, date(2026, 11, 22), THURSDAY) is None


def test_a_week_in_which_nothing_is_open_is_left_out() -> None:
    assert keys(WEEK, date(2026, 10, 19), date(2026, 11, 8)) == [("2026-W43", 5), ("2026-W45", 5)]
    assert keys(MONTH, date(2026, 9, 1), date(2026, 10, 31)) == [("2026-09", 22), ("2026-10", 17)]


def test_without_a_calendar_every_day_counts() -> None:
    assert keys(WEEK, date(2026, 10, 19), date(2026, 11, 1), Calendar.every_day()) == [("2026-W43", 7), ("2026-W44", 7)]


def test_a_week_that_is_not_whole_is_in_no_series() -> None:
    assert keys(WEEK, date(2026, 11, 3), date(2026, 11, 21)) == [("2026-W46", 5)]


def test_a_series_has_a_number_for_every_week_and_begins_anew_after_the_last_that_was_told_of() -> None:
    among = stretches(WEEK, date(2026, 10, 19), date(2026, 11, 22), WORKDAYS.is_open)
    found = series(among, {"2026-W43": 2, "2026-W46": 1, "2026-W44": 9}, [date(2026, 11, 8)])
    assert (found.counts, found.days, found.fresh) == ((2, 0, 1, 0), (5, 5, 5, 5), 2)
    assert series(among, {}, []).fresh == 0
