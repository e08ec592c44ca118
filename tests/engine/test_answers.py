"""Reading answers: hidden means absent, whatever was sent; every problem is told at once."""

from typing import Any

import pytest

from engine.answers import read, values_of
from engine.answers.sources import FromForm, FromJson, input_name
from engine.fields import Form
from engine.organisation import Unit
from engine.template.model import FormTemplate
from engine.wording import problem_in_words
from tests.engine.factories import context, organisation
from tests.engine.written import answered, asking, form, forms, loaded, problems, workflow

ONE = asking("one: {type: text, label: Ett}\ntwo: {type: number, label: Två, max: 5, optional: true}")
HIDING = asking(
    """
    where: {type: choice, label: W, options: {net: N, hall: H}}
    app: {type: text, label: A, show_if: {where: net}}
    more: {type: text, label: M, show_if: {app: {answered: true}}}
    """
)
ROWS = asking(
    """
    first: {type: choice, label: F, options: {a: A, b: B}}
    who:
      type: group
      label: Vilka
      missing: Berätta vilka
      repeat: {min: 1, max: 3, item: Person}
      questions:
        sort: {type: choice, label: S, options: {a: A, b: B}}
        name: {type: text, label: N, show_if: {sort: b}}
        kin: {type: group, label: K, optional: true, repeat: {max: 2, item: R}, questions: {age: {type: number, label: Age}}}
        grown: {type: text, label: G, show_if: {age: {includes: 18}}, optional: true}
    bees: {type: text, label: B, show_if: {sort: {includes: b}}, optional: true}
    """
)


def sent(chosen: FormTemplate, texts: dict[str, list[str]], **more: Any) -> Any:
    """What the form makes of a web form's texts."""
    return read(chosen.form, FromForm(texts), context(**more))


def test_answers_are_stored_values() -> None:
    assert answered(ONE, one="x", two=3).answers == {"one": "x", "two": 3}


@pytest.mark.parametrize("absent", [None, "", [], "  "])
def test_null_empty_text_and_an_empty_list_are_absent(absent: Any) -> None:
    assert problems(ONE, one=absent) == [("one", "required")]
    assert answered(ONE, one="x", two=None).answers == {"one": "x"}


def test_nought_and_false_are_answers() -> None:
    found = asking("a: {type: number, label: A}\nb: {type: yes_no, label: B}")
    assert answered(found, a=0, b=False).answers == {"a": 0, "b": False}


def test_every_problem_is_told_in_the_order_of_the_questions() -> None:
    assert problems(ONE, two=9, zzz=1) == [("one", "required"), ("two", "too-large"), ("zzz", "unknown-question")]


def test_a_question_that_can_not_be_answered_is_unknown() -> None:
    assert problems(asking("one: {type: info, label: I}"), one="x") == [("one", "unknown-question")]


def test_hidden_means_absent_whatever_was_sent() -> None:
    found = answered(HIDING, where="hall", app="x", more="y")
    assert (found.answers, found.problems) == ({"where": "hall"}, ())


def test_hidden_means_absent_for_what_leans_on_it() -> None:
    assert answered(HIDING, where="hall", app="x", more="y").visible == {"1", "where"}
    assert answered(HIDING, where="net", app="x", more="y").answers == {"where": "net", "app": "x", "more": "y"}


def test_a_required_question_that_is_hidden_never_blocks() -> None:
    assert problems(HIDING, where="hall") == []
    assert problems(HIDING, where="net") == [("app", "required")]


def test_an_answer_with_a_problem_reveals_nothing() -> None:
    assert answered(HIDING, where="net", app=5, more="y").answers == {"where": "net"}


PAGES = loaded(
    """
    form:
      pages:
        a: {title: A, questions: {where: {type: choice, label: W, options: {net: N, hall: H}}}}
        b: {title: B, show_if: {where: net}, questions: {app: {type: text, label: A}}}
        c: {title: C, show_if: {where: net}, repeat: {max: 2, item: R}, questions: {name: {type: text, label: N}}}
    """
)


