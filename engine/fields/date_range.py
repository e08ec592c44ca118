"""The days from one to another, each written the way people write days."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value
from engine.fields.date import OTHER, Date

_DAY = Date()
_SHARED = ("not-a-date", "not-past", "already-past", "too-early", "too-late")


def _told(language: str) -> dict[str, str]:
    """What `date` says of a day, with the name of the part before it."""
    return {code: "{which}: " + _DAY.texts[language][code] for code in _SHARED}


class DateRange(FieldType):
    """The first and the last day, which may be the same. The stored value is `{from, to}`, ISO dates."""

    name = "date_range"
    widget = "parts"
    kind = "parts"
    parts = ("from", "to")
    begins = False
    taps = 0
    schema: ClassVar[Mapping[str, Any]] = {
        "min": Date.schema["min"],
        "max": Date.schema["max"],
        "from_label": {"$ref": "#/$defs/text"},
        "to_label": {"$ref": "#/$defs/text"},
    }
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            **_told("sv"),
            "required": "Skriv första och sista dagen som svar på frågan ”{label}”",
            "from": "Första dagen",
            "to": "Sista dagen",
            "hint": "Till exempel {example}",
            "part-missing": "{which}: Skriv en dag, till exempel {example}",
            "wrong-order": "{which}: Skriv en dag som inte kommer före den första",
        },
        "en": {
            **_told("en"),
            "required": "Write the first and the last day as the answer to “{label}”",
            "from": "First day",
            "to": "Last day",
            "hint": "For example {example}",
            "part-missing": "{which}: Write a day, for example {example}",
            "wrong-order": "{which}: Write a day that does not come before the first",
        },
    }

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """Limits that are no days, or the wrong way round."""
        return _DAY.faults(question)

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """What the two are called, and how a day may be written."""
        hint = self.say("hint", context.language, example=_DAY.example(question, context)) or ""
        return {f"{part}-label": self._called(part, question, context) for part in self.parts} | {
            f"{part}-hint": hint for part in self.parts
        }

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The days that were written."""
        days: dict[str, Value] = {}
        for part in self.parts:
            day = self._one(part, question, context, partial(_DAY.parse, {OTHER: sent.get(part, ())}, question, context))
            days |= {} if day is None else {part: day}
        return days or None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """Two days within the limits, in order."""
        if not isinstance(value, Mapping) or not set(value) <= set(self.parts):
            raise AnswerError("wrong-type")
        given = {part: value[part] for part in self.parts if value.get(part) not in (None, "")}
        for part in self.parts if given else ():
            if part not in given:
                raise AnswerError("part-missing", **self._about(part, question, context), example=_DAY.example(question, context))
            self._one(part, question, context, partial(_DAY.check, given[part], question, context))
        if given and given["from"] > given["to"]:
            raise AnswerError("wrong-order", **self._about("to", question, context))
        return given or None

    def _one(self, part: str, question: Question, context: Context, act: Callable[[], Value]) -> Value:
        """What `date` makes of one of the days; its refusal says which of them it is about."""
        try:
            return act()
        except AnswerError as error:
            raise AnswerError(error.code, **error.facts, **self._about(part, question, context)) from None

    def _about(self, part: str, question: Question, context: Context) -> dict[str, str]:
        return {"part": part, "which": self._called(part, question, context)}

    def _called(self, part: str, question: Question, context: Context) -> str:
        return question.said(f"{part}_label", context.language) or self.say(part, context.language) or part

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """Both days in words."""
        day = replace(question, keys={**question.keys, "shortcuts": False})
        return {part: _DAY.sent((value or {}).get(part), day, context)[""] for part in self.parts}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """Both days, with weekday, month and year."""
        return " – ".join(_DAY.show(value[part], question, context) for part in self.parts)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Two ISO dates."""
        days = {part: _DAY.json_schema(question) for part in self.parts}
        return {"type": "object", "properties": days, "required": list(self.parts), "additionalProperties": False}
