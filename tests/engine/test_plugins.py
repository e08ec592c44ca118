"""One file is enough: a new field type and a new step kind in a folder of their own, used from YAML, with no other file touched."""

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine import fields, plugins, steps
from engine.answers import read
from engine.answers.sources import FromForm
from engine.errors import InvalidTemplate
from engine.fields import FieldType
from engine.organisation import Holder
from engine.steps import StepKind
from engine.template.answers_schema import answers_schema
from engine.template.load import Loader
from engine.template.model import FormTemplate
from engine.template.schema import meta_schema
from engine.workflow import Case, Situation, act, start
from tests.engine.factories import FRIDAY, context
from tests.engine.written import staffed, template, tried

STARS = '''
    """One to so many stars."""

    from engine.errors import AnswerError
    from engine.fields import FieldType


    class Stars(FieldType):
        """The stored value is a number."""

        name = "stars"
        kind = "number"
        countable = True
        schema = {"most": {"type": "integer", "minimum": 2, "maximum": 9}}
        required = ("most",)
        texts = {"sv": {"required": "Ge ett betyg på ”{label}”", "too-many": "Ge högst {most} stjärnor"}}

        def parse(self, sent, question, context):
            text = super().parse(sent, question, context)
            return len(text) if text and set(text) == {"*"} else text

        def check(self, value, question, context):
            if type(value) is not int or value < 1:
                raise AnswerError("wrong-type")
            if value > question.keys["most"]:
                raise AnswerError("too-many", most=question.keys["most"])
            return value

        def json_schema(self, question):
            return {"type": "integer", "minimum": 1, "maximum": question.keys["most"]}

        def category(self, value, question):
            return (str(value),)
'''

CONSENT = '''
    """A step in which someone agrees or does not."""

    from engine.errors import Problem
    from engine.steps import Acted, Button, Entered, StepKind, Tell


    class Agree(StepKind):
        """With `ask`, that function is told too."""

        name = "agree"
        schema = {"ask": {"$ref": "#/$defs/id"}, "refused": {"$ref": "#/$defs/id"}, "questions": {"$ref": "#/$defs/questions"}}
        required = ("ask",)
        texts = {"sv": {"yes": "Ja, jag godkänner", "no": "Nej", "odd": "Skriv inte {what}"}, "en": {"yes": "I agree", "no": "No"}}

        def enter(self, step):
            return Entered(tells=(Tell(step.by, "step", reads=True), Tell(step.keys["ask"], "notice", reads=True)))

        def buttons(self, step, rounds):
            return (Button("yes"), Button("no", saves=False, primary=False))

        def problems(self, step, answers):
            return (Problem("why", "odd", {"what": "x"}, self),) if answers.get("why") == "x" else ()

        def act(self, step, pressed, answers):
            return Acted(outcome=pressed, go=step.keys.get("refused") if pressed == "no" else None)
'''

TEXT = template(
    """
    form:
      questions:
        how: {type: stars, label: Hur bra?, most: 5, statistics: true}
        why: {type: text, label: Varför?, show_if: {how: {at_most: 2}}}
    routing: [{when: {how: 1}, to: boss}, {to: desk}]
    reports: {r: {title: R, count: submissions, rows: how}}
    workflow:
      ok: {kind: agree, title: Godkänn, ask: expert, by: boss, refused: close, questions: {why_not: {type: text, label: Y, optional: true}}}
      next_one: {kind: notice, title: N, to: owner, when: {rounds.ok: 1}}
    """
)


@pytest.fixture
def loader(tmp_path: Path) -> Loader:
    """A loader that knows one more type and one more kind than the built-in ones."""
    package = f"plugins_of_{tmp_path.name}"
    for folder, text in (("fields/stars", STARS), ("steps/agree", CONSENT)):
        path = tmp_path / f"{folder}.py"
        path.parent.mkdir()
        path.write_text(dedent(text), encoding="utf-8")
    types = plugins.load(tmp_path / "fields", FieldType, f"{package}_fields")
    kinds = plugins.load(tmp_path / "steps", StepKind, f"{package}_steps")
    return Loader({**fields.built_in(), **types}, {**steps.built_in(), **kinds})


@pytest.fixture
def loaded(loader: Loader) -> FormTemplate:
    """The template that uses both."""
    return loader.load(TEXT)


def case(found: FormTemplate) -> tuple[Situation, Case]:
    """A case of the template as it opens."""
    situation = Situation(found, staffed(found), FRIDAY, {}.get)
    return situation, start(situation, Case(Holder("desk"))).case


def test_the_built_in_types_and_kinds_are_plug_ins_too() -> None:
    assert {"text", "choice", "unit", "group"} <= set(fields.built_in())
    assert set(steps.built_in()) == {
        "form",
        "decision",
        "notice",
        "group",
        "close",
        "measures",
        "follow_up",
        "wait",
        "document",
        "open_case",
    }


