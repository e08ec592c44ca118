"""When a report goes out: after each period, once, by the clock of the place, whatever the clock and the calendars do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine.calendars import Calendar, Period
from engine.statistics.occasions import Occasion, coming, due_at, latest, over, reached_by
from engine.statistics.period import own
from engine.template.reported import Schedule
from tests.engine.factories import organisation

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TERMS = (Period("Våren 2026", date(2026, 1, 7), date(2026, 6, 12)), Period("Hösten 2026", date(2026, 8, 17), date(2026, 12, 21)))
PLACE = organisation(calendars={("*", None): Calendar("*", {}, {}, periods={"term": TERMS})})


def plan(every: str, weekday: int | None = None, at: time = time(7)) -> Schedule:
    """A schedule of somebody."""
    return Schedule(every, ("boss",), weekday, at)


def local(moment: Occasion | datetime) -> str:
    """Day and time by the clock of the place."""
    due = moment.due if isinstance(moment, Occasion) else moment
    return due.astimezone(STOCKHOLM).isoformat(" ", "minutes")[:16]


def gone(schedule: Schedule, reached: date, now: datetime) -> list[tuple[str, str]]:
    """The periods that are over, with when each was to go."""
    return [(one.span.key, local(one)) for one in over(schedule, PLACE, reached, now)]


@pytest.mark.parametrize(
    ("schedule", "reached", "expected"),
    [
        (plan("month"), date(2026, 9, 30), [("2026-10-01--2026-10-31", "2026-11-01 07:00")]),
        (plan("week"), date(2026, 11, 15), [("2026-11-16--2026-11-22", "2026-11-23 07:00")]),
        (plan("week", 3), date(2026, 11, 8), [("2026-11-09--2026-11-15", "2026-11-18 07:00")]),
        (plan("month", 1), date(2026, 9, 30), [("2026-10-01--2026-10-31", "2026-11-02 07:00")]),
        (plan("month", 7), date(2026, 9, 30), [("2026-10-01--2026-10-31", "2026-11-01 07:00")]),
        (plan("year"), date(2024, 12, 31), [("2025", "2026-01-01 07:00")]),
        (plan("term"), date(2025, 12, 31), [("varen-2026", "2026-06-13 07:00")]),
        (plan("half"), date(2025, 12, 31), []),
    ],
)
def test_a_report_goes_on_the_first_day_after_the_period_or_the_first_such_weekday(
    schedule: Schedule, reached: date, expected: list[tuple[str, str]]
) -> None:
    assert gone(schedule, reached, datetime(2026, 11, 23, 9, tzinfo=UTC)) == expected


def test_it_goes_at_its_time_and_not_before() -> None:
    seven = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
    assert gone(plan("month"), date(2026, 9, 30), seven - timedelta(seconds=1)) == []
    assert len(gone(plan("month"), date(2026, 9, 30), seven)) == 1
    assert gone(plan("month"), date(2026, 10, 31), seven) == []


def test_everything_that_was_missed_is_there_in_order() -> None:
    found = gone(plan("month"), date(2026, 5, 31), datetime(2026, 9, 15, tzinfo=UTC))
    assert [key for key, _ in found] == ["2026-06-01--2026-06-30", "2026-07-01--2026-07-31", "2026-08-01--2026-08-31"]


@pytest.mark.parametrize(
    ("last", "at", "expected"),
    [
        (date(2026, 3, 28), time(2, 30), "2026-03-29T01:30:00+00:00"),
        (date(2026, 3, 28), time(7), "2026-03-29T05:00:00+00:00"),
        (date(2026, 10, 24), time(2, 30), "2026-10-25T00:30:00+00:00"),
        (date(2026, 10, 24), time(7), "2026-10-25T06:00:00+00:00"),
    ],
)
def test_the_days_when_clocks_are_put_forward_and_back_have_one_such_moment(last: date, at: time, expected: str) -> None:
    assert due_at(own(date(2026, 3, 1), last), plan("month", at=at), STOCKHOLM).isoformat() == expected


@pytest.mark.parametrize(
    ("every", "today", "expected"),
    [
        ("month", date(2026, 11, 22), date(2026, 10, 31)),
        ("week", date(2026, 11, 22), date(2026, 11, 15)),
        ("year", date(2026, 11, 22), date(2025, 12, 31)),
        ("term", date(2026, 11, 22), date(2026, 8, 16)),
        ("term", date(2026, 7, 1), date(2026, 6, 30)),
        ("half", date(2026, 7, 1), date(2026, 6, 30)),
    ],
)
def test_a_new_schedule_begins_with_the_period_that_is_running(every: str, today: date, expected: date) -> None:
    assert reached_by(every, PLACE, today) == expected


def test_the_next_one_is_the_first_that_has_not_been_seen_to() -> None:
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    soon = coming(plan("month"), PLACE, date(2026, 10, 31), now)
    assert soon is not None
    assert local(soon) == "2026-12-01 07:00"
    assert coming(plan("term"), PLACE, date(2026, 12, 21), now) is None


def test_the_latest_period_is_one_that_is_over() -> None:
    found = latest(plan("term"), PLACE, date(2026, 11, 22))
    assert found is not None
    assert found.label == "Våren 2026"
    assert latest(plan("half"), PLACE, date(2026, 11, 22)) is None


def test_a_period_that_is_made_longer_after_it_was_told_of_is_not_told_of_again() -> None:
    longer = (TERMS[0]._replace(last=date(2026, 6, 20)), TERMS[1])
    place = organisation(calendars={("*", None): Calendar("*", {}, {}, periods={"term": longer})})
    assert over(plan("term"), place, date(2026, 6, 12), datetime(2026, 7, 1, tzinfo=UTC)) == ()


def test_a_period_without_end_is_never_over() -> None:
    endless = Calendar("*", {}, {}, periods={"term": (Period("Alltid", date(2026, 1, 1), date.max),)})
    place = organisation(calendars={("*", None): endless})
    assert over(plan("term"), place, date(2025, 12, 31), datetime(2026, 7, 1, tzinfo=UTC)) == ()
