"""Yes or no, and "do not know" where the author allows it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Option, Question, Sent, Value

_VALUES: Mapping[str, Value] = {"yes": True, "no": False, "unknown": "unknown"}


class YesNo(FieldType):
    """The stored value is true, false or "unknown"; a form sends "yes", "no" or "unknown"."""

    name = "yes_no"
    widget = "radios"
    kind = "truth"
    countable = True
    schema: ClassVar[Mapping[str, Any]] = {"unknown": {"type": "boolean"}}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"required": "Välj ett svar på frågan ”{label}”", "yes": "Ja", "no": "Nej", "unknown": "Vet inte"},
        "en": {"required": "Choose an answer to “{label}”", "yes": "Yes", "no": "No", "unknown": "Don’t know"},
    }

    def options(self, question: Question, context: Context) -> tuple[Option, ...]:
        """Two options or three."""
        return tuple(Option(key, {language: words[key] for language, words in self.texts.items()}) for key in _allowed(question))

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The value of the button that was chosen; what is no button's stays, for `check` to refuse."""
        text = super().parse(sent, question, context)
        return _VALUES.get(text, text) if text is not None else None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """True, false, or "unknown" where it is allowed; 1 is not true."""
        if not isinstance(value, bool | str):
            raise AnswerError("wrong-type")
        if _key(value) not in _allowed(question):
            raise AnswerError("not-an-option")
        return value

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The button's own text."""
        return {"": [] if value is None else [_key(value)]}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The button's label."""
        return self.category_label(_key(value), question, context)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """The two or three values."""
        return {"enum": [_VALUES[key] for key in _allowed(question)]}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The button's own text."""
        return (_key(value),)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The button's label."""
        return self.say(category, context.language) or category


def _allowed(question: Question) -> tuple[str, ...]:
    return ("yes", "no", "unknown") if question.keys.get("unknown") else ("yes", "no")


def _key(value: Value) -> str:
    """A form's text for a stored value; a text that is none of them names no button."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "unknown" if value == "unknown" else ""