def test_a_hidden_page_hides_its_questions_and_its_group() -> None:
    found = answered(PAGES, where="hall", app="x", c=[{"name": "y"}])
    assert (found.answers, found.problems, found.visible) == ({"where": "hall"}, (), {"a", "where"})


def test_a_page_that_is_shown_is_visible_with_its_questions() -> None:
    assert answered(PAGES, where="net", app="x", c=[{"name": "y"}]).visible == {"a", "where", "b", "app", "c", "name"}


def test_inside_its_group_an_id_means_the_same_row() -> None:
    rows = [{"sort": "a", "name": "hidden"}, {"sort": "b", "name": "kept"}]
    assert answered(ROWS, first="a", who=rows).answers["who"] == [{"sort": "a"}, {"sort": "b", "name": "kept"}]


def test_a_problem_in_a_row_tells_which() -> None:
    assert problems(ROWS, first="a", who=[{"sort": "a"}, {"sort": "b"}]) == [("who/1/name", "required")]


def test_outside_its_group_an_id_is_the_list_of_the_rows_answers() -> None:
    assert "bees" in answered(ROWS, first="a", who=[{"sort": "a"}, {"sort": "b", "name": "x"}], bees="y").answers
    assert "bees" not in answered(ROWS, first="a", who=[{"sort": "a"}], bees="y").answers


def test_a_group_in_a_group_is_a_list_within_the_row() -> None:
    rows = [{"sort": "a", "kin": [{"age": 18}, {"age": 5}], "grown": "x"}, {"sort": "a", "kin": [{"age": 5}], "grown": "x"}]
    assert ["grown" in row for row in answered(ROWS, first="a", who=rows).answers["who"]] == [True, False]


def test_an_id_is_visible_when_it_is_shown_in_any_row() -> None:
    found = answered(ROWS, first="a", who=[{"sort": "a"}, {"sort": "b", "name": "x"}])
    assert "name" in found.visible
    assert {at for at in found.shown if at.endswith("name")} == {"who/1/name"}


def test_too_few_rows_are_told_in_the_authors_words() -> None:
    found = answered(ROWS, first="a").problems
    assert [(problem.at, problem.code) for problem in found] == [("who", "too-few-rows")]
    assert problem_in_words(found[0], context()) == "Berätta vilka"


def test_too_many_rows_are_told_and_not_walked() -> None:
    found = answered(ROWS, first="a", who=[{"sort": "a"}] * 5)
    assert [(problem.at, problem.code) for problem in found.problems] == [("who", "too-many-rows")]
    assert len(found.answers["who"]) == 3


@pytest.mark.parametrize("value", ["x", 5, {"sort": "a"}, [5], [["a"]], True])
def test_rows_that_are_no_list_of_objects_are_refused(value: Any) -> None:
    assert ("who", "wrong-type") in problems(ROWS, first="a", who=value)


def test_an_optional_group_needs_no_row() -> None:
    assert "kin" not in answered(ROWS, first="a", who=[{"sort": "a"}]).answers["who"][0]


def test_unknown_ids_inside_rows_are_told() -> None:
    rows = [{"sort": "a", "zzz": 1, "kin": [{"age": 3, "yyy": 2}]}]
    assert problems(ROWS, first="a", who=rows) == [("who/0/zzz", "unknown-question"), ("who/0/kin/0/yyy", "unknown-question")]


def test_nothing_inside_a_hidden_group_is_looked_at() -> None:
    group = "{type: group, label: G, show_if: {a: true}, repeat: {max: 2, item: R}, questions: {b: {type: text, label: B}}}"
    found = asking(f"a: {{type: yes_no, label: A}}\ng: {group}")
    assert problems(found, a=False, g=[{"zzz": 1}]) == []


def test_an_option_may_depend_on_an_earlier_answer() -> None:
    found = asking("a: {type: yes_no, label: A}\nb: {type: choice, label: B, options: {x: X, y: {label: Y, when: {a: true}}}}")
    assert problems(found, a=True, b="y") == []
    assert problems(found, a=False, b="y") == [("b", "not-an-option")]


