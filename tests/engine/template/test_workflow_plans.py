"""Plans, rests, follow-ups, groups that join early and steps that people add, as a template writes them."""

from tests.engine.template.test_workflow import DECISION, TALK
from tests.engine.written import code, fault, form, loaded, workflow

PLAN = "plan: {kind: measures, title: P, types: {list: kinds}, aimed_at: {a: A}}"
KINDS = "lists: {kinds: {floor: Floor, light: Light}}"


def test_what_a_plan_can_hold_is_written_there_or_in_a_list() -> None:
    step = loaded(KINDS, workflow(PLAN)).step("plan")
    assert {key: [option.key for option in listed.options] for key, listed in step.options.items()} == {
        "types": ["floor", "light"],
        "aimed_at": ["a"],
    }
    assert code(workflow(PLAN)) == "unknown-list"


def test_what_can_be_planned_may_depend_on_the_report_but_not_on_what_the_plan_asks_itself() -> None:
    asked = form("sort: {type: choice, label: S, options: {a: A, b: B}}\nstatus: {type: choice, label: S, options: {a: A, b: B}}")
    plan = PLAN.replace("{list: kinds}", "{floor: {label: F, when: {%s: a}}, light: L}")
    assert loaded(asked, workflow(plan % "sort")).step("plan").options["types"].options[0].when is not None
    assert code(asked, workflow(plan % "status")) == "unknown-reference"


def test_the_rows_of_a_plan_are_counted_and_can_be_asked_for() -> None:
    steps = f"{PLAN.replace('title: P', 'title: P, statistics: true')}\nlater: {DECISION}, when: {{plan.type: {{includes: floor}}}}}}"
    found = loaded(KINDS, workflow(steps))
    assert {"plan.type", "plan.aimed_at", "plan.status"} <= set(found.counted)
    assert found.counted["plan.type"].grain == "plan.measure"
    assert "plan.measure" in found.grains


def test_only_what_its_kind_asks_can_be_counted_of_a_step() -> None:
    assert code(workflow("one: {kind: form, title: O, statistics: true, questions: {a: {type: text, label: A}}}")) == "not-countable"
    assert code(workflow("one: {kind: wait, statistics: true, until: {days: 1}}")) == "not-countable"


def test_a_deadline_is_taken_from_an_earlier_day_only() -> None:
    steps = "one: {kind: form, form: talk, due: {from: %s}}"
    day = form("noticed: {type: date, label: On}")
    assert loaded(TALK, day, workflow(steps % "noticed")).step("one").due == {"from": "noticed"}
    assert code(TALK, day, workflow(steps % "one.said")) == "unknown-reference"
    assert fault(TALK, day, workflow(steps % "notised")).guess == "noticed"
    assert code(TALK, workflow(steps % "what")) == "needs-a-date"


def test_a_rest_says_one_time_or_an_event_or_both() -> None:
    for until in ("{days: 1}", "{joined: true}", "{hours: 2, joined: true}"):
        assert loaded(workflow(f"rest: {{kind: wait, until: {until}}}")).step("rest").title == {"sv": "Väntan"}
    for until in ("{days: 1, hours: 2}", "{calendar: school}"):
        assert code(workflow(f"rest: {{kind: wait, until: {until}}}")) == "due-needs-one"


def test_a_rest_in_a_group_has_no_deadline_of_the_groups() -> None:
    steps = "all: {kind: group, title: G, due: {days: 3}, steps: {rest: {kind: wait, until: {days: 1}}, one: {kind: form, form: talk}}}"
    found = loaded(TALK, workflow(steps))
    assert (found.step("rest").due, found.step("one").due) == (None, {"days": 3})


def test_a_group_waits_for_no_more_steps_than_it_has() -> None:
    steps = "all: {kind: group, title: G, join: %s, steps: {one: {kind: form, form: talk}, two: {kind: form, form: talk, optional: true}}}"
    assert [loaded(TALK, workflow(steps % join)).step("all").join for join in ("all", "any", "1")] == [None, 1, 1]
    assert code(TALK, workflow(steps % "2")) == "join-too-many"
    assert code(TALK, workflow(steps % "some")) == "not-allowed"


BACK = "{kind: decision, title: T, optional: true, outcomes: {a: {label: A, go: one}}}"


def test_what_a_person_adds_leads_nowhere_and_nothing_leads_to_it() -> None:
    for steps in (
        "one: {kind: form, form: talk, optional: true, next: close}",
        f"one: {DECISION}, next: two}}\ntwo: {{kind: form, form: talk, optional: true}}",
        "one: {kind: form, form: talk}\nend: {kind: close, optional: true}",
        "one: {kind: form, form: talk}\ntold: {kind: notice, title: T, to: owner, before: decisions, optional: true}",
        f"one: {{kind: form, form: talk}}\nall: {{kind: group, title: G, steps: {{two: {BACK}}}}}",
    ):
        assert code(TALK, workflow(steps)) == "optional-leads"


def test_a_decision_that_a_person_adds_is_never_the_first_one() -> None:
    found = loaded(workflow(f"extra: {DECISION}, optional: true}}\none: {DECISION}}}"))
    assert [found.step(id).first for id in ("extra", "one")] == [False, True]


def test_rounds_are_named_by_a_question_of_the_step() -> None:
    assert loaded(TALK, workflow("one: {kind: form, form: talk, repeat: true, named_by: with}")).step("one").named_by == "with"
    assert fault(TALK, workflow("one: {kind: form, form: talk, repeat: true, named_by: wiht}")).guess == "with"
