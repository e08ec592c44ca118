"""Every condition of a form can be true and false, and there is always something to choose."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers import read
from engine.answers.sources import FromJson
from engine.errors import Mark
from engine.proof import REFUTED
from engine.proof.choosing import Budget
from engine.proof.conditions import conditions
from engine.proof.places import Places
from engine.proof.world import World
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.factories import FRIDAY, context, organisation
from tests.engine.generated import answers, templates
from tests.engine.proof.proved import ROSTER, proved, shown
from tests.engine.written import form, template

QUESTIONS = """
what: {type: choice, label: What, options: {a: A, b: B, x: X}}
more: {type: choice, label: More, options: {a: A, b: B}, show_if: {what: a}}
some: {type: choices, label: Some, options: {a: A, b: B, c: C}, optional: true}
size: {type: number, label: Size, min: 1, max: 9}
day: {type: date, label: Day, max: today}
text: {type: text, label: Text, optional: true}
unit: {type: unit, label: Unit}
photo: {type: file, label: Photo, optional: true}
rows: {type: group, label: Rows, repeat: {min: 0, max: 5}, questions: {who: {type: choice, label: Who, options: {a: A, b: B, c: C}}}}
"""
ROWS = """
rows: {type: group, label: Rows, repeat: {min: 1, max: 2}, questions: {who: {type: choice, label: Who, options: {a: A, b: B, c: C}}}}
"""


def asked(condition: str, questions: str = QUESTIONS) -> list[tuple[str, str, int]]:
    """What is found when a last question, on line 13 after all of them, has this condition."""
    lines = questions.strip("\n").splitlines()
    text = form("\n".join([*lines, "last:", "  type: text", "  label: Last", f"  show_if: {condition}"]))
    return [(severity, code, line - len(lines)) for severity, code, line in shown(text)]


@pytest.mark.parametrize(
    "condition",
    [
        "{what: a}",
        "{more: a}",
        "{not: {more: a}}",
        "{some: {includes: a}, not: {some: {includes: b}}}",
        "{some: {count: 2}}",
        "{some: {count: {at_least: 3}}}",
        "{size: {at_least: 9}}",
        "{size: {at_most: 1}}",
        "{size: 5}",
        "{day: {before: 2020-01-01}}",
        "{day: today}",
        "{text: {answered: true}}",
        "{text: yes}",
        "{photo: {answered: true}}",
        "{photo: {count: 2}}",
        "{not: {photo: {count: {at_least: 3}}}}",
        "{unit.kind: grundskola}",
        "{unit.kind: shipyard, unit.area: north}",
        "{unit: no_such_unit_here}",
        "{organisation.kind: private}",
        "{rows: {count: 3}}",
        "{who: {includes: a}}",
        "{who: {only: [a, b]}}",
        "{all: [{who: {includes: a}}, {who: {includes: b}}, {who: {includes: c}}]}",
        "{who: {count: {at_least: 4}}}",
    ],
)
def test_a_condition_that_can_be_true_and_false_is_proved(condition: str) -> None:
    assert asked(condition) == []


@pytest.mark.parametrize(
    "condition",
    [
        "{what: b, more: a}",
        "{what: a, not: {what: a}}",
        "{more: {answered: true}, not: {what: a}}",
        "{some: {count: {at_least: 4}}}",
        "{size: {at_least: 10}}",
        "{size: {at_least: 5, at_most: 4}}",
        "{day: {after: today}}",
        "{photo: {count: 4}}",
        "{rows: {count: 6}}",
        "{who: {includes: a, only: b}}",
    ],
)
def test_a_condition_that_is_never_true_is_refuted_at_its_line(condition: str) -> None:
    assert asked(condition) == [("refuted", "never-true", 6)]


@pytest.mark.parametrize(
    "condition",
    ["{what: [a, b, x]}", "{what: {answered: true}}", "{size: {at_least: 1}}", "{not: {rows: {count: 6}}}", "{size: {not: 10}}"],
)
def test_a_condition_that_is_always_true_is_refuted_at_its_line(condition: str) -> None:
    assert asked(condition) == [("refuted", "always-true", 6)]


def test_as_many_rows_are_tried_as_the_group_can_have_and_no_more() -> None:
    three = "{all: [{who: {includes: a}}, {who: {includes: b}}, {who: {includes: c}}]}"
    assert asked(three, ROWS) == [("refuted", "never-true", 6)]


def test_what_no_combination_within_the_limit_shows_is_not_proved() -> None:
    # more ways to answer than are tried, and only the last of them makes it true
    lines = "\n".join(f"q{number}: {{type: choice, label: Q{number}, options: {{a: A, b: B, c: C, d: D}}}}" for number in range(7))
    wanted = ", ".join(f"{{not: {{q{number}: [a, b, c]}}}}" for number in range(7))
    named = ", ".join(f"{{q{number}: [{key}]}}" for number in range(7) for key in "abc")
    condition = f"{{all: [{wanted}, {{not: {{all: [{named}]}}}}]}}"
    assert asked(condition, lines) == [("not-proved", "condition-not-proved", 6)]


def test_a_condition_is_judged_where_it_is_asked() -> None:
    inside = """
    form:
      pages:
        one: {title: One, questions: {what: {type: choice, label: W, options: {a: A, b: B}}}}
        two:
          title: Two
          show_if: {what: a}
          questions:
            more:
              type: text
              label: M
              show_if: {what: a}
    """
    assert shown(inside) == [("refuted", "always-true", 11)]


def test_a_page_that_is_never_shown_is_told_once() -> None:
    page = """
    form:
      pages:
        one: {title: One, questions: {size: {type: number, label: S, max: 5}}}
        two:
          title: Two
          show_if: {size: {at_least: 6}}
          questions:
            more: {type: choice, label: M, options: {a: A, b: B}}
            rest: {type: text, label: R, show_if: {more: a}}
    """
    assert shown(page) == [("refuted", "never-true", 6)]


def test_conditions_of_wordings_and_options_are_judged_too() -> None:
    questions = """
    size: {type: number, label: S, min: 1, max: 5}
    pick:
      type: choice
      label: P
      wording:
        - when: {size: {at_least: 6}}
          label: Other
      options:
        a: A
        b:
          label: B
          when: {size: {at_least: 1}}
    """
    assert shown(form(questions)) == [("refuted", "never-true", 8), ("refuted", "always-true", 14)]


def test_a_wording_that_an_earlier_one_always_hides_is_refuted() -> None:
    questions = """
    size: {type: number, label: S, min: 1, max: 5}
    last:
      type: text
      label: L
      wording:
        - {when: {size: {at_least: 2}}, label: Many}
        - {when: {size: {at_least: 3}}, label: More}
    """
    assert shown(form(questions)) == [("refuted", "never-chosen", 9)]


def test_an_option_of_a_shared_list_is_told_where_the_list_has_it() -> None:
    lists = "lists:\n  all:\n    a: A\n    b: {label: B, when: {size: {at_least: 6}}}"
    questions = "size: {type: number, label: S, min: 1, max: 5}\npick: {type: choice, label: P, options: {list: all}}"
    assert shown(lists, form(questions)) == [("refuted", "never-true", 4)]


def test_a_condition_of_a_shared_list_may_be_needless_in_one_of_its_places() -> None:
    lists = "lists:\n  all:\n    a: A\n    b: {label: B, when: {size: 1}}"
    pick = "pick: {type: choice, label: P, options: {list: all}}"
    other = "pack: {type: choice, label: P, options: {list: all}, show_if: {not: {size: 1}}}"
    assert shown(lists, form(f"size: {{type: number, label: S, min: 1, max: 5}}\n{pick}\n{other}")) == []


def test_a_question_that_must_be_answered_and_may_have_no_options_is_refuted_with_the_answers() -> None:
    questions = """
    what: {type: choice, label: W, options: {a: A, b: B}}
    pick: {type: choice, label: P, options: {a: {label: A, when: {what: a}}}}
    """
    assert shown(form(questions)) == [("refuted", "no-options", 4)]
    _, found = proved(form(questions))
    (one,) = [one for one in found if one.severity == REFUTED]
    assert one.shown is not None
    assert one.shown.answers == {"what": "b"}


def test_a_question_whose_options_all_begin_later_has_none_now() -> None:
    questions = "pick: {type: choice, label: P, options: {a: {label: A, from: 2030-01-01}}}"
    assert ("refuted", "no-options", 3) in shown(form(questions))


def test_options_that_begin_later_are_walked_on_their_own_day() -> None:
    questions = """
    what: {type: choice, label: W, options: {a: A, b: {label: B, from: 2030-01-01}}}
    more: {type: text, label: M, show_if: {what: b}}
    """
    assert shown(form(questions)) == []


def test_options_that_have_ended_can_not_make_a_condition_true() -> None:
    questions = """
    what: {type: choice, label: W, options: {a: A, c: C, b: {label: B, until: 2020-01-01}}}
    more: {type: text, label: M, show_if: {what: b}}
    """
    assert shown(form(questions)) == [("refuted", "never-true", 4)]


def question_at(made: FormTemplate, mark: Mark) -> str:
    """The question that a place is inside of: the last one that begins before it. Generated templates are one line."""
    before = [question for question in made.form.every() if (question.mark.line, question.mark.column) <= (mark.line, mark.column)]
    return max(before, key=lambda question: (question.mark.line, question.mark.column)).id


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_no_answers_show_what_is_said_to_be_never_shown(data: st.DataObject) -> None:
    made = data.draw(templates())
    found = list(conditions(World(made, organisation(), FRIDAY, Budget()), Places(made)))
    never, always = ({question_at(made, one.mark) for one in found if one.code == code} for code in ("never-true", "always-true"))
    reading = read(made.form, FromJson(data.draw(answers(made))), context(organisation=organisation()))
    if not reading.problems:
        assert never & reading.visible == set()
        assert {id for id in always if made.form.groups[id] is None} <= reading.visible


def test_the_search_takes_no_more_than_its_budget() -> None:
    questions = "\n".join(f"q{number}: {{type: yes_no, label: Q, show_if: {{q{number - 1}: true}}}}" for number in range(1, 120))
    made = load(template(form(f"q0: {{type: yes_no, label: Q}}\n{questions}")))
    budget = Budget(1_000)
    world = World(made, ROSTER.holding(made.functions), datetime.fromisoformat("2026-09-07T10:00+02:00"), budget)
    found = [one.code for one in conditions(world, Places(made))]
    assert budget.left == 0
    assert "condition-not-proved" in found
    assert set(found) == {"condition-not-proved"}


SUMS = """
one: {type: number, label: One, min: 0, max: 10}
two: {type: number, label: Two, min: 0, max: 10}
both: {type: computed, label: Both, sum: [one, two]}
scale: {type: scale, label: Scale, from: 1, to: 5}
"""


def test_a_step_on_a_scale_is_compared_as_the_number_it_is() -> None:
    assert asked("{scale: {at_least: 5}}", SUMS) == []
    assert asked("{scale: {at_most: 5}}", SUMS) == [("refuted", "always-true", 6)]


def test_an_answer_that_is_worked_out_is_proved_by_what_it_is_worked_out_from_but_never_refuted() -> None:
    assert asked("{both: {at_least: 20}}", SUMS) == []
    assert asked("{both: {at_least: 21}}", SUMS) == [("not-proved", "condition-not-proved", 6)]