def test_an_option_in_a_row_depends_on_that_row() -> None:
    options = "{x: X, y: {label: Y, when: {a: true}}}"
    group = f"{{a: {{type: yes_no, label: A}}, b: {{type: choice, label: B, options: {options}}}}}"
    found = asking(f"g: {{type: group, label: G, repeat: {{max: 2, item: R}}, questions: {group}}}")
    assert problems(found, g=[{"a": True, "b": "y"}, {"a": False, "b": "y"}]) == [("g/1/b", "not-an-option")]


def test_conditions_look_at_the_kind_of_a_unit_and_of_the_organisation() -> None:
    shown = "a: {type: text, label: A, show_if: {unit.kind: store}}\nb: {type: text, label: B, show_if: {organisation.kind: private}}"
    found = asking(f"unit: {{type: unit, label: U}}\n{shown}")
    units = {"one": Unit("one", "One", kind="store")}
    reading = read(found.form, FromJson({"unit": "one"}), context(organisation=organisation(units, kind="private")))
    assert [problem.at for problem in reading.problems] == ["a", "b"]


def test_a_question_is_called_by_the_words_of_the_situation() -> None:
    wording = "[{when: {unit.kind: store}, label: Lagrets namn}]"
    found = asking(f"unit: {{type: unit, label: U}}\nname: {{type: text, label: Namn, wording: {wording}}}")
    for unit, label in (("depot", "Lagrets namn"), ("north", "Namn")):
        (problem,) = answered(found, unit=unit).problems
        assert problem_in_words(problem, context()) == f"Skriv ett svar på frågan ”{label}”"


def test_the_authors_words_for_a_missing_answer_go_first() -> None:
    (problem,) = answered(asking("a: {type: text, label: A, missing: Skriv a}")).problems
    assert problem_in_words(problem, context()) == "Skriv a"


def test_a_forms_texts_are_parsed() -> None:
    assert sent(ONE, {"one": [" x "], "two": ["3"]}).answers == {"one": "x", "two": 3}


def test_a_form_names_rows_with_points_and_parts_with_hyphens() -> None:
    assert (input_name("who/0/sort"), input_name("day", "other")) == ("who.0.sort", "day-other")
    texts = {"first": ["a"], "who.0.sort": ["a"], "who.1.sort": ["b"], "who.1.name": ["x"]}
    assert sent(ROWS, texts).answers["who"] == [{"sort": "a"}, {"sort": "b", "name": "x"}]


def test_a_form_says_how_many_rows_it_shows() -> None:
    assert [problem.at for problem in sent(ROWS, {"first": ["a"], "who-rows": ["2"], "who.0.sort": ["a"]}).problems] == ["who/1/sort"]


@pytest.mark.parametrize("told", ["0", "-1", "999999999999", "x", "٣", ""])
def test_a_number_of_rows_that_can_not_be_is_kept_within_the_group(told: str) -> None:
    assert len(sent(ROWS, {"first": ["a"], "who-rows": [told], "who.0.sort": ["a"]}).answers["who"]) in (1, 3)


def test_other_fields_of_a_form_are_not_looked_at() -> None:
    assert sent(ONE, {"one": ["x"], "csrf": ["y"], "go": [""]}).problems == ()


def test_earlier_steps_are_looked_up_outside() -> None:
    outside = values_of(HIDING.form, {"where": "net"}, organisation())
    own: Form = asking("own: {type: text, label: O}").form
    assert read(own, FromJson({"own": "x"}), context(), outside).answers == {"own": "x"}


def test_a_step_form_looks_at_the_report_and_at_itself() -> None:
    asked = "a: {type: text, label: A, show_if: {one: x}}\nb: {type: text, label: B, show_if: {a: y}}"
    one = form("one: {type: text, label: O}")
    step = loaded(one, forms(look=asked), workflow("look: {kind: form, form: look}")).step("look")
    assert step.form
    reading = read(step.form, FromJson({"a": "y"}), context(), {"one": "x"}.get)
    assert [(problem.at, problem.code) for problem in reading.problems] == [("b", "required")]
    assert read(step.form, FromJson({"a": "y"}), context(), {"one": "z"}.get).answers == {}
