"""The workflow: steps in written order, their forms, deadlines and ways out, and what their conditions may look at."""

import pytest

from engine.steps import RECEIVER
from tests.engine.written import code, fault, faults, form, forms, loaded, place, workflow

DECISION = "{kind: decision, title: Decide, outcomes: {a: A, b: {label: B, reason: required}}"
TALK = forms(talk="with: {type: choice, label: With, options: {a: A, b: B}}\nsaid: {type: long_text, label: Said}")
ROWS = form("who: {type: group, label: Who, repeat: {max: 3, item: One}, questions: {age: {type: number, label: Age}}}")


def test_steps_stand_in_written_order_and_a_closing_one_is_added() -> None:
    found = loaded(TALK, workflow("one: {kind: form, form: talk}\ntwo: {kind: notice, title: Tell, to: owner}"))
    assert [(step.id, step.kind.name) for step in found.workflow] == [("one", "form"), ("two", "notice"), ("close", "close")]


def test_without_a_workflow_there_is_only_the_closing_step() -> None:
    (step,) = loaded().workflow
    assert (step.id, step.by, step.title) == ("close", RECEIVER, {"sv": "Avslut"})


def test_a_closing_step_may_be_declared_with_texts_and_demands() -> None:
    found = loaded(workflow("end: {kind: close, title: The end, questions: {why: {type: text, label: Why}}}"))
    assert [(step.id, step.title) for step in found.workflow] == [("end", {"sv": "The end"})]


def test_a_closing_step_may_be_called_close_and_no_other_may() -> None:
    assert loaded(workflow("close: {kind: close}")).workflow[0].title == {"sv": "Avslut"}
    assert code(workflow(f"close: {DECISION}}}")) == "reserved-id"


def test_only_one_step_closes() -> None:
    assert place(fault(workflow("end: {kind: close}\nstop: {kind: close}"))) == ("two-closings", 3, 3)


def test_the_closing_step_can_not_be_skipped() -> None:
    assert code(workflow("end: {kind: close, when: {organisation.kind: x}}")) == "closing-with-when"


def test_a_step_needs_a_title_unless_its_form_has_one() -> None:
    assert loaded(TALK, workflow("one: {kind: form, form: talk}")).step("one").title == {"sv": "talk"}
    assert code(workflow("one: {kind: form, questions: {a: {type: text, label: A}}}")) == "step-without-title"
    assert code(workflow("one: {kind: notice, to: owner}")) == "step-without-title"


def test_its_own_title_goes_before_its_forms() -> None:
    assert loaded(TALK, workflow("one: {kind: form, form: talk, title: Own}")).step("one").title == {"sv": "Own"}


def test_a_form_step_has_a_form_or_questions_and_not_both() -> None:
    assert code(workflow("one: {kind: form, title: One}")) == "missing-key"
    assert code(TALK, workflow("one: {kind: form, title: One, form: talk, questions: {a: {type: text, label: A}}}")) == "form-and-questions"


def test_a_form_that_is_not_there_is_told_with_the_likely_one() -> None:
    found = faults(TALK, workflow("one: {kind: form, title: One, form: talc}"))
    assert [(one.code, one.guess) for one in found] == [("unused-form", None), ("unknown-form", "talk")]


def test_questions_directly_in_a_step_are_one_page() -> None:
    found = (
        loaded(workflow("one: {kind: form, title: One, questions: {a: {type: text, label: A}, b: {type: text, label: B}}}"))
        .step("one")
        .form
    )
    assert found
    assert [[question.id for question in page.questions] for page in found.pages] == [["a", "b"]]


def test_two_steps_may_use_one_form() -> None:
    found = loaded(TALK, workflow("one: {kind: form, form: talk}\ntwo: {kind: form, form: talk, title: Again}"))
    assert found.step("one").form == found.step("two").form


def test_a_fault_in_a_form_that_two_steps_use_is_told_once() -> None:
    text = forms(talk="a: {type: text, label: A, show_if: {nothing: x}}")
    assert code(text, workflow("one: {kind: form, form: talk}\ntwo: {kind: form, form: talk}")) == "unknown-reference"


def test_the_receiver_does_a_step_unless_another_function_does() -> None:
    found = loaded(TALK, workflow("one: {kind: form, form: talk}\ntwo: {kind: form, form: talk, by: expert}"))
    assert [step.by for step in found.steps()] == [RECEIVER, "expert", RECEIVER]


@pytest.mark.parametrize("key", ["by: exprt", "escalate: exprt", "copy_to: [exprt]"])
def test_a_step_names_functions_that_there_are(key: str) -> None:
    found = fault(workflow(f"one: {DECISION}, {key}}}"))
    assert (found.code, found.guess) == ("unknown-function", "expert")


