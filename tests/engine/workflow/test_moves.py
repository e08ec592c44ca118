"""The moves of a case, from opening to closed: what opens, what is skipped, who is told, and what ends it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from engine.errors import NotPossible
from engine.organisation import Holder
from engine.workflow import Case, Run, Situation, act, start
from tests.engine.factories import FRIDAY
from tests.engine.workflow.walking import DECIDE, DESK, FORM_STEP, TALK, Walk, walk
from tests.engine.written import form, loaded, staffed, workflow


def test_the_first_step_opens_and_its_doer_is_told_and_may_read() -> None:
    found = walk(f"one: {FORM_STEP % ', by: expert'}\ntwo: {DECIDE}\nlast: {FORM_STEP % ''}")
    assert found.open == ["one"]
    assert [(str(item.holder), item.why, item.reads) for item in found.outcome.told] == [("expert@north", "step", True)]


def test_steps_run_in_written_order_and_the_case_waits_at_close() -> None:
    found = walk(f"one: {FORM_STEP % ''}\ntwo: {FORM_STEP % ''}")
    found.press("one", a="x")
    assert found.open == ["two"]
    found.press("two", a="x")
    assert found.open == ["close"]
    assert found.outcome.case.closed is None


def test_closing_closes_and_nothing_more_can_be_done() -> None:
    found = Walk(loaded())
    found.press("close")
    assert found.outcome.case.closed == FRIDAY
    assert found.events() == ["step-done close", "closed close"]
    with pytest.raises(NotPossible, match="step-not-open"):
        act(found.situation, found.outcome.case, 1, "save", answers={})


def test_a_false_when_skips() -> None:
    found = walk(f"one: {FORM_STEP % ', when: {organisation.kind: x}'}\ntwo: {FORM_STEP % ''}", organisation__kind="y")
    assert (found.open, found.events()) == (["two"], ["step-skipped one", "step-opened two"])


def test_a_when_looks_at_the_report_and_at_earlier_steps() -> None:
    asked = form("who: {type: choice, label: W, options: {x: X, y: Y}}")
    steps = f"one: {DECIDE}\ntwo: {FORM_STEP % ', when: {who: x, one.outcome: a}'}\nlast: {FORM_STEP % ''}"
    for who, expected in (("x", ["two"]), ("y", ["last"])):
        found = Walk(loaded(asked, TALK, workflow(steps)), who=who)
        found.press("one", "save_unaffected", outcome="a")
        assert found.open == expected


def test_the_latest_outcome_counts_while_the_decision_waits_again() -> None:
    found = walk(f"one: {DECIDE}\ntwo: {FORM_STEP % ''}\nlast: {FORM_STEP % ', when: {one.outcome: a}'}")
    runs = (
        Run(1, "one", "done", FRIDAY, finished=FRIDAY, outcome="a"),
        Run(2, "one", "open", FRIDAY),
        Run(3, "two", "open", FRIDAY),
    )
    outcome = act(found.situation, Case(DESK, "north", runs=runs), 3, "save", answers={"a": "x"})
    assert [run.step for run in outcome.case.open()] == ["one", "last"]


def test_an_outcome_says_where_to_go_and_whom_to_tell() -> None:
    found = walk(f"one: {DECIDE}\ntwo: {FORM_STEP % ''}\nlast: {FORM_STEP % ', by: boss'}")
    found.press("one", "save_unaffected", outcome="b", outcome_reason="x")
    assert found.open == ["last"]
    assert found.told() == [("expert@north", "assigned", "one"), ("boss@north", "step", "last")]


def test_an_outcome_may_go_to_the_closing_step_whatever_it_is_called() -> None:
    found = walk(f"one: {DECIDE}\nlast: {FORM_STEP % ''}\nend: {{kind: close}}")
    found.press("one", "save_unaffected", outcome="c")
    assert found.open == ["end"]


def test_next_says_where_to_go() -> None:
    found = walk(f"one: {FORM_STEP % ', next: three'}\ntwo: {FORM_STEP % ''}\nthree: {FORM_STEP % ', next: close'}\nfour: {FORM_STEP % ''}")
    found.press("one", a="x")
    assert found.open == ["three"]
    found.press("three", a="x")
    assert found.open == ["close"]


def test_after_the_last_step_the_case_waits_at_close_wherever_that_is_written() -> None:
    found = walk(f"one: {FORM_STEP % ', next: three'}\nend: {{kind: close}}\nthree: {FORM_STEP % ''}")
    found.press("one", a="x")
    found.press("three", a="x")
    assert found.open == ["end"]


def test_going_back_to_a_step_opens_a_new_run() -> None:
    found = walk(f"one: {FORM_STEP % ''}\ntwo: {{kind: decision, title: T, outcomes: {{back: {{label: B, go: one}}}}}}")
    found.press("one", a="x")
    found.press("two", "save_unaffected", outcome="back")
    assert [(run.number, run.step, run.status, run.rounds) for run in found.outcome.case.runs] == [
        (1, "one", "done", 1),
        (2, "two", "done", 1),
        (3, "one", "open", 0),
    ]


def test_a_repeatable_step_is_done_when_its_doer_says_so_after_a_round() -> None:
    found = walk(f"one: {FORM_STEP % ', repeat: true'}")
    with pytest.raises(NotPossible, match="no-such-button"):
        found.press("one", "done")
    found.press("one", "add", a="x")
    found.press("one", "add", a="y")
    assert (found.open, found.outcome.case.run(1).rounds) == (["one"], 2)
    found.press("one", "done")
    assert (found.open, found.outcome.case.run(1).rounds) == (["close"], 2)


def test_rounds_count_over_all_runs_of_a_step() -> None:
    steps = f"""
    one: {FORM_STEP % ", repeat: true"}
    two: {{kind: decision, title: T, outcomes: {{back: {{label: B, go: one}}, on: N}}}}
    three: {FORM_STEP % ", when: {rounds.one: {at_least: 2}}"}
    """
    found = walk(steps)
    for _ in range(2):
        found.press("one", "add", a="x")
        found.press("one", "done")
        found.press("two", "save_unaffected", outcome="back")
    found.press("one", "add", a="x")
    found.press("one", "done")
    found.press("two", "save_unaffected", outcome="on")
    assert found.open == ["three"]


@pytest.mark.parametrize("button", ["nothing", "affected", ""])
def test_only_a_button_that_acts_can_be_pressed(button: str) -> None:
    found = walk(f"one: {DECIDE}\nlast: {FORM_STEP % ''}")
    with pytest.raises(NotPossible, match="no-such-button"):
        found.press("one", button, outcome="a")


def test_a_step_that_does_not_wait_can_not_be_acted_on() -> None:
    found = walk(f"one: {FORM_STEP % ''}")
    found.press("one", a="x")
    for number in (1, 7):
        with pytest.raises(NotPossible, match="step-not-open"):
            act(found.situation, found.outcome.case, number, "save", answers={})


GROUP = f"""
both:
  kind: group
  title: B
  due: {{days: 10}}
  steps:
    one: {FORM_STEP % ", by: expert"}
    two: {FORM_STEP % ", by: boss, when: {organisation.kind: x}"}
    three: {FORM_STEP % ""}
    word: {{kind: notice, title: W, to: owner}}
