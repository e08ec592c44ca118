"""Conditions while they are made: mappings as templates write them, with True and False for what is always or never so."""

from collections.abc import Iterable, Mapping
from typing import Any

Clause = bool | Mapping[str, Any]
"""True, False, or a condition as it stands in a template."""


def asks(reference: str, test: str, operand: Any) -> Clause:
    """One test on one answer; `is` is written without its name."""
    return {reference: operand if test == "is" else {test: operand}}


def every(parts: Iterable[Clause]) -> Clause:
    """Holds when all of them do. Parts about different answers share one mapping."""
    found = [part for part in parts if part is not True]
    if False in found:
        return False
    return _joined([part for part in found if isinstance(part, Mapping)], "all") if found else True


def some(parts: Iterable[Clause]) -> Clause:
    """Holds when at least one of them does."""
    found = [part for part in parts if part is not False]
    if True in found:
        return True
    return _joined(_gathered([part for part in found if isinstance(part, Mapping)]), "any") if found else False


def negated(part: Clause) -> Clause:
    """Holds when it does not."""
    if isinstance(part, bool):
        return not part
    if list(part) == ["not"]:
        inner: Clause = part["not"]
        return inner
    return {"not": dict(part)}


def _gathered(parts: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Tests of one answer for this value or that as one test, where the first of them stands."""
    found: list[Mapping[str, Any]] = []
    places: dict[tuple[str, str], int] = {}
    for part in parts:
        name, value = next(iter(part.items()))
        test = "includes" if isinstance(value, Mapping) and list(value) == ["includes"] else "is"
        values = value["includes"] if test == "includes" else value
        if len(part) > 1 or name in ("all", "any", "not") or isinstance(values, Mapping):
            found.append(part)
        elif (name, test) not in places:
            places[(name, test)] = len(found)
            found.append(_one_of(name, test, [values]))
        else:
            place = places[(name, test)]
            before = found[place][name]
            found[place] = _one_of(name, test, [before["includes"] if test == "includes" else before, values])
    return found


def _one_of(name: str, test: str, operands: list[Any]) -> Mapping[str, Any]:
    """A test for any of these values, each of them once; an operand is one value or a list."""
    values = [value for operand in operands for value in (operand if isinstance(operand, list) else [operand])]
    once = [value for place, value in enumerate(values) if value not in values[:place]]
    operand = once[0] if len(once) == 1 else once
    return {name: operand if test == "is" else {test: operand}}


def _joined(parts: list[Mapping[str, Any]], how: str) -> Clause:
    """Several conditions as one, each of them once."""
    once = [part for place, part in enumerate(parts) if part not in parts[:place]]
    if len(once) == 1:
        return once[0]
    flat = [inner for part in once for inner in (part[how] if list(part) == [how] else [part])]
    names = [name for part in flat for name in part]
    if how == "all" and len(set(names)) == len(names):
        return {name: value for part in flat for name, value in part.items()}
    return {how: [dict(part) for part in flat]}
