"""A short written answer on one line."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

import re2

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Value
from engine.fields._clean import LONGEST, clean

_SILENT = re2.Options()
_SILENT.log_errors = False


class Text(FieldType):
    """One line. The stored value is text in Unicode's normal form C, without control characters or blanks around."""

    name: ClassVar[str] = "text"
    kind: ClassVar[str] = "text"
    several_lines: ClassVar[bool] = False
    most: ClassVar[int] = 200
    free_text: ClassVar[bool] = True
    taps: ClassVar[int] = 0
    # a phone that somebody borrows next must not offer what was written
    attributes: ClassVar[Mapping[str, str]] = {"autocomplete": "off"}
    schema: ClassVar[Mapping[str, Any]] = {
        "min_length": {"type": "integer", "minimum": 1, "maximum": LONGEST},
        "max_length": {"type": "integer", "minimum": 1, "maximum": 1000},
        "pattern": {"type": "string", "minLength": 1, "maxLength": 500},
        "pattern_message": {"$ref": "#/$defs/text"},
        "autocomplete": {"type": "string", "pattern": "^[a-z0-9 -]+$", "maxLength": 60},
    }
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Skriv ett svar på frågan ”{label}”",
            "too-short": "Skriv lite mer. Det behövs minst {least} tecken",
            "pattern": "Svaret ser inte ut som det ska. Läs frågan en gång till och skriv om svaret",
            "pattern-said": "{message}",
        },
        "en": {
            "required": "Write an answer to “{label}”",
            "too-short": "Write a little more. At least {least} characters are needed",
            "pattern": "The answer does not look right. Read the question again and rewrite the answer",
            "pattern-said": "{message}",
        },
    }

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """A pattern that can not be run in linear time, or limits the wrong way round."""
        found = []
        pattern = question.keys.get("pattern")
        if pattern is not None and _compiled(pattern) is None:
            found.append(("not-a-pattern", "pattern"))
        if question.keys.get("min_length", 1) > question.keys.get("max_length", self.most):
            found.append(("min-over-max", "min_length"))
        return tuple(found)

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """The author's `autocomplete`, such as "name", where the visitor writes about themselves."""
        return {**self.attributes, "autocomplete": question.keys.get("autocomplete", "off")}

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """The text within its limits; None when it is blank."""
        text = clean(value, several_lines=self.several_lines, most=question.keys.get("max_length", self.most))
        if text is None:
            return None
        least = question.keys.get("min_length", 1)
        if len(text) < least:
            raise AnswerError("too-short", least=least)
        pattern = _compiled(question.keys["pattern"]) if "pattern" in question.keys else None
        if pattern is not None and pattern.fullmatch(text) is None:
            message = question.said("pattern_message", context.language)
            raise AnswerError("pattern-said", message=message) if message else AnswerError("pattern")
        return text

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Text with its lengths and its pattern."""
        keys = question.keys
        limits = {"minLength": keys.get("min_length", 1), "maxLength": keys.get("max_length", self.most)}
        return {"type": "string"} | limits | ({"pattern": f"^(?:{keys['pattern']})$"} if "pattern" in keys else {})


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    """The pattern for an engine that never backtracks; None when that engine can not run it."""
    try:
        return re2.compile(pattern, _SILENT)
    except (re2.error, UnicodeError):
        return None
