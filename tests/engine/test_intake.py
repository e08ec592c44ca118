"""What a report leads to: cases, facts and tellings, decided but not done."""

from datetime import timedelta
from typing import Any

from engine.intake import Desk, Intake, merged
from engine.organisation import Holder
from engine.template.model import FormTemplate
from engine.workflow import Told
from tests.engine.factories import FRIDAY
from tests.engine.written import form, loaded, staffed, workflow

QUESTIONS = """
unit: {type: unit, label: U, routes: true, statistics: true}
who:
  type: group
  label: W
  optional: true
  repeat: {max: 3, item: R}
  questions: {sort: {type: choice, label: S, options: {a: A, b: B}, statistics: true}}
by: {type: choices, label: B, optional: true, options: {staff: S, boss: B}}
"""
STEPS = """
word: {kind: notice, title: W, to: owner, before: decisions}
look: {kind: decision, title: L, outcomes: {a: A}}
"""
ROUTES = """
routing:
  - {when: {sort: b}, to: expert, copy_to: [owner]}
  - {when: {by: {includes: boss}}, to: boss, never_to: [desk]}
  - {to: desk, copy_to: [boss]}
"""
PER_ROW = loaded(form(QUESTIONS), ROUTES, workflow(STEPS), "cases: {one_per: who}")
BY_HAND = loaded(
    form(QUESTIONS),
    ROUTES.replace("sort: b", "sort: {includes: b}"),
    workflow(STEPS),
    "cases: {start: by_hand, one_per: who}",
)


def taken(template: FormTemplate, **answers: Any) -> Intake:
    """What a report to the unit in the north leads to."""
    return Desk(template, staffed(template), FRIDAY).take_in({"unit": "north", **answers})


def told(items: tuple[Told, ...]) -> list[tuple[str, str]]:
    """Who is told, and why."""
    return [(str(item.holder), item.why) for item in items]


def test_there_is_a_case_per_row_of_the_group() -> None:
    found = taken(PER_ROW, who=[{"sort": "a"}, {"sort": "b"}])
    assert [opening.row for opening in found.openings] == [0, 1]


def test_without_rows_there_is_one_case_for_the_whole_report() -> None:
    assert [opening.row for opening in taken(PER_ROW).openings] == [None]


def test_routing_runs_once_per_case_and_sees_the_cases_row() -> None:
    found = taken(PER_ROW, who=[{"sort": "a"}, {"sort": "b"}])
    assert [str(opening.routed.receiver) for opening in found.openings] == ["desk@north", "expert@north"]


def test_by_hand_no_case_opens_and_the_whole_report_is_routed_once() -> None:
    found = taken(BY_HAND, who=[{"sort": "a"}, {"sort": "b"}])
    assert (found.openings, str(found.routed.receiver)) == ((), "expert@north")


def test_by_hand_never_to_holds_from_the_first() -> None:
    found = taken(BY_HAND, by=["boss"])
    assert (str(found.routed.receiver), found.routed.excluded) == ("boss@north", {Holder("desk", "north")})


def test_a_report_that_is_started_by_hand_keeps_its_receiver_for_all_its_cases() -> None:
    desk = Desk(BY_HAND, staffed(BY_HAND), FRIDAY)
    answers = {"unit": "north", "who": [{"sort": "a"}, {"sort": "b"}]}
    openings = desk.openings(answers, desk.take_in(answers).routed)
    assert [(opening.row, str(opening.routed.receiver)) for opening in openings] == [(0, "expert@north"), (1, "expert@north")]


def test_the_receiver_and_the_copies_hear_of_a_report_that_waits() -> None:
    assert told(taken(BY_HAND).told) == [("desk@north", "new"), ("boss@north", "copy"), ("owner", "notice")]


def test_the_receiver_reads_and_a_copy_does_not() -> None:
    assert {(str(item.holder), item.reads) for item in taken(BY_HAND).told} == {
        ("desk@north", True),
        ("boss@north", False),
        ("owner", True),
    }


def test_a_receiver_who_does_the_first_step_is_told_of_that_alone() -> None:
    (opening,) = taken(PER_ROW).openings
    assert told(opening.outcome.told) == [("boss@north", "copy"), ("owner", "notice"), ("desk@north", "step")]


def test_a_receiver_hears_of_a_case_whose_first_step_is_someone_elses() -> None:
    found = loaded("workflow: {look: {kind: decision, title: L, by: expert, outcomes: {a: A}}}")
    (opening,) = taken(found).openings
    assert told(opening.outcome.told) == [("desk", "new"), ("expert", "step")]