def test_without_the_files_the_template_does_not_load() -> None:
    with pytest.raises(InvalidTemplate) as caught:
        Loader().load(TEXT)
    assert {fault.code for fault in caught.value.faults} == {"not-allowed"}


def test_the_new_type_is_asked_counted_and_routed_by(loaded: FormTemplate) -> None:
    result = tried(loaded, {"how": 4})
    assert (result["accepted"], result["mailbox"], result["facts"][0]["values"]) == (True, "desk", {"how": "4"})
    assert tried(loaded, {"how": 1, "why": "x"})["mailbox"] == "boss"


def test_the_new_type_decides_what_is_visible(loaded: FormTemplate) -> None:
    assert [problem["at"] for problem in tried(loaded, {"how": 2})["problems"]] == ["why"]
    assert tried(loaded, {"how": 3})["visible"] == ["how"]


def test_the_new_type_is_read_from_a_form(loaded: FormTemplate) -> None:
    assert read(loaded.form, FromForm({"how": ["***"]}), context()).answers == {"how": 3}


@pytest.mark.parametrize(("answers", "said"), [({}, "Ge ett betyg på ”Hur bra?”"), ({"how": 7}, "Ge högst 5 stjärnor")])
def test_the_new_type_speaks_for_itself(loaded: FormTemplate, answers: dict[str, Any], said: str) -> None:
    assert [problem["message"] for problem in tried(loaded, answers)["problems"]] == [said]


def test_the_keys_of_the_new_type_are_checked(loader: Loader) -> None:
    with pytest.raises(InvalidTemplate) as caught:
        loader.load(TEXT.replace("most: 5", "most: 55"))
    assert [fault.code for fault in caught.value.faults] == ["too-much"]


def test_the_schemas_of_templates_and_answers_know_the_new_ones(loader: Loader, loaded: FormTemplate) -> None:
    schema = meta_schema(loader.types, loader.kinds)
    Draft202012Validator.check_schema(schema)
    assert {"type_stars", "kind_agree"} <= set(schema["$defs"])
    assert answers_schema(loaded)["properties"]["how"]["maximum"] == 5


def test_the_new_kind_opens_and_tells_whom_it_says(loaded: FormTemplate) -> None:
    result = tried(loaded, {"how": 4})
    assert result["cases"][0]["steps"] == [{"id": "ok", "function": "boss", "due": None}]
    assert {mail["to"] for mail in result["mails"]} == {"boss", "expert", "desk"}
    json.dumps(result)


def test_the_new_kinds_own_buttons_act(loaded: FormTemplate) -> None:
    situation, opened = case(loaded)
    for button, following in (("yes", "next_one"), ("no", "close")):
        after = act(situation, opened, 1, button, answers={}).case
        assert after.runs[1].step == following
        assert after.run(1).outcome == button


def test_a_case_goes_from_the_new_kind_to_closed(loaded: FormTemplate) -> None:
    situation, opened = case(loaded)
    agreed = act(situation, opened, 1, "yes", answers={"why_not": "x"}).case
    assert [(run.step, run.status) for run in agreed.runs] == [("ok", "done"), ("next_one", "done"), ("close", "open")]
    assert act(situation, agreed, 3, "save", answers={}).case.closed == FRIDAY


def test_the_new_kinds_own_words_are_on_its_buttons_and_in_its_problems(loaded: FormTemplate) -> None:
    step = loaded.step("ok")
    assert [step.kind.word(button.name, "sv") for button in step.kind.buttons(step, 0)] == ["Ja, jag godkänner", "Nej"]
    (problem,) = step.kind.problems(step, {"why": "x"})
    assert step.kind.say(problem.code, "sv", **problem.facts) == "Skriv inte x"


def test_two_plug_ins_can_not_share_a_name(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text("from engine.fields import FieldType\nclass T(FieldType):\n    name = 'same'\n")
    with pytest.raises(ValueError, match="same"):
        plugins.load(tmp_path, FieldType, f"twice_{tmp_path.name}")


def test_a_file_with_an_underscore_or_without_a_plug_in_is_no_plug_in(tmp_path: Path) -> None:
    (tmp_path / "_shared.py").write_text("raise RuntimeError")
    (tmp_path / "words.py").write_text("from engine.fields import FieldType\nfrom engine.fields.text import Text\n")
    assert plugins.load(tmp_path, FieldType, f"none_{tmp_path.name}") == {}


def test_a_broken_plug_in_is_told_each_time(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("1 / 0")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            plugins.load(tmp_path, FieldType, f"broken_{tmp_path.name}")
