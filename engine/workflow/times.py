"""When something in a case is due, or has waited long enough: counted from now, or taken from an answer."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from engine.calendars import LAST_MOMENT, MORNING, Calendar, due, read_duration

_BY_THE_CLOCK = frozenset({"hours", "minutes"})
TIMES = frozenset({"days", "hours", "minutes", "from", "calendar", "latest"})
"""The keys that say a time; what else ends a waiting is an event."""


def due_at(spec: Mapping[str, Any], now: datetime, answer: Any, calendar: Calendar) -> datetime | None:
    """The last moment of a step that opens now, by the clock of the place; None where the day is that of an `answer` that is not there."""
    return _at(spec, now, answer, calendar, hour=LAST_MOMENT)


def wakes_at(spec: Mapping[str, Any], now: datetime, answer: Any, calendar: Calendar) -> datetime | None:
    """When a step that waits goes on by itself: in the morning of its day, or by the clock; None where nothing but an event ends it."""
    return _at(spec, now, answer, calendar, hour=MORNING)


def _at(spec: Mapping[str, Any], now: datetime, answer: Any, calendar: Calendar, *, hour: time) -> datetime | None:
    zone: Any = now.tzinfo
    if _BY_THE_CLOCK & set(spec):
        return due(now, spec, calendar, zone)
    if "days" in spec:
        return datetime.combine(due(now, spec, calendar, zone).date(), hour, zone)
    day = _next(answer, now.date())
    if day is not None and "latest" in spec:
        day = min(day, read_duration(spec["latest"]).after(now).date())
    return None if day is None else datetime.combine(day, hour, zone)


def _next(answer: Any, today: date) -> date | None:
    """Of one day or several the first that is not over, today where all are; None where there is none."""
    days = [date.fromisoformat(day) for day in (answer if isinstance(answer, list) else [answer]) if day is not None]
    return min((day for day in days if day >= today), default=today) if days else None
