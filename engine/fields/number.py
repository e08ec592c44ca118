"""A number, with or without decimals."""

import math
import re
from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, only

LARGEST = 10**12
_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]+")
_WRITTEN = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,10})?")


class Number(FieldType):
    """The stored value is a JSON number, an integer wherever it is whole."""

    name: ClassVar[str] = "number"
    kind: ClassVar[str] = "number"
    countable: ClassVar[bool] = True
    taps: ClassVar[int] = 0
    attributes: ClassVar[Mapping[str, str]] = {"autocomplete": "off"}
    schema: ClassVar[Mapping[str, Any]] = {
        "min": {"type": "number", "minimum": -LARGEST, "maximum": LARGEST},
        "max": {"type": "number", "minimum": -LARGEST, "maximum": LARGEST},
        "decimals": {"type": "integer", "minimum": 0, "maximum": 6},
        "unit": {"$ref": "#/$defs/text"},
    }
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Skriv ett tal som svar på frågan ”{label}”",
            "not-a-number": "Skriv svaret med siffror, till exempel {example}",
            "not-whole": "Skriv ett helt tal, utan decimaler",
            "too-many-decimals": "Talet har för många decimaler. Det får ha {decimals}",
            "too-small": "Skriv ett tal som är minst {least}",
            "too-large": "Skriv ett tal som är högst {most}",
            "out-of-range": "Skriv ett tal från {least} till {most}",
        },
        "en": {
            "required": "Write a number as the answer to “{label}”",
            "not-a-number": "Write the answer in figures, for example {example}",
            "not-whole": "Write a whole number, without decimals",
            "too-many-decimals": "The number has too many decimals. It may have {decimals}",
            "too-small": "Write a number that is at least {least}",
            "too-large": "Write a number that is no more than {most}",
            "out-of-range": "Write a number from {least} to {most}",
        },
    }

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """Limits the wrong way round, or without a number between them that could be written."""
        finest = Decimal(1).scaleb(-question.keys.get("decimals", 0))
        least, most = (Decimal(str(question.keys.get(key, limit))) for key, limit in (("min", -LARGEST), ("max", LARGEST)))
        return (("min-over-max", "min"),) if (least / finest).to_integral_value(ROUND_CEILING) > most / finest else ()

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """A keypad of figures, unless the number may need a minus, which such keypads lack."""
        if question.keys.get("min", 0) < 0:
            return self.attributes
        return {**self.attributes, "inputmode": "decimal" if question.keys.get("decimals", 0) else "numeric"}

    def suffix(self, question: Question, context: Context) -> str:
        """The author's unit."""
        return question.said("unit", context.language)

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The number that was written with comma or point, with or without blanks and the unit."""
        text = only(sent)
        if text is None:
            return None
        number = read_number(text, self.suffix(question, context))
        if number is None:
            raise AnswerError("not-a-number", example=words(_example(question), context.language))
        return stored(number)

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A number within its limits, with no more decimals than it may have."""
        if isinstance(value, bool) or not isinstance(value, int | float) or (isinstance(value, float) and not math.isfinite(value)):
            raise AnswerError("wrong-type")
        least, most = (Decimal(str(question.keys.get(key, limit))) for key, limit in (("min", -LARGEST), ("max", LARGEST)))
        if not least <= value <= most:
            raise _out_of_range(value < least, question.keys, words(least, context.language), words(most, context.language))
        number, decimals = Decimal(str(value)), question.keys.get("decimals", 0)
        if number != round(number, decimals):
            raise AnswerError("too-many-decimals", decimals=decimals) if decimals else AnswerError("not-whole")
        return stored(number)

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The number without blanks or unit."""
        return {"": [] if value is None else [words(Decimal(str(value)), context.language, blanks=False)]}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The number and its unit."""
        return f"{words(Decimal(str(value)), context.language)} {self.suffix(question, context)}".strip()

    def json_schema(self, question: Question) -> dict[str, Any]:
        """A number with its limits."""
        limits = {"minimum": question.keys.get("min", -LARGEST), "maximum": question.keys.get("max", LARGEST)}
        return {"type": "number" if question.keys.get("decimals", 0) else "integer"} | limits

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The number as JSON writes it."""
        return (str(value),)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The number and its unit."""
        return self.show(category, question, context)


def read_number(text: str, unit: str = "") -> Decimal | None:
    """The number that a person wrote; None when it is none."""
    text = _BLANKS.sub("", text[:100]).replace("\u2212", "-").replace("–", "-")
    text = text.removesuffix(_BLANKS.sub("", unit)) if unit else text
    return Decimal(text.replace(",", ".")) if _WRITTEN.fullmatch(text) else None


def words(number: Decimal, language: str, *, blanks: bool = True) -> str:
    """The number as the language writes it. Four figures stand together, since they may be a year."""
    whole, _, decimals = f"{number:f}".partition(".")
    if blanks and abs(number) >= 10_000:
        whole = f"{int(whole):,}".replace(",", "," if language == "en" else "\u00a0")
    decimals = decimals.rstrip("0")
    return whole + (f"{'.' if language == 'en' else ','}{decimals}" if decimals else "")


def stored(number: Decimal) -> int | float:
    """A number as JSON has it, an integer wherever it is whole."""
    return int(number) if number == number.to_integral_value() else float(number)


def _out_of_range(low: bool, keys: Mapping[str, Any], least: str, most: str) -> AnswerError:
    if "min" in keys and "max" in keys:
        return AnswerError("out-of-range", least=least, most=most)
    return AnswerError("too-small", least=least) if low else AnswerError("too-large", most=most)


def _example(question: Question) -> Decimal:
    """A number that would be taken."""
    least, most = question.keys.get("min", -LARGEST), question.keys.get("max", LARGEST)
    return Decimal(str(min(max(3, least), most)))
