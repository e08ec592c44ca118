"""Every step can be come to, and every case can be closed from wherever it is."""

import pytest

from engine.proof import as_json, finding_in_words
from tests.engine.proof.proved import ASKED, advice, ended_early, said, shown
from tests.engine.written import forms

LOOP = """
workflow:
  look: {kind: decision, title: Look, outcomes: {a: {label: Again, go: again}, b: {label: More, go: again}}}
  again: {kind: decision, title: Again, outcomes: {a: {label: Back, go: look}}}
"""


def test_steps_in_written_order_are_reached_and_closed() -> None:
    steps = "workflow: {look: {kind: decision, title: L, outcomes: {a: A}}, more: {kind: decision, title: M, outcomes: {a: A}}}"
    assert shown(steps, ASKED) == []


def test_a_loop_that_can_end_is_proved() -> None:
    assert shown(LOOP.replace("go: look}}", "go: look}, b: {label: End, go: close}}"), ASKED) == []


def test_a_loop_that_can_never_end_is_refuted_once() -> None:
    assert shown(LOOP, ASKED) == [("refuted", "never-closes", 2)]


def test_a_way_into_a_loop_without_end_is_shown_by_its_acts() -> None:
    steps = """
    workflow:
      first: {kind: decision, title: First, outcomes: {a: {label: In, go: trap}, b: {label: Out, go: close}}}
      trap: {kind: decision, title: Trap, outcomes: {a: {label: Stay, go: trap}}}
    """
    made, found = said("never-closes", steps, ASKED)
    assert found.mark.line == 3
    assert found.shown is not None
    assert found.shown.acts == (("first", "a"),)
    assert finding_in_words(found, made).endswith("Till exempel: First: In.")
    assert as_json(found, made)["example"]["acts"] == [{"step": "first", "done": "a"}]


def test_a_step_that_nothing_leads_to_is_refuted() -> None:
    steps = """
    workflow:
      look: {kind: decision, title: L, outcomes: {a: {label: A, go: close}}}
      dead: {kind: decision, title: D, outcomes: {a: A}}
    """
    assert shown(steps, ASKED) == [("refuted", "step-unreachable", 3)]


def test_a_step_in_a_group_that_nothing_leads_to_is_not_told_besides() -> None:
    steps = """
    workflow:
      look: {kind: decision, title: L, outcomes: {a: {label: A, go: close}}}
      all: {kind: group, title: All, steps: {one: {kind: form, form: paper}}}
    """
    assert shown(steps, forms(paper="t: {type: text, label: T}"), ASKED) == [("refuted", "step-unreachable", 3)]


@pytest.mark.parametrize(("when", "code"), [("{what: [a, b, x]}", "always-true"), ("{what: a, not: {what: a}}", "never-true")])
def test_a_condition_of_a_step_that_tells_nothing_apart_is_refuted_at_its_line(when: str, code: str) -> None:
    steps = f"workflow:\n  look:\n    kind: decision\n    title: L\n    when: {when}\n    outcomes: {{a: A}}"
    assert shown(steps, ASKED) == [("refuted", code, 5)]


def test_a_step_may_depend_on_answers_of_earlier_steps_on_outcomes_and_on_rounds() -> None:
    steps = """
    workflow:
      paper: {kind: form, form: paper, repeat: true}
      look: {kind: decision, title: L, outcomes: {a: A, b: B}}
      one: {kind: decision, title: O, outcomes: {a: A}, when: {paper.size: {at_least: 5}}}
      two: {kind: decision, title: T, outcomes: {a: A}, when: {look.outcome: b}}
      three: {kind: decision, title: T, outcomes: {a: A}, when: {rounds.paper: {at_least: 3}}}
    """
    assert shown(steps, forms(paper="size: {type: number, label: S}"), ASKED) == []


def test_a_condition_on_an_earlier_step_that_is_always_true_is_only_needless() -> None:
    steps = """
    workflow:
      paper: {kind: form, form: paper, repeat: true}
      look:
        kind: decision
        title: L
        when: {rounds.paper: {at_least: 1}}
        outcomes: {a: A}
    """
    paper = forms(paper="size: {type: number, label: S}")
    assert shown(steps, paper, ASKED) == []
    assert ("needless-condition", 6) in advice(steps, paper, ASKED)


def test_an_outcome_that_is_never_given_makes_no_condition_true() -> None:
    steps = """
    workflow:
      look: {kind: decision, title: L, outcomes: {a: {label: A, go: close}, b: B}}
      more:
        kind: decision
        title: M
        when: {look.outcome: a}
        outcomes: {a: A}
    """
    assert shown(steps, ASKED) == [("refuted", "never-true", 6)]


def test_each_row_that_a_case_is_opened_for_counts_by_itself() -> None:
    asked = "form: {questions: {row: {type: group, label: R, repeat: {max: 3}, questions: {who: {type: yes_no, label: W}}}}}"
    steps = "workflow: {look: {kind: decision, title: L, when: {who: true}, outcomes: {a: A}}}"
    assert shown(steps, asked, "cases: {one_per: row}") == []


def test_a_search_that_is_ended_early_proves_nothing_of_steps() -> None:
    found = ended_early("workflow:\n  look: {kind: decision, title: L, when: {what: a}, outcomes: {a: A}}", ASKED)
    assert ("not-proved", "closing-not-proved", 1) in found
    assert ("not-proved", "step-not-proved", 2) in found
