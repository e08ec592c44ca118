"""Schemas of forms and values for them, made up by Hypothesis: every keyword that a form may use, values right and wrong."""

import json
from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft7Validator, Draft202012Validator

from engine.template.load import load
from engine.template.model import FormTemplate

DRAFTS: dict[str, Any] = {
    "http://json-schema.org/draft-04/schema#": Draft4Validator,
    "http://json-schema.org/draft-07/schema#": Draft7Validator,
    "https://json-schema.org/draft/2020-12/schema": Draft202012Validator,
}
NAMES = ("a", "b", "c", "name of it", "å/ä", "period", "a.b")
TEXTS = ("", "a", "b", "ab", "12345", "yes", "å", " a ", "\x00", "2026-11-20", "a\n", "\ud800")
ONES = (True, False, 0, 1, 1.0, -3, 2.5, 10**400, 1e300, None, *TEXTS)
one = st.sampled_from(ONES)
anything = st.recursive(
    one, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3), max_leaves=6
)
constants = st.sampled_from([value for value in ONES if value not in ("\x00", "\ud800", 10**400, 1e300, 1.0)])


def with_schema(schema: Any) -> FormTemplate:
    """A template whose form is a schema."""
    routing = [{"to": "desk"}]
    value = {"template": "made", "title": "Made", "functions": {"desk": "Desk"}, "routing": routing, "form": {"schema": schema}}
    return load(json.dumps(value, ensure_ascii=False))


