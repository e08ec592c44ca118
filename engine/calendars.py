"""Days that count and days that do not: calendars, deadlines, durations, and days in words. Pure: the clock is an argument."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from engine.public_holidays import public_holidays
from engine.texts import Text, engine_texts, in_language

_DAY = timedelta(days=1)
_PATIENCE = 3 * 366
LAST_MOMENT = time(23, 59)
"""When a day ends for whoever has to be done by it."""
MORNING = time(8)
"""When people are reminded, and when what waits for a day goes on."""
_LONGEST_YEARS = 200
_UNITS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_DURATION = re.compile(r"([1-9][0-9]{0,5}) (minute|hour|day|week|month|year)s?")


class Period(NamedTuple):
    """A named stretch of days that people count by, both ends included."""

    label: str
    first: date
    last: date


@dataclass(frozen=True)
class Calendar:
    """Which days are open. `weekdays` counts Monday as 0; `closed` holds first and last days; `periods` are lists by name.

    `holidays` is the place whose public holidays are closed besides, and `names` what closed days are called, if anything.
    """

    name: str
    label_one: Text
    label_many: Text
    weekdays: frozenset[int] = frozenset(range(7))
    closed: tuple[tuple[date, date], ...] = ()
    periods: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)
    holidays: str = ""
    names: Mapping[tuple[date, date], str] = field(default_factory=dict)

    @classmethod
    def every_day(cls) -> "Calendar":
        """The calendar in which every day counts."""
        return _EVERY_DAY

    def is_open(self, day: date) -> bool:
        """True when the day counts."""
        if day.weekday() not in self.weekdays or any(first <= day <= last for first, last in self.closed):
            return False
        return not self.holidays or day not in public_holidays(self.holidays, day.year)

    def closures(self, first: date, last: date) -> list[Period]:
        """What is closed within some days, though its day of the week counts: each span and each holiday, by its name."""
        spans = [Period(self.names.get((start, end), ""), start, end) for start, end in self.closed if start <= last and first <= end]
        years = range(first.year, last.year + 1) if self.holidays else ()
        found = [Period(name, day, day) for year in years for day, name in public_holidays(self.holidays, year).items()]
        alone = [
            item
            for item in found
            if first <= item.first <= last
            and item.first.weekday() in self.weekdays
            and not any(start <= item.first <= end for start, end in self.closed)
        ]
        return sorted((*spans, *alone), key=lambda item: (item.first, item.last))

    def add(self, day: date, count: int) -> date:
        """The count-th open day after `day`, before it when negative. Where nothing opens for three years, plain days count."""
        step = _DAY if count > 0 else -_DAY
        for left in range(abs(count), 0, -1):
            opened = self._next(day, step)
            if opened is None:
                return _shift(day, left * step.days)
            day = opened
        return day

    def _next(self, day: date, step: timedelta) -> date | None:
        """The nearest open day after `day` in the direction of `step`."""
        for _ in range(_PATIENCE):
            if day in (date.min, date.max):
                return None
            day += step
            if self.is_open(day):
                return day
        return None

    def count(self, start: date, end: date) -> int:
        """The open days after `start` up to and with `end`; none when `end` is not later."""
        return sum(self.is_open(start + _DAY * number) for number in range(1, (end - start).days + 1))

    def in_words(self, count: int, language: str = "sv") -> str:
        """So many of the calendar's days: "tre arbetsdagar"."""
        return f"{number_in_words(count, language)} {in_language(self.label_one if count == 1 else self.label_many, language)}"


