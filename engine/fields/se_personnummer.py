"""The number by which Sweden knows a person: personnummer, or samordningsnummer.

What it is made of: folkbokföringslagen (1991:481) 18 §, lagen (2022:1697) om samordningsnummer, and Skatteverket's leaflets
SKV 704 (personnummer) and SKV 707 (samordningsnummer).
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, only

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BLANKS = re.compile(r"\s+")
_ALLOWED = re.compile(r"[0-9+\-]*")
_WRITTEN = re.compile(r"(?P<century>[0-9]{2})?(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?P<sign>[+-]?)(?P<last>[0-9]{4})")
_CENTURIES = "(18|19|20)"
_NOBODY = "000"
"""Those who were born on a day are counted from 001."""
_ADDED = 60
"""What a samordningsnummer adds to the day."""


class Personnummer(FieldType):
    """The stored value is twelve figures, YYYYMMDDNNNN, of either kind of number. It names one person and is never counted."""

    name = "se_personnummer"
    kind = "parts"
    free_text = True
    identifies = True
    begins = False
    taps = 0
    attributes: ClassVar[Mapping[str, str]] = {"autocomplete": "off", "inputmode": "numeric", "size": "15"}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Skriv personnumret som svar på frågan ”{label}”",
            "hint": "Tolv siffror, ÅÅÅÅMMDD-NNNN. Samordningsnummer går också bra",
            "not-figures": "Skriv personnumret med siffror, så här: ÅÅÅÅMMDD-NNNN",
            "too-short": "Personnumret är för kort. Skriv tolv siffror, så här: ÅÅÅÅMMDD-NNNN",
            "too-many": "Personnumret är för långt. Skriv tolv siffror, så här: ÅÅÅÅMMDD-NNNN",
            "misplaced": "Skriv strecket före de fyra sista siffrorna, så här: ÅÅÅÅMMDD-NNNN",
            "no-such-day": "Den födelsedag som personnumret börjar med finns inte. Kontrollera år, månad och dag",
            "not-yet": "Den födelsedag som personnumret börjar med har inte varit än. Kontrollera den, och skriv året med fyra siffror",
            "wrong-year": "Kontrollera året som personnumret börjar med, och skriv det med fyra siffror",
            "control": "Siffrorna i personnumret hör inte ihop. Kontrollera varje siffra, även de fyra sista",
        },
        "en": {
            "required": "Write the personal identity number as the answer to “{label}”",
            "hint": "Twelve figures, YYYYMMDD-NNNN. A coordination number will do as well",
            "not-figures": "Write the personal identity number in figures, like this: YYYYMMDD-NNNN",
            "too-short": "The personal identity number is too short. Write twelve figures, like this: YYYYMMDD-NNNN",
            "too-many": "The personal identity number is too long. Write twelve figures, like this: YYYYMMDD-NNNN",
            "misplaced": "Write the dash before the last four figures, like this: YYYYMMDD-NNNN",
            "no-such-day": "The day of birth that the number begins with does not exist. Check year, month and day",
            "not-yet": "The day of birth that the number begins with has not been yet. Check it, and write the year in four figures",
            "wrong-year": "Check the year that the number begins with, and write it in four figures",
            "control": "The figures of the number do not belong together. Check each of them, the last four too",
        },
    }

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """How it is written, for an author who gives no hint."""
        return {"hint": self.say("hint", context.language) or ""}

    def to_read(self, question: Question, language: str) -> tuple[str, ...]:
        """The same, where it is shown."""
        return () if question.hint else (self.say("hint", language) or "",)

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The text; what may stand between the figures goes when it is checked, since numbers in JSON have it too."""
        return only(sent)

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """The twelve figures of a number that somebody may have: of a day that has been, with the right control figure."""
        if not isinstance(value, str):
            raise AnswerError("wrong-type")
        text = _BLANKS.sub("", _DASHES.sub("-", value[:100]))
        if not text:
            return None
        parts = _parts(text)
        year = int(parts["century"] + parts["year"]) if parts["century"] else _year(int(parts["year"]), parts["sign"], context.today)
        _check_born(year, int(parts["month"]), int(parts["day"]), context.today)
        figures = f"{year:04}{parts['month']}{parts['day']}{parts['last']}"
        if parts["last"].startswith(_NOBODY) or not _holds_together(figures[2:]):
            raise AnswerError("control")
        return figures

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The number with its dash."""
        return {"": [_with_dash(value)] if isinstance(value, str) else []}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The number with its dash."""
        return _with_dash(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Twelve figures."""
        return {"type": "string", "pattern": f"^{_CENTURIES}[0-9]{{10}}$"}


def _parts(text: str) -> Mapping[str, str]:
    """What the number is made of; raises AnswerError with what is in the way."""
    match = _WRITTEN.fullmatch(text)
    if match is not None:
        return match.groupdict("")
    if not _ALLOWED.fullmatch(text):
        raise AnswerError("not-figures")
    count = sum(character.isdigit() for character in text)
    raise AnswerError("misplaced" if count in (10, 12) else "too-many" if count > 12 else "too-short")


def _year(two: int, sign: str, today: date) -> int:
    """The whole year of one that is written in two figures. The dash becomes + in the year when somebody turns 100 (18 §)."""
    latest = today.year - 100 if sign == "+" else today.year
    return latest - (latest - two) % 100


def _check_born(year: int, month: int, day: int, today: date) -> None:
    """A day that exists and has been. Of a samordningsnummer month and day are 0 where nobody knows them."""
    if not re.match(_CENTURIES, str(year)):
        raise AnswerError("wrong-year")
    unsure = day >= _ADDED
    day -= _ADDED if unsure else 0
    try:
        born = date(year, (month or 1) if unsure else month, (day or 1) if unsure else day)
    except ValueError:
        raise AnswerError("no-such-day") from None
    if born > today:
        raise AnswerError("not-yet")


def _holds_together(ten: str) -> bool:
    """The control figure by modulus 10: every other figure twice, and the sum of all figures that gives."""
    doubled = [int(figure) * (2 - place % 2) for place, figure in enumerate(ten)]
    return sum(sum(divmod(number, 10)) for number in doubled) % 10 == 0


def _with_dash(twelve: str) -> str:
    return f"{twelve[:8]}-{twelve[8:]}"
