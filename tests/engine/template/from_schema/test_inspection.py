"""What no form can be made of is found wherever it stands, with its pointer."""

from typing import Any

import pytest

from engine.template.from_schema.dialects import DIALECTS, LATEST, Dialect
from engine.template.from_schema.inspection import inspected, refusals
from engine.template.from_schema.pointers import pointer_of

FOUR, _, SEVEN, _, NEW = DIALECTS


def refused(schema: Any, dialect: Dialect = LATEST) -> list[tuple[str, str]]:
    """Code and pointer of each refusal."""
    return [(refusal.code, pointer_of(refusal.parts)) for refusal in refusals(schema, dialect)]


def inside(schema: Any) -> dict[str, Any]:
    """An object with a property of that schema."""
    return {"type": "object", "properties": {"a": schema}}


@pytest.mark.parametrize(
    ("schema", "code", "keyword"),
    [
        ({"patternProperties": {"^a": {}}}, "schema-not-drawn", "patternProperties"),
        ({"prefixItems": [{}]}, "schema-not-drawn", "prefixItems"),
        ({"$dynamicRef": "#x"}, "schema-not-drawn", "$dynamicRef"),
        ({"$schema": NEW.uri}, "schema-not-drawn", "$schema"),
        ({"dependencies": {"a": ["b"]}}, "schema-other-draft", "dependencies"),
        ({"pattern": "(?=a)"}, "schema-pattern", "pattern"),
        ({"$ref": "https://example.invalid/person.json"}, "schema-remote", "$ref"),
        ({"$ref": "#/$defs/nowhere"}, "schema-remote", "$ref"),
        ({"minLength": 1, "$ref": "#/properties/a/minLength/x"}, "schema-remote", "$ref"),
        ({"title": "A", "$ref": "#/properties/a/title/x"}, "schema-remote", "$ref"),
        ({"nullable": True, "$ref": "#/properties/a/nullable/0"}, "schema-remote", "$ref"),
        ({"default": None, "$ref": "#/properties/a/default/x"}, "schema-remote", "$ref"),
        ({"type": "strng"}, "schema-not-valid", "type"),
        ({"minLength": -1}, "schema-not-valid", "minLength"),
    ],
)
def test_what_can_not_be_used_is_refused_at_its_keyword(schema: Any, code: str, keyword: str) -> None:
    assert refused(inside(schema)) == [(code, f"/properties/a/{keyword}")]


@pytest.mark.parametrize(
    ("around", "pointer"),
    [
        (lambda bad: {"allOf": [{}, bad]}, "/allOf/1"),
        (lambda bad: {"not": bad}, "/not"),
        (lambda bad: {"items": bad}, "/items"),
        (lambda bad: {"additionalProperties": bad}, "/additionalProperties"),
        (lambda bad: {"dependentSchemas": {"x/y": bad}}, "/dependentSchemas/x~1y"),
        (lambda bad: {"if": {}, "then": bad}, "/then"),
        (lambda bad: {"$ref": "#/$defs/d", "$defs": {"d": bad}}, "/$defs/d"),
        (lambda bad: {"$ref": "#named", "$defs": {"d": {"$anchor": "named", **bad}}}, "/$ref"),
    ],
)
def test_it_is_found_wherever_schemas_stand(around: Any, pointer: str) -> None:
    assert refused(around({"patternProperties": {}})) == [("schema-not-drawn", f"{pointer}/patternProperties")]


def test_a_list_of_items_is_refused() -> None:
    assert refused(inside({"items": [{}]}), SEVEN) == [("schema-not-drawn", "/properties/a/items")]


def test_a_value_or_a_name_is_no_keyword() -> None:
    assert refused(inside({"enum": [{"$ref": "x", "patternProperties": 1}], "default": {"pattern": "("}})) == []
    assert refused({"properties": {"patternProperties": {}, "$ref": {"type": "string"}, "pattern": {}}}) == []


def test_what_nothing_refers_to_is_not_looked_at() -> None:
    assert refused({"$defs": {"a": {"patternProperties": {}}}, "properties": {"b": {}}}) == []


