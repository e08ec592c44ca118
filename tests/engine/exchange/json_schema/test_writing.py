"""A template's answers go out as a JSON Schema that takes what the form takes, as far as nothing else is said."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.answers import read
from engine.answers.sources import FromJson
from engine.exchange import formats
from engine.exchange.taking_in import as_new
from engine.fields import Context
from engine.library import BEGINNING, ready_made, trial_roster
from engine.proof import DEFAULT_TIME
from engine.template.load import load
from engine.template.model import Example, FormTemplate
from tests.engine.exchange.json_schema.test_reading import SCHEMA

HEAD = "template: t\ntitle: T\nfunctions: {f: {label: F, held_by: organisation}}\nrouting: [{to: f}]\n"
EXAMPLES = [(name, example) for name, template in ready_made().items() for example in template.examples]
SAID_ELSEWHERE = {"of-the-organisation", "limits-left-out", "options-sometimes"}


def template(form: Mapping[str, Any]) -> FormTemplate:
    return load(HEAD + "form: " + json.dumps(form, ensure_ascii=False))


def questions(**given: Any) -> FormTemplate:
    return template({"pages": {"p": {"title": "P", "questions": given}}})


def schema(made: FormTemplate) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(formats()["json_schema"].write(made).raw)
    Draft202012Validator.check_schema(found)
    return found


def takes(made: FormTemplate, answers: Mapping[str, Any]) -> bool:
    return Draft202012Validator(schema(made)).is_valid(dict(answers))


def lost(made: FormTemplate) -> dict[str, str]:
    return {remark.place: remark.code for remark in formats()["json_schema"].write(made).remarks if remark.lost}


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda value: value.name if isinstance(value, Example) else "")
def test_the_examples_of_the_library_get_the_verdict_of_the_form(name: str, example: Example) -> None:
    made = ready_made()[name]
    context = Context(trial_roster().organisation, datetime.fromisoformat(example.at or DEFAULT_TIME), made.language)
    reading = read(made.form, FromJson(example.answers), context)
    if not reading.problems:
        assert takes(made, reading.answers)
    else:
        left = {place.rpartition("/")[2] for place, code in lost(made).items() if code in SAID_ELSEWHERE}
        told = {problem.at.rpartition("/")[2] for problem in reading.problems}
        assert told <= left or not takes(made, example.answers)


@pytest.mark.parametrize("name", ready_made())
def test_what_goes_out_comes_back_as_a_form_with_the_same_schema(name: str) -> None:
    raw = formats()["json_schema"].write(ready_made()[name]).raw
    found = formats()["json_schema"].read(raw)
    assert found.remarks == ()
    assert found.sections["form"] == {"schema": json.loads(raw)}
    load(as_new(found, "t", BEGINNING.read_text(encoding="utf-8")))


def test_words_and_options_are_told() -> None:
    made = questions(val={"type": "choice", "label": "Vad?", "hint": "Välj", "why": "Därför", "options": {"a": "En", "b": "Två"}})
    assert schema(made)["properties"]["val"] == {
        "title": "Vad?",
        "description": "Välj\nDärför",
        "oneOf": [{"const": "a", "title": "En"}, {"const": "b", "title": "Två"}],
    }


CONDITIONS: list[tuple[Any, dict[str, Any], bool]] = [
    ({"val": "a"}, {"val": "a"}, True),
    ({"val": ["a", "b"]}, {"val": "b"}, True),
    ({"not": {"val": "a"}}, {"val": "a"}, False),
    ({"any": [{"val": "a"}, {"tal": {"at_least": 3}}]}, {"val": "b", "tal": 3}, True),
    ({"tal": {"at_most": 2}}, {"val": "b", "tal": 3}, False),
    ({"flera": {"includes": "x"}}, {"val": "b", "flera": ["x", "y"]}, True),
    ({"flera": {"only": "x"}}, {"val": "b", "flera": ["x", "y"]}, False),
    ({"flera": {"count": 2}}, {"val": "b", "flera": ["x", "y"]}, True),
    ({"flera": {"count": 0}}, {"val": "b"}, True),
    ({"flera": {"answered": False}}, {"val": "b"}, True),
    ({"dold": {"answered": True}}, {"val": "b", "dold": "ja"}, False),
    ({"dold": {"answered": True}}, {"val": "a", "dold": "ja"}, True),
    ({"dold": {"answered": False}}, {"val": "b", "dold": "ja"}, True),
    ({"cell": {"includes": "q"}}, {"val": "b", "rader": [{"cell": "q"}]}, True),
    ({"cell": {"only": "q"}}, {"val": "b", "rader": [{"cell": "q"}, {"cell": "r"}]}, False),
    ({"cell": {"count": {"at_least": 2}}}, {"val": "b", "rader": [{"cell": "q"}, {}]}, False),
    ({"rader": {"count": {"at_least": 1}}}, {"val": "b", "rader": [{"cell": "q"}]}, True),
    ({"cell": {"answered": False}}, {"val": "b", "rader": [{}]}, True),
]


def form(**sist: Any) -> FormTemplate:
    """A form where `sist` comes after questions that conditions look at."""
    options = {"x": "X", "y": "Y"}
    rows = {"type": "group", "label": "R", "optional": True, "repeat": {"max": 3, "item": "R"}}
    return questions(
        val={"type": "choice", "label": "V", "options": {"a": "A", "b": "B"}},
        tal={"type": "number", "label": "T", "optional": True},
        flera={"type": "choices", "label": "F", "options": options, "optional": True},
        dold={"type": "text", "label": "D", "optional": True, "show_if": {"val": "a"}},
        rader={**rows, "questions": {"cell": {"type": "text", "label": "C", "optional": True}}},
        sist={"type": "text", "label": "S", **sist},
    )


@pytest.mark.parametrize(("condition", "answers", "demanded"), CONDITIONS)
def test_a_question_is_demanded_when_its_condition_holds(condition: Any, answers: dict[str, Any], demanded: bool) -> None:
    made = form(show_if=condition)
    assert takes(made, answers) is not demanded
    assert takes(made, {**answers, "sist": "x"})
    assert lost(made) == {}


@pytest.mark.parametrize("condition", [{"organisation.kind": "x"}, {"dag": {"before": "today"}}])
def test_a_condition_that_no_schema_can_say_demands_nothing_and_is_told(condition: Any) -> None:
    made = questions(dag={"type": "date", "label": "D", "optional": True}, sist={"type": "text", "label": "S", "show_if": condition})
    assert lost(made) == {"/form/pages/p/questions/sist": "demanded-sometimes"}
    assert takes(made, {})


def test_a_row_demands_what_its_own_answers_call_for() -> None:
    inside = {"har": {"type": "yes_no", "label": "H"}, "vad": {"type": "text", "label": "V", "show_if": {"har": True}}}
    made = template({"pages": {"rader": {"title": "R", "repeat": {"max": 3, "item": "Rad"}, "questions": inside}}})
    assert [takes(made, {"rader": [row]}) for row in ({"har": False}, {"har": True}, {"har": True, "vad": "x"}, {})] == [
        True,
        False,
        True,
        False,
    ]
    assert takes(made, {}) is False


def test_the_limits_of_choices_are_said() -> None:
    options = {"a": "A", "b": "B", "ingen": "Ingen"}
    made = questions(v={"type": "choices", "label": "V", "options": options, "max": 2, "none": "ingen"})
    given = (["a"], ["a", "b"], ["a", "b", "ingen"], ["ingen"], ["a", "ingen"], [])
    assert [takes(made, {"v": value}) for value in given] == [True, True, False, True, False, False]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({"type": "unit", "label": "U"}, "of-the-organisation"),
        ({"type": "date", "label": "D", "max": "today"}, "limits-left-out"),
        ({"type": "choices", "label": "V", "options": {"a": "A", "b": "B", "c": "C"}, "min": 2, "none": "c"}, "limits-left-out"),
        ({"type": "choice", "label": "V", "options": {"a": {"label": "A", "until": "2030-01-01"}, "b": "B"}}, "options-sometimes"),
    ],
)
def test_what_a_schema_can_not_say_is_told_with_its_place(question: Any, code: str) -> None:
    assert lost(questions(q=question)) == {"/form/pages/p/questions/q": code}


def test_files_are_told_to_be_checked_here_and_conditions_may_ask_for_them() -> None:
    asked = {"f": {"type": "file", "label": "F", "optional": True}}
    for condition in ({"f": {"answered": True}}, {"f": {"count": {"at_least": 1}}}):
        made = questions(**asked, sist={"type": "text", "label": "S", "show_if": condition})
        assert [takes(made, answers) for answers in ({}, {"f": ["x"]}, {"f": ["x"], "sist": "y"})] == [True, False, True]
        assert lost(made) == {}
        told = [(remark.place, remark.code) for remark in formats()["json_schema"].write(made).remarks]
        assert ("/form/pages/p/questions/f", "own-check") in told


def test_what_is_not_asked_is_not_there() -> None:
    made = questions(t={"type": "text", "label": "T"}, i={"type": "info", "label": "I"}, k={"type": "constant", "label": "K", "value": 1})
    assert list(schema(made)["properties"]) == ["t"]


def test_a_form_that_is_a_schema_goes_out_as_it_is() -> None:
    assert schema(template({"schema": SCHEMA})) == SCHEMA
    assert lost(template({"schema": SCHEMA, "ui": {"/mil": {"label": "Mil"}}})) == {"/form/ui": "ui-left-out"}
