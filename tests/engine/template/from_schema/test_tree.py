"""A schema becomes a tree of what there is to answer: through references, `allOf` and branches, with what is demanded and when."""

from typing import Any

import pytest

from engine.conditions import Not
from engine.conditions import Test as Asked
from engine.template.from_schema.dialects import DIALECTS, LATEST, Dialect
from engine.template.from_schema.tree import Grower, Node

FOUR, _, SEVEN, _, NEW = DIALECTS
TEXT = {"type": "string"}


def grown(schema: dict[str, Any], dialect: Dialect = LATEST) -> dict[str, Node]:
    """The places of a schema by their pointers."""
    return {node.pointer: node for node in Grower(dialect).root(schema).every()}


def kinds(schema: dict[str, Any], dialect: Dialect = LATEST) -> dict[str, str]:
    """What sort of place each is, but for the whole."""
    return {pointer: node.kind for pointer, node in grown(schema, dialect).items() if pointer}


def one(schema: Any) -> Node:
    """The place of a property with that schema."""
    return grown({"properties": {"a": schema}})["/a"]


def refused(schema: Any) -> list[str]:
    """The codes of what can not be drawn."""
    grower = Grower(LATEST)
    grower.root(schema)
    return [refusal.code for refusal in grower.refusals]


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, "text"),
        ({"type": "integer"}, "number"),
        ({"type": "boolean"}, "truth"),
        ({"type": ["number", "null"]}, "number"),
        ({"type": ["integer", "string"]}, "text"),
        ({"type": "null"}, "fixed"),
        ({"enum": ["a", "b"]}, "choice"),
        ({"oneOf": [{"const": 1, "title": "One"}, {"const": 2}]}, "choice"),
        ({"const": True}, "choice"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, "choices"),
        ({"type": "array", "items": TEXT}, "rows"),
        ({"type": "array"}, "rows"),
        ({"properties": {"b": {}}}, "object"),
        ({"minimum": 1}, "number"),
        ({}, "text"),
        (True, "text"),
        ({"allOf": [{"type": ["string", "boolean"]}, {"type": "boolean"}]}, "truth"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "text"),
    ],
)
def test_a_place_is_what_its_schemas_say(schema: Any, kind: str) -> None:
    assert one(schema).kind == kind


def test_a_reference_is_what_it_refers_to() -> None:
    schema = {"properties": {"a": {"$ref": "#/$defs/d", "title": "Mine"}}, "$defs": {"d": {"type": "boolean", "title": "Theirs"}}}
    node = grown(schema)["/a"]
    assert (node.kind, node.said("title")) == ("truth", "Mine")


def test_in_older_drafts_only_words_count_beside_a_reference() -> None:
    schema = {
        "properties": {"a": {"$ref": "#/definitions/d", "title": "Mine", "type": "boolean"}},
        "definitions": {"d": {"type": "integer"}},
    }
    node = grown(schema, SEVEN)["/a"]
    assert (node.kind, node.said("title")) == ("number", "Mine")


def test_a_name_of_its_own_is_found_too() -> None:
    schema = {
        "properties": {"a": {"$ref": "part"}},
        "$id": "https://example.invalid/whole",
        "$defs": {"d": {"$id": "part", "type": "boolean"}},
    }
    assert kinds(schema) == {"/a": "truth"}


def test_objects_and_rows_hold_what_is_in_them() -> None:
    item = {"type": "object", "properties": {"name": TEXT, "tags": {"type": "array", "items": TEXT}}}
    found = kinds({"properties": {"o": {"properties": {"p": {"type": "integer"}}}, "rows": {"type": "array", "items": item}}})
    assert found == {
        "/o": "object",
        "/o/p": "number",
        "/rows": "rows",
        "/rows/*": "object",
        "/rows/*/name": "text",
        "/rows/*/tags": "rows",
        "/rows/*/tags/*": "text",
    }


def test_what_is_demanded_is_told_apart_from_what_may_be() -> None:
    schema = {
        "properties": {"a": TEXT, "b": TEXT, "c": TEXT, "d": TEXT},
        "required": ["a"],
        "dependentRequired": {"a": ["b"]},
        "if": {"properties": {"a": {"const": "x"}}},
        "then": {"required": ["c"]},
    }
    found = grown(schema)
    assert [name for name in "abcd" if found[f"/{name}"].demanded] == ["a"]
    assert [name for name in "abcd" if found[f"/{name}"].sometimes] == ["b", "c"]


def test_what_is_demanded_but_described_nowhere_may_be_anything() -> None:
    assert kinds({"properties": {"a": TEXT}, "required": ["b"]}) == {"/a": "text", "/b": "text"}
    assert kinds({"properties": {"a": TEXT}, "required": ["b"], "additionalProperties": {"type": "integer"}})["/b"] == "number"


IF = {"properties": {"a": {"const": "x"}}, "required": ["a"]}
X = Asked("/a", "is", ("x",))


@pytest.mark.parametrize(
    ("more", "when"),
    [
        ({"if": IF, "then": {"properties": {"b": TEXT}}}, X),
        ({"if": IF, "else": {"properties": {"b": TEXT}}}, Not(X)),
        ({"dependentSchemas": {"a": {"properties": {"b": TEXT}}}}, Asked("/a", "answered", True)),
        ({"oneOf": [{**IF, "properties": {"b": TEXT, **IF["properties"]}}, {"properties": {"a": {"const": "y"}}}]}, X),
        ({"allOf": [{"properties": {"b": TEXT}}]}, None),
        ({"anyOf": [{"properties": {"b": TEXT}}, {"properties": {"c": TEXT}}]}, None),
        ({"if": {"properties": {"a": {"pattern": "x"}}}, "then": {"properties": {"b": TEXT}}}, None),
    ],
)
def test_a_place_is_asked_when_what_describes_it_applies(more: dict[str, Any], when: Any) -> None:
    assert grown({"properties": {"a": TEXT}, **more})["/b"].when == when


