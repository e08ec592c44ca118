"""A group of questions that is asked once per row. `engine.answers` walks its rows; the type itself parses nothing."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.fields import Context, FieldType, Question, Value


class Group(FieldType):
    """Rows of the same questions; the stored value is a list of objects."""

    name = "group"
    widget = "group"
    kind = "rows"
    begins = False
    taps: ClassVar[int] = 0
    schema: ClassVar[Mapping[str, Any]] = {"repeat": {"$ref": "#/$defs/repeat"}, "questions": {"$ref": "#/$defs/questions"}}
    required: ClassVar[tuple[str, ...]] = ("repeat", "questions")

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The number of rows; the rows are shown one by one."""
        return str(len(value))

    def json_schema(self, question: Question) -> dict[str, Any]:
        """A list of objects, one per row."""
        inside = {inner.id: inner.type.json_schema(inner) for inner in question.questions if inner.type.stored}
        row = {"type": "object", "properties": inside, "additionalProperties": False}
        return {"type": "array", "items": row, "maxItems": question.repeat.most if question.repeat else 1}
