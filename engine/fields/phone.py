"""A telephone number, national or international."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, only

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212()./]+")
_NUMBER = re.compile(r"(\+[1-9][0-9]{6,14}|[0-9]{5,15})")


class Phone(FieldType):
    """The stored value is the figures that were written, with + before a country's number; nothing is guessed about the country."""

    name = "phone"
    free_text = True
    taps = 0
    attributes: ClassVar[Mapping[str, str]] = {"type": "tel", "autocomplete": "tel"}
    schema: ClassVar[Mapping[str, Any]] = {"autocomplete": {"enum": ["tel", "off"]}}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Skriv telefonnumret som svar på frågan ”{label}”",
            "not-a-phone": "Skriv telefonnumret med siffror, till exempel 070-174 06 05",
        },
        "en": {
            "required": "Write the telephone number as the answer to “{label}”",
            "not-a-phone": "Write the telephone number in figures, for example 070-174 06 05",
        },
    }

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """`autocomplete: off` where the number is somebody else's."""
        return {**self.attributes, "autocomplete": question.keys.get("autocomplete", "tel")}

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The text; its blanks and dashes go when it is checked, since numbers in JSON have them too."""
        return only(sent)

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """Figures enough for a number, with blanks and dashes taken out."""
        if not isinstance(value, str):
            raise AnswerError("wrong-type")
        text = value.strip()
        if not text:
            return None
        if len(text) > 60:
            raise AnswerError("not-a-phone")
        abroad = text.startswith(("+", "00"))
        number = _BETWEEN.sub("", text.replace("(0)", "") if abroad else text)
        number = f"+{number[2:]}" if number.startswith("00") else number
        if not _NUMBER.fullmatch(number):
            raise AnswerError("not-a-phone")
        return number

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Figures, with or without + before."""
        return {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}