@pytest.mark.parametrize("due", ["{days: 2, calendar: school, latest: 14 days}", "{hours: 4}", "{minutes: 30}", "{days: 0}"])
def test_a_deadline_counts_days_hours_or_minutes(due: str) -> None:
    assert loaded(workflow(f"one: {DECISION}, due: {due}}}")).step("one").due


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("{days: 2, hours: 4}", "due-needs-one"),
        ("{calendar: school}", "due-needs-one"),
        ("{days: 2, latest: 900 years}", "not-a-duration"),
        ("{days: 2, latest: soon}", "bad-form"),
        ("{days: -1}", "too-few"),
    ],
)
def test_a_deadline_that_can_not_be_counted_is_told(due: str, expected: str) -> None:
    assert code(workflow(f"one: {DECISION}, due: {due}}}")) == expected


GROUP = """
both:
  kind: group
  title: Both
  due: {days: 10}
  steps:
    one: {kind: form, form: talk}
    two: {kind: form, form: talk, due: {days: 3}}
"""


def test_a_step_in_a_group_has_the_groups_deadline_unless_it_has_its_own() -> None:
    found = loaded(TALK, workflow(GROUP))
    assert [step.due for step in found.step("both").steps] == [{"days": 10}, {"days": 3}]


@pytest.mark.parametrize("inner", ["{kind: close}", "{kind: group, title: G, steps: {two: {kind: notice, title: T, to: owner}}}"])
def test_a_group_holds_neither_groups_nor_the_closing(inner: str) -> None:
    assert code(workflow(f"both: {{kind: group, title: B, steps: {{one: {inner}}}}}")) == "not-in-group"


def test_next_and_go_name_a_step_or_close() -> None:
    steps = "one: {kind: notice, title: N, to: owner, next: thre}\nthree: {kind: decision, title: T, outcomes: {a: {label: A, go: clos}}}"
    assert [(one.code, one.guess) for one in faults(workflow(steps))] == [("unknown-step", "three"), ("unknown-step", "close")]


def test_nothing_leads_to_a_step_inside_a_group() -> None:
    assert code(TALK, workflow(GROUP + "last: {kind: decision, title: L, outcomes: {a: {label: A, go: one}}}")) == "unknown-step"


def test_a_notice_that_leads_back_to_itself_is_told() -> None:
    steps = "one: {kind: notice, title: N, to: owner}\ntwo: {kind: notice, title: N, to: owner, next: one}"
    assert place(fault(workflow(steps))) == ("endless", 3, 50)


def test_a_notice_may_lead_back_to_a_step_where_someone_acts() -> None:
    assert loaded(workflow(f"one: {DECISION}}}\ntwo: {{kind: notice, title: N, to: owner, next: one}}")).step("two").next == "one"


def test_an_outcome_is_a_text_or_says_more() -> None:
    exits = (
        loaded(workflow("one: {kind: decision, title: D, outcomes: {a: A, b: {label: B, reason: required, assign: expert, go: close}}}"))
        .step("one")
        .exits
    )
    assert [(way.key, way.reason, way.assign, way.go) for way in exits] == [("a", "none", None, None), ("b", "required", "expert", "close")]


LOOKING_BACK = f"""
one: {DECISION}}}
two: {{kind: form, form: talk, when: {{one.outcome: a}}}}
three: {{kind: form, form: talk, when: {{two.with: b, rounds.two: {{at_least: 2}}}}}}
"""


def test_a_condition_looks_at_the_form_and_at_the_steps_before() -> None:
    assert loaded(TALK, workflow(LOOKING_BACK)).step("three").when


@pytest.mark.parametrize("reference", ["two.outcome", "one.outcome", "rounds.one", "rounds.two", "two"])
def test_a_condition_looks_at_no_step_that_is_not_before(reference: str) -> None:
    steps = f"one: {DECISION}, when: {{{reference}: a}}}}\ntwo: {DECISION}}}"
    assert code(workflow(steps)) == "unknown-reference"


def test_steps_of_one_group_do_not_look_at_each_other() -> None:
    steps = "both: {kind: group, title: B, steps: {one: {kind: form, form: talk}, two: {kind: form, form: talk, when: {one.with: a}}}}"
    assert code(TALK, workflow(steps)) == "unknown-reference"


def test_a_later_step_looks_at_the_steps_of_a_group() -> None:
    assert loaded(TALK, workflow(GROUP + "last: {kind: form, form: talk, when: {one.with: a}}")).step("last").when


