"""When something is shown in JSON Forms: a schema that an answer has to fit, as a condition of a template."""

from collections.abc import Mapping
from typing import Any

from engine.exchange.clauses import Clause, asks, every, negated, some
from engine.exchange.json_schema.drawn import Drawn
from engine.exchange.json_values import pointer
from engine.exchange.unsayable import Unsayable


def place_of(scope: Any, base: str = "") -> str | None:
    """The place that a scope such as `#/properties/a/properties/b` means; None where it means none."""
    if not isinstance(scope, str) or not scope.startswith("#"):
        return None
    parts = [part.replace("~1", "/").replace("~0", "~") for part in scope.split("/")[1:]]
    found = base
    while parts:
        word = parts.pop(0)
        if word == "items":
            found += "/*"
        elif word == "properties" and parts:
            found += pointer(parts.pop(0))
        else:
            return None
    return found


def shown_by_rule(rule: Any, drawn: Drawn, base: str) -> Clause:
    """When a rule shows what it stands at; raises Unsayable."""
    if not isinstance(rule, Mapping) or rule.get("effect") not in ("SHOW", "HIDE"):
        raise Unsayable("effect")
    holds = _condition(rule.get("condition"), drawn, base)
    return holds if rule["effect"] == "SHOW" else negated(holds)


def _condition(condition: Any, drawn: Drawn, base: str) -> Clause:
    if not isinstance(condition, Mapping):
        raise Unsayable("condition")
    parts = condition.get("conditions")
    if condition.get("type") in ("AND", "OR") and isinstance(parts, list):
        return (every if condition["type"] == "AND" else some)([_condition(part, drawn, base) for part in parts])
    place = place_of(condition.get("scope"), base)
    question = drawn.questions.get(place) if place is not None else None
    if place is None or question is None:
        raise Unsayable("scope")
    if "expectedValue" in condition:
        return asks(place, "is", _plain(condition["expectedValue"]))
    schema = condition.get("schema")
    absent = condition.get("failWhenUndefined") is not True and _fits_absent(schema)
    present = _fits(schema, place, question.type.kind)
    return some([present, asks(place, "answered", False)]) if absent and present is not True else present


def _fits_absent(schema: Any) -> bool:
    """Whether no answer fits the schema: keywords that are about another sort of value let it pass."""
    if not isinstance(schema, Mapping):
        return schema is True
    if "not" in schema and _fits_absent(schema["not"]):
        return False
    return not {"const", "enum", "type"} & set(schema)


def _fits(schema: Any, place: str, kind: str) -> Clause:
    """When an answer that is there fits the schema."""
    if isinstance(schema, bool):
        return schema
    if not isinstance(schema, Mapping):
        raise Unsayable("schema")
    return every([_keyword(name, value, place, kind) for name, value in schema.items()])


def _keyword(name: str, value: Any, place: str, kind: str) -> Clause:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    match name:
        case "const":
            return asks(place, "is", _plain(value))
        case "enum" if isinstance(value, list) and value:
            return asks(place, "is", [_plain(one) for one in value])
        case "minimum" | "maximum" if is_number and kind == "number":
            return asks(place, "at_least" if name == "minimum" else "at_most", value)
        case "exclusiveMinimum" | "exclusiveMaximum" if is_number and kind == "number":
            return every([asks(place, "at_least" if name == "exclusiveMinimum" else "at_most", value), negated(asks(place, "is", value))])
        case "not":
            return every([asks(place, "answered", True), negated(_fits(value, place, kind))])
        case "minLength" if value == 1:
            return asks(place, "answered", True)
        case "minItems" if is_number and kind in ("choices", "rows"):
            return asks(place, "count", {"at_least": value})
        case "contains" if isinstance(value, Mapping) and len(value) == 1 and kind == "choices":
            found = value.get("enum", [value["const"]] if "const" in value else None)
            if isinstance(found, list) and found:
                return asks(place, "includes", [_plain(one) for one in found])
        case "type" if isinstance(value, str):
            return asks(place, "answered", True)
        case "title" | "description" | "$comment":
            return True
    raise Unsayable(name)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping | list) or value is None:
        raise Unsayable("value")
    return value
