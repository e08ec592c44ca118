"""The schema has the last word: on the whole of what was sent, without what was hidden, and on what a browser's answers make."""

from typing import Any

import pytest

from engine.answers.sources import FromForm
from engine.template.from_schema.pointers import plain
from tests.engine.template.from_schema.made import with_schema
from tests.engine.template.from_schema.written import answered, filled, loaded, part

TEXT = {"type": "string"}


def made(schema: Any, **sent: str | list[str]) -> Any:
    """The value that what a browser sends makes."""
    form, reading = with_schema(schema).form, filled(with_schema(schema), **sent)
    return FromForm({}).whole(form, reading.answers, reading.shown)


def accepted(schema: Any, value: Any) -> bool:
    """True when the form takes a value."""
    return not answered(with_schema(schema), value).problems


@pytest.mark.parametrize(
    ("schema", "value", "taken"),
    [
        ({"properties": {"a": TEXT}, "required": ["a"]}, {"a": ""}, True),
        ({"properties": {"a": TEXT}, "required": ["a"]}, {"a": None}, False),
        ({"properties": {"a": {"type": "array"}}, "required": ["a"]}, {"a": []}, True),
        ({"properties": {"a": TEXT}}, {"other": 1}, True),
        ({"properties": {"a": TEXT}, "additionalProperties": False}, {"other": 1}, False),
        ({"properties": {"a": TEXT}, "additionalProperties": {"type": "string"}}, {"other": 1}, False),
        ({"properties": {"a": {"type": "integer"}}}, {"a": 1.0}, True),
        ({"properties": {"a": {"type": "integer"}}}, {"a": True}, False),
        ({"properties": {"a": {"enum": [1]}}}, {"a": True}, False),
        ({"properties": {"a": {"type": "array", "items": TEXT}}}, {"a": ["x"] * 60}, True),
        ({"properties": {"a": TEXT}}, {"a": "x" * 30_000}, True),
        ({"type": "string", "minLength": 2}, "ab", True),
        ({"type": "string", "minLength": 2}, "a", False),
        ({"type": "array", "items": TEXT}, ["a", "b"], True),
        ({"type": "array", "items": TEXT}, ["a", 1], False),
        ({"type": "array", "items": {"properties": {"n": TEXT}, "required": ["n"]}}, [{"n": "x"}, {}], False),
        ({"enum": [1, None]}, None, True),
        ({"enum": [1, 2]}, None, False),
        ({"properties": {"a": TEXT}}, [1], True),
        ({"type": "object", "properties": {"a": TEXT}}, [1], False),
    ],
)
def test_the_verdict_is_the_schema_s_on_what_was_sent(schema: Any, value: Any, taken: bool) -> None:
    assert accepted(schema, value) is taken


@pytest.mark.parametrize("value", [{"a": "n", "b": "x"}, {"b": "x"}])
def test_what_the_schema_itself_does_not_ask_for_is_judged_as_it_was_sent(value: Any) -> None:
    shown_by = {"if": {"properties": {"a": {"const": "y"}}, "required": ["a"]}, "then": {"properties": {"b": TEXT}}}
    schema = {"properties": {"a": TEXT}, **shown_by, "unevaluatedProperties": False}
    assert not accepted(schema, value)
    assert accepted(schema, {**value, "a": "y"})


def test_what_the_author_hides_is_absent_before_the_schema_sees_it() -> None:
    schema = {
        "properties": {
            "a": TEXT,
            "b": {"type": "integer"},
            "o": {"properties": {"c": TEXT}},
            "rows": {"items": {"properties": {"d": TEXT}}},
        },
        "maxProperties": 2,
    }
    hidden = {"/b": {"show_if": {"/a": "yes"}}, "/o": {"show_if": {"/a": "yes"}}, "/rows/*/d": {"show_if": {"/a": "yes"}}}
    template = loaded(part(schema, hidden))
    assert answered(template, {"a": "no", "b": "not a number", "o": {"c": 1}, "rows": [{"d": 5, "e": 1}]}).problems == ()
    assert [problem.at for problem in answered(template, {"a": "yes", "b": "x"}).problems] == ["b"]


