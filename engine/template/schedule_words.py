"""When a report goes out by mail, in words: for those who compare versions, agree to a template, or look after what is sent."""

from typing import Any

from engine.calendars import time_in_words, weekday_names
from engine.template.report_keys import INTERVALS
from engine.template.reported import Schedule
from engine.texts import engine_texts


def how_often(every: str, language: str) -> str:
    """Such as "varje månad", or "efter varje period i ”termin”" for a list of periods."""
    return _say(language, every) if every in INTERVALS else _say(language, "after_each", periods=every)


def schedule_in_words(schedule: Schedule, language: str, *, whole: bool = False) -> str:
    """How often, and on which day and at which time where those are not the usual ones, or in any case when it is to be `whole`."""
    usual = Schedule(schedule.every, schedule.to)
    parts = [how_often(schedule.every, language)]
    if schedule.weekday is not None:
        parts.append(_say(language, "weekday", day=weekday_names(language)[schedule.weekday - 1]))
    elif whole:
        parts.append(_say(language, "day_after"))
    if whole or schedule.at != usual.at:
        parts.append(_say(language, "at", time=time_in_words(schedule.at, language)))
    return ", ".join(parts)


def _say(language: str, code: str, **facts: Any) -> str:
    return engine_texts().say(f"schedules.{code}", language, **facts)
