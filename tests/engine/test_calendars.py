"""Days that count, deadlines, durations, and days in words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import calendars
from engine.calendars import Calendar, Period, read_duration

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OFFICE = Calendar(
    "office",
    {"sv": "arbetsdag", "en": "working day"},
    {"sv": "arbetsdagar", "en": "working days"},
    weekdays=frozenset(range(5)),
    closed=((date(2026, 12, 21), date(2027, 1, 8)), (date(2026, 11, 24), date(2026, 11, 24))),
    periods={"year": (Period("2026", date(2026, 1, 1), date(2026, 12, 31)),)},
)
NEVER = Calendar("never", {"sv": "dag"}, {"sv": "dagar"}, weekdays=frozenset())
FRIDAY = date(2026, 11, 20)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def test_every_day_is_open_every_day() -> None:
    assert all(Calendar.every_day().is_open(FRIDAY + timedelta(days=number)) for number in range(7))


@pytest.mark.parametrize(
    ("day", "is_open"), [("2026-11-20", True), ("2026-11-21", False), ("2026-11-24", False), ("2026-12-21", False), ("2027-01-08", False)]
)
def test_weekdays_and_closed_days_decide(day: str, is_open: bool) -> None:
    assert OFFICE.is_open(date.fromisoformat(day)) is is_open


@pytest.mark.parametrize(
    ("count", "day"), [(0, "2026-11-20"), (1, "2026-11-23"), (2, "2026-11-25"), (-1, "2026-11-19"), (-5, "2026-11-13")]
)
def test_the_opening_day_does_not_count(count: int, day: str) -> None:
    assert OFFICE.add(FRIDAY, count) == date.fromisoformat(day)


def test_closed_weeks_are_walked_over() -> None:
    assert OFFICE.add(date(2026, 12, 18), 1) == date(2027, 1, 11)


def test_plain_days_count_where_nothing_ever_opens() -> None:
    assert NEVER.add(FRIDAY, 14) == date(2026, 12, 4)
    assert NEVER.add(FRIDAY, -14) == date(2026, 11, 6)


def test_plain_days_count_from_the_last_open_day() -> None:
    once = Calendar("once", {}, {}, closed=((date(2026, 11, 22), date.max),))
    assert once.add(FRIDAY, 3) == date(2026, 11, 23)


def test_days_never_run_out() -> None:
    assert Calendar.every_day().add(date.max, 5) == date.max
    assert Calendar.every_day().add(date.min, -5) == date.min


@settings(deadline=None)
@given(day=st.dates(date(2026, 1, 1), date(2028, 1, 1)), count=st.integers(1, 300))
def test_counting_is_the_opposite_of_adding(day: date, count: int) -> None:
    assert OFFICE.count(day, OFFICE.add(day, count)) == count


def test_nothing_is_counted_backwards() -> None:
    assert OFFICE.count(FRIDAY, FRIDAY) == 0
    assert OFFICE.count(FRIDAY, date(2026, 11, 1)) == 0


@pytest.mark.parametrize(
    ("count", "words"), [(1, "en arbetsdag"), (3, "tre arbetsdagar"), (12, "tolv arbetsdagar"), (13, "13 arbetsdagar")]
)
def test_days_are_said_in_the_calendars_own_words(count: int, words: str) -> None:
    assert OFFICE.in_words(count) == words


def test_days_are_said_in_the_readers_language() -> None:
    assert OFFICE.in_words(2, "en") == "two working days"


@pytest.mark.parametrize(
    ("spec", "last"),
    [
        ({"days": 2, "calendar": "office"}, "2026-11-25T23:59"),
        ({"days": 20, "latest": "14 days"}, "2026-12-04T23:59"),
        ({"days": 2, "latest": "14 days"}, "2026-11-25T23:59"),
        ({"days": 0}, "2026-11-20T23:59"),
        ({"hours": 36}, "2026-11-22T02:02"),
        ({"minutes": 90}, "2026-11-20T15:32"),
    ],
)
def test_a_deadline_is_a_local_moment(spec: dict[str, object], last: str) -> None:
    opened = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
    found = calendars.due(opened, spec, OFFICE, STOCKHOLM)
    assert found == at(last)
    assert found.tzinfo is STOCKHOLM


def test_the_day_of_opening_is_the_local_one() -> None:
    nearly_saturday = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert calendars.due(nearly_saturday, {"days": 1}, OFFICE, STOCKHOLM) == at("2026-11-23T23:59")


def test_hours_are_real_hours_when_the_clocks_change() -> None:
    opened = at("2026-10-24T12:00")
    assert calendars.due(opened, {"hours": 24}, OFFICE, STOCKHOLM) == at("2026-10-25T11:00")


def test_days_end_at_the_same_clock_time_when_the_clocks_change() -> None:
    last = calendars.due(at("2026-10-24T12:00"), {"days": 1}, Calendar.every_day(), STOCKHOLM)
    assert last.astimezone(UTC) == datetime(2026, 10, 25, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14 days", "2026-02-14T10:00"),
        ("2 weeks", "2026-02-14T10:00"),
        ("1 month", "2026-02-28T10:00"),
        ("3 months", "2026-04-30T10:00"),
        ("11 months", "2026-12-31T10:00"),
        ("12 months", "2027-01-31T10:00"),
        ("5 years", "2031-01-31T10:00"),
        ("36 hours", "2026-02-01T22:00"),
        ("1 minute", "2026-01-31T10:01"),
    ],
)
def test_a_duration_ends_so_much_later(text: str, moment: str) -> None:
    assert read_duration(text).after(at("2026-01-31T10:00")) == at(moment)


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    assert read_duration("1 year").after(at("2028-02-29T10:00")) == at("2029-02-28T10:00")


@pytest.mark.parametrize(
    "text", ["", "days", "0 days", "-1 days", "1.5 days", "14", "14 dagar", "14  days", "201 years", "999999 days", "१४ days"]
)
def test_other_durations_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        read_duration(text)


@pytest.mark.parametrize(
    ("text", "words"), [("14 days", "14 dagar"), ("1 week", "1 vecka"), ("5 years", "5 år"), ("36 hours", "36 timmar")]
)
def test_a_duration_is_said_in_words(text: str, words: str) -> None:
    assert read_duration(text).in_words("sv") == words


def test_a_day_is_said_with_its_weekday() -> None:
    assert calendars.day_in_words(date(2026, 11, 25)) == "onsdag 25 november"
    assert calendars.day_in_words(date(2026, 11, 25), "en", year=True) == "Wednesday 25 November 2026"
    assert calendars.day_in_words(date(2026, 11, 25), weekday=False) == "25 november"


def test_a_time_is_said_with_a_point() -> None:
    assert calendars.time_in_words(at("2026-11-20T09:02")) == "09.02"
    assert calendars.time_in_words(at("2026-11-20T14:02"), "en") == "14:02"


def test_a_moment_is_said_as_day_and_time() -> None:
    assert calendars.moment_in_words(at("2026-11-20T14:02")) == "fredag 20 november kl. 14.02"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-10-01", "2026-10-31", "1–31 oktober 2026"),
        ("2026-09-28", "2026-10-03", "28 september–3 oktober 2026"),
        ("2026-12-20", "2027-01-08", "20 december 2026–8 januari 2027"),
        ("2026-10-01", "2026-10-01", "1 oktober 2026"),
    ],
)
def test_a_span_says_nothing_twice(first: str, last: str, words: str) -> None:
    assert calendars.day_span(date.fromisoformat(first), date.fromisoformat(last)) == words


def test_a_month_is_said_with_its_year() -> None:
    assert calendars.month_in_words(date(2026, 10, 31)) == "oktober 2026"