def test_an_object_without_answers_is_absent_unless_it_is_demanded() -> None:
    schema = {"properties": {"a": TEXT, "o": {"properties": {"p": TEXT}}}}
    assert made(schema, a="x") == {"a": "x"}
    assert made({**schema, "required": ["o"]}, a="x") == {"a": "x", "o": {}}
    assert made(schema, o__p="y") == {"o": {"p": "y"}}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "array", "items": TEXT}, []),
        ({"type": ["string", "null"]}, None),
        ({"const": 7}, 7),
        ({"type": "null"}, None),
        ({"enum": ["a", None]}, None),
    ],
)
def test_what_is_demanded_and_says_nothing_is_filled_in(schema: Any, value: Any) -> None:
    assert made({"properties": {"a": schema, "b": TEXT}, "required": ["a"]}) == {"a": value}
    assert made({"properties": {"a": schema, "b": TEXT}}) == {}


@pytest.mark.parametrize(
    ("schema", "sent", "value"),
    [
        (TEXT, {("",): "x"}, "x"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, {("",): ["a", "b"]}, ["a", "b"]),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, {}, []),
        ({"type": "array", "items": TEXT}, {("", 0, "/*"): "x", ("", 1, "/*"): "y"}, ["x", "y"]),
        ({"type": "array", "items": {"properties": {"n": TEXT}}}, {("", 0, "/*/n"): "x"}, [{"n": "x"}]),
        (TEXT, {}, None),
    ],
)
def test_a_form_that_is_no_object_makes_the_value_itself(schema: Any, sent: dict[tuple[str | int, ...], Any], value: Any) -> None:
    inputs = {".".join(plain(part) if isinstance(part, str) else str(part) for part in place): text for place, text in sent.items()}
    assert made(schema, **inputs) == value


def test_a_single_answer_that_is_left_out_is_missing() -> None:
    assert [problem.code for problem in filled(with_schema(TEXT)).problems] == ["required"]
    assert [problem.code for problem in filled(with_schema({"enum": ["a", "b"]})).problems] == ["required"]


def test_a_text_that_is_demanded_is_not_filled_in() -> None:
    assert [problem.code for problem in filled(with_schema({"properties": {"a": TEXT}, "required": ["a"]}), a="").problems] == ["required"]


def test_rows_make_lists_of_what_is_in_them() -> None:
    item = {"properties": {"n": TEXT, "tags": {"type": "array", "items": TEXT}}}
    schema = {
        "properties": {"rows": {"type": "array", "items": item}, "list": {"type": "array", "items": {"type": "array", "items": TEXT}}}
    }
    form = with_schema(schema).form
    tag, outer, inner = (
        form.find(id).questions[0].id for id in ("rows__tags", "list", next(q.id for q in form.every() if q.pointer == "/list/*"))
    )
    sent = {"rows.0.rows__n": "x", f"rows.0.rows__tags.0.{tag}": "t", "rows.1.rows__n": "y", f"list.0.{outer}.0.{inner}": "z"}
    assert made(schema, **sent) == {"rows": [{"n": "x", "tags": ["t"]}, {"n": "y"}], "list": [["z"]]}


def test_a_row_that_is_left_empty_is_missing() -> None:
    template = with_schema({"properties": {"a": {"type": "array", "items": TEXT}}})
    assert [(problem.at.partition("/")[0], problem.code) for problem in filled(template, **{"a-rows": "1"}).problems] == [("a", "required")]


def test_what_could_not_be_read_is_told_once() -> None:
    template = with_schema({"properties": {"a": {"type": "integer"}}, "required": ["a"]})
    assert [problem.code for problem in filled(template, a="many").problems] == ["not-a-number"]


def test_the_author_s_words_on_a_pattern_are_used() -> None:
    template = loaded(part({"properties": {"a": {**TEXT, "pattern": "^x"}}}, {"/a": {"pattern_message": "Begin with x"}}))
    (problem,) = answered(template, {"a": "y"}).problems
    assert (problem.code, problem.facts["message"]) == ("pattern-said", "Begin with x")


def test_the_validator_is_built_once() -> None:
    judge = with_schema({"properties": {"a": TEXT}}).form.judge
    assert judge.validator is judge.validator


def test_a_value_that_is_nested_beyond_reason_is_refused() -> None:
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    assert not accepted({"properties": {"a": {"type": "array", "uniqueItems": True}}}, {"a": [deep, deep]})