def test_a_condition_reaches_all_that_is_inside() -> None:
    inner = {"properties": {"o": {"properties": {"p": TEXT}}}}
    assert grown({"properties": {"a": TEXT}, "if": IF, "then": inner})["/o/p"].when == X


def test_a_branch_that_never_applies_is_not_asked() -> None:
    assert kinds({"properties": {"a": TEXT}, "if": True, "then": {}, "else": {"properties": {"b": TEXT}}}) == {"/a": "text"}


def test_what_all_of_several_lists_allow_can_be_chosen() -> None:
    assert [option.value for option in one({"allOf": [{"enum": [1, 2, 3]}, {"enum": [3, 2, 4]}]}).options] == [2, 3]


def test_what_any_branch_lists_can_be_chosen() -> None:
    branches = [{"properties": {"kind": {"const": name}}, "required": ["kind"]} for name in "ab"]
    assert [option.value for option in grown({"oneOf": branches})["/kind"].options] == ["a", "b"]


def test_one_value_that_is_demanded_is_not_asked_unless_it_is_a_yes() -> None:
    some = {"a": {"const": 1}, "b": {"const": True}, "c": {"const": 1}, "d": {"enum": [1, None]}}
    found = grown({"properties": some, "required": ["a", "b", "d"]})
    assert [found[f"/{name}"].kind for name in "abcd"] == ["fixed", "choice", "choice", "choice"]
    assert found["/a"].blank == (1,)


@pytest.mark.parametrize(
    ("schema", "blank"),
    [
        ({"type": ["string", "null"]}, (None,)),
        ({"enum": ["a", None]}, (None,)),
        ({"type": "array"}, ([],)),
        ({"properties": {"b": {}}}, ({},)),
        (TEXT, ()),
    ],
)
def test_some_places_have_a_value_that_says_nothing(schema: Any, blank: tuple[Any, ...]) -> None:
    assert one(schema).blank == blank


@pytest.mark.parametrize(
    "schema",
    [
        True,
        False,
        {},
        {"title": "T"},
        {"const": None},
        {"type": "object"},
        {"properties": {"a": {"type": "object"}}},
        {"items": {"type": "null"}},
    ],
)
def test_a_form_asks_something(schema: Any) -> None:
    assert refused(schema) == ["schema-nothing-asked"]


@pytest.mark.parametrize(
    ("schema", "kind"),
    [({"type": "array", "items": TEXT}, "rows"), (TEXT, "text"), ({"enum": [1, 2]}, "choice"), ({"minimum": 1}, "number")],
)
def test_a_form_may_be_a_single_answer_or_rows(schema: Any, kind: str) -> None:
    assert grown(schema)[""].kind == kind
    assert refused(schema) == []


def test_a_form_that_has_nothing_but_constants_asks_for_them() -> None:
    assert kinds({"properties": {"a": {"const": 1}, "b": {"type": "object"}}, "required": ["a"]}) == {"/a": "choice", "/b": "fixed"}
    assert refused({"enum": ["a"]}) == []


@pytest.mark.parametrize(
    ("schema", "blank"), [({"type": "object"}, {}), ({"type": "array", "items": {"type": "object"}}, []), ({"items": False}, [])]
)
def test_what_has_nothing_to_answer_in_it_is_not_asked(schema: Any, blank: Any) -> None:
    grower = Grower(LATEST)
    node = next(node for node in grower.root({"properties": {"a": TEXT, "b": schema}}).every() if node.pointer == "/b")
    assert (node.kind, node.blank) == ("fixed", (blank,))
    assert {note.code for note in grower.notes} == {"schema-not-asked"}


def test_what_is_always_demanded_is_always_asked() -> None:
    assert grown({"properties": {"a": TEXT}, "required": ["b"], "if": IF, "then": {"properties": {"b": TEXT}}})["/b"].when is None


def test_a_fifth_list_inside_others_is_too_deep() -> None:
    four = {"items": {"items": {"items": {"items": TEXT}}}}
    assert refused({"properties": {"a": four}}) == []
    assert refused({"properties": {"a": {"items": four}}}) == ["schema-rows-too-deep"]


@pytest.mark.parametrize(
    ("more", "order"),
    [
        ({"dependentSchemas": {"a": {"properties": {"d": TEXT, "e": TEXT}}}}, "adebc"),
        ({"if": IF, "then": {"properties": {"d": TEXT}}, "else": {"properties": {"e": TEXT}}}, "adebc"),
        ({"dependentSchemas": {"b": {"properties": {"d": TEXT}}, "d": {"properties": {"e": TEXT}}}}, "abdec"),
        ({"dependentSchemas": {"a": {"properties": {"b": TEXT}}}}, "abc"),
        ({"anyOf": [{"properties": {"d": TEXT}}]}, "abcd"),
    ],
)
def test_what_is_asked_because_of_an_answer_stands_after_it(more: dict[str, Any], order: str) -> None:
    found = grown({"properties": {"a": TEXT, "b": TEXT, "c": TEXT}, **more})
    assert "".join(pointer.strip("/") for pointer in found) == order
