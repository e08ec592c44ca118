"""Deadlines that are taken from an answer, and steps that wait: until when, and what ends the waiting."""

from datetime import timedelta

import pytest

from engine.errors import NotPossible
from engine.workflow import OPEN, happened, wake
from engine.workflow import WAITING as WAITS
from tests.engine.factories import FRIDAY
from tests.engine.workflow.walking import FORM_STEP, Walk, walk
from tests.engine.written import form, forms, loaded, workflow

WAITING = "{kind: wait, until: %s}"


def test_a_deadline_is_the_first_answered_day_that_is_not_over() -> None:
    plan = forms(plan="day: {type: group, label: D, repeat: {max: 9, item: I}, questions: {on: {type: date, label: On}}}")
    steps = "plan: {kind: form, form: plan}\nafter: {kind: form, form: plan, due: {from: plan.on}}"
    answered = [["2026-12-01", "2026-11-24", "2026-11-02"], ["2026-11-02"], []]
    due = []
    for days in answered:
        found = Walk(loaded(plan, workflow(steps)))
        found.press("plan", on=days)
        due.append(found.outcome.case.open()[0].due)
    assert [moment and f"{moment:%d %H.%M}" for moment in due] == ["24 23.59", "20 23.59", None]


def test_a_deadline_from_an_answer_may_have_a_latest_day() -> None:
    plan = forms(plan="on: {type: date, label: On}")
    steps = "plan: {kind: form, form: plan}\nafter: {kind: form, form: plan, due: {from: plan.on, latest: 3 days}}"
    found = Walk(loaded(plan, workflow(steps)))
    found.press("plan", on="2026-12-24")
    assert f"{found.outcome.case.open()[0].due:%d %H.%M}" == "23 23.59"


def test_who_may_end_a_wait_may_read_and_it_goes_on_in_the_morning_of_its_day() -> None:
    found = walk(f"rest: {WAITING % '{days: 3}, by: expert'}\nafter: {FORM_STEP % ''}")
    (run,) = found.outcome.case.open()
    assert f"{run.due:%d %H.%M}" == "23 08.00"
    assert [(str(item.holder), item.why, item.reads) for item in found.outcome.told] == [("expert@north", "wait", True)]
    found.outcome = wake(found.situation, found.outcome.case, run.number)
    assert (found.open, found.events()) == (["after"], ["step-done rest", "step-opened after"])


def test_a_wait_by_the_clock_ends_by_the_clock() -> None:
    (run,) = walk(f"rest: {WAITING % '{hours: 2}'}").outcome.case.open()
    assert run.due == FRIDAY + timedelta(hours=2)


def test_a_wait_for_a_day_that_is_here_does_not_wait_and_one_for_no_day_waits_for_a_person() -> None:
    asked = form("on: {type: date, label: On}")
    for on, expected in (("2026-11-20", ["close"]), ("2026-11-02", ["close"]), (None, ["rest"]), ("2026-11-21", ["rest"])):
        found = Walk(loaded(asked, workflow(f"rest: {WAITING % '{from: on}'}")), on=on)
        assert found.open == expected


def test_a_person_may_end_a_wait() -> None:
    found = walk(f"rest: {WAITING % '{days: 3}'}\nafter: {FORM_STEP % ''}")
    found.press("rest", reason="x")
    assert found.open == ["after"]


def test_only_a_step_that_waits_can_be_woken() -> None:
    found = walk(f"one: {FORM_STEP % ''}")
    with pytest.raises(NotPossible, match="step-not-open"):
        wake(found.situation, found.outcome.case, 1)


def test_what_a_wait_waits_for_ends_it_and_no_other() -> None:
    inner = f"a: {WAITING % '{joined: true}'}, b: {WAITING % '{days: 3}'}, c: {WAITING % '{days: 9, joined: true}'}"
    found = walk(f"all: {{kind: group, title: G, steps: {{{inner}}}}}")
    found.outcome = happened(found.situation, found.outcome.case, "joined")
    assert found.open == ["all", "b"]
    found.outcome = happened(found.situation, found.outcome.case, "other")
    assert (found.open, found.events()) == (["all", "b"], [])


def test_what_happens_ends_a_group_once_where_two_of_it_waited_for_that() -> None:
    inner = f"a: {WAITING % '{joined: true}'}, b: {WAITING % '{joined: true}'}"
    found = walk(f"all: {{kind: group, title: G, join: any, steps: {{{inner}}}}}\nafter: {FORM_STEP % ''}")
    found.outcome = happened(found.situation, found.outcome.case, "joined")
    assert found.open == ["after"]


def test_where_nothing_will_end_the_waiting_somebody_is_told_to() -> None:
    asked = form("on: {type: date, label: On}")
    found = Walk(loaded(asked, workflow(f"rest: {WAITING % '{from: on}'}")))
    assert [run.status for run in found.outcome.case.open()] == [OPEN]
    assert found.told() == [("desk@north", "step", "rest")]
    found = Walk(loaded(asked, workflow(f"rest: {WAITING % '{from: on, joined: true}'}")))
    assert [run.status for run in found.outcome.case.open()] == [WAITS]
