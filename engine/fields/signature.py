"""A name that somebody writes by hand as a signature."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, Question, Value
from engine.fields.text import Text

_LETTERS = 2


class Signature(Text):
    """The stored value is the name as it was written. No browser fills it in: whoever signs does it by hand."""

    name = "signature"
    begins = False
    most = 100
    schema: ClassVar[Mapping[str, Any]] = {}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Skriv ditt namn som underskrift under ”{label}”",
            "not-a-name": "Skriv hela ditt namn, med bokstäver",
        },
        "en": {
            "required": "Write your name as a signature under “{label}”",
            "not-a-name": "Write your whole name, in letters",
        },
    }

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A text with letters enough to be a name; initials, dots and crosses are none."""
        text = super().check(value, question, context)
        if text is not None and sum(character.isalpha() for character in text) < _LETTERS:
            raise AnswerError("not-a-name")
        return text
