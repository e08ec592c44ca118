"""Conditions as an author would write them: plain values, the opposite of reading them."""

from typing import Any

from engine.conditions import All, Any_, Condition, Not, Test, Today


def written(condition: Condition) -> dict[str, Any]:
    """The condition as JSON values; read again it is the same, where each reference is called by its own name."""
    match condition:
        case All(parts):
            return {"all": [written(part) for part in parts]}
        case Any_(parts):
            return {"any": [written(part) for part in parts]}
        case Not(part):
            return {"not": written(part)}
        case Test(reference, "is", operand):
            return {reference: _among(operand)}
        case Test(reference, test, operand):
            return {reference: {test: _operand(test, operand)}}


def _operand(test: str, operand: Any) -> Any:
    if test == "count":
        least, most = operand
        return least if least == most else {name: bound for name, bound in (("at_least", least), ("at_most", most)) if bound is not None}
    return _among(operand) if isinstance(operand, tuple) else _plain(operand)


def _among(values: tuple[Any, ...]) -> Any:
    """One value alone, several as a list."""
    plain = [_plain(value) for value in values]
    return plain[0] if len(plain) == 1 else plain


def _plain(value: Any) -> Any:
    return "today" if isinstance(value, Today) else value
