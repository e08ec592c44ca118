"""Reports: everything that one names must be carried by the facts that it counts."""

from datetime import time

import pytest

from engine.template.reported import Schedule
from tests.engine.written import code, fault, faults, form, forms, loaded, place, workflow

COUNTED = form(
    """
    unit: {type: unit, label: U, routes: true, statistics: true}
    where: {type: choice, label: W, options: {a: A, b: B}, statistics: true}
    sorts: {type: choices, label: S, options: {a: A, b: B}, statistics: true}
    happened: {type: date, label: H, statistics: true}
    loose: {type: choice, label: L, options: {a: A}}
    touchy: {type: choice, label: T, options: {a: A}, statistics: true, sensitive: true}
    who:
      type: group
      label: Who
      repeat: {max: 3, item: P}
      questions:
        year: {type: choice, label: Y, options: {a: A}, statistics: true}
        born: {type: date, label: B, statistics: true}
    """
)
PLAN = """
sort: {type: choice, label: S, options: {a: A}, statistics: true}
action: {type: group, label: A, repeat: {max: 3, item: R}, questions: {deed: {type: choice, label: D, options: {a: A}, statistics: true}}}
"""
STEPS = workflow("look: {kind: decision, title: L, due: {days: 3}, statistics: true, outcomes: {a: A}}\nplan: {kind: form, form: plan}")
SPANS = "spans: {waited: {title: W, from: happened, to: look, calendar: school}}"
PARTS = (COUNTED, forms(plan=PLAN), STEPS, "cases: {one_per: who}", SPANS)


def report(keys: str) -> str:
    """The part with one report, first so that its lines count from 1."""
    return f"reports: {{it: {{title: It, {keys}}}}}"


def refused(keys: str) -> str:
    """The code of a report's only fault."""
    return code(report(keys), *PARTS)


@pytest.mark.parametrize(
    "keys",
    [
        "count: submissions",
        "count: submissions, rows: where, columns: year, filters: [unit, period, year, sorts]",
        "count: submissions, rows: period, interval: week",
        "count: cases, rows: where, columns: year",
        "count: incidents, rows: sorts, columns: where",
        "count: who, rows: year, columns: where, filters: [unit]",
        "count: look, rows: look.outcome, columns: year, filters: [where]",
        "count: plan, rows: plan.sort, columns: plan.deed",
        "count: plan.action, rows: plan.deed, columns: plan.sort, filters: [unit, where, year]",
        "count: submissions, rows: period, date: happened",
        "count: who, rows: period, date: born",
        "count: submissions, rows: touchy, filters: [unit, period]",
        "count: closed, rows: look.outcome, columns: year, filters: [unit, where]",
        "count: closed, rows: rounds.plan, columns: rounds.look",
        "count: waited, rows: where, filters: [unit, period, year]",
        "count: waited, rows: waited.days, filters: [waited.in_time]",
    ],
)
def test_a_report_counts_what_its_facts_carry(keys: str) -> None:
    assert loaded(report(keys), *PARTS).reports["it"].grain == keys.split(",")[0].removeprefix("count: ")


@pytest.mark.parametrize("grain", ["submission", "where", "action", "plan.deed", "nothing", "period"])
def test_only_submissions_cases_incidents_groups_and_steps_are_counted(grain: str) -> None:
    assert refused(f"count: {grain}") == "unknown-count"


def test_a_misspelt_count_is_told_with_the_likely_one() -> None:
    assert fault(report("count: submisions"), *PARTS).guess == "submissions"


@pytest.mark.parametrize("key", ["rows: %s", "columns: %s", "filters: [unit, %s]", "date: %s"])
def test_a_report_names_only_what_is_counted(key: str) -> None:
    found = fault(report("count: submissions, " + key % "loose"), *PARTS)
    assert (found.code, found.facts["given"]) == ("unknown-counted", "loose")


def test_what_is_not_counted_is_told_where_it_stands() -> None:
    assert place(fault(report("count: submissions, filters: [unit, wher]"), *PARTS)) == ("unknown-counted", 1, 63)


@pytest.mark.parametrize(
    "keys",
    [
        "count: submissions, rows: look.outcome",
        "count: cases, rows: look.outcome",
        "count: cases, rows: sorts",
        "count: who, rows: sorts",
        "count: plan, rows: look.outcome",
        "count: look, columns: sorts",
        "count: incidents, filters: [plan.sort]",
        "count: closed, rows: plan.sort",
        "count: closed, rows: sorts",
        "count: cases, rows: rounds.plan",
        "count: plan, rows: rounds.plan",
    ],
)
def test_a_fact_carries_its_own_values_and_its_parents_single_ones_and_no_others(keys: str) -> None:
    assert refused(keys) == "other-grain"


@pytest.mark.parametrize("keys", ["date: where", "date: born", "date: unit"])
def test_the_date_of_a_report_is_one_day(keys: str) -> None:
    assert refused(f"count: submissions, {keys}") == "not-one-day"


@pytest.mark.parametrize(
    "keys",
    [
        "rows: touchy, columns: where",
        "rows: touchy, columns: period",
        "rows: touchy, filters: [where]",
        "rows: where, columns: touchy",
        "rows: where, filters: [touchy]",
        "rows: unit, filters: [touchy]",
        "rows: touchy, date: happened",
        "filters: [touchy]",
    ],
)
def test_a_sensitive_answer_is_counted_by_unit_and_month_alone(keys: str) -> None:
    assert refused(f"count: submissions, {keys}") == "sensitive-alone"


def test_a_report_goes_to_a_function_that_there_is() -> None:
    assert loaded(report("count: submissions, schedule: {every: month, to: owner}"), *PARTS).reports["it"].schedule
    assert refused("count: submissions, schedule: {every: month, to: ownr}") == "unknown-function"


def test_a_report_goes_early_on_the_day_after_unless_something_else_is_said() -> None:
    plain = loaded(report("count: submissions, schedule: {every: month, to: owner}"), *PARTS).reports["it"].schedule
    said = loaded(report('count: submissions, schedule: {every: half, to: [owner], weekday: 1, at: "06:30"}'), *PARTS).reports["it"]
    assert plain == Schedule("month", ("owner",), None, time(7))
    assert said.schedule == Schedule("half", ("owner",), 1, time(6, 30))


@pytest.mark.parametrize("keys", ["at: 7", 'at: "24:00"', "weekday: 0", "weekday: monday", "to: []", 'every: "after term"'])
def test_a_schedule_that_can_not_be_kept_is_refused(keys: str) -> None:
    written = {"every": "every: month", "to": "to: owner"} | {keys.partition(":")[0]: keys}
    assert refused(f"count: submissions, schedule: {{{', '.join(written.values())}}}")


@pytest.mark.parametrize(("every", "fine"), [("week", False), ("month", True), ("year", True), ("half", True)])
def test_a_sensitive_answer_goes_out_no_more_often_than_it_is_counted(every: str, fine: bool) -> None:
    text = report(f"count: submissions, rows: touchy, schedule: {{every: {every}, to: owner}}")
    if fine:
        assert loaded(text, *PARTS)
    else:
        assert code(text, *PARTS) == "sensitive-week"


def test_every_fault_of_a_report_is_told() -> None:
    found = faults(report("count: submissions, rows: loose, columns: look.outcome"), *PARTS)
    assert [one.code for one in found] == ["unknown-counted", "other-grain"]
