"""When a report goes out by mail: which periods are over since the last one that was told of, and the moment at which each is sent."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from engine.organisation import Organisation
from engine.statistics.period import LATEST, Span, named, own, year
from engine.statistics.table import intervals
from engine.statistics.words import interval_days
from engine.template.report_keys import INTERVALS
from engine.template.reported import Schedule

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=400)
"""The next week, month or year begins sooner than that."""


@dataclass(frozen=True)
class Occasion:
    """A period, and the moment at which the report about it goes out."""

    span: Span
    due: datetime


def over(schedule: Schedule, organisation: Organisation, reached: date, now: datetime) -> tuple[Occasion, ...]:
    """Everything that is to have gone out by now, of the periods that begin after the day that was reached; the oldest first."""
    today = now.astimezone(organisation.zone).date()
    return tuple(one for one in _occasions(schedule, organisation, reached, today) if one.span.last < today and one.due <= now)


def coming(schedule: Schedule, organisation: Organisation, reached: date, now: datetime) -> Occasion | None:
    """The next one to go out; None when the calendars know of no further period."""
    until = max(reached, now.astimezone(organisation.zone).date()) + _AHEAD
    return next(iter(_occasions(schedule, organisation, reached, until)), None)


def latest(schedule: Schedule, organisation: Organisation, today: date) -> Span | None:
    """The last period that is over; None when none is."""
    ended = [span for span in _spans(schedule.every, organisation, today - 2 * _AHEAD, today) if span.last < today]
    return max(ended, key=lambda span: (span.last, span.first), default=None)


def reached_by(every: str, organisation: Organisation, today: date) -> date:
    """What a schedule that begins today has behind it: the period that is running is the first that it will tell of."""
    running = [span.first for span in _spans(every, organisation, today - _AHEAD, today) if span.first <= today <= span.last]
    return min(running, default=today) - _DAY


def due_at(span: Span, schedule: Schedule, zone: ZoneInfo) -> datetime:
    """The day after, or the first weekday of the schedule from then on, by the clock of the place: a time that is skipped when clocks
    are put forward comes an hour later, one that comes twice is the first of the two.
    """
    day = span.last + _DAY
    if schedule.weekday is not None:
        day += timedelta(days=(schedule.weekday - 1 - day.weekday()) % 7)
    return datetime.combine(day, schedule.at, zone).astimezone(UTC)


def _occasions(schedule: Schedule, organisation: Organisation, reached: date, until: date) -> list[Occasion]:
    spans = [span for span in _spans(schedule.every, organisation, reached + _DAY, until) if span.first > reached]
    return [Occasion(span, due_at(span, schedule, organisation.zone)) for span in spans]


def _spans(every: str, organisation: Organisation, first: date, last: date) -> list[Span]:
    """The periods that reach into these days, by their first day."""
    if every in INTERVALS:
        days = [interval_days(key) for key in intervals(first, last, every)]
        return [year(start.year) if every == "year" else own(start, end) for start, end in days]
    found = [span for span in named(organisation) if span.kind == every and span.first <= last and first <= span.last < LATEST]
    return sorted(found, key=lambda span: (span.first, span.last))
