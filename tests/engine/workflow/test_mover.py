"""Groups that wait for some of their steps, and steps that a person adds beside the others."""

from datetime import timedelta

import pytest

from engine.errors import NotPossible
from engine.workflow import add, addable
from tests.engine.workflow.walking import FORM_STEP, walk


@pytest.mark.parametrize(("join", "left"), [("all", ["all", "b", "c"]), ("any", ["after"]), ("2", ["all", "b", "c"])])
def test_a_group_waits_for_as_many_of_its_steps_as_it_says(join: str, left: list[str]) -> None:
    inner = ", ".join(f"{name}: {FORM_STEP % ''}" for name in "abc")
    found = walk(f"all: {{kind: group, title: G, join: {join}, steps: {{{inner}}}}}\nafter: {FORM_STEP % ''}")
    found.press("a", a="x")
    assert found.open == left


def test_what_is_still_open_when_enough_is_done_is_skipped_with_a_line_each() -> None:
    inner = ", ".join(f"{name}: {FORM_STEP % ''}" for name in "abc")
    found = walk(f"all: {{kind: group, title: G, join: 2, steps: {{{inner}}}}}\nafter: {FORM_STEP % ''}")
    found.press("a", a="x")
    found.press("c", a="x")
    assert found.events() == ["round-saved c", "step-done c", "step-skipped b", "step-done all", "step-opened after"]
    assert [run.status for run in found.outcome.case.runs if run.step == "b"] == ["skipped"]


def test_a_group_that_can_not_have_enough_waits_for_what_there_is() -> None:
    inner = f"a: {FORM_STEP % ''}, b: {FORM_STEP % ', when: {organisation.kind: x}'}"
    found = walk(f"all: {{kind: group, title: G, join: 2, steps: {{{inner}}}}}\nafter: {FORM_STEP % ''}", organisation__kind="y")
    found.press("a", a="x")
    assert found.open == ["after"]


EXTRA = "extra: {kind: form, form: talk, optional: true%s}\none: {kind: form, form: talk}\ntwo: {kind: form, form: talk}"


def test_an_optional_step_is_passed_by_until_someone_adds_it() -> None:
    found = walk(EXTRA % ", by: expert, due: {days: 1}")
    assert (found.open, found.events()) == (["one"], ["step-opened one"])
    assert [step.id for step in addable(found.situation, found.outcome.case)] == ["extra"]
    found.now += timedelta(days=3)
    found.outcome = add(found.situation, found.outcome.case, "extra")
    assert (found.open, found.told()) == (["one", "extra"], [("expert@north", "step", "extra")])
    assert f"{found.outcome.case.open()[1].due:%d %H.%M}" == "24 23.59"


def test_nothing_follows_from_what_was_added() -> None:
    found = walk(EXTRA % "")
    found.outcome = add(found.situation, found.outcome.case, "extra")
    found.press("extra", a="x")
    assert (found.open, found.events()) == (["one"], ["round-saved extra", "step-done extra"])


def test_a_step_is_added_once_or_with_repeat_again_when_it_is_done() -> None:
    for more, again in (("", []), (", repeat: true", ["extra"])):
        found = walk(EXTRA % more)
        found.outcome = add(found.situation, found.outcome.case, "extra")
        assert addable(found.situation, found.outcome.case) == ()
        with pytest.raises(NotPossible, match="cannot-be-added"):
            add(found.situation, found.outcome.case, "extra")
        found.press("extra", "add" if again else "save", a="x")
        if again:
            found.press("extra", "done")
        assert [step.id for step in addable(found.situation, found.outcome.case)] == again


def test_a_step_can_not_be_added_where_its_condition_does_not_hold_or_when_the_case_is_closed() -> None:
    found = walk(EXTRA % ", when: {organisation.kind: x}", organisation__kind="y")
    assert addable(found.situation, found.outcome.case) == ()
    found = walk(EXTRA % "")
    for step in ("one", "two", "close"):
        found.press(step, a="x")
    assert addable(found.situation, found.outcome.case) == ()


def test_what_was_added_and_is_still_open_is_skipped_when_the_case_is_closed() -> None:
    found = walk(EXTRA % "")
    found.outcome = add(found.situation, found.outcome.case, "extra")
    for step in ("one", "two", "close"):
        found.press(step, a="x")
    assert found.outcome.case.open() == ()
    assert found.events() == ["step-done close", "step-skipped extra", "closed close"]


def test_a_step_of_a_group_can_be_added_as_long_as_the_group_is_open_which_then_waits_for_it() -> None:
    inner = f"a: {FORM_STEP % ''}, b: {FORM_STEP % ''}, extra: {FORM_STEP % ', optional: true'}"
    found = walk(f"first: {FORM_STEP % ''}\nall: {{kind: group, title: G, steps: {{{inner}}}}}\nafter: {FORM_STEP % ''}")
    assert addable(found.situation, found.outcome.case) == ()
    found.press("first", a="x")
    assert found.open == ["all", "a", "b"]
    found.outcome = add(found.situation, found.outcome.case, "extra")
    found.press("a", a="x")
    found.press("b", a="x")
    assert found.open == ["all", "extra"]
    found.press("extra", a="x")
    assert found.open == ["after"]
