"""The plug-ins that `CONTRIBUTING.md` shows are complete: put into a folder, they can be used from YAML."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine import plugins
from engine.errors import AnswerError
from engine.fields import Context, FieldType
from engine.organisation import Organisation
from engine.steps import StepKind
from engine.template.load import Loader, built_in_loader
from engine.template.model import FormTemplate
from engine.workflow import Case, Situation, act, start
from tests.docs.examples import CHECKOUT, fenced

TEMPLATE = """
template: parkering
title: Felparkering
form:
  questions:
    bil: {type: se_plate, label: Vilken bil?}
functions: {warden: Vakt}
routing: [{to: warden}]
workflow:
  last: {kind: acknowledge, title: Läst}
"""
NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)


@pytest.fixture
def template(tmp_path: Path) -> FormTemplate:
    """A template that uses both, with the plug-ins in folders of their own."""
    for block in fenced(CHECKOUT / "CONTRIBUTING.md", "python"):
        path = tmp_path / Path(str(block.mark("file"))).relative_to("engine")
        path.parent.mkdir()
        path.write_text(block.text, encoding="utf-8")
    types = plugins.load(tmp_path / "fields", FieldType, "shown_fields")
    kinds = plugins.load(tmp_path / "steps", StepKind, "shown_steps")
    loader = built_in_loader()
    return Loader({**loader.types, **types}, {**loader.kinds, **kinds}).load(TEMPLATE)


def test_the_field_type_checks_an_answer(template: FormTemplate) -> None:
    question, context = template.form.questions()[0], Context(Organisation("x", "X"), NOW)
    assert question.type.check("abc 12d", question, context) == "ABC12D"
    with pytest.raises(AnswerError, match="not-a-plate"):
        question.type.check("12", question, context)


def test_the_step_kind_leads_a_case_on(template: FormTemplate) -> None:
    situation = Situation(template, Organisation("x", "X"), NOW, lambda reference: None)
    begun = start(situation, Case(None)).case
    assert [run.step for run in act(situation, begun, 1, "save", answers={}).case.open()] == ["close"]
