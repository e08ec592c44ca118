"""A text between the questions. Nothing is asked and nothing is stored."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.fields import Context, Question
from engine.fields._unasked import Unasked


class Info(Unasked):
    """The label is the heading; `text` is what stands under it."""

    name = "info"
    widget = "info"
    tells = False
    schema: ClassVar[Mapping[str, Any]] = {"text": {"$ref": "#/$defs/text"}}

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """The author's text."""
        return {"text": question.said("text", context.language)}

    def to_read(self, question: Question, language: str) -> tuple[str, ...]:
        """The author's text."""
        return (question.said("text", language),)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """No value fits."""
        return {"not": {}}