class Made:
    """Makes the parts of one schema, of one draft."""

    def __init__(self, draw: Any, draft: str) -> None:
        self.draw = draw
        self.draft = draft
        self.new = "2020" in draft
        self.old = "draft-04" in draft

    def some(self, strategy: st.SearchStrategy[Any]) -> Any:
        """A value of a strategy."""
        return self.draw(strategy)

    def whole(self) -> dict[str, Any]:
        """A schema of a form, with definitions that parts of it refer to."""
        definitions = {name: self.place(1, refers=False) for name in ("x", "y z")}
        return {"$schema": self.draft, **self.object(2), "$defs" if self.new else "definitions": definitions}

    def object(self, depth: int, *, refers: bool = True) -> dict[str, Any]:
        """A schema of an object, with rules between its properties."""
        names = self.some(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
        found: dict[str, Any] = {"type": "object", "properties": {name: self.place(depth, refers=refers) for name in names}}
        if self.some(st.booleans()):
            found["required"] = self.some(st.lists(st.sampled_from(NAMES[:4]), min_size=1, max_size=2, unique=True))
        if self.some(st.integers(0, 3)) == 0:
            found["additionalProperties"] = self.some(st.sampled_from([False, True, {"type": "string"}]))
        for _ in range(self.some(st.integers(0, 2))):
            found |= self.rule(depth)
        return found

    def rule(self, depth: int) -> dict[str, Any]:
        """Something that holds between properties."""
        rules = ["allOf", "anyOf", "oneOf", "not", "size", "dependent", *(() if self.old else ("if",))]
        kind, name = self.some(st.sampled_from(rules)), self.some(st.sampled_from(NAMES[:3]))
        if kind == "if":
            return {"if": self.test(), "then": self.part(depth), **({"else": self.part(depth)} if self.some(st.booleans()) else {})}
        if kind == "dependent":
            either = {name: self.some(st.just([NAMES[1]])) if self.some(st.booleans()) else self.part(depth)}
            keyword = "dependencies" if not self.new else "dependentRequired" if isinstance(either[name], list) else "dependentSchemas"
            return {keyword: either}
        if kind == "size":
            return self.some(st.sampled_from([{"minProperties": 2}, {"maxProperties": 2}, {"description": "Words", "x-other": 1}]))
        return {"not": self.test()} if kind == "not" else {kind: [self.part(depth) for _ in range(self.some(st.integers(1, 2)))]}

    def part(self, depth: int) -> dict[str, Any]:
        """A schema that adds to an object."""
        name = self.some(st.sampled_from(NAMES[:4]))
        shapes = [{"required": [name]}, {"properties": {name: self.place(max(depth - 1, 0))}}, self.test()]
        return self.some(st.sampled_from(shapes)) | ({"required": [name]} if self.some(st.booleans()) else {})

    def test(self) -> dict[str, Any]:
        """A schema that asks something of one property."""
        name = self.some(st.sampled_from(NAMES[:3]))
        inner = self.some(st.sampled_from([self.listed(), {"type": "string"}, {"minimum": 1}, {"not": self.listed()}, {"minLength": 1}]))
        return {"properties": {name: inner}, **({"required": [name]} if self.some(st.booleans()) else {})}

    def listed(self) -> dict[str, Any]:
        """A schema of some values."""
        values = self.some(st.lists(constants, min_size=1, max_size=3, unique_by=repr))
        if self.old or self.some(st.booleans()):
            return {"enum": values}
        return {"const": values[0]} if self.some(st.booleans()) else {"oneOf": [{"const": value, "title": "T"} for value in values]}

    def place(self, depth: int, *, refers: bool = True) -> dict[str, Any]:
        """A schema of any place."""
        kinds = [
            "string",
            "number",
            "integer",
            "boolean",
            "listed",
            "two",
            "any",
            *(("object", "array") if depth else ()),
            *(("ref",) if refers else ()),
        ]
        kind = self.some(st.sampled_from(kinds))
        if kind == "ref":
            return {
                "$ref": self.some(st.sampled_from(["#/$defs/x", "#/$defs/y%20z"])).replace("$defs", "$defs" if self.new else "definitions")
            }
        if kind == "object":
            return self.object(depth - 1, refers=refers)
        if kind == "array":
            items = self.place(depth - 1, refers=refers)
            limits = self.some(st.sampled_from([{}, {"minItems": 1}, {"maxItems": 1}, {"uniqueItems": True}]))
            return {"type": "array", "items": items, **limits}
        if kind == "listed":
            return self.listed()
        words = self.some(st.sampled_from([{}, {"title": "Title"}, {"description": "Said"}]))
        return {**words, **({} if kind == "any" else {"type": kind if kind != "two" else ["string", "null"]}), **self.limits(kind)}

    def limits(self, kind: str) -> dict[str, Any]:
        """Limits of one value."""
        texts = [{}, {"minLength": 1}, {"maxLength": 2}, {"pattern": "^a"}, {"pattern": r"^\d+$"}, {"format": "date"}, {"format": "email"}]
        above = {"minimum": 1, "exclusiveMinimum": True} if self.old else {"exclusiveMinimum": 1}
        numbers = [{}, {"minimum": 0}, {"maximum": 1.5}, {"multipleOf": 0.5}, above]
        given = {"string": texts, "two": texts, "number": numbers, "integer": numbers, "any": [*texts, *numbers]}
        return dict(self.some(st.sampled_from(given.get(kind, [{}]))))


@st.composite
def schemas(draw: Any) -> dict[str, Any]:
    """A schema of a form."""
    return Made(draw, draw(st.sampled_from(sorted(DRAFTS)))).whole()


@st.composite
def values(draw: Any, schema: Any, root: Any, depth: int = 6) -> Any:
    """A value for a schema, mostly of the right kind."""
    if not isinstance(schema, dict) or depth < 0 or draw(st.integers(0, 11)) == 0:
        return draw(anything)
    if "$ref" in schema:
        return draw(values(_target(schema["$ref"], root), root, depth - 1))
    listed = schema.get("enum") or [branch["const"] for branch in schema.get("oneOf", []) if "const" in branch] or [schema.get("const")]
    if listed != [None]:
        return draw(st.sampled_from(listed))
    type_ = schema.get("type")
    if type_ == "object" or "properties" in schema:
        more = [part for found in (schema, *_parts(schema)) for part in found.get("properties", {}).items()]
        return {name: draw(values(inner, root, depth - 1)) for name, inner in more if draw(st.integers(0, 3))}
    if type_ == "array":
        return [draw(values(schema.get("items", {}), root, depth - 1)) for _ in range(draw(st.integers(0, 2)))]
    right = {
        "string": st.sampled_from(TEXTS),
        "boolean": st.booleans(),
        "integer": st.integers(-1, 3),
        "number": st.sampled_from([0, 1.5, 1, -2]),
    }
    return draw(right.get(type_ if isinstance(type_, str) else "", one))


def _target(ref: str, root: Any) -> Any:
    definitions = root.get("$defs") or root.get("definitions")
    return definitions["y z" if "%20" in ref else "x"]


def _parts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    several = [part for keyword in ("allOf", "anyOf", "oneOf") for part in schema.get(keyword, [])]
    dependent = [part for keyword in ("dependencies", "dependentSchemas") for part in schema.get(keyword, {}).values()]
    return [part for part in (*several, *dependent, schema.get("then"), schema.get("else")) if isinstance(part, dict)]
