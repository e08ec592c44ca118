"""Stretches of days that people count by: named ones from the calendars, calendar years, and any from one day to another."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.calendars import Period, day_span
from engine.fields._written_day import read_day
from engine.organisation import Organisation

YEAR, OWN = "year", "own"
_BETWEEN = "--"
NEAR_A_YEAR = timedelta(days=45)
"""So much earlier or later than a year before may a period begin that is compared with another: terms do not begin on a date."""
_ABOUT_A_YEAR = range(365 - NEAR_A_YEAR.days, 366 + NEAR_A_YEAR.days + 1)
_FREE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}--[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}", re.ASCII)
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class Span:
    """From a first day to a last. `key` stands in addresses; `kind` is a list of the calendar, "year" or "own"; these have no `label`."""

    key: str
    kind: str
    first: date
    last: date
    label: str = ""

    def until(self, today: date) -> "Span":
        """As much of it as has been, which is all of one that lies ahead."""
        return replace(self, last=today) if self.first <= today < self.last else self

    def days(self, language: str) -> str:
        """Its days in words: "1–31 oktober 2026"."""
        return day_span(self.first, self.last, language)


def named(organisation: Organisation, units: Iterable[str] = ()) -> tuple[Span, ...]:
    """The named periods of the organisation's calendars, in their order; those of a unit when it is the only one that is asked about."""
    only = tuple(units)
    place = only[0] if len(only) == 1 else None
    names = dict.fromkeys(name for name, _ in organisation.calendars)
    lists = [(kind, period) for name in names for kind, some in organisation.calendar(name, place).periods.items() for period in some]
    spans = dict.fromkeys(_named(kind, period) for kind, period in lists)
    keys = [span.key for span in spans]
    return tuple(span if span.key and keys.count(span.key) == 1 else _apart(span) for span in spans)


def stretches(organisation: Organisation, kind: str, units: Iterable[str] = ()) -> tuple[tuple[date, date], ...]:
    """The first and last days of the periods of one list, in their order in time."""
    return tuple(sorted({(span.first, span.last) for span in named(organisation, units) if span.kind == kind}))


def year(number: int) -> Span:
    """A calendar year."""
    return Span(str(number), YEAR, date(number, 1, 1), date(number, 12, 31))


def own(first: date, last: date) -> Span:
    """Any stretch; the days in either order."""
    first, last = min(first, last), max(first, last)
    return Span(f"{first.isoformat()}{_BETWEEN}{last.isoformat()}", OWN, first, last)


def find(key: str, spans: Sequence[Span]) -> Span | None:
    """The period with a key from an address; None for what is none."""
    known = next((span for span in spans if span.key == key), None)
    if known is not None:
        return known
    if _YEAR.fullmatch(key):
        return year(int(key))
    if not _FREE.fullmatch(key):
        return None
    try:
        first, last = map(date.fromisoformat, key.split(_BETWEEN))
    except ValueError:
        return None
    return own(first, last) if EARLIEST <= min(first, last) and max(first, last) <= LATEST else None


def day_written(text: str, today: date) -> date | None:
    """The day that a person wrote, one that has been where it could be several; None for what is no day."""
    day = read_day(text, today, lambda day: day <= today)
    return day if day is not None and EARLIEST <= day <= LATEST else None


def on_offer(spans: Sequence[Span], facts: Sequence[date] | None, today: date) -> tuple[Span, ...]:
    """What can be chosen: periods and years that reach into the days from the first fact to today, the latest first in each kind."""
    first = min(facts[0], today) if facts else today
    years = tuple(year(number) for number in range(first.year, today.year + 1))
    kinds = dict.fromkeys(span.kind for span in spans)
    near = [span for span in spans if span.first <= today and span.last >= first]
    ordered = [span for kind in kinds for span in sorted(near, key=lambda span: span.first, reverse=True) if span.kind == kind]
    return (*ordered, *reversed(years))


def usual(spans: Sequence[Span], facts: Sequence[date] | None, today: date) -> Span:
    """What is shown when nothing is chosen: the shortest named period of today, else the one of the latest fact, else that day's year."""
    for day in (today, *((facts[1],) if facts else ())):
        current = [span for span in spans if span.first <= day <= span.last]
        if current:
            return min(current, key=lambda span: span.last - span.first)
    return year((facts[1] if facts else today).year)


def year_before(span: Span, spans: Sequence[Span], today: date) -> Span:
    """The same period a year earlier, no further into it than the span itself has come by today."""
    reached = span.until(today).last
    earlier = [other for other in spans if other.kind == span.kind and (span.first - other.first).days in _ABOUT_A_YEAR]
    if not earlier:
        before = year(span.first.year - 1) if span.kind == YEAR else own(a_year_earlier(span.first), a_year_earlier(span.last))
    else:
        before = min(earlier, key=lambda other: abs((a_year_earlier(span.first) - other.first).days))
    if reached == span.last:
        return before
    return replace(before, last=max(before.first, min(before.last, a_year_earlier(reached))))


def can_compare(before: Span, since: date) -> bool:
    """True when what began to be counted on a day was counted all through a span, but for a tenth at most: what is new is seldom taken
    into use on the first day of a period.
    """
    return since <= before.first + (before.last - before.first) / 10


def a_year_earlier(day: date) -> date:
    """The same day a year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _named(kind: str, period: Period) -> Span:
    return Span(_plain(period.label), kind, period.first, period.last, period.label)


def _apart(span: Span) -> Span:
    """The span with a key that no other one of the same name has."""
    return replace(span, key=f"{_plain(span.kind)}-{_plain(span.label)}-{span.first.isoformat()}")


def _plain(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def whole_months(span: Span) -> Span:
    """The span widened to whole months, since a sensitive answer is counted by the month."""
    first, last = span.first.replace(day=1), span.last.replace(day=monthrange(span.last.year, span.last.month)[1])
    if (first, last) == (span.first, span.last):
        return span
    return own(first, last) if span.kind == OWN else replace(span, first=first, last=last)


def covered(span: Span, days: tuple[date, date] | None) -> Span:
    """As much of the span as the days cover; all of it when there are none."""
    if days is None or days == (span.first, span.last):
        return span
    return own(*days) if span.kind == OWN else replace(span, first=days[0], last=days[1])
