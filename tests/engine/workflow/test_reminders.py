"""What is said of a step by itself: when, in the step's own calendar, to whom, and each thing once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars import Calendar
from engine.organisation import Holder, Organisation
from engine.routing import Place
from engine.workflow import OVERDUE, REMINDER, Case, Outcome, Run, Situation, remind, start
from engine.workflow.reminders import sayings
from tests.engine.factories import FRIDAY
from tests.engine.written import loaded, staffed, workflow

DESK, BOSS, OWNER = Holder("desk", "north"), Holder("boss", "north"), Holder("owner")
DAYS = "due: {days: 5, calendar: school}"
SCHOOL = Calendar(
    "school",
    {"sv": "skoldag", "en": "school day"},
    {"sv": "skoldagar", "en": "school days"},
    weekdays=frozenset(range(5)),
    closed=((date(2026, 11, 25), date(2026, 11, 26)),),
)
EVERY_STEP = [("2026-11-29T08:00", REMINDER, None), ("2026-11-30T08:00", OVERDUE, None)]
FUNCTIONS = "functions: {desk: Desk, boss: {label: Boss, backup: owner}, owner: {label: Owner, held_by: organisation}}"


def place(step: str) -> Place:
    """Where a case of a template with one such decision is."""
    template = loaded(FUNCTIONS, workflow(f"one: {{kind: decision, title: One, outcomes: {{a: A}}, {step}}}"))
    there = replace(staffed(template), calendars={("school", None): SCHOOL})
    return Place(template, there, "north")


def opened(where: Place, now: datetime = FRIDAY, *excluded: Holder) -> Case:
    """The case at its opening."""
    situation = Situation(where.template, where.organisation, now, {}.get)
    return start(situation, Case(DESK, "north", frozenset(excluded))).case


def at(text: str) -> datetime:
    """A moment of the place."""
    return datetime.fromisoformat(text).replace(tzinfo=Organisation("a", "A").zone)


def plan(step: str) -> list[tuple[str, str, str | None]]:
    """What is to be said of a step that opened on the Friday, by the clock of the place."""
    where = place(step)
    due = opened(where).run(1).due
    assert due is not None
    local = where.organisation.zone
    return [(f"{one.at.astimezone(local):%Y-%m-%dT%H:%M}", one.why, one.above) for one in sayings(where.template.step("one"), due, where)]


def said(where: Place, case: Case, *moments: datetime) -> list[list[tuple[str, str]]]:
    """Who hears what at each moment."""
    found = []
    for now in moments:
        outcome = remind(where, case, 1, now)
        case = outcome.case
        found.append([(str(told.holder), told.why) for told in outcome.told])
    return found


def test_every_step_with_a_day_is_said_on_its_morning_and_the_morning_after() -> None:
    assert plan("due: {days: 9}") == EVERY_STEP


def test_days_before_and_after_are_counted_in_the_steps_own_calendar() -> None:
    assert plan(f"{DAYS}, remind: {{before: [3 days, 1 day], after: [1 day, 3 days]}}") == [
        ("2026-11-24T08:00", REMINDER, None),
        ("2026-11-30T08:00", REMINDER, None),
        ("2026-12-01T08:00", REMINDER, None),
        ("2026-12-02T08:00", OVERDUE, None),
        ("2026-12-02T08:00", OVERDUE, None),
        ("2026-12-04T08:00", OVERDUE, None),
    ]


def test_hours_are_said_to_the_minute() -> None:
    assert plan("due: {hours: 30}, remind: {before: [4 hours], after: [90 minutes]}") == [
        ("2026-11-21T08:00", REMINDER, None),
        ("2026-11-21T16:02", REMINDER, None),
        ("2026-11-21T20:02", OVERDUE, None),
        ("2026-11-21T21:32", OVERDUE, None),
    ]


def test_each_function_above_has_its_own_day() -> None:
    assert plan("due: {days: 9}, escalate: [{after: 2 days, to: boss}, {after: 5 days, to: owner}]") == [
        *EVERY_STEP,
        ("2026-12-01T08:00", OVERDUE, "boss"),
        ("2026-12-04T08:00", OVERDUE, "owner"),
    ]


def test_a_function_above_without_a_day_hears_it_together_with_the_doer() -> None:
    assert plan("due: {days: 9}, escalate: boss") == [*EVERY_STEP, ("2026-11-30T08:00", OVERDUE, "boss")]


def test_each_thing_is_said_once_and_none_before_its_time() -> None:
    where = place("due: {days: 9}, remind: {before: [2 days]}, escalate: [{after: 2 days, to: boss}]")
    moments = [at(f"2026-11-{day}T{hour}") for day in (26, 27, 28, 29, 30) for hour in ("07:59", "08:00", "23:00")]
    found = said(where, opened(where), *moments, at("2026-12-01T08:00"), at("2027-01-01T00:00"))
    heard = [("desk@north", REMINDER)]
    assert [one for one in found if one] == [heard, heard, [("desk@north", OVERDUE)], [("boss@north", OVERDUE)]]


def test_what_has_waited_is_said_in_one_go() -> None:
    where = place("due: {days: 9}, remind: {before: [2 days], after: [1 day]}, escalate: [{after: 2 days, to: boss}]")
    found = said(where, opened(where), at("2027-01-01T00:00"), at("2027-02-01T00:00"))
    assert found == [[("desk@north", OVERDUE), ("boss@north", OVERDUE)], []]


def test_what_came_before_the_step_opened_is_never_said() -> None:
    where = place("due: {days: 1}, remind: {before: [5 days]}")
    assert opened(where).run(1).remind == at("2026-11-21T08:00")


def test_a_line_for_the_journal_says_what_and_of_which_step() -> None:
    where = place("due: {days: 9}")
    (event,) = remind(where, opened(where), 1, at("2026-11-29T08:00")).events
    assert (event.kind, event.facts) == (REMINDER, {"step": "one", "run": 1})


def escalated(where: Place, case: Case, **more: frozenset[Holder]) -> list[str]:
    """Who hears that a step has been overdue for long."""
    return [str(told.holder) for told in remind(where, case, 1, at("2027-01-01T00:00"), **more).told]


def test_whoever_is_shut_out_is_not_told_but_the_next_above() -> None:
    where = place("due: {days: 9}, escalate: boss")
    assert escalated(where, opened(where, FRIDAY, BOSS)) == ["desk@north", "owner"]


def test_a_mailbox_where_nobody_is_left_is_not_told_but_the_next_above() -> None:
    where = place("due: {days: 9}, escalate: boss")
    assert escalated(where, opened(where), deserted=frozenset({BOSS})) == ["desk@north", "owner"]


def test_whoever_is_left_at_the_top_is_told_when_all_above_are_shut_out() -> None:
    where = place("due: {days: 9}, escalate: boss")
    assert escalated(where, opened(where, FRIDAY, BOSS, OWNER)) == ["desk@north", "desk"]
    assert escalated(where, opened(where, FRIDAY, BOSS, OWNER, *(Holder(top) for top in ("desk", "boss")))) == ["desk@north"]


def test_whoever_does_the_step_is_not_told_as_the_one_above() -> None:
    where = place("due: {days: 9}, by: boss, escalate: [{after: 3 days, to: boss}]")
    assert said(where, opened(where), at("2026-11-30T08:00"), at("2027-01-01T00:00")) == [[("boss@north", OVERDUE)], []]


def test_the_receiver_can_be_the_one_above() -> None:
    where = place("due: {days: 9}, by: boss, escalate: receiver")
    assert escalated(where, opened(where)) == ["boss@north", "desk@north"]


@pytest.mark.parametrize("step", ["by: desk", "due: {days: 9}"])
def test_what_has_no_day_or_is_done_is_not_said(step: str) -> None:
    where = place(step)
    case = opened(where)
    done = case.with_run(replace(case.run(1), status="done")) if "due" in step else case
    assert remind(where, done, 1, at("2027-01-01T00:00")) == Outcome(done)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), st.integers(1, 60 * 24 * 40))
def test_the_first_word_comes_after_the_opening_and_never_long_after_the_day(now: datetime, minutes: int) -> None:
    where = place(f"due: {{minutes: {minutes}}}")
    run: Run = opened(where, now).run(1)
    assert run.remind is not None
    assert run.due == now + timedelta(minutes=minutes)
    assert now < run.remind <= run.due
    local = run.remind.astimezone(where.organisation.zone)
    assert run.remind == run.due or (local.hour, local.minute) == (8, 0)
