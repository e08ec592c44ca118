"""JSON Schemas of forms, made by throwing a die: most of the keywords that a form may use, and some that it may not."""

from random import Random
from typing import Any

DRAFTS = (
    "http://json-schema.org/draft-04/schema#",
    "http://json-schema.org/draft-07/schema#",
    "https://json-schema.org/draft/2020-12/schema",
)
NAMES = ("a", "b", "c", "name of it", "å/ä", "period", "$ref")
VALUES: tuple[Any, ...] = (True, False, 0, 1, -3, 2.5, None, "a", "b", "", "yes", "2026-11-20", [], {})
PATTERNS = ("^a", "^b$", "a|b", "^[a-z]+$", r"^\d+$", "(a+)+$", "[", "(?=a)", r"(a)\1", "^.{1,1000}$", r"\p{L}+")
_REFUSED: dict[str, Any] = {"patternProperties": {"^a": {}}, "prefixItems": [{}], "unevaluatedProperties": False, "$dynamicRef": "#a"}


def whole_schema(die: Random) -> dict[str, Any]:
    """A schema of a form, mostly with a draft and definitions."""
    draft = {"$schema": die.choice(DRAFTS)} if die.randrange(4) else {}
    definitions = {die.choice(("$defs", "definitions")): {name: _place(die, 1) for name in ("x", "y z")}}
    return {**draft, **_object(die, 3), **(definitions if die.randrange(2) else {})}


def ui(die: Random) -> dict[str, Any]:
    """What an author says beside it."""
    said: dict[str, Any] = {
        "label": "L",
        "hint": "H",
        "optional": die.randrange(2) == 0,
        "show_if": {"/a": die.choice(VALUES)},
        "preset": "a",
    }
    said |= {"statistics": True, "options": {"a": "A"}, "repeat": {"item": "I"}, "rows": 4}
    return {
        pointer: {key: said[key] for key in die.sample(sorted(said), 2)} for pointer in die.sample(("/a", "/b", "", "/a/b", "/a/*", "x"), 2)
    }


def _object(die: Random, depth: int) -> dict[str, Any]:
    names = die.sample(NAMES, die.randint(1, 4))
    found: dict[str, Any] = {"type": "object", "properties": {name: _place(die, depth) for name in names}}
    if die.randrange(2):
        found["required"] = die.sample(NAMES, die.randint(1, 2))
    for _ in range(die.randrange(3)):
        found |= _rule(die, depth)
    return found


def _rule(die: Random, depth: int) -> dict[str, Any]:
    """Something that holds between properties."""
    parts = [_part(die, depth) for _ in range(die.randint(1, 4))]
    name = die.choice(NAMES)
    rules: tuple[dict[str, Any], ...] = (
        {die.choice(("allOf", "anyOf", "oneOf")): parts},
        {"if": parts[0], "then": parts[-1], "else": die.choice(parts)},
        {"not": parts[0]},
        {"dependencies": {name: die.choice((parts[0], [die.choice(NAMES)]))}},
        {"dependentRequired": {name: [die.choice(NAMES)]}, "dependentSchemas": {die.choice(NAMES): parts[0]}},
        {"additionalProperties": die.choice((False, {"type": "string"}))},
        {"minProperties": 2, "maxProperties": die.randrange(5)},
        {"description": "D"},
        {"title": "T"},
    )
    return die.choice(rules) if die.randrange(20) else _REFUSED


def _part(die: Random, depth: int) -> dict[str, Any]:
    name = die.choice(NAMES)
    shapes = ({"required": [name]}, {"properties": {name: _place(die, depth - 1)}}, {"properties": {name: {"const": die.choice(VALUES)}}})
    return {**die.choice(shapes), **die.choice(shapes)}


def _place(die: Random, depth: int) -> Any:
    """A schema of any place."""
    kind = die.choice(("string", "number", "integer", "boolean", "listed", "null", "any", "object", "array", "array", "ref", "rule"))
    if depth <= 0 and kind in ("object", "array", "ref", "rule"):
        kind = "string"
    if kind == "object":
        return _object(die, depth - 1)
    if kind == "array":
        limits = die.choice(({}, {"minItems": die.randrange(4)}, {"maxItems": die.choice((0, 2, 10**6))}, {"uniqueItems": True}))
        return {"type": "array", "items": _place(die, depth - 1), **limits}
    if kind == "ref":
        return {
            "$ref": die.choice((*("#/$defs/x",) * 6, "#/definitions/y%20z", "#/$defs/nowhere", "#", "http://x.invalid/", "#/properties/a"))
        }
    if kind == "rule":
        return _rule(die, depth - 1)
    return _value(die, kind)


def _value(die: Random, kind: str) -> Any:
    """A schema of one answer."""
    if kind == "listed":
        values = die.sample(VALUES, die.randint(1, 4))
        return die.choice(({"enum": values}, {"const": values[0]}, {"oneOf": [{"const": value, "title": "T"} for value in values]}))
    limits: tuple[dict[str, Any], ...] = (
        {},
        {"minLength": die.randrange(5), "maxLength": die.choice((0, 2, 500, 10**9))},
        {"pattern": die.choice(PATTERNS)},
        {"format": die.choice(("date", "email", "time", "textarea", "uri", "?"))},
        {"minimum": die.randrange(3), "maximum": die.choice((0, 1.5, 1e300))},
        {"multipleOf": die.choice((0.5, 3, 1e-9))},
        {"default": die.choice(VALUES), "title": die.choice(("T", "", "t" * 300)), "description": "D"},
    )
    type_ = {"any": {}, "string": {"type": die.choice(("string", ["string", "null"]))}}.get(kind, {"type": kind})
    return {**type_, **die.choice(limits), **die.choice(limits)}
