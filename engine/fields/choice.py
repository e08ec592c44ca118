"""One of some options."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Value, option_label
from engine.texts import Text, in_language

_MOST_RADIOS = 15


class Choice(FieldType):
    """One option. The stored value is its key."""

    name = "choice"
    widget = "radios"
    kind = "choice"
    has_options = True
    countable = True
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"required": "Välj ett svar på frågan ”{label}”"},
        "en": {"required": "Choose an answer to “{label}”"},
    }

    def widget_for(self, question: Question, context: Context) -> str:
        """Radio buttons, or a list to pick from when they would fill the page."""
        return "select" if len(self.options(question, context)) > _MOST_RADIOS else self.widget

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A key that can be chosen now."""
        if not isinstance(value, str):
            raise AnswerError("wrong-type")
        option = question.option(value)
        if option is None or not context.offers(option):
            raise AnswerError("not-an-option")
        return value

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The option's label."""
        return in_language(option_label(question.options, value), context.language) or str(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Any option there is, whatever its dates."""
        return {"enum": [option.key for option in question.options]}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The option that this one counts as."""
        return (counted_as(question, value),)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The label of the counted option."""
        return in_language(counted_label(question, category), context.language) or category


def counted_label(question: Question, category: str) -> Text | None:
    """The label of a counted option; of one that is not among the options, that of the first which counts as it."""
    counting = (option.label for option in question.options if option.counts_as == category)
    return option_label(question.options, category) or next(counting, None)


def counted_as(question: Question, key: str) -> str:
    """The key under which an option is counted."""
    option = question.option(key)
    return (option and option.counts_as) or key