def test_a_notice_that_stands_on_the_report_is_told_once_for_all_its_cases() -> None:
    found = taken(PER_ROW, who=[{"sort": "a"}, {"sort": "a"}])
    assert [[why for _, why in told(items)].count("notice") for items in found.told_per_case()] == [1, 0]
    assert [[run.step for run in opening.outcome.case.runs] for opening in found.openings] == [["word", "look"], ["word", "look"]]


def test_another_notice_is_told_for_each_case() -> None:
    steps = workflow("word: {kind: notice, title: W, to: owner}")
    found = taken(loaded(form(QUESTIONS), steps, "cases: {one_per: who}"), who=[{"sort": "a"}, {"sort": "a"}])
    assert [[why for _, why in told(items)].count("notice") for items in found.told_per_case()] == [1, 1]


def test_a_notice_on_the_report_sees_all_rows_even_when_the_first_case_does_not() -> None:
    steps = workflow("word: {kind: notice, title: W, to: owner, before: decisions, when: {sort: {includes: b}}}")
    found = taken(loaded(form(QUESTIONS), steps, "cases: {one_per: who}"), who=[{"sort": "a"}, {"sort": "b"}])
    assert ("owner", "notice") in told(found.told_per_case()[0])


def test_a_report_is_counted_with_its_rows_its_incident_and_its_cases() -> None:
    found = taken(PER_ROW, who=[{"sort": "a"}, {"sort": "b"}])
    assert [fact.grain for fact in found.facts] == ["submissions", "who", "who", "incidents"]
    assert [[fact.grain for fact in opening.facts] for opening in found.openings] == [["cases"], ["cases"]]


def test_a_report_that_waits_is_counted_but_no_case_is() -> None:
    assert [fact.grain for fact in taken(BY_HAND, who=[{"sort": "a"}]).facts] == ["submissions", "who"]


def test_the_unit_is_the_one_that_the_routing_question_names() -> None:
    assert taken(PER_ROW).unit == "north"
    assert taken(loaded()).unit is None


def test_who_is_told_for_several_reasons_is_told_the_one_that_asks_most() -> None:
    desk = Holder("desk")
    items = tuple(Told(desk, why, "", 0, True) for why in ("copy", "step", "notice", "new", "assigned"))
    assert [item.why for item in merged(items)] == ["step"]


def test_a_receiver_with_only_a_copy_of_the_first_step_still_hears_of_the_case() -> None:
    found = loaded("workflow: {look: {kind: decision, title: L, by: expert, copy_to: [receiver], outcomes: {a: A}}}")
    (opening,) = taken(found).openings
    assert ("desk", "new") in told(opening.outcome.told)


def test_each_case_is_marked_by_its_own_row_and_by_the_day() -> None:
    marks = "cases: {one_per: who, flags: {bad: {label: B, when: {sort: b}}, led: {label: L, when: {by: {includes: boss}}}}}"
    marked = loaded(form(QUESTIONS), ROUTES, workflow(STEPS), marks)
    found = taken(marked, who=[{"sort": "a"}, {"sort": "b"}], by=["boss"])
    assert [opening.flags for opening in found.openings] == [("led",), ("bad", "led")]


def test_a_case_that_is_started_by_hand_is_marked_as_it_opens() -> None:
    marks = "cases: {start: by_hand, flags: {bad: {label: B, when: {sort: {includes: b}}}}}"
    marked = loaded(form(QUESTIONS), workflow(STEPS), marks)
    desk, answers = Desk(marked, staffed(marked), FRIDAY), {"unit": "north", "who": [{"sort": "b"}]}
    assert desk.take_in(answers).openings == ()
    assert [opening.flags for opening in desk.openings(answers, None)] == [("bad",)]


def test_what_came_in_earlier_is_due_from_then_and_counted_on_that_day_but_happens_now() -> None:
    earlier = FRIDAY - timedelta(days=3)
    due = loaded(form(QUESTIONS), workflow(STEPS.replace("title: L,", "title: L, due: {hours: 2},")))
    late = Desk(due, staffed(due), FRIDAY, earlier).take_in({"unit": "north", "who": [{"sort": "a"}]})
    (opening,) = late.openings
    assert {fact.day for fact in late.facts} == {earlier.date()}
    (open_step,) = opening.outcome.case.open()
    assert (open_step.opened, open_step.due) == (FRIDAY, earlier + timedelta(hours=2))
