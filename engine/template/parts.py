"""What is what in a template's values, as their schema tells it: which are texts, which are conditions, which are questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema.protocols import Validator

from engine.template.source import Path

_VARIANTS = {"question": "type", "step": "kind"}
"""Definitions that branch on a key have a definition for each of its values."""


@dataclass(frozen=True)
class Part:
    """A value that the schema has a name for among its `$defs`, such as "text" or "condition"."""

    kind: str
    path: Path
    value: Any


def parts(value: Any, schema: Validator, path: Path = (), kind: str | None = None) -> Iterator[Part]:
    """Every part of a value that has the shape of the schema, or of its definition `kind`; outer ones before those inside."""
    return _parts(Shapes(schema), value, schema.schema if kind is None else {"$ref": kind}, path)


def _parts(shapes: "Shapes", value: Any, schema: Any, path: Path) -> Iterator[Part]:
    """The value, where it has a name, and all that is inside it."""
    kinds, shape = shapes.of(value, schema)
    yield from (Part(kind, path, value) for kind in kinds)
    for key, inner in _inside(value):
        yield from _parts(shapes, inner, below(shape, key), (*path, key))


class Shapes:
    """Follows values and schema side by side. A value of another shape than the schema's has no parts that it knows of."""

    def __init__(self, schema: Validator) -> None:
        self.schema = schema
        root: Any = schema.schema
        self.definitions: Mapping[str, Any] = root["$defs"]

    def of(self, value: Any, schema: Any) -> tuple[tuple[str, ...], Mapping[str, Any]]:
        """What the schema calls a value, outer names first, and the schema that says what is inside it."""
        kinds: list[str] = []
        while "$ref" in schema or "if" in schema:
            if "$ref" in schema:
                kinds.append(schema["$ref"].rpartition("/")[2])
                schema = self._definition(kinds[-1], value)
            else:
                holds = self.schema.evolve(schema=schema["if"]).is_valid(value)
                schema = schema.get("then" if holds else "else", {})
        return tuple(kinds), schema

    def _definition(self, kind: str, value: Any) -> Any:
        if kind in _VARIANTS:
            key = _VARIANTS[kind]
            kind = f"{key}_{value.get(key)}" if isinstance(value, dict) else kind
        return self.definitions.get(kind, {})


def _inside(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def below(schema: Mapping[str, Any], key: str | int) -> Any:
    """The schema of what stands at a key or a place; an empty one for what may be anything."""
    found = schema.get("items") if isinstance(key, int) else schema.get("properties", {}).get(key, schema.get("additionalProperties"))
    return found if isinstance(found, dict) else {}
