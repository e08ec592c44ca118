"""The large templates that are measured can be read and answered; how long that takes decides nothing here."""

import pytest

from benchmarks import large
from benchmarks.compile import each, ratios
from engine.library import trial_roster
from engine.template.load import load
from engine.trial import attempt
from tests.engine.factories import FRIDAY


@pytest.mark.parametrize("count", [30, 3_000])
def test_a_template_of_any_size_is_read_and_its_answers_are_taken(count: int) -> None:
    template = load(large.text(count))
    assert len(template.form.every()) == count
    assert attempt(template, large.answers(count), trial_roster().holding(template.functions), FRIDAY)["problems"] == []


def test_questions_of_every_sort_are_conditional() -> None:
    template = load(large.text(30))
    assert sum(question.show_if is not None for question in template.form.every()) == 12


def test_what_is_compared_is_compared_round_by_round_and_question_by_question() -> None:
    times = {30: (1.0, 2.0), 300: (12.0, 18.0)}
    assert ratios(times, 300, 30) == (12.0, 9.0)
    assert each(times, 300, 30) == pytest.approx((1.2, 0.9))