@dataclass(frozen=True)
class Duration:
    """A length of time as an author writes it, such as "14 days"."""

    count: int
    unit: str

    def after(self, moment: datetime) -> datetime:
        """The moment this long after an aware one. Days and longer keep the clock's time; a month without the day ends on its last."""
        if self.unit in ("minute", "hour"):
            return (moment.astimezone(UTC) + timedelta(**{f"{self.unit}s": self.count})).astimezone(moment.tzinfo)
        if self.unit in ("day", "week"):
            return moment + timedelta(days=self.count * (7 if self.unit == "week" else 1))
        years, month = divmod(moment.month - 1 + self.count * (12 if self.unit == "year" else 1), 12)
        year = moment.year + years
        return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))

    def in_words(self, language: str = "sv") -> str:
        """The duration in words: "14 dagar"."""
        return engine_texts().say(f"calendars.{self.unit}", language, count=self.count)


def read_duration(text: str) -> Duration:
    """The duration that a text such as "36 hours" or "5 years" says; raises ValueError for any other, and over 200 years."""
    match = _DURATION.fullmatch(text)
    if match is None or int(match[1]) * _UNITS[match[2]] > _LONGEST_YEARS * 365:
        raise ValueError(f"not a duration: {text!r}")
    return Duration(int(match[1]), match[2])


def due(opened: datetime, spec: Mapping[str, Any], calendar: Calendar, zone: ZoneInfo) -> datetime:
    """The last moment, in `zone`, of something opened at an aware moment: `{days, latest}`, `{hours}` or `{minutes}`.

    Days end at 23.59; the opening day does not count; `latest` caps them in plain days.
    """
    local = opened.astimezone(zone)
    for unit in ("hour", "minute"):
        if f"{unit}s" in spec:
            return Duration(spec[f"{unit}s"], unit).after(local)
    day = calendar.add(local.date(), spec["days"])
    if "latest" in spec:
        day = min(day, read_duration(spec["latest"]).after(local).date())
    return datetime.combine(day, LAST_MOMENT, zone)


def day_in_words(day: date, language: str = "sv", *, year: bool = False, weekday: bool = True) -> str:
    """The day: "onsdag 25 november", with the year when asked, without the weekday when not wanted."""
    words = f"{day.day} {month_names(language)[day.month - 1]}{f' {day.year}' if year else ''}"
    return f"{weekday_names(language)[day.weekday()]} {words}" if weekday else words


def time_in_words(moment: datetime | time, language: str = "sv") -> str:
    """The clock's time as it stands in `moment`: "14.02"."""
    return f"{moment.hour:02}{engine_texts().say('calendars.clock', language)}{moment.minute:02}"


def moment_in_words(moment: datetime, language: str = "sv", *, year: bool = False) -> str:
    """Day and time as they stand in `moment`: "fredag 20 november kl. 14.02"."""
    facts = {"day": day_in_words(moment.date(), language, year=year), "time": time_in_words(moment, language)}
    return engine_texts().say("calendars.moment", language, **facts)


def day_span(first: date, last: date, language: str = "sv") -> str:
    """Both ends without saying twice what they share: "1–31 oktober 2026"."""
    end = day_in_words(last, language, year=True, weekday=False)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{day_in_words(first, language, year=first.year != last.year, weekday=False)}–{end}"


def month_in_words(day: date, language: str = "sv") -> str:
    """The month of a day: "oktober 2026"."""
    return f"{month_names(language)[day.month - 1]} {day.year}"


def number_in_words(count: int, language: str = "sv") -> str:
    """One to twelve as a word, else figures."""
    words = engine_texts().say("calendars.numbers", language).split()
    return words[count - 1] if 1 <= count <= len(words) else str(count)


@cache
def month_names(language: str = "sv") -> tuple[str, ...]:
    """January to December."""
    return tuple(engine_texts().say("calendars.months", language).split())


@cache
def weekday_names(language: str = "sv") -> tuple[str, ...]:
    """Monday to Sunday."""
    return tuple(engine_texts().say("calendars.weekdays", language).split())


def _shift(day: date, days: int) -> date:
    """So many plain days on, no further than dates reach."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


_EVERY_DAY = Calendar("every_day", {"sv": "dag", "en": "day"}, {"sv": "dagar", "en": "days"})
