"""From calculations to what `computed` works out: sums, how many, days between and ages; and to constants."""

from typing import Any

from engine.exchange.xlsform.comparing import not_said
from engine.exchange.xlsform.known import Known
from engine.exchange.xlsform.relevant import Reader, name_of, parsed
from engine.exchange.xlsform.xpath import Answer, Call, Expression, Literal, Pair, joined, spelt

_MOST_ADDED = 50
_LONGEST = 200
_ROUNDED = ("int", "floor", "number", "round")
_DAY = ("decimal-date-time", "decimal-date", "date", "number")
_YEAR = (365, 365.25, 365.2425)


def worked_out(text: str, reader: Reader) -> dict[str, Any]:
    """The type and keys of the question that has the value of the calculation. Raises Unsayable."""
    expression = parsed(text)
    match expression:
        case Literal(value) if value != "" and len(str(value)) <= _LONGEST:
            return {"type": "constant", "value": value}
    way, references = _way(expression, reader)
    if len(set(references)) != len(references) or len(references) > _MOST_ADDED:
        raise not_said(spelt(expression))
    return {"type": "computed", way: references if way in ("sum", "days_between") else references[0]}


def _way(expression: Expression, reader: Reader) -> tuple[str, list[str]]:
    match expression:
        case Call("count" | "count-selected", (part,)):
            known = reader.known(name_of(part))
            if reader.countable(known):
                return "count", [known.id]
        case Call(name, (Pair("div", Pair("-", left, right), Literal(float() | int() as year)),)) if name in _ROUNDED and year in _YEAR:
            if _undressed(left) == Call("today", ()):
                return "age", [_day(right, reader)]
        case Pair("-", left, right):
            return "days_between", [_day(right, reader), _day(left, reader)]
        case Call(name, (Pair("-", left, right),)) if name in _ROUNDED:
            return "days_between", [_day(right, reader), _day(left, reader)]
        case _:
            return "sum", [_number(part, reader) for part in joined(expression, "+")]
    raise not_said(spelt(expression))


def _day(part: Expression, reader: Reader) -> str:
    known = _known(_undressed(part), reader)
    if known.kind != "date" or reader.many(known):
        raise not_said(spelt(part))
    return known.id


def _undressed(part: Expression) -> Expression:
    """A day without the functions that make a number of it."""
    match part:
        case Call(name, (inner,)) if name in _DAY:
            return _undressed(inner)
    return part


def _number(part: Expression, reader: Reader) -> str:
    """What is added: a number, that of each row, or nothing where it is blank."""
    match part:
        case Call("coalesce", (inner, Literal(0 | "0"))) | Call("number", (inner,)):
            return _number(inner, reader)
        case Call("sum", (Answer(name),)):
            known = reader.known(name)
        case _:
            known = _known(part, reader)
            if reader.many(known):
                raise not_said(spelt(part))
    if known.kind != "number":
        raise not_said(spelt(part))
    return known.id


def _known(part: Expression, reader: Reader) -> Known:
    match part:
        case Answer(name):
            return reader.known(name)
    raise not_said(spelt(part))
