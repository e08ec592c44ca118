"""A step that stands still: nothing is said of it, its last day moves on by open days, and it goes on by itself or by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import NotPossible
from engine.organisation import Holder
from engine.routing import Place
from engine.workflow import Case, Situation, act, pause, remind, resume
from tests.engine.factories import FRIDAY
from tests.engine.workflow.test_reminders import SCHOOL, at, opened, place
from tests.engine.written import loaded, staffed, workflow

MONDAY = date(2026, 11, 23)
SCHOOL_DAYS = "due: {days: 5, calendar: school}"


def paused(where: Place, until: date | None = None, now: datetime = FRIDAY) -> Case:
    """A case whose only step stands still from its opening on, or from a later moment."""
    return pause(where, opened(where), 1, now, until=until).case


@pytest.mark.parametrize(
    ("again", "due"),
    [
        ("2026-11-20T23:00", "2026-12-01T23:59"),
        ("2026-11-22T12:00", "2026-12-01T23:59"),
        ("2026-11-23T12:00", "2026-12-02T23:59"),
        ("2026-11-26T12:00", "2026-12-03T23:59"),
        ("2026-12-04T08:00", "2026-12-11T23:59"),
    ],
)
def test_the_last_day_moves_by_the_open_days_that_have_passed(again: str, due: str) -> None:
    where = place(SCHOOL_DAYS)
    assert resume(where, paused(where), 1, at(again)).case.run(1).due == at(due)


def test_hours_move_by_as_long_as_it_took() -> None:
    where = place("due: {hours: 30}")
    assert resume(where, paused(where), 1, FRIDAY + timedelta(hours=50)).case.run(1).due == FRIDAY + timedelta(hours=80)


def test_what_has_no_last_day_gets_none() -> None:
    where = place("by: desk")
    run = resume(where, paused(where), 1, at("2026-12-01T08:00")).case.run(1)
    assert (run.due, run.remind, run.paused) == (None, None, None)


def test_nothing_is_said_of_a_step_that_stands_still() -> None:
    where = place(f"{SCHOOL_DAYS}, remind: {{before: [1 day]}}, escalate: boss")
    outcome = remind(where, paused(where), 1, at("2027-06-01T12:00"))
    assert (outcome.events, outcome.told) == ((), ())


def test_it_goes_on_by_itself_in_the_morning_of_its_day_and_its_doer_is_told() -> None:
    where = place(SCHOOL_DAYS)
    case = paused(where, MONDAY)
    assert remind(where, case, 1, at("2026-11-23T07:59")).case == case
    outcome = remind(where, case, 1, at("2026-11-23T08:00"))
    assert [(event.kind, event.facts) for event in outcome.events] == [("step-resumed", {"step": "one", "run": 1})]
    assert [(str(told.holder), told.why, told.due) for told in outcome.told] == [("desk@north", "step", at("2026-12-02T23:59"))]
    assert outcome.case.run(1).remind == at("2026-12-02T08:00")


def test_whoever_is_shut_out_meanwhile_is_not_told() -> None:
    where = place(SCHOOL_DAYS)
    case = replace(paused(where, MONDAY), excluded=frozenset({Holder("desk", "north")}))
    assert remind(where, case, 1, at("2026-11-23T08:00")).told == ()


def test_what_had_been_said_is_not_said_again() -> None:
    where = place(f"{SCHOOL_DAYS}, escalate: boss")
    late = remind(where, opened(where), 1, at("2026-12-02T08:00")).case
    still = pause(where, late, 1, at("2026-12-02T10:00"), until=None).case
    again = resume(where, still, 1, at("2026-12-04T07:00")).case
    assert [remind(where, again, 1, at(f"2026-12-{day:02}T12:00")).told for day in range(4, 30)] == [()] * 26


def test_a_step_goes_on_when_somebody_acts_in_it() -> None:
    where = place(SCHOOL_DAYS)
    situation = Situation(where.template, where.organisation, at("2026-11-24T12:00"), {}.get)
    outcome = act(situation, paused(where), 1, "save_unaffected", answers={"outcome": "a"})
    assert [event.kind for event in outcome.events][:2] == ["step-resumed", "round-saved"]
    assert (outcome.case.run(1).status, outcome.case.run(1).paused) == ("done", None)


@pytest.mark.parametrize(
    ("until", "code"),
    [(date(2026, 11, 20), "not-that-day"), (date(2026, 11, 1), "not-that-day"), (date(2027, 11, 22), "not-that-day")],
)
def test_a_day_is_later_than_today_and_not_in_another_age(until: date, code: str) -> None:
    with pytest.raises(NotPossible, match=code):
        paused(place(SCHOOL_DAYS), until)


def test_what_stands_still_or_is_done_can_not_be_paused_and_what_goes_on_can_not_go_on() -> None:
    where = place(SCHOOL_DAYS)
    case = paused(where)
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        pause(where, case, 1, FRIDAY, until=None)
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        resume(where, opened(where), 1, FRIDAY)
    done = case.with_run(replace(case.run(1), status="done"))
    with pytest.raises(NotPossible, match="step-not-open"):
        pause(where, done, 1, FRIDAY, until=None)


def test_a_notice_is_never_held_up() -> None:
    steps = "told: {kind: notice, title: Told, to: owner, before: decisions}\none: {kind: decision, title: One, outcomes: {a: A}}"
    template = loaded(workflow(steps))
    where = Place(template, staffed(template), "north")
    case = opened(where)
    assert [run.status for run in case.runs] == ["done", "open"]
    with pytest.raises(NotPossible, match="step-not-open"):
        pause(where, case.with_run(replace(case.run(1), status="open", holder=Holder("owner"))), 1, FRIDAY, until=None)
    assert pause(where, case, 2, FRIDAY, until=None).case.run(1) == case.run(1)


@given(st.integers(0, 60 * 24 * 40), st.integers(0, 60 * 24 * 40))
def test_two_pauses_move_the_day_as_far_as_one_that_lasts_as_long(first: int, second: int) -> None:
    where, middle = place(SCHOOL_DAYS), FRIDAY + timedelta(minutes=first)
    end = middle + timedelta(minutes=second)
    once = resume(where, paused(where), 1, end).case
    twice = resume(where, pause(where, resume(where, paused(where), 1, middle).case, 1, middle, until=None).case, 1, end).case
    assert twice.run(1).due == once.run(1).due
    assert SCHOOL.is_open(once.run(1).due.date())
