"""Field types of questions that come from a schema: they look and read like the engine's own, and leave it to the schema what holds."""

import json
import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, Question, Sent, Value, only
from engine.fields._clean import LONGEST, clean, seen
from engine.fields.choice import Choice
from engine.fields.choices import Choices
from engine.fields.date import Date
from engine.fields.long_text import LongText
from engine.fields.number import Number
from engine.fields.text import Text
from engine.fields.yes_no import YesNo
from engine.template.from_schema.values import alike

_EXACT = 2**53
"""Below this every whole number has a floating one of its own."""

INPUTS: Mapping[str, Mapping[str, str]] = {
    "email": {"type": "email", "spellcheck": "false", "autocapitalize": "none"},
    "idn-email": {"type": "email", "spellcheck": "false", "autocapitalize": "none"},
    "uri": {"type": "url", "spellcheck": "false"},
    "phone": {"type": "tel"},
    "tel": {"type": "tel"},
}
"""How the input of a text with a format differs."""


class SchemaText(Text):
    """One line of text, any that the schema takes. What a browser sends is cleaned as it is read."""

    schema: ClassVar[Mapping[str, Any]] = {key: Text.schema[key] for key in ("pattern_message", "autocomplete")}

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """What the format asks for."""
        return {**super().attributes_for(question), **INPUTS.get(str(question.keys.get("format")), {})}

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The text in its one form; raises AnswerError."""
        text = only(sent)
        return None if text is None else clean(text, several_lines=self.several_lines, most=LONGEST)

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """Any text as it is; what is no text is not kept."""
        return value if isinstance(value, str) and value else None

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The text without what can not be seen or would turn the words around it."""
        return seen(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Any text."""
        return {"type": "string"}


class SchemaLongText(SchemaText):
    """Several lines of text."""

    widget = "textarea"
    several_lines = True
    schema: ClassVar[Mapping[str, Any]] = {**SchemaText.schema, "rows": LongText.schema["rows"]}

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """The height that the author wants."""
        return {**super().attributes_for(question), "rows": str(question.keys.get("rows", 5))}


class SchemaNumber(Number):
    """Any finite number that the schema takes."""

    schema: ClassVar[Mapping[str, Any]] = {"unit": Number.schema["unit"]}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            **Number.texts["sv"],
            "not-above": "Skriv ett tal som är större än {least}",
            "not-below": "Skriv ett tal som är mindre än {most}",
            "not-in-steps": "Skriv ett tal som går att dela jämnt med {step}",
        },
        "en": {
            **Number.texts["en"],
            "not-above": "Write a number that is more than {least}",
            "not-below": "Write a number that is less than {most}",
            "not-in-steps": "Write a number that is a multiple of {step}",
        },
    }

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """Any finite number, an integer wherever it is whole; what is none is not kept."""
        if isinstance(value, float) and math.isfinite(value):
            return int(value) if abs(value) < _EXACT and value == int(value) else value
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Any number."""
        return {"type": "number"}


class SchemaYesNo(YesNo):
    """True or false."""

    schema: ClassVar[Mapping[str, Any]] = {}

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A truth; what is none is not kept."""
        return value if isinstance(value, bool) else None


class SchemaDate(Date):
    """A day in ISO form."""

    schema: ClassVar[Mapping[str, Any]] = {"shortcuts": Date.schema["shortcuts"]}

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A day that exists; what is none is not kept."""
        try:
            return super().check(value, question, context)
        except AnswerError:
            return None


@dataclass(frozen=True)
class Values:
    """The values of a schema that can be chosen, by the keys of their options."""

    by_key: Mapping[str, Any]

    def key(self, value: Any) -> str | None:
        """The key of a value; None when there is no such value to choose."""
        try:
            return self._keys.get(alike(value))
        except RecursionError:  # a value that is nested beyond reason
            return None

    @cached_property
    def _keys(self) -> Mapping[Hashable, str]:
        return {alike(value): key for key, value in self.by_key.items()}

    def value(self, key: str) -> Any:
        """The value with a key; raises AnswerError."""
        if key not in self.by_key:
            raise AnswerError("not-an-option")
        return self.by_key[key]


class SchemaChoice(Choice):
    """One of the schema's values, which is what is stored, be it text, number or truth; a form sends its key."""

    def __init__(self, values: Values) -> None:
        self.values = values

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The value with the key that was sent; raises AnswerError."""
        key = only(sent)
        return None if key is None else self.values.value(key)

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """One of the values; what is none is not kept."""
        key = self.values.key(value)
        return None if key is None else self.values.value(key)

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The key of the value."""
        key = self.values.key(value)
        return {"": [] if key is None else [key]}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The label of the value."""
        key = self.values.key(value)
        return json.dumps(value, ensure_ascii=False) if key is None else super().show(key, question, context)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """The values."""
        return {"enum": list(self.values.by_key.values())}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """What the value's option counts as."""
        key = self.values.key(value)
        return () if key is None else super().category(key, question)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The label of the counted option."""
        return super().show(category, question, context)


class SchemaChoices(Choices):
    """Some of the schema's values, as a list of them."""

    schema: ClassVar[Mapping[str, Any]] = {}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {**Choices.texts["sv"], "too-few-rows": "Välj minst {count} alternativ", "too-many-rows": "Välj högst {count} alternativ"},
        "en": {**Choices.texts["en"], "too-few-rows": "Choose at least {count}", "too-many-rows": "Choose no more than {count}"},
    }

    def __init__(self, values: Values) -> None:
        self.values = values

    def _keys(self, value: Value) -> list[str]:
        return [key for one in value or () if (key := self.values.key(one)) is not None]

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The values with the keys that were ticked; raises AnswerError."""
        return [self.values.value(key) for key in super().parse(sent, question, context) or ()] or None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A list of the values; what is none is not kept."""
        return value if isinstance(value, list) and value and len(self._keys(value)) == len(value) else None

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """One key per ticked option."""
        return {"": self._keys(value)}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The labels, one after the other."""
        return super().show(self._keys(value), question, context)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """A list of the values."""
        return {"type": "array", "items": {"enum": list(self.values.by_key.values())}}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """Each option that the chosen ones count as, once."""
        return super().category(self._keys(value), question)
