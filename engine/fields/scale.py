"""A degree on a scale of whole numbers."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Option, Question, Sent, Value

_TEXT = {"$ref": "#/$defs/text"}
_WHOLE = re.compile("-?[0-9]{1,2}")
_MOST = 11
"""More steps than this have no room on a phone."""


class Scale(FieldType):
    """One step of a scale. The stored value is its number."""

    name = "scale"
    widget = "scale"
    kind = "number"
    countable = True
    schema: ClassVar[Mapping[str, Any]] = {
        "from": {"type": "integer", "minimum": -10, "maximum": 10},
        "to": {"type": "integer", "minimum": -10, "maximum": 10},
        "from_label": _TEXT,
        "to_label": _TEXT,
    }
    required: ClassVar[tuple[str, ...]] = ("from", "to")
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Välj ett steg som svar på frågan ”{label}”",
            "step": "{value} på skalan {least}–{most}",
            "end": "{value}, {label}",
        },
        "en": {
            "required": "Choose a step as the answer to “{label}”",
            "step": "{value} on the scale {least}–{most}",
            "end": "{value}, {label}",
        },
    }

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """Too many steps, or fewer than two."""
        return () if 2 <= len(_steps(question)) <= _MOST else (("not-a-scale", ""),)

    def options(self, question: Question, context: Context) -> tuple[Option, ...]:
        """The steps by their numbers; what the ends mean stands beside them."""
        return tuple(Option(str(step), {language: str(step) for language in self.texts}) for step in _steps(question))

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """What the ends mean, where the author says it."""
        ends = {key: self._end(question.keys[key], question, context) for key in ("from", "to")}
        return {key: words for key, words in ends.items() if words}

    def to_read(self, question: Question, language: str) -> tuple[str, ...]:
        """What the ends mean."""
        return (question.said("from_label", language), question.said("to_label", language))

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The number of the button that was chosen; what is no button's stays, for `check` to refuse."""
        text = super().parse(sent, question, context)
        return int(text) if text is not None and _WHOLE.fullmatch(text) else text

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A step of the scale."""
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise AnswerError("wrong-type")
        if value not in _steps(question):
            raise AnswerError("not-an-option")
        return int(value)

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The number with what it means, or with the scale that it stands on."""
        least, most = question.keys["from"], question.keys["to"]
        said = self._end(value, question, context)
        return said or self.say("step", context.language, value=value, least=least, most=most) or str(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """The numbers of the steps."""
        return {"enum": list(_steps(question))}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The number."""
        return (str(value),)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The number, with what it means at the ends."""
        return self._end(int(category), question, context) or category

    def _end(self, value: int, question: Question, context: Context) -> str:
        """An end of the scale with its label; empty for any other step, and where there is no label."""
        key = next((f"{key}_label" for key in ("from", "to") if question.keys[key] == value), "")
        label = question.said(key, context.language)
        return (self.say("end", context.language, value=value, label=label) or "") if label else ""


def _steps(question: Question) -> range:
    return range(question.keys["from"], question.keys["to"] + 1)
