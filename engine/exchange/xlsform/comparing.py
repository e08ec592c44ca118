"""Holds an answer against a value: one comparison of an expression as one test of a condition."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from engine.exchange.clauses import Clause, asks, negated
from engine.exchange.unsayable import Unsayable
from engine.exchange.xlsform.known import Known

TODAY = "today"
_MOST_DECIMALS = 6
Value = str | int | float
"""What stands in an expression itself, `today` for the day it is asked."""


def not_said(about: str, reason: str = "not-said") -> Unsayable:
    """The error for an expression, or a part of it, that has no counterpart."""
    return Unsayable(reason, about)


Bounds = tuple[int | None, int | None]


def bounds(sign: str, value: Value) -> Bounds:
    """The least and the most whole number that fit. Raises Unsayable."""
    number = number_of(value)
    if number is None or number != int(number) or sign == "!=":
        if sign == "!=" and number == 0:
            return (1, None)
        raise not_said(f"{sign} {value}")
    whole = int(number)
    return {"=": (whole, whole), ">=": (whole, None), ">": (whole + 1, None), "<=": (None, whole), "<": (None, whole - 1)}[sign]


def counted(known: Known, limits: Bounds) -> Clause:
    """How many rows, or chosen options, there are; the bounds are the least and the most."""
    least, most = limits
    if most is not None and most < 0:
        return False
    if most is None and (least or 0) <= 0:
        return True
    named = {name: bound for name, bound in (("at_least", least), ("at_most", most)) if bound is not None}
    return asks(known.id, "count", least if least == most else named)


def answered(known: Known, wanted: bool) -> Clause:
    """Whether there is an answer."""
    if known.kind == "none":
        raise not_said(f"${{{known.id}}}")
    return asks(known.id, "answered", wanted)


def option(known: Known, name: str) -> tuple[Any, ...]:
    """The stored values of what the workbook calls an answer. Raises Unsayable when it is no answer of the question."""
    if known.values is None or not known.values.get(name):
        raise not_said(f"'{name}'", "no-option")
    return known.values[name]


def compared(known: Known, sign: str, value: Value, *, many: bool) -> Clause:
    """An answer held against a value. Raises Unsayable."""
    equal = _EQUAL.get(known.kind)
    if sign in ("=", "!=") and equal is not None:
        values = equal(known, value)
        test = "includes" if many else "only" if known.kind == "choices" else "is"
        if many and sign == "!=":
            raise not_said(f"!= {value}")
        held = asks(known.id, test, one_or_several(values)) if values else False
        return held if sign == "=" else negated(held)
    if many or known.kind not in _ORDERED:
        raise not_said(f"{sign} {value}")
    return _ORDERED[known.kind](known, sign, value)


def _among_options(known: Known, value: Value) -> tuple[Any, ...]:
    return option(known, str(value))


def _as_text(known: Known, value: Value) -> tuple[Any, ...]:
    return (str(value),)


def _as_number(known: Known, value: Value) -> tuple[Any, ...]:
    if known.values is not None and known.steps is None:
        return option(known, str(value))
    number = _stored(known, value)
    return (number,) if known.steps is None or number in known.steps else ()


def _as_day(known: Known, value: Value) -> tuple[Any, ...]:
    return (day(value),)


def _as_time(known: Known, value: Value) -> tuple[Any, ...]:
    return (clock(value),)


_EQUAL: Mapping[str, Callable[[Known, Value], tuple[Any, ...]]] = {
    "choice": _among_options,
    "choices": _among_options,
    "truth": _among_options,
    "text": _as_text,
    "unit": _as_text,
    "number": _as_number,
    "date": _as_day,
    "time": _as_time,
}


def _number_against(known: Known, sign: str, value: Value) -> Clause:
    number = _stored(known, value)
    if known.steps is not None:
        fitting = tuple(step for step in known.steps if _holds(sign, step, number))
        if len(fitting) == len(known.steps):
            return answered(known, True)
        return asks(known.id, "is", one_or_several(fitting)) if fitting else False
    if not known.decimals and number == int(number) and sign in ("<", ">"):
        sign, number = f"{sign}=", int(number) + (1 if sign == ">" else -1)
    test = "at_least" if sign.startswith(">") else "at_most"
    return asks(known.id, test, number) if sign.endswith("=") else {known.id: {test: number, "not": number}}


def _stored(known: Known, value: Value) -> int | float:
    """A number as the question stores it. Raises Unsayable."""
    number = number_of(value)
    number = None if number is None else number_of(round(number * known.factor, _MOST_DECIMALS))
    if number is None:
        raise not_said(f"'{value}'")
    return number


def _day_against(known: Known, sign: str, value: Value) -> Clause:
    return _earlier_or_later(known, sign, day(value))


def _time_against(known: Known, sign: str, value: Value) -> Clause:
    return _earlier_or_later(known, sign, clock(value))


def _earlier_or_later(known: Known, sign: str, value: str) -> Clause:
    if sign in ("<", ">"):
        return asks(known.id, "before" if sign == "<" else "after", value)
    return {known.id: {"answered": True, "not": {"before" if sign == ">=" else "after": value}}}


_ORDERED: Mapping[str, Callable[[Known, str, Value], Clause]] = {
    "number": _number_against,
    "date": _day_against,
    "time": _time_against,
}


def day(value: Value) -> str:
    """A day as it is stored, or `today`. Raises Unsayable."""
    if value == TODAY:
        return TODAY
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        raise not_said(f"'{value}'") from None


def clock(value: Value) -> str:
    """A time of day as it is stored. Raises Unsayable."""
    try:
        return time.fromisoformat(str(value)).isoformat("minutes")[:5]
    except ValueError:
        raise not_said(f"'{value}'") from None


def number_of(value: Value) -> int | float | None:
    """The number that a value is, whole wherever it can be."""
    try:
        number = float(value)
    except ValueError:
        return None
    if number != number or abs(number) > 1e15:
        return None
    return int(number) if number.is_integer() else number


def of_values(sign: str, left: Value, right: Value) -> bool:
    """Two values that no answer decides: as numbers where both are, else as texts."""
    if TODAY in (left, right):
        raise not_said(f"{left} {sign} {right}")
    numbers = number_of(left), number_of(right)
    if numbers[0] is not None and numbers[1] is not None:
        return _holds(sign, numbers[0], numbers[1])
    if sign in ("=", "!="):
        return (str(left) == str(right)) is (sign == "=")
    return False


def _holds(sign: str, left: float, right: float) -> bool:
    return {"=": left == right, "!=": left != right, "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]


def one_or_several(values: tuple[Any, ...]) -> Any:
    """An operand for these values: one stands alone."""
    return values[0] if len(values) == 1 else list(values)
