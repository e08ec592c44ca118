"""Reads a day the way people write it: "20 november", "20/11", "i fredags", "2026-11-20". Not a field type."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from engine.calendars import month_names, weekday_names
from engine.texts import LANGUAGES

_RELATIVE: Mapping[str, int] = {
    "i dag": 0, "idag": 0, "today": 0,
    "i går": -1, "igår": -1, "yesterday": -1,
    "i förrgår": -2, "förrgår": -2, "the day before yesterday": -2,
    "i morgon": 1, "imorgon": 1, "tomorrow": 1,
    "i övermorgon": 2, "övermorgon": 2, "the day after tomorrow": 2,
}  # fmt: skip
_BEFORE = frozenset({"den", "the", "on", "på"})
_YEAR = r"(?:,? ?'?(?P<year>[0-9]{4}|[0-9]{2}))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<day>[0-9]{1,2})",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<day>[0-9]{1,2}) ?[/. ] ?(?P<month>[0-9]{1,2})(?: ?[-/. ] ?(?P<year>[0-9]{4}|[0-9]{2}))?",
        # hyphens only with a full year: 10-11-12 means different days to different people
        r"(?P<day>[0-9]{1,2})-(?P<month>[0-9]{1,2})-(?P<year>[0-9]{4})",
        r"(?P<day>[0-9]{1,2})(?::?(?:e|a|de|st|nd|rd|th))?\.? ?(?:of )?(?P<name>[a-zåäö]{3,})\.?" + _YEAR,
        r"(?P<name>[a-zåäö]{3,})\.? ?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?" + _YEAR,
    )
)
_YEARS_AROUND = 8
"""A year of which 29 February exists is never further away."""


def read_day(written: str, today: date, allowed: Callable[[date], bool]) -> date | None:
    """The day that was meant; without a year the nearest that is allowed. None when it can not be read."""
    text = " ".join(unicodedata.normalize("NFC", written[:100]).casefold().split()).strip(" .,")
    if text in _RELATIVE:
        return today + timedelta(days=_RELATIVE[text])
    past = _past_weekday(text, today, allowed)
    if past is not None:
        return past
    text = _without_lead(text)
    match = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if match is None:
        return None
    parts = match.groupdict()
    month = int(parts["month"]) if parts.get("month") else _month(parts["name"])
    return _nearest(parts["year"], month, int(parts["day"]), today=today, allowed=allowed)


def _past_weekday(text: str, today: date, allowed: Callable[[date], bool]) -> date | None:
    """The latest such weekday before today: "i fredags", or just "fredag" where only past days are asked for."""
    name = text.removeprefix("i ").removesuffix("s") if text.startswith("i ") else text.removeprefix("last ")
    weekday = _weekday(name)
    if weekday is None or (name == text and allowed(today + timedelta(days=1))):
        return None
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _without_lead(text: str) -> str:
    """Without a weekday and small words before the date; the weekday is not held against it."""
    words = text.split()
    while words and (words[0] in _BEFORE or _weekday(words[0].removesuffix(",").removesuffix("en")) is not None):
        words.pop(0)
    return " ".join(words)


def _weekday(word: str) -> int | None:
    """Monday is 0; None for a word that is no weekday in any language."""
    return _weekdays().get(word)


@cache
def _weekdays() -> Mapping[str, int]:
    named = [(name, number) for language in LANGUAGES for number, name in enumerate(weekday_names(language))]
    return {name.casefold(): number for name, number in reversed(named)}


def _month(word: str) -> int:
    """The month that a word of three letters or more begins, in any language; 0 for none."""
    return next((number for number, name in _months() if name.startswith(word)), 0)


@cache
def _months() -> tuple[tuple[int, str], ...]:
    return tuple((number, name.casefold()) for language in LANGUAGES for number, name in enumerate(month_names(language), 1))


def _nearest(year: str | None, month: int, day: int, *, today: date, allowed: Callable[[date], bool]) -> date | None:
    years = [_full(int(year), today)] if year else range(today.year - _YEARS_AROUND, today.year + _YEARS_AROUND + 1)
    days = [found for candidate in years if (found := _day(candidate, month, day))]
    return min([found for found in days if allowed(found)] or days, key=lambda found: abs(found - today), default=None)


def _full(year: int, today: date) -> int:
    """A year of two figures is in this century, or in the last one when that would be far ahead."""
    if year > 99:
        return year
    return 2000 + year if 2000 + year <= today.year + 20 else 1900 + year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
