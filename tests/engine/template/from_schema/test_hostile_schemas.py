"""Whatever stands where a schema should be gives a form or faults, never another error; and what is a form can be tried on anything."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InvalidTemplate
from engine.template.answers_schema import answers_schema
from engine.template.from_schema.dialects import DIALECTS, Dialect
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.wording import fault_in_words
from tests.engine.template.from_schema.made import NAMES, anything, schemas
from tests.engine.template.from_schema.written import part
from tests.engine.written import template, tried

KEYWORDS = sorted({keyword for dialect in DIALECTS for keyword in dialect.meta.schema["properties"]} | {"enumNames", "id", "$anchor"})
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        "",
        "a",
        "(",
        "string",
        "object",
        "array",
        "#",
        "#/properties/a",
        "#/$defs/x",
        "http://x.invalid/y",
        10**15,
    ),
    *(["string"], [], {}, [{}], {"a": {}}, {"a": ["b"]}, ["a"], {"type": "string"}, {"required": ["a"]}, {"const": 1}, {"sv": "x"}),
    *([{"const": 1, "title": 5}], [{"const": "a"}, {"enum": ["b"]}], {"$ref": "#"}, {"properties": {"a": {"enum": [None]}}}),
)
some = st.sampled_from(VALUES)
junk = st.recursive(
    some,
    lambda inner: (
        st.dictionaries(st.sampled_from(KEYWORDS), inner, max_size=4)
        | st.lists(inner, max_size=2)
        | st.fixed_dictionaries({"properties": st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)})
    ),
    max_leaves=12,
)
SAID = (
    "label",
    "hint",
    "options",
    "preset",
    "show_if",
    "optional",
    "statistics",
    "repeat",
    "rows",
    "unit",
    "wording",
    "expect",
    "shortcuts",
)
said = st.dictionaries(st.sampled_from(SAID), some | st.sampled_from([{"item": "x"}, {"/a": "x"}, {"a": "A"}, "x", 5]), max_size=3)
uis = st.none() | st.dictionaries(st.sampled_from(["/a", "/b", "", "/a/b", "/a/*", "a"]), said, max_size=3)
steady = settings(max_examples=100, deadline=None)


def spoiled(schema: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    """A schema with some of its keywords changed, at any depth."""
    whole: dict[str, Any] = json.loads(json.dumps(schema))
    for _ in range(data.draw(st.integers(1, 3))):
        around = whole
        while (inside := [key for key, inner in around.items() if isinstance(inner, dict)]) and data.draw(st.booleans()):
            around = around[data.draw(st.sampled_from(inside))]
        around[data.draw(st.sampled_from(KEYWORDS))] = json.loads(json.dumps(data.draw(some)))
    return whole


def check(schema: Any, ui: Any, value: Any) -> None:
    """Faults have sentences; a form can be described, and tried on anything."""
    try:
        found: FormTemplate = load(template(part(schema, ui)))
    except InvalidTemplate as refused:
        told = [fault_in_words(fault) for fault in refused.faults]
    else:
        told = [json.dumps(answers_schema(found)), json.dumps(tried(found, value if isinstance(value, dict) else {}))]
    assert all(told)


@steady
@given(junk, uis, anything)
def test_anything_in_the_place_of_a_schema(schema: Any, ui: Any, value: Any) -> None:
    check(schema, ui, value)


@steady
@given(st.data(), uis, anything)
def test_a_schema_that_was_spoiled(data: st.DataObject, ui: Any, value: Any) -> None:
    check(spoiled(data.draw(schemas()), data), ui, value)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: str(dialect.uri))
def test_a_keyword_of_another_draft_may_say_anything(dialect: Dialect) -> None:
    for keyword in sorted(set(KEYWORDS) - set(dialect.meta.schema["properties"])):
        for value in (*VALUES, {"a": [1]}, {"a": [["b"]]}, {"a": [{}]}):
            inner = {"type": "object", "properties": {"a": {"type": "string"}}, keyword: value}
            for schema in (inner, {"type": "object", "properties": {"a": inner}, "required": ["a"]}):
                check(schema, None, {"a": "b"})
                check({"$schema": dialect.uri, **schema}, None, {"a": "b"})
