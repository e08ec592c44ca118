"""A schema that others hang on, said as a condition: only where the condition means the same."""

from typing import Any

import pytest

from engine.conditions import All, Any_, Condition, Not
from engine.conditions import Test as Asked
from engine.template.from_schema.dialects import LATEST
from engine.template.from_schema.whens import ALWAYS, NEVER, when_object

A, B = Asked("/a", "answered", True), Asked("/b", "answered", True)
IS = Asked("/a", "is", ("x",))


def when(schema: Any, sure: frozenset[str] = frozenset()) -> Condition | None:
    """The condition that the whole fits the schema."""
    return when_object(schema, "", LATEST.root({"$defs": {"d": {"required": ["a"]}}}), sure)


def about(schema: Any) -> Condition | None:
    """The condition that an answer, which is there, fits a schema."""
    return when({"properties": {"a": schema}, "required": ["a"]})


@pytest.mark.parametrize(
    ("schema", "condition"),
    [
        (True, ALWAYS),
        (False, NEVER),
        ({}, ALWAYS),
        ({"type": "object", "title": "Words"}, ALWAYS),
        ({"required": ["a", "b"]}, All((A, B))),
        ({"not": {"required": ["a"]}}, Not(A)),
        ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, Any_((A, B))),
        ({"allOf": [{"required": ["a"]}]}, A),
        ({"$ref": "#/$defs/d"}, A),
        ({"properties": {"a": False}}, Any_((Not(A), Not(A)))),
    ],
)
def test_a_rule_of_an_object(schema: Any, condition: Condition) -> None:
    assert when(schema) == condition


@pytest.mark.parametrize(
    ("schema", "condition"),
    [
        ({"const": "x"}, IS),
        ({"enum": ["x"], "type": "string"}, IS),
        ({"not": {"const": "x"}}, All((A, Not(IS)))),
        ({"minimum": 3}, Asked("/a", "at_least", 3)),
        ({"exclusiveMaximum": 3}, All((A, Not(Asked("/a", "at_least", 3))))),
        ({"contains": {"const": "x"}}, Asked("/a", "includes", ("x",), True)),
        ({"minLength": 1}, A),
        ({}, A),
    ],
)
def test_a_rule_of_an_answer(schema: Any, condition: Condition) -> None:
    assert about(schema) == condition


@pytest.mark.parametrize(
    "schema", [{"pattern": "x"}, {"type": "string"}, {"oneOf": [{"minimum": 1}]}, {"const": None}, {"minLength": 2}, {"multipleOf": 2}]
)
def test_what_no_condition_can_say_is_left_to_the_schema(schema: Any) -> None:
    assert about(schema) is None


@pytest.mark.parametrize("schema", [{"minProperties": 1}, {"type": "array"}, {"oneOf": [{}]}, {"properties": {"o": {"required": ["p"]}}}])
def test_nor_of_an_object(schema: Any) -> None:
    assert when(schema) is None


def test_an_answer_that_may_be_left_out_fits_when_it_is() -> None:
    schema = {"properties": {"a": {"const": "x"}}}
    assert when(schema) == Any_((Not(A), IS))
    assert when(schema, frozenset({"a"})) == IS


def test_an_answer_inside_an_object_that_must_be_there() -> None:
    inner = {"properties": {"p": {"const": "x"}}, "required": ["p"]}
    assert when({"properties": {"o": inner}, "required": ["o"]}) == Asked("/o/p", "is", ("x",))
