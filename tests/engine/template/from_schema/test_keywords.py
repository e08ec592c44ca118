"""Each keyword that a form may use, draft by draft: the form takes what the keyword takes, and so says the stock validator."""

from typing import Any

import pytest

from engine.errors import InvalidTemplate
from tests.engine.template.from_schema.made import DRAFTS, with_schema
from tests.engine.template.from_schema.written import DRAFT_4, DRAFT_7, DRAFT_2020, answered

ALL, IF, OLD, NEW = tuple(DRAFTS), (DRAFT_7, DRAFT_2020), (DRAFT_4, DRAFT_7), (DRAFT_2020,)
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
Case = tuple[tuple[str, ...], Any, list[Any], list[Any]]


def one(drafts: tuple[str, ...], schema: Any, right: list[Any], wrong: list[Any]) -> Case:
    """A case of one property."""
    return drafts, {"type": "object", "properties": {"a": schema}}, [{"a": value} for value in right], [{"a": value} for value in wrong]


def whole(drafts: tuple[str, ...], schema: Any, right: list[Any], wrong: list[Any]) -> Case:
    """A case of an object with the properties a, b and c."""
    return drafts, {"properties": {"a": {}, "b": {}, "c": {}}, **schema}, right, wrong


A_IS_1 = {"properties": {"a": {"const": 1}}, "required": ["a"]}
CASES: dict[str, Case] = {
    "type string": one(ALL, TEXT, ["", "x", " x ", "å"], [1, None, True, [], {}]),
    "type integer": one(IF, WHOLE, [0, -1, 1.0, 10**20], [1.5, "1", True, None]),
    "type integer in draft 4": one((DRAFT_4,), WHOLE, [0, -1], [1.0, 1.5, "1"]),
    "type number": one(ALL, {"type": "number"}, [0, 1.5, 1e30], ["1", True, None]),
    "type boolean": one(ALL, {"type": "boolean"}, [True, False], [0, 1, "true", None]),
    "type null": one(ALL, {"type": ["null", "string"]}, [None, "", "x"], [0, False]),
    "several types": one(ALL, {"type": ["integer", "string"]}, [1, "x"], [1.5, None, []]),
    "no type": one(ALL, {"title": "Anything"}, [1, "x", None, [], {"b": 1}], []),
    "enum": one(ALL, {"enum": ["a", 1, None, [1], {"b": 1}]}, ["a", 1, 1.0, None, [1], {"b": 1}], ["b", True, "1", [2]]),
    "enum of truths": one(ALL, {"enum": [False]}, [False], [0, None, True]),
    "const": one(IF, {"const": "x"}, ["x"], ["y", None]),
    "const of a number": one(IF, {"const": 0}, [0, 0.0], [False, "0"]),
    "oneOf with titles": one(IF, {"oneOf": [{"const": "a", "title": "A"}, {"const": 2}]}, ["a", 2], ["b", None]),
    "oneOf that says the same twice": one(IF, {"oneOf": [{"const": "a"}, {"enum": ["a", "b"]}]}, ["b"], ["a", "c"]),
    "minLength": one(ALL, {**TEXT, "minLength": 2}, ["ab", "💥💥"], ["", "a", "💥"]),
    "maxLength": one(ALL, {**TEXT, "maxLength": 2}, ["", "ab"], ["abc"]),
    "pattern": one(ALL, {**TEXT, "pattern": "^a*$"}, ["", "aaa", "aa\n"], ["b", "xa"]),
    "pattern anywhere": one(ALL, {"pattern": "a+"}, ["xxaayy", 5], ["xx"]),
    "pattern with figures of all scripts": one(ALL, {**TEXT, "pattern": r"^\d+$"}, ["12", "٣"], ["a", "²"]),
    "minimum": one(ALL, {"type": "number", "minimum": 1.1}, [1.1, 2], [0.6]),
    "maximum": one(ALL, {"type": "number", "maximum": 300}, [299.9, 300.0], [300.5]),
    "exclusiveMinimum": one(IF, {"exclusiveMinimum": 1.1}, [1.2, "x"], [1.1, 1]),
    "exclusiveMaximum": one(IF, {"exclusiveMaximum": 3}, [2], [3]),
    "exclusiveMinimum in draft 4": one((DRAFT_4,), {"minimum": 1, "exclusiveMinimum": True}, [2], [1]),
    "multipleOf": one(ALL, {"type": "number", "multipleOf": 0.5}, [0, 1.5], [0.7]),
    "format": one(ALL, {**TEXT, "format": "email"}, ["a@b.se", "nobody"], [5]),
    "format date": one(ALL, {**TEXT, "format": "date"}, ["2026-11-25", "soon", ""], [5]),
    "format that nobody knows": one(ALL, {**TEXT, "format": "colour"}, ["red"], [5]),
    "default": one(ALL, {**WHOLE, "default": 3}, [1], ["x"]),
    "properties": whole(ALL, {"properties": {"a": WHOLE, "b": TEXT}}, [{}, {"a": 1}, {"c": []}], [{"a": "x"}, {"b": 1, "a": 1}]),
    "property false": whole(IF, {"properties": {"a": False, "b": TEXT}}, [{}, {"b": "x"}], [{"a": 1}]),
    "names with every sign": whole(ALL, {"properties": {"å ä/~%\"'.": WHOLE}}, [{"å ä/~%\"'.": 1}], [{"å ä/~%\"'.": "x"}]),
    "required": whole(ALL, {"required": ["a", "d"]}, [{"a": "", "d": None}], [{}, {"a": 1}, {"d": 1}]),
    "additionalProperties false": whole(ALL, {"additionalProperties": False}, [{}, {"a": 1}], [{"d": 1}]),
    "additionalProperties of a sort": whole(ALL, {"additionalProperties": {"type": "boolean"}}, [{"d": True, "a": 1}], [{"d": 1}]),
    "minProperties": whole(ALL, {"minProperties": 1}, [{"a": 1}, {"d": 1}], [{}]),
    "maxProperties": whole(ALL, {"maxProperties": 1}, [{}, {"d": 1}], [{"a": 1, "d": 1}]),
    "propertyNames": whole(IF, {"propertyNames": {"maxLength": 1}}, [{"a": 1}], [{"long": 1}]),
    "nested objects": one(
        ALL, {"type": "object", "properties": {"b": WHOLE}, "required": ["b"]}, [{"b": 1}, {"b": 1, "c": 2}], [{}, {"b": "x"}, 5]
    ),
    "rows": one(
        ALL,
        {"type": "array", "items": {"properties": {"b": WHOLE}, "required": ["b"]}},
        [[], [{"b": 1}], [5]],
        [[{}], [{"b": 1}, {"b": "x"}], {}],
    ),
    "rows in rows": one(ALL, {"type": "array", "items": {"type": "array", "items": WHOLE}}, [[], [[]], [[1], [2, 3]]], [[1], [["x"]]]),
    "items": one(ALL, {"type": "array", "items": WHOLE}, [[], [1, 2]], [["x"], "x"]),
    "items true": one(IF, {"type": "array", "items": True}, [[], [1, "x"]], [5]),
    "items of an enum": one(ALL, {"type": "array", "items": {"enum": ["a", "b"]}}, [[], ["a"], ["a", "a"]], [["c"], "a"]),
    "minItems": one(ALL, {"type": "array", "items": TEXT, "minItems": 1}, [["x"]], [[]]),
    "maxItems": one(ALL, {"type": "array", "items": {"enum": ["a", "b"]}, "maxItems": 1}, [["a"]], [["a", "b"]]),
    "uniqueItems": one(
        ALL, {"type": "array", "items": {}, "uniqueItems": True}, [[1, 2], [1, True], [[1], [True]]], [[1, 1.0], [{"a": 1}, {"a": 1}]]
    ),
    "contains": one(IF, {"type": "array", "items": WHOLE, "contains": {"minimum": 5}}, [[5, 1]], [[], [1]]),
    "minContains": one(
        NEW, {"type": "array", "items": WHOLE, "contains": {"const": 1}, "minContains": 2, "maxContains": 3}, [[1, 1]], [[1], [1, 1, 1, 1]]
    ),
    "allOf": whole(
        ALL, {"allOf": [{"properties": {"a": WHOLE}}, {"required": ["b"]}]}, [{"b": 1}, {"a": 1, "b": 2}], [{"a": 1}, {"a": "x", "b": 1}]
    ),
    "anyOf": whole(ALL, {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, [{"a": 1}, {"a": 1, "b": 2}], [{}, {"c": 1}]),
    "oneOf": whole(ALL, {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, [{"a": 1}], [{}, {"a": 1, "b": 2}]),
    "oneOf with a tag": whole(
        IF,
        {"oneOf": [{"properties": {"a": {"const": n}, "b": sort}, "required": ["a", "b"]} for n, sort in ((1, TEXT), (2, WHOLE))]},
        [{"a": 1, "b": "x"}, {"a": 2, "b": 3}],
        [{"a": 1, "b": 3}, {"a": 2}, {}, {"a": 3, "b": 3}],
    ),
    "not": whole(ALL, {"not": {"required": ["a"]}}, [{}, {"b": 1}], [{"a": 1}]),
    "if": whole(
        IF,
        {"if": A_IS_1, "then": {"required": ["b"]}, "else": {"required": ["c"]}},
        [{"a": 1, "b": 1}, {"a": 2, "c": 1}, {"c": 1}],
        [{"a": 1}, {"a": 2}, {}],
    ),
    "if without required": whole(
        IF, {"if": {"properties": {"a": {"const": 1}}}, "then": {"required": ["b"]}}, [{"a": 2}, {"b": 1}], [{}, {"a": 1}]
    ),
    "if alone": whole(IF, {"if": {"required": ["a"]}}, [{}, {"a": 1}], []),
    "then with its own": whole(
        IF,
        {"if": A_IS_1, "then": {"properties": {"d": WHOLE}, "required": ["d"]}},
        [{"a": 1, "d": 1}, {"a": 2}],
        [{"a": 1}, {"a": 1, "d": "x"}],
    ),
    "dependencies": whole(OLD, {"dependencies": {"a": ["b"]}}, [{}, {"b": 1}, {"a": 1, "b": 1}], [{"a": 1}]),
    "dependencies of schemas": whole(
        OLD, {"dependencies": {"a": {"properties": {"b": WHOLE}}}}, [{"b": "x"}, {"a": 1, "b": 1}], [{"a": 1, "b": "x"}]
    ),
    "dependentRequired": whole(NEW, {"dependentRequired": {"a": ["b", "c"]}}, [{}, {"a": 1, "b": 1, "c": 1}], [{"a": 1, "b": 1}]),
    "dependentSchemas": whole(NEW, {"dependentSchemas": {"a": {"required": ["b"]}}}, [{"b": 1}, {"a": 1, "b": 1}], [{"a": 1}]),
    "unevaluatedProperties": whole(
        NEW, {"allOf": [{"properties": {"d": {}}}], "unevaluatedProperties": False}, [{"a": 1, "d": 1}], [{"e": 1}]
    ),
    "$ref": whole(OLD, {"properties": {"a": {"$ref": "#/definitions/d"}}, "definitions": {"d": WHOLE}}, [{"a": 1}], [{"a": "x"}]),
    "$ref with more beside it": whole(
        NEW, {"properties": {"a": {"$ref": "#/$defs/d", "minimum": 3}}, "$defs": {"d": WHOLE}}, [{"a": 3}], [{"a": 1}, {"a": "x"}]
    ),
    "$ref through another": whole(
        NEW, {"properties": {"a": {"$ref": "#/$defs/d"}}, "$defs": {"d": {"$ref": "#/$defs/e~1f"}, "e/f": WHOLE}}, [{"a": 1}], [{"a": "x"}]
    ),
    "$anchor": whole(NEW, {"properties": {"a": {"$ref": "#d"}}, "$defs": {"x": {"$anchor": "d", **WHOLE}}}, [{"a": 1}], [{"a": "x"}]),
    "words": whole(ALL, {"title": "T", "description": "D", "x-own": 1, "$comment": "C"}, [{}], []),
}
EACH = [pytest.param(draft, *rest, id=f"{name}, {draft[8:40]}") for name, (drafts, *rest) in CASES.items() for draft in drafts]


@pytest.mark.parametrize(("draft", "schema", "right", "wrong"), EACH)
def test_the_form_takes_what_the_keyword_takes(draft: str, schema: Any, right: list[Any], wrong: list[Any]) -> None:
    template, stock = with_schema({"$schema": draft, **schema}), DRAFTS[draft](schema)
    for expected, values in ((True, right), (False, wrong)):
        assert [not answered(template, value).problems for value in values] == [expected] * len(values)
        assert [stock.is_valid(value) for value in values] == [expected] * len(values)


@pytest.mark.parametrize(
    ("draft", "schema"),
    [
        *((draft, {"patternProperties": {"^a": TEXT}}) for draft in ALL),
        *((draft, {"properties": {"a": {"items": [TEXT]}}}) for draft in OLD),
        (DRAFT_2020, {"properties": {"a": {"prefixItems": [TEXT]}}}),
        (DRAFT_2020, {"properties": {"a": {"$dynamicRef": "#b"}}}),
        (DRAFT_2020, {"properties": {"a": TEXT}, "dependencies": {"a": ["b"]}}),
        (DRAFT_4, {"properties": {"a": {"const": 1}}}),
        (DRAFT_7, {"properties": {"a": {"properties": {"b": {"$ref": "#/properties/a"}}}}}),
        (DRAFT_7, {"properties": {"a": {"$ref": "other.json"}}}),
    ],
)
def test_what_no_form_can_be_made_of_is_refused_with_its_pointer(draft: str, schema: Any) -> None:
    with pytest.raises(InvalidTemplate) as caught:
        with_schema({"$schema": draft, **schema})
    assert all(fault.facts["pointer"].startswith("/") for fault in caught.value.faults)
