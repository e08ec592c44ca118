"""A time of day."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any, ClassVar

from engine.calendars import time_in_words
from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, only

_LIMIT = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
_STORED = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_WRITTEN = re.compile(r"(?:kl\.? ?|at )?(?P<hour>[0-9]{1,2}?)(?: ?[.: ] ?|(?=[0-9]{2}$)|$)(?P<minute>[0-9]{2})?", re.IGNORECASE)


class Time(FieldType):
    """The stored value is "HH:MM"."""

    name = "time"
    kind = "time"
    taps = 0
    attributes: ClassVar[Mapping[str, str]] = {"autocomplete": "off"}
    schema: ClassVar[Mapping[str, Any]] = {"min": _LIMIT, "max": _LIMIT}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Skriv klockslaget som svar på frågan ”{label}”",
            "not-a-time": "Skriv klockslaget så här: 14.30",
            "out-of-range": "Skriv ett klockslag från {least} till {most}",
        },
        "en": {
            "required": "Write the time as the answer to “{label}”",
            "not-a-time": "Write the time like this: 14:30",
            "out-of-range": "Write a time from {least} to {most}",
        },
    }

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """Limits the wrong way round."""
        least, most = _limits(question)
        return (("min-over-max", "min"),) if least > most else ()

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The time that was written as "14.30", "14:30", "1430" or "9"."""
        text = only(sent)
        if text is None:
            return None
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise AnswerError("not-a-time")
        return f"{int(match['hour']):02}:{match['minute'] or '00'}"

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A time that exists, within its limits."""
        if not isinstance(value, str):
            raise AnswerError("wrong-type")
        if not _STORED.fullmatch(value):
            raise AnswerError("not-a-time")
        least, most = _limits(question)
        if not least <= value <= most:
            raise AnswerError("out-of-range", least=_words(least, context), most=_words(most, context))
        return value

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The time in words."""
        return {"": [] if value is None else [_words(value, context)]}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The time as the language writes it."""
        return _words(value, context)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Hours and minutes."""
        return {"type": "string", "pattern": _LIMIT["pattern"]}


def _limits(question: Question) -> tuple[str, str]:
    return question.keys.get("min", "00:00"), question.keys.get("max", "23:59")


def _words(value: str, context: Context) -> str:
    return time_in_words(time.fromisoformat(value), context.language)
