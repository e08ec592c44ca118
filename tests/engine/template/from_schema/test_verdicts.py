"""The form's verdict is the stock validator's, with schemas and answers that nobody thought of; or the schema is refused with a pointer."""

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.answers import read
from engine.answers.sources import FromForm, FromJson
from engine.errors import InvalidTemplate
from engine.template.model import FormTemplate
from engine.wording import problem_in_words
from forms.binding import inputs, refill
from tests.engine.factories import context
from tests.engine.template.from_schema.made import DRAFTS, schemas, values, with_schema
from tests.engine.template.from_schema.written import answered

many = settings(max_examples=150, deadline=None)


def compiled(schema: dict[str, Any]) -> FormTemplate | None:
    """The form of a schema; None when it is refused."""
    try:
        return with_schema(schema)
    except InvalidTemplate:
        return None


@many
@given(st.data())
def test_the_form_s_verdict_is_the_validator_s(data: st.DataObject) -> None:
    schema = data.draw(schemas())
    template, value = compiled(schema), data.draw(values(schema, schema))
    assume(template is not None and isinstance(value, dict))
    reading = answered(template, value)
    left = template.form.judge.without_hidden(value, template.form, reading.shown)
    try:
        valid = DRAFTS[schema["$schema"]](schema).is_valid(left)
    except OverflowError:  # the stock validator's own limit
        return
    assert (not reading.problems) is valid


@many
@given(schemas())
def test_a_schema_is_a_form_or_refused_with_a_pointer(schema: dict[str, Any]) -> None:
    try:
        found = with_schema(schema).form.judge is not None
    except InvalidTemplate as refused:
        found = all("pointer" in fault.facts for fault in refused.faults)
    assert found


@many
@given(st.data())
def test_every_problem_has_its_words_and_every_answer_its_look(data: st.DataObject) -> None:
    schema = data.draw(schemas())
    template, value = compiled(schema), data.draw(values(schema, schema))
    assume(template is not None and isinstance(value, dict))
    reading = answered(template, value)
    assert all(problem_in_words(problem, context()) for problem in reading.problems)
    for question in template.form.questions():
        if (answer := reading.answers.get(question.id)) is not None:
            assert isinstance(question.type.show(answer, question, context()), str)


UNREADABLE = {"not-a-number", "not-a-date", "not-an-option", "other-missing", "bad-character", "wrong-type"}


@many
@given(st.data())
def test_what_a_browser_sends_is_judged_as_the_value_that_it_makes(data: st.DataObject) -> None:
    schema = data.draw(schemas())
    template, value = compiled(schema), data.draw(values(schema, schema))
    assume(template is not None and isinstance(value, dict))
    sent = refill(template.form.questions(), read(template.form, FromJson(value), context()).answers, context())
    for name in list(inputs(template.form.questions(), FromForm(sent))):
        if data.draw(st.integers(0, 4)) == 0:
            sent[name] = [data.draw(st.sampled_from(["", "a", "1", "yes", "2026-01-01", "x" * 30]))]
    reading = read(template.form, FromForm(sent), context())
    whole = FromForm(sent).whole(template.form, reading.answers, reading.shown)
    valid = DRAFTS[schema["$schema"]](schema).is_valid(whole)
    assert not (reading.problems == () and not valid)
    assert not (valid and {problem.code for problem in reading.problems} - UNREADABLE)
