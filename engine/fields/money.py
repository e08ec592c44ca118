"""An amount of money."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, only
from engine.fields.number import read_number

HUNDREDTH = "hundredth"
_LARGEST = 10**14


class Money(FieldType):
    """The stored value is an integer of hundredths (öre). The limits and conditions are in hundredths too."""

    name = "money"
    kind = "number"
    countable = True
    taps = 0
    attributes: ClassVar[Mapping[str, str]] = {"autocomplete": "off"}
    schema: ClassVar[Mapping[str, Any]] = {
        "min": {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST},
        "max": {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST},
        "unit": {"$ref": "#/$defs/text"},
    }
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Skriv beloppet som svar på frågan ”{label}”",
            "unit": "kr",
            "not-an-amount": "Skriv beloppet så här: 1 234,50",
            "too-small": "Skriv ett belopp som är minst {least}",
            "too-large": "Skriv ett belopp som är högst {most}",
        },
        "en": {
            "required": "Write the amount as the answer to “{label}”",
            "unit": "kr",
            "not-an-amount": "Write the amount like this: 1234.50",
            "too-small": "Write an amount of at least {least}",
            "too-large": "Write an amount of no more than {most}",
        },
    }

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """Limits the wrong way round."""
        return (("min-over-max", "min"),) if question.keys.get("min", 0) > question.keys.get("max", _LARGEST) else ()

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """A keypad of figures, unless the amount may need a minus, which such keypads lack."""
        return self.attributes if question.keys.get("min", 0) < 0 else {**self.attributes, "inputmode": "decimal"}

    def measure(self, question: Question) -> str:
        """Hundredths."""
        return HUNDREDTH

    def suffix(self, question: Question, context: Context) -> str:
        """The author's currency, else the usual one."""
        return question.said("unit", context.language) or self.say("unit", context.language) or ""

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The hundredths of an amount such as "1 234,50 kr" or "1234:-"."""
        text = only(sent)
        if text is None:
            return None
        amount = read_number(text.removesuffix(":-"), self.suffix(question, context))
        if amount is None or amount != round(amount, 2):
            raise AnswerError("not-an-amount")
        return int(amount * 100)

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A whole number of hundredths within its limits; nothing below zero unless `min` allows it."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise AnswerError("wrong-type")
        least, most = question.keys.get("min", 0), question.keys.get("max", _LARGEST)
        if value < least:
            raise AnswerError("too-small", least=self.show(least, question, context))
        if not value <= most:
            raise AnswerError("too-large", most=self.show(most, question, context))
        if value != int(value):
            raise AnswerError("wrong-type")
        return int(value)

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The amount without blanks or currency."""
        return {"": [] if value is None else [_words(value, context.language, blanks=False)]}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The amount and its currency."""
        return f"{_words(int(value), context.language)} {self.suffix(question, context)}"

    def json_schema(self, question: Question) -> dict[str, Any]:
        """An integer with its limits."""
        return {"type": "integer", "minimum": question.keys.get("min", 0), "maximum": question.keys.get("max", _LARGEST)}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The hundredths."""
        return (str(value),)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The amount and its currency."""
        return self.show(category, question, context)


def _words(hundredths: int, language: str, *, blanks: bool = True) -> str:
    """1 234,50, or 1 234 for a whole amount."""
    amount = Decimal(hundredths) / 100
    text = (f"{amount:,.2f}" if blanks else f"{amount:.2f}").removesuffix(".00")
    return text if language == "en" else text.replace(",", "\u00a0").replace(".", ",")
