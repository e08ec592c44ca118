"""A postal address in three parts: street, postcode and town."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, only
from engine.fields._clean import clean

_MOST = {"street": 200, "postcode": 20, "town": 100}
_FILLED_IN = {"street": "street-address", "postcode": "postal-code", "town": "address-level2"}
"""What HTML's `autocomplete` calls the parts."""
_FIVE = re.compile(r"(?:[Ss][Ee]?[\s-]*)?([0-9]{3})\s*([0-9]{2})")
_FIGURES = re.compile(r"[0-9\s-]*")


class Address(FieldType):
    """The stored value is `{street, postcode, town}`, all of it or none. A postcode of five figures is stored as "123 45"."""

    name = "address"
    widget = "parts"
    kind = "parts"
    parts = ("street", "postcode", "town")
    free_text = True
    begins = False
    taps = 0
    schema: ClassVar[Mapping[str, Any]] = {"autocomplete": {"enum": ["address", "off"]}}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Skriv adressen som svar på frågan ”{label}”",
            "street": "Gata och nummer",
            "postcode": "Postnummer",
            "town": "Postort",
            "part-missing": "{which} saknas i adressen. Skriv hela adressen",
            "not-a-postcode": "Skriv postnumret med fem siffror, till exempel 123 45, eller utländskt så här: NO-0150",
            "too-long": "{which} är {over} tecken för långt. Korta det",
            "bad-character": "{which} innehåller ett tecken som inte går att spara. Skriv om det med vanliga tecken",
        },
        "en": {
            "required": "Write the address as the answer to “{label}”",
            "street": "Street and number",
            "postcode": "Postcode",
            "town": "Town",
            "part-missing": "{which} is missing in the address. Write the whole address",
            "not-a-postcode": "Write the postcode in five figures, for example 123 45, or a foreign one like this: NO-0150",
            "too-long": "{which} is {over} characters too long. Shorten it",
            "bad-character": "{which} has a character that can not be stored. Rewrite it with usual characters",
        },
    }

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """What the browser may fill in, where the address is one's own."""
        own = question.keys.get("autocomplete", "off") == "address"
        return {f"{part}-autocomplete": _FILLED_IN[part] if own else "off" for part in self.parts}

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """What the parts are called."""
        return {f"{part}-label": self._called(part, context) for part in self.parts}

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The parts that were written."""
        written = {part: only(sent, part) for part in self.parts}
        return {part: text for part, text in written.items() if text} or None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """All three parts, each in its one form."""
        if not isinstance(value, Mapping) or not set(value) <= set(self.parts):
            raise AnswerError("wrong-type")
        cleaned = {part: self._clean(part, value.get(part), context) for part in self.parts}
        given = {part: text for part, text in cleaned.items() if text is not None}
        for part in self.parts if given else ():
            if part not in given:
                raise AnswerError("part-missing", part=part, which=self._called(part, context))
        return given | {"postcode": _postcode(given["postcode"])} if given else None

    def _clean(self, part: str, text: Any, context: Context) -> str | None:
        try:
            return None if text is None else clean(text, most=_MOST[part])
        except AnswerError as error:
            raise AnswerError(error.code, **error.facts, part=part, which=self._called(part, context)) from None

    def _called(self, part: str, context: Context) -> str:
        return self.say(part, context.language) or part

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The parts as they are stored."""
        return {part: [value[part]] if value else [] for part in self.parts}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """As on a letter: the street, then postcode and town."""
        return f"{value['street']}\n{value['postcode']} {value['town']}"

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Three texts."""
        texts = {part: {"type": "string", "minLength": 1, "maxLength": most} for part, most in _MOST.items()}
        return {"type": "object", "properties": texts, "required": list(self.parts), "additionalProperties": False}


def _postcode(text: str) -> str:
    """Five figures as "123 45"; one with a country's letters as it was written. Raises AnswerError for other figures alone."""
    match = _FIVE.fullmatch(text)
    if match is not None:
        return f"{match[1]} {match[2]}"
    if _FIGURES.fullmatch(text):
        raise AnswerError("not-a-postcode", part="postcode")
    return text
