"""A box that must be ticked, such as under a promise or a permission."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Option, Question, Sent, Value

TICKED = "yes"


class Consent(FieldType):
    """One box beside the author's `text`. The stored value is true; a box that is not ticked is no answer.

    It never begins ticked: only what somebody does is a consent (GDPR, article 4.11 and recital 32).
    """

    name = "consent"
    widget = "checkboxes"
    kind = "truth"
    begins = False
    countable = True
    schema: ClassVar[Mapping[str, Any]] = {"text": {"$ref": "#/$defs/text"}}
    required: ClassVar[tuple[str, ...]] = ("text",)
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"required": "Kryssa i rutan under ”{label}” för att gå vidare", "yes": "Ja"},
        "en": {"required": "Tick the box under “{label}” to go on", "yes": "Yes"},
    }

    def options(self, question: Question, context: Context) -> tuple[Option, ...]:
        """The one box."""
        return (Option(TICKED, {context.language: question.said("text", context.language)}),)

    def to_read(self, question: Question, language: str) -> tuple[str, ...]:
        """What is agreed to."""
        return (question.said("text", language),)

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """True when the box is ticked; what is no box stays, for `check` to refuse."""
        text = super().parse(sent, question, context)
        return True if text == TICKED else text

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """True; false says nothing."""
        if not isinstance(value, bool):
            raise AnswerError("wrong-type")
        return value or None

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The ticked box."""
        return {"": [TICKED] if value else []}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """Yes, and to what."""
        return f"{self.say('yes', context.language)}: {question.said('text', context.language)}"

    def json_schema(self, question: Question) -> dict[str, Any]:
        """True."""
        return {"enum": [True]}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """That it was ticked."""
        return (TICKED,)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """Yes."""
        return self.say(category, context.language) or category
