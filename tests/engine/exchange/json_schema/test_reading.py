"""A JSON Schema becomes a form as it is, and what no form can be made of is refused with its pointer."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exchange import Carried, NotReadable, format_of, formats
from engine.exchange.taking_in import as_new
from engine.library import BEGINNING
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.template.source import read

SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Låna",
    "type": "object",
    "required": ["sak"],
    "properties": {
        "sak": {"title": "Sak", "enum": ["bil", "cykel"]},
        "mil": {"type": "number", "exclusiveMinimum": 0.5},
        "hem": {"type": "object", "properties": {"gata": {"type": "string"}, "ort": {"type": "string"}}},
        "vanner": {"type": "array", "items": {"type": "object", "properties": {"namn": {"type": "string"}, "mer": {"type": "string"}}}},
        "farger": {"type": "array", "uniqueItems": True, "items": {"enum": ["rod", "bla"]}},
    },
}


def carried(schema: Any = SCHEMA, ui: Any = None) -> Carried:
    """The schema with a UI schema, read."""
    return formats()["json_schema"].read(json.dumps(schema).encode(), None if ui is None else json.dumps(ui).encode())


def loaded(found: Carried) -> FormTemplate:
    return load(as_new(found, "lana", BEGINNING.read_text(encoding="utf-8")))


def lost(ui: Any, schema: Any = SCHEMA) -> list[tuple[str, str]]:
    return [(remark.code, remark.place) for remark in carried(schema, ui).remarks if remark.lost]


def said(ui: Any, schema: Any = SCHEMA) -> dict[str, Any]:
    """What is said under `ui`; it loads."""
    found = carried(schema, ui)
    loaded(found)
    ui_of: dict[str, Any] = found.sections["form"].get("ui", {})
    return ui_of


def test_a_schema_is_the_form_value_by_value() -> None:
    found = carried()
    assert found.sections["title"] == "Låna"
    text = as_new(found, "lana", BEGINNING.read_text(encoding="utf-8"))
    assert read(text).value["form"] == {"schema": SCHEMA}
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("more", "code", "place"),
    [
        (
            {"properties": {"a": {"patternProperties": {"x": {"type": "string"}}, "type": "object"}}},
            "refused",
            "/properties/a/patternProperties",
        ),
        ({"properties": {"a": {"$ref": "https://a.example/x"}}}, "refused", "/properties/a/$ref"),
        ({"properties": {"a": {"type": "string", "pattern": "(?=x)"}}}, "refused", "/properties/a/pattern"),
        ({"properties": {"a": {"type": "tal"}}}, "refused", "/properties/a/type"),
        ({"$schema": "http://json-schema.org/draft-03/schema#"}, "refused", "/$schema"),
        ({"properties": {"a": {"multipleOf": 1e308}}}, "not-written", "/properties/a/multipleOf"),
        ({"properties": {"a": {"const": "\x85"}}}, "not-written", "/properties/a/const"),
        ({"properties": {str(number): {} for number in range(9000)}}, "too-large", ""),
    ],
)
def test_what_no_form_can_be_made_of_is_refused_with_its_pointer(more: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(NotReadable) as raised:
        carried({**SCHEMA, **more})
    assert [(remark.code, remark.place) for remark in raised.value.remarks] == [(code, place)]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (SCHEMA, "json_schema"),
        ({"type": "object", "properties": {}}, "json_schema"),
        ({"allOf": [{}]}, "json_schema"),
        ({"$ref": "#/$defs/a", "$defs": {"a": {}}}, "json_schema"),
        ({"schema": SCHEMA, "uiSchema": {}}, "json_schema"),
        ({"template": "a", "form": {"schema": SCHEMA}}, "json"),
        ({"components": [], "properties": {"a": 1}, "title": "T"}, "formio"),
        ({"steps": [{"data": {"answer_type": "text"}}], "name": "N"}, "govuk"),
    ],
)
def test_each_format_in_json_is_known_from_the_others(value: Any, name: str) -> None:
    raw = json.dumps(value).encode()
    assert format_of(raw, "a.json").name == name
    assert [one.name for one in formats().values() if ".json" in one.suffixes and one.recognises(raw)] == [name]


def test_a_file_may_hold_both_schemas() -> None:
    assert carried({"schema": SCHEMA, "uiSchema": {"sak": {"ui:title": "Vad?"}}}).sections["form"]["ui"] == {"/sak": {"label": "Vad?"}}


KEYS = ["type", "properties", "items", "enum", "sak", "ui:title", "ui:options", "ui:order", "elements", "scope", "rule", "label"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=10,
)


@given(VALUES)
def test_any_ui_schema_is_read_or_told(ui: Any) -> None:
    for one in (ui, {"type": "Group", "elements": [{"type": "Control", "scope": "#/properties/sak", "rule": ui, "options": ui}]}):
        if isinstance(one, dict):
            found = carried(SCHEMA, one)
            assert all(remark.in_words() for remark in found.remarks)
            loaded(found)
