"""The rules of which periods a closed month tells."""

from collections.abc import Sequence
from datetime import date

from engine.disclosure.layout import months_between, times_of
from engine.disclosure.month import Closed
from engine.statistics.period import Span, own

AUTUMN, SPRING = own(date(2026, 8, 17), date(2026, 12, 18)), own(date(2027, 1, 8), date(2027, 6, 11))
SCHOOL_YEAR = own(date(2026, 8, 17), date(2027, 6, 11))


def told(first: str, last: str, spans: Sequence[Span]) -> list[str]:
    """The periods of more than a month that are told while the months from one to another close."""
    closed: list[Closed] = []
    for month in months_between(first, last):
        closed.append(Closed(month, 5, (), {}, (), times_of(month, spans, closed), {}))
    return [time for one in closed for time in one.times if time != one.month]


def test_a_period_is_told_when_its_last_month_closes() -> None:
    assert told("2026-08", "2026-12", [AUTUMN]) == ["2026-08--2026-12"]
    assert told("2026-08", "2026-11", [AUTUMN]) == []


def test_the_first_period_is_told_from_when_counting_began() -> None:
    assert told("2026-10", "2026-12", [AUTUMN]) == ["2026-10--2026-12"]


def test_periods_within_each_other_are_all_told() -> None:
    assert told("2026-08", "2027-06", [AUTUMN, SPRING, SCHOOL_YEAR]) == ["2026-08--2026-12", "2027-01--2027-06", "2026-08--2027-06"]


def test_of_a_year_that_reaches_into_a_school_year_the_part_behind_it_is_told() -> None:
    assert told("2026-01", "2027-12", [SCHOOL_YEAR]) == ["2026-08--2026-12", "2026-08--2027-06", "2027-07--2027-12"]


def test_without_other_periods_calendar_years_are_told() -> None:
    assert told("2026-03", "2027-12", []) == ["2026-03--2026-12", "2027-01--2027-12"]


def test_what_was_told_before_the_periods_were_changed_is_not_reached_into() -> None:
    before = [Closed(month, 5, (), {}, (), {month: (month,)}, {}) for month in months_between("2026-01", "2026-11")]
    year = Closed("2026-12", 5, (), {}, (), times_of("2026-12", [], before), {})
    closed = [*before, year]
    for month in months_between("2027-01", "2027-06"):
        closed.append(Closed(month, 5, (), {}, (), times_of(month, [SCHOOL_YEAR], closed), {}))
    assert list(year.times) == ["2026-12", "2026-01--2026-12"]
    assert list(closed[-1].times) == ["2027-06", "2027-01--2027-06"]
