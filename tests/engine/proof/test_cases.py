"""Every case that a template can lead to is gone through, and those that nothing tells apart are one."""

from datetime import datetime

from engine.proof import DEFAULT_TIME
from engine.proof.cases import Cases
from engine.proof.choosing import Budget
from engine.proof.world import World
from tests.engine.proof.proved import ASKED, ROSTER
from tests.engine.written import forms, loaded


def cases(*parts: str, budget: int = 100_000) -> Cases:
    """All cases of a template."""
    made = loaded(*parts)
    return Cases(World(made, ROSTER.holding(made.functions), datetime.fromisoformat(DEFAULT_TIME), Budget(budget)))


def test_reports_that_no_step_tells_apart_are_one_case() -> None:
    found = cases("workflow: {look: {kind: decision, title: L, outcomes: {a: A, b: B}}}", ASKED)
    assert found.whole
    assert [[run.step for run in moment.case.open()] for moment in found.moments.values()] == [["look"], ["close"], []]


def test_reports_that_a_step_tells_apart_are_several() -> None:
    found = cases("workflow: {look: {kind: decision, title: L, when: {what: a}, outcomes: {a: A}}}", ASKED)
    assert {moment.root for moment in found.moments.values()} == {(True,), (False,)}
    assert found.whens["look"] == {True, False}


def test_answers_in_a_step_make_a_difference_where_a_later_one_looks_at_them() -> None:
    steps = "workflow: {paper: {kind: form, form: paper}, more: {kind: decision, title: M, %s outcomes: {a: A}}}"
    paper = forms(paper="size: {type: number, label: S}\nname: {type: text, label: N}")
    assert len(cases(steps % "", paper, ASKED).moments) == 4
    assert len(cases(steps % "when: {paper.size: {at_least: 5}},", paper, ASKED).moments) == 6


def test_rounds_are_counted_as_far_as_a_condition_counts() -> None:
    more = "more: {kind: decision, title: M, when: {rounds.paper: 3}, outcomes: {a: A}}"
    steps = f"workflow: {{paper: {{kind: form, form: paper, repeat: true}}, {more}}}"
    found = cases(steps, forms(paper="name: {type: text, label: N}"), ASKED)
    assert found.whole
    assert found.whens["more"] == {True, False}


def test_steps_of_a_group_are_done_in_any_order() -> None:
    steps = "workflow: {all: {kind: group, title: A, steps: {one: {kind: form, form: paper}, two: {kind: form, form: paper}}}}"
    found = cases(steps, forms(paper="name: {type: text, label: N}"), ASKED)
    assert {tuple(run.step for run in moment.case.waiting()) for moment in found.moments.values()} == {
        ("one", "two"),
        ("one",),
        ("two",),
        ("close",),
        (),
    }


def test_a_search_without_budget_is_not_whole() -> None:
    assert not cases("workflow: {look: {kind: decision, title: L, outcomes: {a: A}}}", ASKED, budget=20).whole


def test_what_is_added_and_looked_at_by_nothing_makes_the_search_no_larger() -> None:
    paper = forms(paper="size: {type: number, label: S}")
    inner = "one: {kind: form, form: paper, title: A}, two: {kind: form, form: paper, title: B}"
    group = f"workflow:\n  all: {{kind: group, title: G, steps: {{{inner}%s}}}}\n"
    extra = ", more: {kind: form, form: paper, title: C, optional: true}, wait: {kind: wait, optional: true, until: {days: 1}}"
    plain, added = (cases(group % more, paper, ASKED) for more in ("", extra))
    assert (plain.whole, added.whole) == (True, True)
    assert {id: len(found) for id, found in added.open.items() if id in plain.open} == {id: len(found) for id, found in plain.open.items()}
    assert set(added.open) - set(plain.open) == {"more", "wait"}
