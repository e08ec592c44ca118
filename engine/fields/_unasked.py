"""What types have in common that nobody fills in. Not a field type."""

from collections.abc import Mapping
from typing import ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value


class Unasked(FieldType):
    """Takes nothing of what was sent, and is drawn only where a type says how."""

    widget: ClassVar[str] = ""
    kind: ClassVar[str] = "none"
    asks = False
    begins = False
    taps = 0
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"no-answer": "Ta bort svaret. Här ska inget fyllas i"},
        "en": {"no-answer": "Remove the answer. Nothing is to be filled in here"},
    }

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """Nothing, whatever was sent."""
        return None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """No value is taken from anybody."""
        raise AnswerError("no-answer")
