"""A day, chosen with one tap when it is today or yesterday, else written the way people write days."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, ClassVar

from engine.calendars import day_in_words
from engine.errors import AnswerError
from engine.fields import Context, FieldType, Option, Question, Sent, Value, only
from engine.fields._written_day import read_day

OTHER = "other"
_EARLIEST, _LATEST = date(1850, 1, 1), date(2199, 12, 31)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIMIT = {"type": "string", "pattern": "^(today|[0-9]{4}-[0-9]{2}-[0-9]{2})$"}


class Date(FieldType):
    """The stored value is an ISO date.

    The form offers today and yesterday by their dates, so that a page left open over midnight still means the day that was read.
    """

    name = "date"
    widget = "date"
    kind = "date"
    parts = ("", OTHER)
    countable = True
    attributes: ClassVar[Mapping[str, str]] = {"autocomplete": "off"}
    schema: ClassVar[Mapping[str, Any]] = {"min": _LIMIT, "max": _LIMIT, "shortcuts": {"type": "boolean"}}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Välj eller skriv en dag som svar på frågan ”{label}”",
            "today": "I dag",
            "yesterday": "I går",
            "other": "En annan dag",
            "other-label": "Vilken dag?",
            "other-hint": "Till exempel {example}",
            "other-missing": "Skriv vilken dag, till exempel {example}",
            "not-a-date": "Skriv dag och månad, till exempel {example}",
            "not-past": "Skriv ett datum som har varit, till exempel {example}",
            "already-past": "Skriv ett datum som inte har varit, till exempel {example}",
            "too-early": "Skriv ett datum från och med {least}",
            "too-late": "Skriv ett datum till och med {most}",
        },
        "en": {
            "required": "Choose or write a day as the answer to “{label}”",
            "today": "Today",
            "yesterday": "Yesterday",
            "other": "Another day",
            "other-label": "Which day?",
            "other-hint": "For example {example}",
            "other-missing": "Write which day, for example {example}",
            "not-a-date": "Write day and month, for example {example}",
            "not-past": "Write a date that has been, for example {example}",
            "already-past": "Write a date that has not been, for example {example}",
            "too-early": "Write a date from {least} on",
            "too-late": "Write a date no later than {most}",
        },
    }

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """Limits that are no days, or the wrong way round."""
        given = {key: question.keys[key] for key in ("min", "max") if question.keys.get(key, "today") != "today"}
        found = [("not-a-day", key) for key, text in given.items() if _iso(text) is None]
        if not found and len(given) == 2 and given["min"] > given["max"]:
            found.append(("min-over-max", "min"))
        return tuple(found)

    def widget_for(self, question: Question, context: Context) -> str:
        """Radio buttons and a text input, or only the input where no day near is possible."""
        return self.widget if self.options(question, context) else "input"

    def options(self, question: Question, context: Context) -> tuple[Option, ...]:
        """Today and yesterday as far as they are allowed, then another day; none with `shortcuts: false`."""
        near = (("today", context.today), ("yesterday", context.today - timedelta(days=1)))
        days = [Option(day.isoformat(), self._labels(code)) for code, day in near if _allowed(day, question, context)]
        return (*days, Option(OTHER, self._labels(OTHER))) if days and question.keys.get("shortcuts", True) else ()

    def _labels(self, code: str) -> Mapping[str, str]:
        return {language: words[code] for language, words in self.texts.items()}

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """How another day may be written."""
        return {"other-hint": self.say("other-hint", context.language, example=self.example(question, context)) or ""}

    def preset(self, question: Question, context: Context) -> Value:
        """`today` means the day when the form is opened."""
        return context.today.isoformat() if question.preset == "today" else question.preset

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The day of the button, or the one written, whether its button was chosen or not."""
        chosen, other = only(sent), only(sent, OTHER)
        written = other if chosen in (None, OTHER) else chosen
        if written is None:
            if chosen is None:
                return None
            raise AnswerError("other-missing", example=self.example(question, context))
        day = _iso(written) or read_day(written, context.today, lambda day: _allowed(day, question, context))
        if day is None:
            raise AnswerError("not-a-date", example=self.example(question, context))
        return day.isoformat()

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A day that exists, within its limits."""
        if not isinstance(value, str):
            raise AnswerError("wrong-type")
        day = _iso(value)
        if day is None:
            raise AnswerError("not-a-date", example=self.example(question, context))
        least, most = _limits(question, context)
        if day < least:
            if question.keys.get("min") == "today":
                raise AnswerError("already-past", example=self.example(question, context))
            raise AnswerError("too-early", least=_words(least, context))
        if day > most:
            if question.keys.get("max") == "today":
                raise AnswerError("not-past", example=self.example(question, context))
            raise AnswerError("too-late", most=_words(most, context))
        return value

    def example(self, question: Question, context: Context) -> str:
        """A day that would be taken, as a person may write it."""
        least, most = _limits(question, context)
        day = min(max(context.today - timedelta(days=2), least), most)
        return day_in_words(day, context.language, year=abs(day - context.today) > timedelta(days=180), weekday=False)

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The button of a near day, else the other day in words."""
        day = _iso(value) if isinstance(value, str) else None
        if day is None:
            return {"": [], OTHER: []}
        keys = [option.key for option in self.options(question, context)]
        if value in keys:
            return {"": [value], OTHER: []}
        words = [_words(day, context)]
        return {"": [OTHER], OTHER: words} if keys else {"": words, OTHER: []}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """Weekday, day, month and year."""
        day = _iso(value)
        return day_in_words(day, context.language, year=True) if day else str(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """An ISO date."""
        return {"type": "string", "format": "date"}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The day itself."""
        return (value,)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """Weekday, day, month and year."""
        return self.show(category, question, context)


def _words(day: date, context: Context) -> str:
    return day_in_words(day, context.language, year=True, weekday=False)


@lru_cache(maxsize=512)
def _iso(text: str) -> date | None:
    """The day of an ISO date within reasonable years. The limits of a question are asked for again and again."""
    try:
        day = date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and _EARLIEST <= day <= _LATEST else None


def _limits(question: Question, context: Context) -> tuple[date, date]:
    """The first and last day that can be answered."""
    texts = (question.keys.get("min"), question.keys.get("max"))
    least, most = (context.today if text == "today" else _iso(text) if text else None for text in texts)
    return least or _EARLIEST, most or _LATEST


def _allowed(day: date, question: Question, context: Context) -> bool:
    least, most = _limits(question, context)
    return least <= day <= most