last: {FORM_STEP % ""}
"""


def test_the_steps_of_a_group_open_together() -> None:
    found = walk(GROUP, organisation__kind="x")
    assert found.open == ["both", "one", "two", "three"]
    assert {holder for holder, _, _ in found.told()} == {"expert@north", "boss@north", "desk@north", "owner"}


def test_a_group_is_done_when_all_its_steps_are_done_or_skipped() -> None:
    found = walk(GROUP)
    found.press("three", a="x")
    assert found.open == ["both", "one"]
    found.press("one", a="x")
    assert found.open == ["last"]
    assert found.events() == ["round-saved one", "step-done one", "step-done both", "step-opened last"]


def test_a_group_whose_steps_are_all_skipped_is_passed() -> None:
    found = walk(f"both: {{kind: group, title: B, steps: {{one: {FORM_STEP % ', when: {organisation.kind: x}'}}}}}\nlast: {FORM_STEP % ''}")
    assert found.open == ["last"]


def test_an_outcome_inside_a_group_may_leave_it_and_what_is_still_open_is_skipped() -> None:
    steps = f"both: {{kind: group, title: B, steps: {{one: {DECIDE}, two: {FORM_STEP % ''}}}}}\nlast: {FORM_STEP % ''}"
    found = walk(steps)
    found.press("one", "save_unaffected", outcome="c")
    assert found.open == ["close"]
    assert [run.status for run in found.outcome.case.runs] == ["done", "done", "skipped", "open"]


def test_an_outcome_inside_a_group_that_leads_nowhere_waits_for_the_others() -> None:
    found = walk(f"both: {{kind: group, title: B, steps: {{one: {DECIDE}, two: {FORM_STEP % ''}}}}}\nlast: {FORM_STEP % ''}")
    found.press("one", "save_unaffected", outcome="a")
    assert found.open == ["both", "two"]


def test_a_notice_waits_for_nobody_and_its_receiver_may_read() -> None:
    found = walk(f"word: {{kind: notice, title: W, to: owner}}\none: {FORM_STEP % ''}")
    assert found.open == ["one"]
    first = found.outcome.told[0]
    assert (str(first.holder), first.why, first.reads) == ("owner", "notice", True)


BEFORE = f"""
one: {DECIDE}
last: {FORM_STEP % ""}
word: {{kind: notice, title: W, to: owner, before: decisions}}
"""


def test_a_notice_before_decisions_is_written_before_any_step_opens() -> None:
    found = walk(BEFORE)
    assert [(run.step, run.status) for run in found.outcome.case.runs] == [("word", "done"), ("one", "open")]
    assert found.told()[0] == ("owner", "notice", "word")


def test_a_notice_before_decisions_is_written_once() -> None:
    found = walk(BEFORE)
    found.press("one", "save_unaffected", outcome="b", outcome_reason="x")
    found.press("last", a="x")
    assert found.open == ["close"]
    assert [run.step for run in found.outcome.case.runs].count("word") == 1


def test_a_notice_before_decisions_may_stand_in_a_group() -> None:
    inside = (
        f"both: {{kind: group, title: B, steps: {{word: {{kind: notice, title: W, to: owner, before: decisions}}, one: {FORM_STEP % ''}}}}}"
    )
    found = walk(inside)
    assert [run.step for run in found.outcome.case.runs] == ["word", "both", "one"]


def test_a_copy_is_told_without_a_right_to_read() -> None:
    found = walk(f"one: {FORM_STEP % ', by: expert, copy_to: [owner, receiver]'}")
    assert [(str(item.holder), item.why, item.reads) for item in found.outcome.told] == [
        ("expert@north", "step", True),
        ("owner", "copy", False),
        ("desk@north", "copy", False),
    ]


def test_a_step_whose_doer_is_excluded_goes_to_the_receiver_and_every_other_stays() -> None:
    steps = f"both: {{kind: group, title: B, steps: {{one: {FORM_STEP % ', by: boss'}, two: {FORM_STEP % ', by: expert'}}}}}"
    found = walk(steps, frozenset({Holder("boss", "north")}))
    assert [str(run.holder) for run in found.outcome.case.open() if run.holder] == ["desk@north", "expert@north"]


def test_nobody_who_is_excluded_is_told() -> None:
    found = walk(
        f"word: {{kind: notice, title: W, to: owner}}\none: {FORM_STEP % ', copy_to: [boss]'}", frozenset({Holder("boss", "north")})
    )
    assert "boss@north" not in {holder for holder, _, _ in found.told()}


def test_a_step_that_nobody_holds_goes_to_the_receiver() -> None:
    template = loaded(TALK, workflow(f"one: {FORM_STEP % ', by: expert'}"))
    alone = replace(staffed(template), mailboxes={DESK: "desk"})
    outcome = start(Situation(template, alone, FRIDAY, {}.get), Case(DESK, "north"))
    assert [run.holder for run in outcome.case.open()] == [DESK]


def test_a_deadline_counts_from_the_day_the_step_opens() -> None:
    found = walk(f"one: {FORM_STEP % ', due: {days: 2}'}\ntwo: {FORM_STEP % ', due: {hours: 4}'}")
    assert found.outcome.case.run(1).due == datetime(2026, 11, 22, 22, 59, tzinfo=UTC)
    found.now = FRIDAY + timedelta(days=1)
    found.press("one", a="x")
    assert found.outcome.case.run(2).due == FRIDAY + timedelta(days=1, hours=4)


def test_who_is_told_is_told_the_deadline() -> None:
    assert walk(f"one: {FORM_STEP % ', due: {days: 2}'}").outcome.told[0].due == datetime(2026, 11, 22, 22, 59, tzinfo=UTC)


def test_a_ring_in_which_nobody_acts_ends_at_the_closing_step() -> None:
    steps = f"one: {FORM_STEP % ', when: {organisation.kind: x}'}\nword: {{kind: notice, title: W, to: owner, next: one}}"
    assert walk(steps).open == ["close"]


def test_a_move_leaves_the_case_it_was_given_as_it_was() -> None:
    found = walk(f"one: {FORM_STEP % ''}")
    before = found.outcome.case
    found.press("one", a="x")
    assert [run.status for run in before.runs] == ["open"]


def test_events_hold_codes_and_numbers_and_never_content() -> None:
    found = walk(f"one: {DECIDE}\nlast: {FORM_STEP % ''}")
    found.press("one", "save_unaffected", outcome="a", outcome_reason="hemligt")
    assert "hemligt" not in str([dict(event.facts) for event in found.outcome.events])
