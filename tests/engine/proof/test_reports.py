"""Each report can be counted from what is asked."""

import pytest

from engine.proof import finding_in_words
from tests.engine.proof.proved import ASKED, ended_early, said, shown
from tests.engine.written import forms

QUESTIONS = """
form:
  questions:
    unit: {type: unit, label: Where, routes: true, statistics: true}
    what: {type: choice, label: What, options: {a: A, b: B, x: Other}, statistics: true}
    why: {type: choice, label: Why, options: {a: A, b: B}, statistics: true, show_if: {what: a}}
    how: {type: choice, label: How, options: {a: A, b: B}, statistics: true, show_if: {what: b}}
    who: {type: choices, label: Who, options: {a: A, b: B}, statistics: true}
    only: {type: choice, label: Only, options: {a: A, x: {label: Other, until: 2020-01-01}}, statistics: true}
    size: {type: number, label: Size, statistics: true}
    rows: {type: group, label: R, repeat: {max: 3}, questions: {role: {type: choice, label: Role, options: {a: A, b: B}, statistics: true}}}
"""


def report(*lines: str, count: str = "submissions") -> str:
    """The part with one report, whose own lines begin on line 4."""
    return "\n".join([f"reports:\n  r:\n    title: R\n    count: {count}", *(f"    {line}" for line in lines)])


@pytest.mark.parametrize(
    "lines",
    [
        ("rows: what",),
        ("rows: what", "columns: who", "filters: [unit, period, what]"),
        ("rows: period", "filters: [what]"),
        ("rows: size", "columns: role"),
        ("rows: why", "columns: who"),
        ("rows: unit", "columns: what"),
    ],
)
def test_what_differs_and_occurs_together_can_be_counted(lines: tuple[str, ...]) -> None:
    assert shown(report(*lines), QUESTIONS) == []


@pytest.mark.parametrize("count", ["cases", "incidents", "rows"])
def test_whatever_is_counted_is_made_of_the_reports_answers(count: str) -> None:
    assert shown(report("rows: what", "columns: role" if count != "cases" else "filters: [unit]", count=count), QUESTIONS) == []


def test_what_can_have_one_value_only_is_refuted() -> None:
    assert shown(report("rows: only"), QUESTIONS) == [("refuted", "one-value", 5)]
    assert shown(report("rows: what", "filters:", "  - only"), QUESTIONS) == [("refuted", "one-value", 7)]


def test_a_row_that_never_meets_a_column_is_refuted_by_its_name() -> None:
    made, found = said("never-together", report("rows: what", "columns: why"), QUESTIONS)
    assert (found.severity, found.mark.line) == ("refuted", 6)
    assert finding_in_words(found, made) == "I rapporten ”R” förekommer B, Other aldrig tillsammans med ”Why”."


def test_rows_and_columns_that_exclude_each_other_are_refuted() -> None:
    assert shown(report("rows: how", "columns: why"), QUESTIONS) == [("refuted", "never-together", 6)]


def test_a_filter_that_leaves_the_rows_one_value_is_refuted() -> None:
    assert shown(report("rows: why", "filters: [what]"), QUESTIONS) == [("refuted", "never-together", 6)]


def test_rounds_of_a_step_are_counted_with_what_their_report_says() -> None:
    steps = "workflow: {look: {kind: form, form: paper, when: {what: a}}}"
    paper = forms(paper="grade: {type: choice, label: G, options: {a: A, b: B}, statistics: true}")
    grade = report("rows: look.grade", "filters: [unit]", count="look")
    assert shown(grade, steps, paper, QUESTIONS) == []
    assert shown(grade.replace("[unit]", "[what]"), steps, paper, QUESTIONS) == [("refuted", "one-value", 6)]


def test_a_sensitive_answer_is_counted_alone() -> None:
    asked = ASKED.replace("options: {a: A, b: B, x: Annat}", "options: {a: A, b: B, x: Annat}, sensitive: true")
    assert shown(report("rows: what", "filters: [unit, period]"), asked) == []


def test_outcomes_are_counted() -> None:
    steps = "workflow: {look: {kind: decision, title: L, statistics: true, outcomes: {a: A, b: B}}}"
    assert shown(report("rows: look.outcome", "columns: what", count="look"), steps, QUESTIONS) == []


def test_what_is_not_found_within_the_budget_is_not_proved() -> None:
    found = ended_early(report("rows: what", "columns: who"), QUESTIONS)
    assert {("not-proved", "report-not-proved", 5), ("not-proved", "report-not-proved", 6)} <= found


CLOSING = """
workflow:
  look: {kind: decision, title: Look, statistics: true, outcomes: {a: A, b: B}}
  talk: {kind: form, title: Talk, repeat: true, questions: {said: {type: text, label: Said}}}
"""


@pytest.mark.parametrize(
    "lines",
    [
        ("rows: what", "columns: look.outcome", "filters: [unit, why]"),
        ("rows: look.outcome", "columns: rounds.talk"),
        ("rows: rounds.talk", "columns: rounds.look"),
    ],
)
def test_closed_cases_are_counted_by_what_they_carried_and_by_what_became_of_them(lines: tuple[str, ...]) -> None:
    assert shown(report(*lines, count="closed"), QUESTIONS, CLOSING) == []


def test_what_can_have_one_value_only_is_refuted_of_closed_cases_too() -> None:
    once = CLOSING.replace(", b: B", "")
    assert shown(report("rows: look.outcome", count="closed"), QUESTIONS, once) == [("refuted", "one-value", 5)]
    assert shown(report("rows: what", "columns: why", count="closed"), QUESTIONS, CLOSING) == [("refuted", "never-together", 6)]
