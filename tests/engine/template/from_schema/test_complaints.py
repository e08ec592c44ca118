"""What a validator has against answers is said of the right answer, in words that say what to do."""

from typing import Any

import pytest

from tests.engine.template.from_schema.written import DRAFT_4, said, wrong

TEXT = {"type": "string"}
ONE = {"properties": {"a": TEXT, "b": TEXT}}


@pytest.mark.parametrize(
    ("schema", "value", "code"),
    [
        ({"type": "string", "minLength": 3}, "ab", "too-short"),
        ({"type": "string", "maxLength": 1}, "ab", "too-long"),
        ({"type": "string", "pattern": "^b"}, "ab", "pattern"),
        ({"type": "number", "minimum": 3}, 2, "too-small"),
        ({"type": "number", "maximum": 3}, 4, "too-large"),
        ({"type": "number", "exclusiveMinimum": 3}, 3, "not-above"),
        ({"type": "number", "exclusiveMaximum": 3}, 3, "not-below"),
        ({"type": "number", "multipleOf": 3}, 4, "not-in-steps"),
        ({"type": "integer"}, 1.5, "not-whole"),
        ({"type": "integer"}, "x", "wrong-type"),
        ({"type": "integer"}, None, "required"),
        ({"enum": ["a", "b"]}, "c", "not-an-option"),
        ({"type": "boolean", "const": True}, False, "not-an-option"),
        ({"type": "array", "items": TEXT, "minItems": 2}, ["a"], "too-few-rows"),
        ({"type": "array", "items": TEXT, "maxItems": 1}, ["a", "b"], "too-many-rows"),
        ({"type": "array", "items": TEXT, "uniqueItems": True}, ["a", "a"], "same-twice"),
        ({"type": "array", "items": TEXT, "contains": {"const": "z"}}, ["a"], "does-not-fit"),
        ({"type": "string", "not": {"const": "a"}}, "a", "does-not-fit"),
    ],
)
def test_each_keyword_has_its_code(schema: Any, value: Any, code: str) -> None:
    assert wrong({"properties": {"v": schema}}, {"v": value}) == [("v", code)]


@pytest.mark.parametrize(
    ("schema", "value", "places"),
    [
        ({**ONE, "required": ["a", "b"]}, {}, ["a", "b"]),
        ({**ONE, "dependentRequired": {"a": ["b"]}}, {"a": "x"}, ["b"]),
        ({**ONE, "additionalProperties": False}, {"c": 1}, ["b"]),
        ({**ONE, "if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"a": "x"}, ["b"]),
        ({**ONE, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {}, ["a"]),
        ({**ONE, "minProperties": 1}, {}, ["b"]),
        ({"properties": {"o": {"required": ["p"], "properties": {"p": TEXT, "q": TEXT}}}, "required": ["o"]}, {}, ["o__p"]),
        ({"properties": {"r": {"items": {"properties": {"n": TEXT}, "required": ["n"]}}}}, {"r": [{"n": "a"}, {}]}, ["r/1/r__n"]),
        ({"properties": {"r": {"type": "array", "items": TEXT}, "s": TEXT}}, {"r": 5}, ["r"]),
    ],
)
def test_a_complaint_is_told_at_the_question_it_concerns(schema: Any, value: Any, places: list[str]) -> None:
    assert [at for at, _ in wrong(schema, value)] == places


def test_of_several_branches_the_one_that_was_meant_is_told() -> None:
    branches = [{"properties": {"kind": {"const": name}, name: {"type": "integer"}}, "required": ["kind", name]} for name in "ab"]
    assert wrong({"oneOf": branches}, {"kind": "b"}) == [("b", "required")]


def test_a_branch_that_is_only_false_has_nothing_to_tell() -> None:
    assert wrong({"properties": {"a": {"anyOf": [False, False]}}}, {"a": 1}) == [("a", "does-not-fit")]


def test_in_draft_4_the_word_beside_a_limit_counts() -> None:
    schema = {"$schema": DRAFT_4, "properties": {"a": {"type": "number", "minimum": 3, "exclusiveMinimum": True}}}
    assert wrong(schema, {"a": 3}) == [("a", "not-above")]


def test_a_complaint_has_its_sentence() -> None:
    schema = {
        "properties": {"a": {"type": "number", "title": "Weight", "exclusiveMinimum": 0.5}, "b": {**TEXT, "title": "Name"}},
        "required": ["b"],
    }
    assert said(schema, {"a": 0}) == ["Skriv ett tal som är större än 0,5", "Skriv ett svar på frågan ”Name”"]
    assert said(schema, {"a": 0}, "en") == ["Write a number that is more than 0.5", "Write an answer to “Name”"]


def test_thousands_of_missing_answers_are_each_told_once() -> None:
    names = [f"p{number}" for number in range(1000)]
    assert len(wrong({"properties": dict.fromkeys(names, TEXT), "required": names}, {})) == 1000
