"""A value that stands in every answer without being asked for or shown, such as which form it came from."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.fields import Context, Lookup, Question, Value
from engine.fields._unasked import Unasked


class Constant(Unasked):
    """The stored value is the author's: a text, a number or a truth."""

    name = "constant"
    kind = "choice"
    tells = False
    countable = True
    schema: ClassVar[Mapping[str, Any]] = {"value": {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": 200}}
    required: ClassVar[tuple[str, ...]] = ("value",)

    def given(self, question: Question, lookup: Lookup, context: Context) -> Value:
        """The author's value."""
        return question.keys["value"]

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The value as the author wrote it."""
        return _written(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """The one value."""
        return {"enum": [question.keys["value"]]}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The value as the author wrote it."""
        return (_written(value),)


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
