"""What people and time do in cases that are explored: plans, follow-ups that lead back, rests, steps that are added, early joins."""

import pytest

from engine.proof import finding_in_words
from tests.engine.proof.proved import ASKED, advice, said, shown
from tests.engine.written import forms

TYPES = "types: {floor: Floor, light: Light}"
PAPER = forms(paper="size: {type: number, label: S, min: 0, max: 9}")


def test_a_plan_that_follow_ups_lead_back_to_can_be_closed() -> None:
    steps = f"""
    workflow:
      plan: {{kind: measures, title: P, {TYPES}}}
      after:
        kind: follow_up
        title: A
        due: {{from: plan.follow_up}}
        outcomes: {{ended: {{label: E, go: close}}, no: {{label: N, go: plan}}}}
    """
    assert shown(steps, ASKED) == []


def test_a_follow_up_that_only_leads_back_is_refuted() -> None:
    steps = f"""
    workflow:
      plan: {{kind: measures, title: P, {TYPES}}}
      after: {{kind: follow_up, title: A, outcomes: {{no: {{label: N, go: plan}}}}}}
    """
    assert shown(steps, ASKED) == [("refuted", "never-closes", 2)]


def test_a_step_may_depend_on_what_is_planned_and_on_how_often_it_was_followed_up() -> None:
    steps = f"""
    workflow:
      plan: {{kind: measures, title: P, {TYPES}}}
      floor: {{kind: decision, title: F, outcomes: {{a: A}}, when: {{plan.type: {{includes: floor}}, plan.status: {{only: done}}}}}}
      after: {{kind: follow_up, title: A, outcomes: {{ended: {{label: E, go: close}}, no: {{label: N, go: look}}}}}}
      look: {{kind: decision, title: L, when: {{rounds.after: {{at_least: 2}}}}, outcomes: {{a: {{label: A, go: plan}}}}}}
      more: {{kind: follow_up, title: M, outcomes: {{a: {{label: A, go: plan}}}}}}
    """
    assert shown(steps, ASKED) == []


def test_a_rest_that_ends_is_proved_whoever_ends_it() -> None:
    assert shown("workflow: {rest: {kind: wait, until: {days: 3}}}", ASKED) == []
    steps = """
    workflow:
      rest: {kind: wait, until: {days: 3}}
      sooner: {kind: decision, title: S, when: {rounds.rest: {at_least: 1}}, outcomes: {a: A}}
      said: {kind: decision, title: S, when: {rest.reason: {answered: true}}, outcomes: {a: A}}
    """
    assert shown(steps, ASKED) == []


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("{days: 3}", False),
        ("{joined: true}", True),
        ("{joined: true, hours: 2}", False),
        ("{from: paper.on}", False),
        ("{from: maybe.on}", True),
        ("{from: skipped.on}", True),
        ("{from: plan.follow_up}", False),
    ],
)
def test_a_rest_that_may_never_end_by_itself_is_told(until: str, told: bool) -> None:
    steps = f"""
    workflow:
      plan: {{kind: measures, title: P, {TYPES}}}
      paper: {{kind: form, form: paper}}
      maybe: {{kind: form, form: maybe}}
      skipped: {{kind: form, form: paper, title: S, when: {{what: a}}}}
      rest:
        kind: wait
        until: {until}
    """
    on = forms(paper="on: {type: date, label: On}", maybe="on: {type: date, label: On, optional: true}")
    assert ("waits-for-ever" in [code for code, _ in advice(steps, on, ASKED)]) is told


def test_a_rest_for_a_day_of_the_report_is_told_where_that_may_lack() -> None:
    asked = "form: {questions: {on: {type: date, label: On, optional: true}, by: {type: date, label: By}}}"
    assert ("waits-for-ever", 1) in advice("workflow: {rest: {kind: wait, until: {from: on}}}", asked)
    assert ("waits-for-ever", 1) not in advice("workflow: {rest: {kind: wait, until: {from: by}}}", asked)


EXTRA = """
workflow:
  extra: {kind: form, form: paper, title: X, optional: true}
  look: {kind: decision, title: L, outcomes: {a: A}}
"""


def test_what_a_person_adds_need_not_be_come_to() -> None:
    assert shown(EXTRA, PAPER, ASKED) == []


def test_what_is_answered_in_an_added_step_may_decide_what_comes_then() -> None:
    assert (
        shown(f"{EXTRA}  big: {{kind: decision, title: B, when: {{extra.size: {{at_least: 5}}}}, outcomes: {{a: A}}}}\n", PAPER, ASKED)
        == []
    )


@pytest.mark.parametrize(("when", "code"), [("{what: [a, b, x]}", "always-true"), ("{what: a, not: {what: a}}", "never-true")])
def test_a_condition_of_what_is_added_that_tells_nothing_apart_is_refuted(when: str, code: str) -> None:
    steps = EXTRA.replace("optional: true}", f"optional: true, when: {when}}}")
    assert [(severity, found) for severity, found, _ in shown(steps, PAPER, ASKED)] == [("refuted", code)]


def test_a_condition_of_what_is_added_that_tells_cases_apart_is_proved() -> None:
    assert shown(EXTRA.replace("optional: true}", "optional: true, when: {what: a}}"), PAPER, ASKED) == []


def test_a_way_that_needs_a_step_to_be_added_is_shown_with_that() -> None:
    trap = "  trap: {kind: decision, title: T, when: {extra.size: 7}, outcomes: {a: {label: A, go: trap}}}\n"
    made, found = said("never-closes", EXTRA + trap, PAPER, ASKED)
    assert "X: läggs till" in finding_in_words(found, made)


def test_a_group_that_goes_on_when_enough_is_done_leaves_the_rest() -> None:
    steps = """
    workflow:
      all:
        kind: group
        title: G
        join: 2
        steps:
          one: {kind: form, form: paper, title: A}
          two: {kind: form, form: paper, title: B}
          three: {kind: form, form: paper, title: C, when: {what: a}}
      left: {kind: decision, title: L, when: {rounds.one: 0}, outcomes: {a: A}}
    """
    assert shown(steps, PAPER, ASKED) == []
    waits_for_all = [code for _, code, _ in shown(steps.replace("join: 2", "join: all"), PAPER, ASKED)]
    assert waits_for_all == ["never-true"]


def test_a_condition_of_a_measure_that_tells_nothing_apart_is_refuted_at_its_place() -> None:
    steps = """
    workflow:
      plan:
        kind: measures
        title: P
        types:
          floor: Floor
          light: {label: Light, when: {sort: a}}
          sound:
            label: Sound
            when: {sort: a, not: {sort: a}}
    """
    assert shown(steps, "form: {questions: {sort: {type: choice, label: S, options: {a: A, b: B}}}}") == [("refuted", "never-true", 10)]
