"""Says a schema that others hang on (`if`, a branch's tags) as a condition, as far as the language of conditions reaches."""

from collections.abc import Iterator, Mapping
from typing import Any

from referencing._core import Resolver

from engine.conditions import All, Any_, Condition, Not, Test
from engine.template.from_schema.pointers import pointer_of
from engine.template.from_schema.values import choosable

ALWAYS, NEVER = All(()), Any_(())
_SILENT = frozenset(
    {"title", "description", "$comment", "default", "examples", "type", "required", "$defs", "definitions", "$id", "id", "deprecated"}
)
_BOUNDS: Mapping[str, tuple[str, bool]] = {
    "minimum": ("at_least", True),
    "maximum": ("at_most", True),
    "exclusiveMinimum": ("at_most", False),
    "exclusiveMaximum": ("at_least", False),
}


def answered(pointer: str) -> Condition:
    """The condition that something has been answered at a pointer."""
    return Test(pointer, "answered", True)


def when_object(schema: Any, here: str, resolver: "Resolver[Any]", sure: frozenset[str] = frozenset()) -> Condition | None:
    """When the object at a pointer fits the schema; None when no condition can say it. References in it are pointers.

    `sure` holds the names that the object can not do without: of them it need not be said what holds when they are absent.
    """
    if isinstance(schema, bool):
        return ALWAYS if schema else NEVER
    if "$ref" in schema:
        target = resolver.lookup(schema["$ref"])
        return when_object(target.contents, here, target.resolver, sure) if len(schema) == 1 else None
    if schema.get("type", "object") != "object":
        return None
    required = set(schema.get("required", ()))
    parts: list[Condition | None] = [answered(here + pointer_of([name])) for name in sorted(required - set(schema.get("properties", ())))]
    for keyword, value in schema.items():
        if keyword == "properties":
            parts += [_property(value[name], here + pointer_of([name]), resolver, demanded=name in required | sure) for name in value]
        elif keyword not in _SILENT:
            parts.append(_connected(keyword, value, lambda inner: when_object(inner, here, resolver, sure)))
    return _all(parts)


def tags(schema: Any, here: str, resolver: "Resolver[Any]", present: set[str]) -> Condition | None:
    """The condition that the answers naming a branch are the branch's own; None when nothing in it names it."""
    named = naming(schema, resolver, present)
    return _all([_value(inner, here + pointer_of([name])) for name, inner in named.items()]) if named else None


def naming(schema: Any, resolver: "Resolver[Any]", present: set[str]) -> Mapping[str, Any]:
    """The schemas of the answers that name a branch: those that are always there in it and can only be some values."""
    if isinstance(schema, Mapping) and "$ref" in schema:
        schema = resolver.lookup(schema["$ref"]).contents
    if not isinstance(schema, Mapping):
        return {}
    known, properties = present | set(schema.get("required", ())), schema.get("properties", {}).items()
    return {name: inner for name, inner in properties if name in known and isinstance(inner, Mapping) and choosable(inner)}


def _property(schema: Any, pointer: str, resolver: "Resolver[Any]", *, demanded: bool) -> Condition | None:
    """When what is answered at a pointer fits; an answer that may be left out fits when it is."""
    if isinstance(schema, Mapping) and {"properties", "required"} & set(schema):
        return when_object(schema, pointer, resolver) if demanded else None
    found = _value(schema, pointer)
    if found is None or found == ALWAYS:
        return answered(pointer) if found == ALWAYS and demanded else found
    if not demanded:
        return Any_((Not(answered(pointer)), found))
    return found if isinstance(found, Test) else All((answered(pointer), found))


def _value(schema: Any, pointer: str) -> Condition | None:
    """When one answer fits."""
    if isinstance(schema, bool):
        return ALWAYS if schema else Not(answered(pointer))
    parts = list(_tests(schema, pointer))
    if not parts and "type" in schema:
        return None
    return _all(parts)


def _tests(schema: Mapping[str, Any], pointer: str) -> Iterator[Condition | None]:
    values = choosable({key: schema[key] for key in ("const", "enum") if key in schema})
    if values is not None:
        plain = tuple(chosen.value for chosen in values if isinstance(chosen.value, str | int | float))
        yield Test(pointer, "is", plain) if len(plain) == len(values) else None
    for keyword, bound in schema.items():
        if keyword in _BOUNDS:
            test, plainly = _BOUNDS[keyword]
            found = Test(pointer, test, bound) if not isinstance(bound, bool) else None
            yield found if plainly or found is None else Not(found)
        elif keyword == "contains":
            values = choosable(bound) if isinstance(bound, Mapping) else None
            yield Test(pointer, "includes", tuple(chosen.value for chosen in values), many=True) if values else None
        elif keyword == "minLength" and bound == 1:
            yield answered(pointer)
        elif keyword not in _SILENT and keyword not in ("const", "enum"):
            yield _connected(keyword, bound, lambda inner: _value(inner, pointer))


def _connected(keyword: str, value: Any, read: Any) -> Condition | None:
    """`not`, `allOf` and `anyOf` of what `read` can say; None for any other keyword."""
    if keyword == "not":
        inner = read(value)
        return None if inner is None else Not(inner)
    if keyword == "allOf":
        return _all([read(part) for part in value])
    if keyword == "anyOf":
        parts = [read(part) for part in value]
        return None if None in parts else Any_(tuple(parts))
    return None


def _all(parts: list[Condition | None]) -> Condition | None:
    """All of several; None when one of them can not be said."""
    found = tuple(part for part in parts if part is not None and part != ALWAYS)
    if None in parts:
        return None
    return found[0] if len(found) == 1 else All(found)
