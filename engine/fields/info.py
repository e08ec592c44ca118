"""A text between the questions. Nothing is asked and nothing is stored."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value


class Info(FieldType):
    """The label is the heading; `text` is what stands under it."""

    name = "info"
    widget = "info"
    kind = "none"
    asks = False
    taps = 0
    schema: ClassVar[Mapping[str, Any]] = {"text": {"$ref": "#/$defs/text"}}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"no-answer": "Ta bort svaret. Det här är bara en text att läsa"},
        "en": {"no-answer": "Remove the answer. This is only a text to read"},
    }

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """The author's text."""
        return {"text": question.said("text", context.language)}

    def to_read(self, question: Question, language: str) -> tuple[str, ...]:
        """The author's text."""
        return (question.said("text", language),)

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """Nothing, whatever was sent."""
        return None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """No value fits."""
        raise AnswerError("no-answer")

    def json_schema(self, question: Question) -> dict[str, Any]:
        """No value fits."""
        return {"not": {}}
