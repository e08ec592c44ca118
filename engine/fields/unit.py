"""One of the organisation's units."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine import organisation
from engine.errors import AnswerError
from engine.fields import Context, FieldType, Option, Question, Value

_MOST_RADIOS = 7


class Unit(FieldType):
    """The stored value is the key of a unit. `kinds` limits which can be chosen."""

    name = "unit"
    widget = "radios"
    kind = "unit"
    countable = True
    schema: ClassVar[Mapping[str, Any]] = {
        "kinds": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 60}, "minItems": 1, "uniqueItems": True}
    }
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"required": "Välj ett svar på frågan ”{label}”", "not-a-unit": "Välj ett av alternativen i listan"},
        "en": {"required": "Choose an answer to “{label}”", "not-a-unit": "Choose one of the options in the list"},
    }

    def widget_for(self, question: Question, context: Context) -> str:
        """Radio buttons, or a list to pick from when they would fill the page."""
        return "select" if len(self.options(question, context)) > _MOST_RADIOS else self.widget

    def options(self, question: Question, context: Context) -> tuple[Option, ...]:
        """The units that are open today, in the organisation's order."""
        units = (unit for unit in context.organisation.units.values() if _offered(unit, question, context))
        return tuple(Option(unit.key, {context.language: unit.name}) for unit in units)

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A unit that can be chosen today."""
        if not isinstance(value, str):
            raise AnswerError("wrong-type")
        unit = context.organisation.units.get(value)
        if unit is None or not _offered(unit, question, context):
            raise AnswerError("not-a-unit")
        return value

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The unit's name, of a closed one too."""
        unit = context.organisation.units.get(value)
        return unit.name if unit else str(value)

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The unit's key."""
        return (value,)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The unit's name."""
        return self.show(category, question, context)


def _offered(unit: organisation.Unit, question: Question, context: Context) -> bool:
    """True when the question takes the unit today."""
    kinds = question.keys.get("kinds")
    return unit.open_on(context.today) and (kinds is None or unit.kind in kinds)
