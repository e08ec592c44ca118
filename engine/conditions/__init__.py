"""Conditions as data: one language for visibility, options, wording, routing, steps and filters. Never evaluated as code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class All:
    """Holds when every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Any_:
    """Holds when some part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """Holds when its part does not."""

    part: "Condition"


@dataclass(frozen=True)
class Test:
    """One test on one answer. `many` says that the answer is a list: a list of choices or the rows of a group.

    `operand` is a tuple of values (`is`, `includes`, `only`), a pair of bounds (`count`), one value (`at_least`, `at_most`,
    `before`, `after`) or a truth (`answered`).
    """

    reference: str
    test: str
    operand: Any
    many: bool = False


@dataclass(frozen=True)
class Today:
    """The day when the condition is asked, as an operand."""


Condition = All | Any_ | Not | Test
Lookup = Callable[[str], Any]


def holds(condition: Condition | None, lookup: Lookup, today: date) -> bool:
    """True when the condition holds; `lookup` gives the answer to a reference, None when absent."""
    match condition:
        case None:
            return True
        case All(parts):
            return all(holds(part, lookup, today) for part in parts)
        case Any_(parts):
            return any(holds(part, lookup, today) for part in parts)
        case Not(part):
            return not holds(part, lookup, today)
        case Test(reference, test, operand, many):
            value = lookup(reference)
            return _TESTS[test](_listed(value) if many else _single(value), operand, today)


def tests(condition: Condition | None) -> Iterator[Test]:
    """Every test that the condition is made of."""
    match condition:
        case All(parts) | Any_(parts):
            for part in parts:
                yield from tests(part)
        case Not(part):
            yield from tests(part)
        case Test():
            yield condition


def references(condition: Condition | None) -> Iterator[str]:
    """Every answer that the condition looks at."""
    return (test.reference for test in tests(condition))


def _listed(value: Any) -> list[Any]:
    """A list answer as a list of rows; an absent one has none."""
    return value if isinstance(value, list) else []


def _single(value: Any) -> Any:
    """One answer; where there is only a list, as in a case without a row of its own, there is none."""
    return None if isinstance(value, list) else value


def _is(value: Any, operand: tuple[Any, ...], today: date) -> bool:
    return any(same(value, _day(wanted, today)) for wanted in operand)


def same(value: Any, wanted: Any) -> bool:
    """Equal and of the same sort: true is not 1."""
    return value is not None and isinstance(value, bool) == isinstance(wanted, bool) and value == wanted


def _parts(row: Any) -> list[Any]:
    """The values of one row: a `choices` answer has several."""
    return row if isinstance(row, list) else [] if row is None else [row]


def _includes(rows: list[Any], operand: tuple[Any, ...], today: date) -> bool:
    return any(_is(value, operand, today) for row in rows for value in _parts(row))


def _only(rows: list[Any], operand: tuple[Any, ...], today: date) -> bool:
    return bool(rows) and all(_parts(row) and all(_is(value, operand, today) for value in _parts(row)) for row in rows)


def _count(rows: list[Any], operand: tuple[int | None, int | None], today: date) -> bool:
    least, most = operand
    answered = sum(1 for row in rows if _present(row))
    return (least is None or answered >= least) and (most is None or answered <= most)


def _at_least(value: Any, operand: Any, today: date) -> bool:
    return value is not None and bool(value >= operand)


def _at_most(value: Any, operand: Any, today: date) -> bool:
    return value is not None and bool(value <= operand)


def _before(value: Any, operand: Any, today: date) -> bool:
    return value is not None and bool(value < _day(operand, today))


def _after(value: Any, operand: Any, today: date) -> bool:
    return value is not None and bool(value > _day(operand, today))


def _day(operand: Any, today: date) -> Any:
    return today.isoformat() if isinstance(operand, Today) else operand


def _answered(value: Any, operand: bool, today: date) -> bool:
    return any(map(_present, value if isinstance(value, list) else [value])) is operand


def _present(value: Any) -> bool:
    """null, empty text and [] are absent."""
    return value not in (None, "", [])


_TESTS: dict[str, Callable[[Any, Any, date], bool]] = {
    "is": _is,
    "includes": _includes,
    "only": _only,
    "count": _count,
    "at_least": _at_least,
    "at_most": _at_most,
    "before": _before,
    "after": _after,
    "answered": _answered,
}
