"""From constraints to the limits that a question's type knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import re2

from engine.exchange.unsayable import Unsayable
from engine.exchange.xlsform.comparing import TODAY, Bounds, Value, bounds, clock, day, not_said, number_of
from engine.exchange.xlsform.relevant import SIGNS, TURNED, Reader, parsed
from engine.exchange.xlsform.xpath import Call, Expression, Here, Literal, Pair, itself, joined, spelt
from engine.fields._clean import LONGEST
from engine.fields.number import LARGEST

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_LONGEST_PATTERN = 500
_MOST_OPTIONS = 500
_FIRST, _LAST = "1850-01-01", "2199-12-31"
"""Days beyond these are no answers anyway."""
_SILENT = re2.Options()
_SILENT.log_errors = False


@dataclass
class Limits:
    """The limits of a question of one type, called `name`, gathered from the parts of its constraint.

    `left` are the parts that it has no limit for, `nearly` those that are off by a day.
    """

    type: str
    reader: Reader
    decimals: int = 0
    options: tuple[str, ...] = ()
    keys: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    left: list[Unsayable] = field(default_factory=list)
    nearly: list[str] = field(default_factory=list)

    def read(self, text: str) -> None:
        """Takes the constraint that a cell holds."""
        try:
            parts = joined(_without_blank(itself(parsed(text), self.name)), "and")
        except Unsayable as error:
            self.left.append(error)
            return
        for part in parts:
            try:
                self._take(_without_blank(part))
            except Unsayable as error:
                self.left.append(error)

    def _take(self, part: Expression) -> None:
        match part:
            case Call("true", ()):
                return
            case Call("not", (Pair(sign, left, right),)) if sign in _OPPOSITE:
                self._take(Pair(_OPPOSITE[sign], left, right))
            case Call("regex", (Here(), Literal(str(pattern)))):
                self._pattern(pattern)
            case Pair(sign, left, right) if sign in SIGNS:
                self._compared(part, sign, left, right)
            case _:
                self._alone(part)

    def _compared(self, whole: Expression, sign: str, left: Expression, right: Expression) -> None:
        value = self.reader.value(right)
        if value is None:
            sign, left, right = TURNED[sign], right, left
            value = self.reader.value(right)
        if value is None:
            raise not_said(spelt(whole))
        match left:
            case Here() if sign == "!=" and value == "":
                return
            case Here() if self.type in _OF_ANSWERS:
                _OF_ANSWERS[self.type](self, sign, value)
            case Call("string-length", (Here(),)) if self.type in ("text", "long_text"):
                self._between(("min_length", "max_length"), bounds(sign, value), LONGEST)
            case Call("count-selected", (Here(),)) if self.type == "choices":
                self._between(("min", "max"), bounds(sign, value), _MOST_OPTIONS)
            case _:
                raise not_said(spelt(whole))

    def _between(self, keys: tuple[str, str], limits: Bounds, most: int) -> None:
        """Whole limits, as far as they limit more than the type does by itself."""
        least, largest = limits
        if (largest is not None and largest < 1) or (least or 0) > most:
            raise not_said(str(largest if least is None else least))
        self._limit(keys[0], least if least is not None and least > 1 else None, max)
        self._limit(keys[1], largest if largest is not None and largest <= most else None, min)

    def _limit(self, key: str, value: Any, tighter: Callable[[Any, Any], Any]) -> None:
        if value is not None:
            self.keys[key] = tighter(self.keys[key], value) if key in self.keys else value

    def number(self, sign: str, value: Value) -> None:
        """A limit of a number; one that has to be more than a value is at least the next that can be written."""
        number = number_of(value)
        if number is None or sign == "!=":
            raise not_said(f". {sign} {value}")
        scaled = Decimal(str(number)).scaleb(self.decimals)
        if sign == "=" and scaled != scaled.to_integral_value():
            raise not_said(f". {sign} {value}")
        found = number_of(float(_NEXT[sign](scaled).scaleb(-self.decimals)))
        if found is None or abs(found) > LARGEST:
            raise not_said(f". {sign} {value}")
        least, most = (found if sign[0] in signs else None for signs in (">=", "<="))
        self._limit("min", least, max)
        self._limit("max", most, min)

    def day(self, sign: str, value: Value) -> None:
        """A first or a last day. The day that it is asked is among the answers, also where the constraint leaves it out."""
        found = day(value)
        if sign == "!=" or not (found == TODAY or _FIRST < found < _LAST):
            raise not_said(f". {sign} {found}")
        if sign in ("<", ">") and found == TODAY:
            self.nearly.append(f". {sign} today()")
        elif sign in ("<", ">"):
            found = (date.fromisoformat(found) + timedelta(days=1 if sign == ">" else -1)).isoformat()
        for key, signs in (("min", ">="), ("max", "<=")):
            if sign[0] in signs:
                if self.keys.get(key, found) != found:
                    raise not_said(f". {sign} {found}")
                self.keys[key] = found

    def clock(self, sign: str, value: Value) -> None:
        """An earliest or a latest time; earlier than a time is at most the minute before it."""
        if sign == "!=":
            raise not_said(f". {sign} {value}")
        moment = datetime.fromisoformat(f"{_FIRST}T{clock(value)}")
        later = moment if sign.endswith("=") else moment + timedelta(minutes=1 if sign == ">" else -1)
        if later.date() != moment.date():
            raise not_said(f". {sign} {value}")
        for key, signs, tighter in (("min", ">=", max), ("max", "<=", min)):
            self._limit(key, f"{later:%H:%M}" if sign[0] in signs else None, tighter)

    def _pattern(self, pattern: str) -> None:
        if (
            self.type not in ("text", "long_text")
            or "pattern" in self.keys
            or not 0 < len(pattern) <= _LONGEST_PATTERN
            or not _runs(pattern)
        ):
            raise not_said(f"regex(., '{pattern}')")
        self.keys["pattern"] = pattern

    def _alone(self, part: Expression) -> None:
        """That an option can not be chosen together with others, in the ways that this is written."""
        name = next((name for name in self.options if part in _ways_to_say_alone(name)), None)
        if self.type != "choices" or name is None or "none" in self.keys:
            raise not_said(spelt(part))
        self.keys["none"] = name


_OF_ANSWERS: Mapping[str, Callable[[Limits, str, Value], None]] = {
    "number": Limits.number,
    "money": Limits.number,
    "date": Limits.day,
    "time": Limits.clock,
}


def _without_blank(expression: Expression) -> Expression:
    """The constraint without `or . = ''`, since a blank answer is no answer and has no limits."""
    parts = [part for part in joined(expression, "or") if part not in _BLANK]
    return parts[0] if len(parts) == 1 else expression


def _ways_to_say_alone(name: str) -> tuple[Expression, ...]:
    chosen = Call("selected", (Here(), Literal(name)))
    count = Call("count-selected", (Here(),))
    several = (Pair(">", count, Literal(1)), Pair(">=", count, Literal(2)))
    one = (Pair("=", count, Literal(1)), Pair("<", count, Literal(2)), Pair("<=", count, Literal(1)))
    return (
        *(Call("not", (Pair("and", *pair),)) for more in several for pair in ((chosen, more), (more, chosen))),
        *(Call("if", (chosen, alone, Call("true", ()))) for alone in one),
        *(Pair("or", *pair) for alone in one for pair in ((Call("not", (chosen,)), alone), (alone, Call("not", (chosen,))))),
        *(Pair("or", Pair("and", chosen, alone), Call("not", (chosen,))) for alone in one),
    )


def _runs(pattern: str) -> bool:
    """True for a pattern that an engine without backtracking can run."""
    try:
        re2.compile(pattern, _SILENT)
    except (re2.error, UnicodeError):
        return False
    return True


_NEXT: Mapping[str, Callable[[Decimal], Decimal]] = {
    "=": lambda number: number,
    ">=": lambda number: number.to_integral_value(ROUND_CEILING),
    ">": lambda number: number.to_integral_value(ROUND_FLOOR) + 1,
    "<=": lambda number: number.to_integral_value(ROUND_FLOOR),
    "<": lambda number: number.to_integral_value(ROUND_CEILING) - 1,
}
"""The nearest number that can be written with so many decimals."""
_BLANK = (Pair("=", Here(), Literal("")), Pair("=", Call("string-length", (Here(),)), Literal(0)))
