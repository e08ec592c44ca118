"""Values for a JSON Schema, right and wrong, the same ones for the same seed. It must not know what a validator makes of them."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import unquote

ODD: tuple[Any, ...] = (None, True, False, 0, 1, -1, 1.0, 2.5, "", "a", " b ", "å/~", "2026-11-26", [], [1, "a"], {}, {"a": 1}, 10**20)
TEXTS = (
    *("a", "abc", "Text with words", "12345", "1990-02-28", "2026-11-26T10:00:00Z", "10:30:00", "a@b.example", "https://a.example/b"),
    *("+46 70 123 45 67", "A", "SE", "123-45-6789", "#ff0000", "true", "x" * 40, "å" * 300),
)
DEEPEST, MOST = 12, 300
"""How deep a value goes, and how many there are in it."""


@dataclass
class Sampler:
    """Makes values for one schema. Branches are taken by chance, so that what it makes fits often, and far from always."""

    root: Any
    chance: Random
    left: int = 0

    def values(self, count: int) -> Iterator[Any]:
        """As many values, and one that is spoilt in some place for each."""
        for _ in range(count):
            self.left = MOST
            value = self.value(self.root, DEEPEST)
            yield value
            yield self.spoilt(value)

    def value(self, schema: Any, deep: int) -> Any:
        """A value for a schema, mostly of the right sort."""
        self.left -= 1
        if deep < 0 or self.left < 0 or self._rarely():
            return self.odd()
        parts = list(self.applying(schema, deep))
        for part in parts:
            if "const" in part or part.get("enum"):
                return copy.deepcopy(part["const"] if "const" in part else self.chance.choice(part["enum"]))
        return self._of_type(self._type(parts), _together(parts), deep)

    def applying(self, schema: Any, deep: int) -> Iterator[Mapping[str, Any]]:
        """The schema and those that it takes in, one of several branches."""
        if not isinstance(schema, Mapping) or deep < 0:
            return
        yield schema
        inside = [self.referred(schema["$ref"])] if isinstance(schema.get("$ref"), str) else []
        inside += _list(schema.get("allOf"))
        inside += [self.chance.choice(schema[keyword]) for keyword in ("anyOf", "oneOf") if _list(schema.get(keyword))]
        inside += [schema[name] for name in (("if", "then") if self._often() else ("else",)) if name in schema]
        for keyword in ("dependencies", "dependentSchemas"):
            inside += [part for part in schema.get(keyword, {}).values() if self._often()]
        for part in inside:
            yield from self.applying(part, deep - 1)

    def referred(self, ref: str) -> Any:
        """What a reference within the schema means; anything where it leads elsewhere."""
        found = self.root
        if not ref.startswith("#"):
            return {}
        for part in unquote(ref[1:]).split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            inner = found.get(name) if isinstance(found, Mapping) else None
            found = found[int(name)] if isinstance(found, list) and name.isdigit() and int(name) < len(found) else inner
        return found

    def spoilt(self, value: Any) -> Any:
        """A copy that differs in one place."""
        whole = [copy.deepcopy(value)]
        inside: Any = whole
        key: Any = 0
        while isinstance(inside[key], dict | list) and inside[key] and self._often():
            inside = inside[key]
            key = self.chance.choice(list(inside) if isinstance(inside, dict) else range(len(inside)))
        if inside is not whole and self.chance.random() < 0.4:
            del inside[key]
        elif isinstance(inside[key], dict) and self._often():
            inside[key]["unknown"] = self.odd()
        else:
            inside[key] = self.odd()
        return whole[0]

    def odd(self) -> Any:
        """A value that has nothing to do with the schema."""
        return copy.deepcopy(self.chance.choice(ODD))

    def _type(self, parts: list[Mapping[str, Any]]) -> str:
        named = [types for part in parts if (types := part.get("type"))]
        if named:
            return str(named[-1] if isinstance(named[-1], str) else self.chance.choice(named[-1]))
        known = {key for part in parts for key in part}
        if known & {"properties", "required"}:
            return "object"
        return "array" if "items" in known else self.chance.choice(["string", "integer"])

    def _of_type(self, type_: str, schema: Mapping[str, Any], deep: int) -> Any:
        match type_:
            case "object":
                return self._object(schema, deep)
            case "array":
                least, most = _number(schema, "minItems", 0), _number(schema, "maxItems", 3)
                count = min(self.chance.randint(int(least), max(int(least), min(int(most), int(least) + 2))), 20)
                return [self.value(schema.get("items", {}), deep - 1) for _ in range(count)]
            case "string":
                return self._text(schema)
            case "boolean":
                return self.chance.random() < 0.5
            case "integer" | "number":
                return self._number(schema, whole=type_ == "integer")
        return None if type_ == "null" else self.odd()

    def _object(self, schema: Mapping[str, Any], deep: int) -> dict[str, Any]:
        properties = schema.get("properties", {})
        required = [name for name in schema.get("required", ()) if isinstance(name, str)]
        found = {name: self.value(inner, deep - 1) for name, inner in properties.items() if name in required or self._often()}
        return found | {name: self.odd() for name in required if name not in properties}

    def _text(self, schema: Mapping[str, Any]) -> str:
        pattern = schema.get("pattern")
        least, most = int(_number(schema, "minLength", 0)), int(_number(schema, "maxLength", 1000))
        fitting = [text for text in TEXTS if least <= len(text) <= most and _matches(pattern, text)]
        return self.chance.choice(fitting or [("x" * min(max(least, 1), 2000))[:most]])

    def _number(self, schema: Mapping[str, Any], *, whole: bool) -> Any:
        least = _number(schema, "minimum", _number(schema, "exclusiveMinimum", -1) + 1)
        most = _number(schema, "maximum", _number(schema, "exclusiveMaximum", least + 10) - 1)
        step = schema.get("multipleOf")
        if isinstance(step, int | float) and step and not isinstance(step, bool):
            return step * self.chance.randint(0, 5)
        number = self.chance.uniform(least, max(least, most))
        return round(number) if whole or self._often() else number

    def _often(self) -> bool:
        return self.chance.random() < 0.7

    def _rarely(self) -> bool:
        return self.chance.random() < 0.03


def _together(parts: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Several schemas as one, roughly: the properties and demands of all, and the first word on anything else."""
    found: dict[str, Any] = {}
    for part in parts:
        found = {**part, **found}
    several = [part["properties"] for part in parts if isinstance(part.get("properties"), Mapping)]
    found["properties"] = {name: _of_all(name, several) for properties in several for name in properties}
    found["required"] = [name for part in parts for name in _list(part.get("required"))]
    return found


def _of_all(name: str, several: list[Mapping[str, Any]]) -> Any:
    described = [properties[name] for properties in several if name in properties]
    return described[0] if len(described) == 1 else {"allOf": described}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(schema: Mapping[str, Any], keyword: str, otherwise: float) -> float:
    found = schema.get(keyword)
    return found if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < 1e9 else otherwise


def _matches(pattern: Any, text: str) -> bool:
    try:
        return not isinstance(pattern, str) or re.search(pattern, text) is not None
    except re.error:
        return True