def test_an_outcome_is_one_of_those_that_there_are() -> None:
    assert code(TALK, workflow(f"one: {DECISION}}}\ntwo: {{kind: form, form: talk, when: {{one.outcome: c}}}}")) == "not-a-value"


PLAN = "do: {type: group, label: Do, repeat: {max: 3, item: R}, questions: {sort: {type: choice, label: S, options: {a: A}}}}"
ROWS_OF_STEP = """
one: {kind: form, form: plan}
two: {kind: notice, title: N, to: owner, when: {one.sort: %s, one.do: {count: {at_least: 2}}}}
"""


def test_the_rows_of_a_step_are_a_list_from_outside() -> None:
    assert loaded(forms(plan=PLAN), workflow(ROWS_OF_STEP % "{includes: a}")).step("two").when
    assert code(forms(plan=PLAN), workflow(ROWS_OF_STEP % "a")) == "list-needs-includes"


def test_in_a_case_per_row_the_groups_ids_mean_its_row() -> None:
    steps = workflow("one: {kind: notice, title: N, to: owner, when: {age: {at_least: 15}}}")
    assert loaded(ROWS, "cases: {one_per: who}", steps).step("one").when
    assert code(ROWS, steps) == "test-does-not-fit"


def test_a_notice_that_stands_on_the_report_looks_at_all_rows() -> None:
    steps = "one: {kind: notice, title: N, to: owner, before: decisions, when: {age: %s}}"
    assert loaded(ROWS, "cases: {one_per: who}", workflow(steps % "{includes: 15}")).step("one").when
    assert code(ROWS, "cases: {one_per: who}", workflow(steps % "{at_least: 15}")) == "test-does-not-fit"


def test_only_a_notice_stands_before_decisions() -> None:
    assert loaded(workflow("one: {kind: notice, title: N, to: owner, before: decisions}")).standing == {"one"}
    assert code(workflow(f"one: {DECISION}, before: decisions}}")) == "unknown-key"


def test_a_decision_may_have_a_form_that_looks_at_its_outcome() -> None:
    more = "more: {type: text, label: More, show_if: {outcome: b}}"
    found = loaded(forms(more=more), workflow(f"one: {DECISION}, form: more}}")).step("one")
    asked = found.kind.form(found)
    assert asked
    assert [question.id for question in asked.questions()] == ["outcome", "outcome_reason", "more"]


def test_a_decisions_own_ids_can_not_be_asked_again() -> None:
    assert code(workflow(f"one: {DECISION}, questions: {{outcome_reason: {{type: text, label: R}}}}}}")) == "reserved-id"


FORM = """
text: {type: text, label: T}
rows: {type: group, label: R, repeat: {min: 1, max: 3, item: R}, questions: {inner: {type: text, label: I}}}
"""


def test_nothing_in_the_first_decisions_form_is_required() -> None:
    found = loaded(forms(more=FORM), workflow(f"one: {DECISION}, form: more}}\ntwo: {DECISION}, form: more}}"))
    first, second = (found.step(id).form for id in ("one", "two"))
    assert first
    assert second
    assert [question.optional for question in first.every()] == [True, True, True]
    assert [question.repeat.least for question in first.every() if question.repeat] == [0]
    assert [question.optional for question in second.every()] == [False, False, False]


def test_where_a_decision_may_be_skipped_the_next_may_be_the_first() -> None:
    steps = f"one: {DECISION}, when: {{organisation.kind: x}}}}\ntwo: {DECISION}}}\nthree: {DECISION}}}"
    assert [step.first for step in loaded(workflow(steps)).steps()] == [True, True, False, False]


def test_only_decisions_count_their_outcomes() -> None:
    assert loaded(workflow(f"one: {DECISION}, statistics: true}}")).counted["one.outcome"].grain == "one"
    assert code(TALK, workflow("one: {kind: form, form: talk, statistics: true}")) == "not-countable"


def test_the_steps_of_a_group_take_its_deadline_with_what_is_said_of_it() -> None:
    clocks = "due: {days: 2}, remind: {before: [1 day]}, escalate: boss"
    inner = f"a: {DECISION}}}, b: {DECISION}, escalate: expert}}, c: {DECISION}, due: {{days: 1}}}}"
    group = loaded(workflow(f"one: {{kind: group, title: One, {clocks}, steps: {{{inner}}}}}")).step("one")
    assert [(step.due, bool(step.remind), [one.to for one in step.escalate]) for step in group.steps] == [
        ({"days": 2}, True, ["boss"]),
        ({"days": 2}, True, ["expert"]),
        ({"days": 1}, False, []),
    ]
