"""Any number of some options."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, option_label
from engine.fields.choice import counted_as, counted_label
from engine.texts import in_language


class Choices(FieldType):
    """The stored value is a list of keys, each once and in the question's order. `none` names an option that excludes the others."""

    name = "choices"
    widget = "checkboxes"
    kind = "choices"
    has_options = True
    countable = True
    schema: ClassVar[Mapping[str, Any]] = {
        "none": {"type": "string"},
        "min": {"type": "integer", "minimum": 1, "maximum": 500},
        "max": {"type": "integer", "minimum": 1, "maximum": 500},
    }
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Välj minst ett svar på frågan ”{label}”",
            "none-and-others": "Välj antingen ”{none}” eller något av de andra alternativen",
            "too-few-options": "Välj minst {least} alternativ",
            "too-many-options": "Välj högst {most} alternativ",
        },
        "en": {
            "required": "Choose at least one answer to “{label}”",
            "none-and-others": "Choose either “{none}” or some of the other options",
            "too-few-options": "Choose at least {least} of the options",
            "too-many-options": "Choose no more than {most} of the options",
        },
    }

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """A `none` that is no option, limits the wrong way round, or a least that is more than there is."""
        none = question.keys.get("none")
        found = [("unknown-option", "none")] if none is not None and option_label(question.options, none) is None else []
        if question.keys.get("min", 1) > min(question.keys.get("max", 500), len(question.options) or 500):
            found.append(("min-over-max", "min"))
        return tuple(found)

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The keys that were ticked."""
        return [text.strip() for text in sent.get("", ()) if text.strip()] or None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """Keys that can be chosen now, and together."""
        if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
            raise AnswerError("wrong-type")
        available = [option.key for option in context.options(question)]
        if not set(value) <= set(available):
            raise AnswerError("not-an-option")
        chosen = [key for key in available if key in value]
        none = question.keys.get("none")
        if none in chosen and len(chosen) > 1:
            raise AnswerError("none-and-others", none=in_language(option_label(question.options, none), context.language))
        self._count(len(chosen), question.keys, alone=none in chosen)
        return chosen or None

    def _count(self, count: int, keys: Mapping[str, Any], *, alone: bool) -> None:
        if 0 < count < keys.get("min", 1) and not alone:
            raise AnswerError("too-few-options", least=keys["min"])
        if count > keys.get("max", count):
            raise AnswerError("too-many-options", most=keys["max"])

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """One text per ticked option."""
        return {"": list(value or ())}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The labels, one after the other, told apart also where they have commas in them."""
        labels = [self.category_label(key, question, context) for key in value]
        return ("; " if any("," in label for label in labels) else ", ").join(labels)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """A list of any options there are, whatever their dates."""
        return {"type": "array", "items": {"enum": [option.key for option in question.options]}, "minItems": 1}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """Each option that the chosen ones count as, once."""
        return tuple(dict.fromkeys(counted_as(question, key) for key in value))

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The option's label."""
        return in_language(counted_label(question, category), context.language) or category