@pytest.mark.parametrize("ref", ["#", "#/properties/a", "#/$defs/x"])
def test_what_leads_back_to_itself_is_refused(ref: str) -> None:
    schema = {"properties": {"a": {"properties": {"b": {"$ref": ref}}}}, "$defs": {"x": {"items": {"$ref": "#/$defs/x"}}}}
    assert [code for code, _ in refused(schema)] == ["schema-recursion"]


def test_the_same_definition_may_be_used_twice() -> None:
    assert refused({"properties": {"a": {"$ref": "#/$defs/d"}, "b": {"$ref": "#/$defs/d"}}, "$defs": {"d": {"type": "string"}}}) == []


def test_references_that_double_at_every_turn_are_too_large() -> None:
    doubled = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}, {"$ref": f"#/$defs/d{n + 1}"}]} for n in range(40)} | {"d40": {}}
    assert [code for code, _ in refused({"$ref": "#/$defs/d0", "$defs": doubled})] == ["schema-too-large"]


def test_references_in_a_long_line_are_too_deep() -> None:
    line = {f"d{n}": {"$ref": f"#/$defs/d{n + 1}"} for n in range(400)} | {"d400": {}}
    assert [code for code, _ in refused({"$ref": "#/$defs/d0", "$defs": line})] == ["schema-too-large"]


def test_in_older_drafts_nothing_beside_a_reference_counts() -> None:
    schema = {"properties": {"a": {"$ref": "#/definitions/d", "patternProperties": {}}}, "definitions": {"d": {}}}
    assert refused(schema, SEVEN) == []


def test_a_keyword_that_the_draft_passes_over_is_refused() -> None:
    assert refused(inside({"const": 1}), FOUR) == [("schema-other-draft", "/properties/a/const")]
    assert refused(inside({"dependentRequired": {}}), SEVEN) == [("schema-other-draft", "/properties/a/dependentRequired")]


def test_a_schema_that_is_too_wide_is_not_even_read() -> None:
    assert refused({"properties": {f"p{number}": {"type": "strng"} for number in range(9000)}}) == [("schema-too-large", "")]


def test_what_is_left_over_can_not_be_asked_for_at_every_level() -> None:
    inner = {"properties": {"a": {}}, "unevaluatedProperties": False}
    assert refused(inner) == []
    assert refused({"allOf": [inner], "unevaluatedProperties": False}) == [("schema-not-drawn", "/allOf/0/unevaluatedProperties")]
    assert refused({"allOf": [inner, inner]}) == []


def test_what_a_reference_means_is_a_schema_wherever_it_stands() -> None:
    assert refused(inside({"$ref": "#/notes/d"}) | {"notes": {"d": {"pattern": ["a"]}}}) == [("schema-not-valid", "/notes/d/pattern")]


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ({}, "2020-12"),
        (True, "2020-12"),
        (inside({"type": "number", "minimum": 1, "exclusiveMinimum": True}), "4"),
        ({**inside({"$ref": "#a"}), "definitions": {"a": {"$id": "#a"}}}, "7"),
        ({"dependencies": {"a": ["b"]}}, "2020-12"),
        ({"$schema": FOUR.uri, **inside({})}, "4"),
        (inside({"type": "strng"}), "2020-12"),
    ],
)
def test_a_schema_without_a_draft_is_in_the_latest_that_it_is_a_schema_of(schema: Any, name: str) -> None:
    found = inspected(schema)
    assert found is not None
    assert found.dialect.name == name


def test_a_draft_that_is_not_used_is_none() -> None:
    assert inspected({"$schema": "http://json-schema.org/draft-03/schema#"}) is None


def test_what_the_latest_passes_over_is_refused_where_it_is_named_and_else_only_noted() -> None:
    schema = {"properties": {"a": {}}, "dependencies": {"a": ["b"]}}
    unnamed, named = inspected(schema), inspected({"$schema": NEW.uri, **schema})
    assert unnamed is not None
    assert named is not None
    assert ([note.code for note in unnamed.notes], unnamed.refusals) == (["schema-passed-over"], ())
    assert ([refusal.code for refusal in named.refusals], named.notes) == (["schema-other-draft"], ())
