"""Hidden means absent, with templates and answers that nobody thought of."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers import Reading, read
from engine.answers.sources import FromJson
from engine.fields import Question
from engine.template.model import FormTemplate
from tests.engine.factories import context
from tests.engine.generated import answers, any_json, templates
from tests.engine.written import staffed, tried

many = settings(max_examples=60)


def reading(template: FormTemplate, given: dict[str, Any]) -> Reading:
    """What the form makes of the answers."""
    return read(template.form, FromJson(given), context(organisation=staffed(template)))


def paths(questions: tuple[Question, ...], row: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Question, Any]]:
    """Every question in every row that there is, with its place and its answer."""
    for question in questions:
        yield f"{prefix}{question.id}", question, row.get(question.id)
        rows = row.get(question.id) if question.questions else None
        for number, inner in enumerate(rows if isinstance(rows, list) else []):
            yield from paths(question.questions, inner if isinstance(inner, dict) else {}, f"{prefix}{question.id}/{number}/")


@many
@given(st.data())
def test_what_is_stored_was_shown(data: st.DataObject) -> None:
    template = data.draw(templates())
    found = reading(template, data.draw(answers(template)))
    stored = {at for at, _, answer in paths(template.form.questions(), dict(found.answers)) if answer is not None}
    assert stored <= found.shown


@many
@given(st.data())
def test_a_required_question_that_was_shown_is_answered_or_told_of(data: st.DataObject) -> None:
    template = data.draw(templates())
    found = reading(template, data.draw(answers(template)))
    told = {problem.at for problem in found.problems}
    for at, question, answer in paths(template.form.questions(), dict(found.answers)):
        if at in found.shown and not question.optional and question.repeat is None:
            assert answer is not None or at in told


@many
@given(st.data())
def test_what_is_hidden_makes_no_difference(data: st.DataObject) -> None:
    template = data.draw(templates())
    given_ = data.draw(answers(template))
    found = reading(template, given_)
    hidden = [question.id for question in template.form.questions() if question.id not in found.shown]
    changed = {**given_, **{id: data.draw(any_json) for id in hidden}}
    assert reading(template, changed).answers == found.answers
    assert [problem.at for problem in reading(template, changed).problems] == [problem.at for problem in found.problems]


@many
@given(st.data())
def test_stored_answers_read_again_are_the_same(data: st.DataObject) -> None:
    template = data.draw(templates())
    found = reading(template, data.draw(answers(template)))
    again = reading(template, json.loads(json.dumps(found.answers)))
    assert (again.answers, again.shown) == (found.answers, found.shown)


@many
@given(st.data())
def test_any_answers_are_taken_or_refused(data: st.DataObject) -> None:
    template = data.draw(templates())
    result = tried(template, data.draw(answers(template) | st.dictionaries(st.text(max_size=3) | st.sampled_from(["q0", "q1"]), any_json)))
    assert result["accepted"] is not bool(result["problems"])
    assert all(problem["message"] for problem in result["problems"])
    json.dumps(result)
