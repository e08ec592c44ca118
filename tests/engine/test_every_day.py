"""Every day from 2025 to 2035, counted by `engine.calendars` and by a plain list of open days: clocks changing, leap days, closed weeks."""

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine.calendars import Calendar, due
from engine.organisation import Organisation, Unit

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FIRST, LAST = date(2025, 1, 1), date(2035, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
BREAKS = tuple(
    (date(year, *first), date(year + later, *last))
    for year in range(2024, 2037)
    for first, last, later in (((2, 19), (2, 23), 0), ((6, 15), (8, 17), 0), ((10, 28), (11, 1), 0), ((12, 20), (1, 7), 1))
)
WEEKDAYS = frozenset(range(5))
SCHOOL = Calendar("school", {"sv": "skoldag"}, {"sv": "skoldagar"}, weekdays=WEEKDAYS, closed=BREAKS)
WORKING = Calendar(
    "working", {"sv": "arbetsdag"}, {"sv": "arbetsdagar"}, weekdays=WEEKDAYS, closed=((date(2028, 2, 29), date(2028, 2, 29)),)
)
CALENDARS = [SCHOOL, WORKING, Calendar.every_day()]


def opened_days(calendar: Calendar) -> list[date]:
    """The open days, as somebody with a wall calendar and a pen would mark them."""
    closed = set()
    for first, last in calendar.closed:
        day = first
        while day <= last:
            closed.add(day)
            day += timedelta(days=1)
    every = [date(2024, 6, 1) + timedelta(days=number) for number in range(365 * 13)]
    return [day for day in every if day.isoweekday() - 1 in calendar.weekdays and day not in closed]


@pytest.mark.parametrize("calendar", CALENDARS, ids=lambda calendar: calendar.name)
@pytest.mark.parametrize("count", [1, 2, 10])
def test_the_last_day_is_the_one_that_a_plain_count_gives(calendar: Calendar, count: int) -> None:
    marked = opened_days(calendar)
    wrong = []
    for day in DAYS:
        for clock in (time(0, 0), time(2, 30), time(12), time(23, 59)):
            found = due(datetime.combine(day, clock, STOCKHOLM), {"days": count}, calendar, STOCKHOLM)
            if (found.date(), found.time()) != (marked[bisect_right(marked, day) + count - 1], time(23, 59)):
                wrong.append((day, clock))
    assert wrong == []


@pytest.mark.parametrize("calendar", CALENDARS, ids=lambda calendar: calendar.name)
def test_the_days_that_are_left_are_those_that_a_plain_count_gives(calendar: Calendar) -> None:
    marked = opened_days(calendar)
    wrong = []
    for day in DAYS[:-400]:
        for ahead in (0, 1, 7, 60):
            last = day + timedelta(days=ahead)
            if calendar.count(day, last) != bisect_right(marked, last) - bisect_right(marked, day):
                wrong.append((day, last))
    assert wrong == []


@pytest.mark.parametrize("spec", [{"hours": 1}, {"hours": 36}, {"minutes": 90}], ids=str)
def test_hours_and_minutes_are_as_long_on_every_day(spec: dict[str, int]) -> None:
    length = timedelta(**spec)
    for day in DAYS:
        for clock in (time(0, 30), time(1, 45), time(2, 15), time(23)):
            moment = datetime.combine(day, clock, STOCKHOLM)
            found = due(moment, spec, SCHOOL, STOCKHOLM)
            assert found.astimezone(UTC) - moment.astimezone(UTC) == length


def test_a_day_is_the_local_one_on_every_day() -> None:
    for day in DAYS:
        nearly = datetime.combine(day, time(23, 30), STOCKHOLM).astimezone(UTC)
        assert due(nearly, {"days": 0}, SCHOOL, STOCKHOLM).date() == day
        assert due(nearly + timedelta(hours=1), {"days": 0}, SCHOOL, STOCKHOLM).date() == day + timedelta(days=1)


def test_a_unit_counts_by_its_own_calendar_on_every_day() -> None:
    own = Calendar("school", {"sv": "dag"}, {"sv": "dagar"}, weekdays=WEEKDAYS)
    there = Organisation(
        "a", "A", units={"nursery": Unit("nursery", "N")}, calendars={("school", None): SCHOOL, ("school", "nursery"): own}
    )
    found = {unit: there.calendar("school", unit) for unit in ("nursery", None)}
    for day in DAYS:
        assert found["nursery"].is_open(day) == (day.isoweekday() < 6)
        assert found[None].is_open(day) == (day.isoweekday() < 6 and not any(first <= day <= last for first, last in BREAKS))
