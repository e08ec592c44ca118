"""A text between the questions. Nothing is asked and nothing is stored."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.fields import Context, Question
from engine.fields._unasked import Unasked
from engine.texts.markdown import as_words, broken_link


class Info(Unasked):
    """The label is the heading; `text`, in a little Markdown, is what stands under it."""

    name = "info"
    widget = "info"
    tells = False
    schema: ClassVar[Mapping[str, Any]] = {"text": {"$ref": "#/$defs/text"}}

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """A link that is none, or leads where none may."""
        text = question.keys.get("text", "")
        return (("broken-link", "text"),) if any(map(broken_link, [text] if isinstance(text, str) else text.values())) else ()

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """The author's text."""
        return {"text": question.said("text", context.language)}

    def to_read(self, question: Question, language: str) -> tuple[str, ...]:
        """The author's text without its marks."""
        return (as_words(question.said("text", language)),)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """No value fits."""
        return {"not": {}}
