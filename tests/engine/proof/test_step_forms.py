"""Conditions in a step's form are judged in the cases that come to the step."""

from tests.engine.proof.proved import ASKED, ended_early, shown
from tests.engine.written import forms

STEPS = """
workflow:
  look: {kind: decision, title: L, outcomes: {a: {label: A, go: paper}, b: {label: B, go: close}}}
  paper: {kind: form, form: paper, when: {what: [a, b]}}
"""


def found(condition: str) -> list[tuple[str, str]]:
    """What is found when a question of the second step's form has this condition."""
    questions = f"first: {{type: yes_no, label: F}}\nlast: {{type: text, label: L, show_if: {condition}}}"
    return [(severity, code) for severity, code, _ in shown(STEPS, forms(paper=questions), ASKED)]


def test_a_condition_on_the_report_is_judged_in_cases_that_come_there() -> None:
    assert found("{what: a}") == []
    assert found("{unit.kind: grundskola}") == []
    assert found("{organisation.kind: private}") == []
    assert found("{what: x}") == [("refuted", "never-true")]
    assert found("{what: [a, b]}") == [("refuted", "always-true")]


def test_a_condition_on_the_forms_own_questions_is_judged() -> None:
    assert found("{first: true}") == []
    assert found("{first: true, not: {first: true}}") == [("refuted", "never-true")]


def test_a_condition_on_an_earlier_step_is_judged_by_how_cases_come_here() -> None:
    assert found("{look.outcome: a}") == [("refuted", "always-true")]
    assert found("{look.outcome: b}") == [("refuted", "never-true")]


def test_a_form_that_two_steps_share_needs_a_condition_if_one_of_them_does() -> None:
    steps = "workflow:\n  one: {kind: form, form: paper, when: {what: a}}\n  two: {kind: form, form: paper}"
    questions = "last: {type: text, label: L, show_if: {what: a}}"
    assert shown(steps, forms(paper=questions), ASKED) == []


def test_a_step_that_nobody_comes_to_is_not_told_again_for_its_form() -> None:
    questions = "last: {type: text, label: L, show_if: {what: a}}"
    steps = "workflow:\n  look: {kind: decision, title: L, outcomes: {a: {label: A, go: close}}}\n  paper: {kind: form, form: paper}"
    assert shown(steps, forms(paper=questions), ASKED) == [("refuted", "step-unreachable", 3)]


def test_what_is_not_come_to_within_the_budget_is_not_proved() -> None:
    questions = "last: {type: text, label: L, show_if: {what: a}}"
    assert ("not-proved", "condition-not-proved", 8) in ended_early(STEPS, forms(paper=questions), ASKED)
