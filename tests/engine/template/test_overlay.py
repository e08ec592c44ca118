"""A template that changes another: names are added and changed one by one, and nothing goes that is not taken out by its name."""

import json
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Fault, InvalidTemplate
from engine.template.layers import from_texts
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.generated import any_json
from tests.engine.template.shelf import GROUND, changed, refusals, refused, took


def questions(found: FormTemplate) -> list[str]:
    """The questions in their order."""
    return [question.id for question in found.form.questions()]


def page(text: str) -> str:
    """A change to the questions of the ground's page."""
    return "form:\n  pages:\n    first:\n      questions:\n" + "".join(f"        {line}\n" for line in dedent(text).strip().splitlines())


def at(value: Any, *path: Any) -> Any:
    """What stands at a path."""
    for part in path:
        value = value[part]
    return value


def test_a_template_that_changes_nothing_has_only_its_name_to_itself() -> None:
    found = changed("")
    assert (found.name, found.title, questions(found)) == ("mine", {"sv": "Ground"}, ["where", "more", "last"])
    assert found.changes == {}
    assert list(found.files) == ["ground.yaml"]


def test_one_word_of_a_mapping_is_changed_and_the_rest_stays() -> None:
    found = changed("start: {urgent: Shout.}\n" + page("last: {label: 'The last?'}"))
    assert (found.start.purpose, found.start.urgent) == ({"sv": "Tell us."}, {"sv": "Shout."})
    (last,) = [question for question in found.form.questions() if question.id == "last"]
    assert (last.label, last.hint) == ({"sv": "The last?"}, {"sv": "A hint."})


@pytest.mark.parametrize(
    ("change", "path", "wanted"),
    [
        ("title: {sv: Ny}\nlanguages: [sv, en]", ("title",), {"sv": "Ny"}),
        ("lists: {where: {room: {label: Sal}}}", ("lists", "where", "room", "label"), "Sal"),
        (page("more: {show_if: {where: hall}}"), ("form", "pages", "first", "questions", "more", "show_if"), {"where": "hall"}),
        ("routing: [{to: boss}]", ("routing",), [{"to": "boss"}]),
        ("workflow: {look: {due: {days: 5}}}", ("workflow", "look", "due"), {"days": 5, "calendar": "school"}),
        (
            page("where: {options: {a: A, b: B}}") + "without: [form.pages.first.questions.more, routing]\nrouting: [{to: desk}]",
            ("form", "pages", "first", "questions", "where", "options"),
            {"a": "A", "b": "B"},
        ),
    ],
    ids=["text", "text of an option", "condition", "list", "deadline", "name of a list"],
)
def test_a_text_a_condition_and_a_list_are_replaced_whole(change: str, path: tuple[str, ...], wanted: Any) -> None:
    assert at(changed(change).written.value, *path) == wanted


@pytest.mark.parametrize(
    ("change", "path", "wanted"),
    [
        ("lists: {where: {room: Sal}}", ("lists", "where", "room"), {"label": "Sal", "until": "2028-06-30"}),
        ("lists: {where: {hall: {until: 2028-06-30}}}", ("lists", "where", "hall"), {"label": "Hall", "until": "2028-06-30"}),
        ("functions: {desk: {held_by: organisation}}", ("functions", "desk"), {"label": "Desk", "held_by": "organisation"}),
        ("workflow: {look: {outcomes: {no: Never}}}", ("workflow", "look", "outcomes", "no"), {"label": "Never", "reason": "required"}),
    ],
)
def test_a_text_in_place_of_an_option_a_function_or_an_outcome_is_its_label(change: str, path: tuple[str, ...], wanted: Any) -> None:
    assert at(changed(change).written.value, *path) == wanted


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ("new: {type: text, label: New}", ["where", "more", "last", "new"]),
        ("where: {}\nnew: {type: text, label: New}", ["where", "new", "more", "last"]),
        ("new: {type: text, label: New}\nlast: {}", ["where", "more", "new", "last"]),
        ("last: {}\nwhere: {}", ["where", "more", "last"]),
        ("new: {type: text, label: New}\nother: {type: text, label: O}\nwhere: {}", ["new", "other", "where", "more", "last"]),
        ("more: {}\nnew: {type: text, label: New}\nother: {type: text, label: O}", ["where", "more", "new", "other", "last"]),
    ],
)
def test_a_new_question_stands_beside_those_that_it_is_written_beside(change: str, wanted: list[str]) -> None:
    assert questions(changed(page(change))) == wanted


def test_a_question_of_another_type_is_another_question() -> None:
    found = changed(page("last: {type: yes_no, label: 'Last?'}"))
    assert (questions(found)[-1], found.form.questions()[-1].hint) == ("last", None)
    assert refused("template: mine\nextends: ground\n" + page("last: {type: yes_no}"), ground=GROUND) == [
        ("missing-key", "ground.yaml", 17)
    ]


def test_a_step_of_another_kind_is_another_step() -> None:
    found = changed("workflow: {look: {kind: notice, title: Told, to: boss}}")
    assert (found.step("look").due, found.step("look").to) == (None, "boss")


BLOCKS = "blocks: {who: {questions: {name: {type: text, label: Who?}}}}\n"
USING = GROUND.replace("last: {type: text, label: Last?, hint: A hint.}", "last: {use: who}") + BLOCKS


def test_a_use_of_a_block_takes_the_place_of_a_question() -> None:
    assert questions(changed(BLOCKS + page("last: {use: who}"))) == ["where", "more", "last_name"]


def test_a_question_takes_the_place_of_a_use_of_a_block() -> None:
    assert questions(took("template: mine\nextends: using\n" + page("last: {type: yes_no, label: 'Last?'}"), using=USING)) == [
        "where",
        "more",
        "last",
    ]


def test_what_a_use_says_may_be_changed() -> None:
    found = took("template: mine\nextends: using\n" + page("last: {optional: true}"), using=USING)
    assert [question.optional for question in found.form.questions()] == [False, False, True]


def test_what_is_named_is_taken_out() -> None:
    found = changed("without: [form.pages.first.questions.more, lists.where.room, start]")
    assert (questions(found), [option.key for option in found.form.questions()[0].options]) == (["where", "last"], ["hall", "yard"])
    assert found.start.purpose is None


def test_what_is_taken_out_may_be_written_anew() -> None:
    found = changed("without: [functions]\nfunctions: {boss: Chef, desk: Disk}")
    assert list(found.functions) == ["boss", "desk"]


def test_what_leans_on_something_taken_out_is_told_where_it_stands() -> None:
    found = refused("template: mine\nextends: ground\nwithout: [lists.where.yard]", ground=GROUND)
    assert found == [("not-a-value", "ground.yaml", 16), ("not-a-value", "ground.yaml", 19)]


def test_taking_out_what_is_not_there_is_told_with_what_was_meant() -> None:
    text = "template: mine\nextends: ground\nwithout:\n  - lists.where.yard\n  - %s"
    for line, guess in (
        ("lists.were.hall", "lists.where.hall"),
        ("form.pages.first.questions.mor", "form.pages.first.questions.more"),
        ("title.sv", None),
    ):
        found = refusals(text % line, ground=GROUND.replace("yard}", "hall}"))
        assert [(fault.code, fault.mark.line, fault.guess) for fault in found if fault.mark.file is None] == [
            ("nothing-to-remove", 5, guess)
        ]


def test_a_template_that_stands_on_nothing_has_nothing_to_take_out() -> None:
    assert [code for code, _, _ in refused(GROUND + "without: [start]\n")] == ["nothing-to-remove"]


def test_a_question_knows_the_file_that_it_came_from() -> None:
    found = changed(page("where: {label: 'Where was it?'}\nnew: {type: text, label: New}"))
    assert [(question.id, question.mark.file) for question in found.form.questions()] == [
        ("where", "ground.yaml"),
        ("new", None),
        ("more", "ground.yaml"),
        ("last", "ground.yaml"),
    ]


def test_a_fault_in_what_was_changed_is_told_in_the_template() -> None:
    assert refused("template: mine\nextends: ground\n" + page("more: {show_if: {where: cellar}}"), ground=GROUND) == [
        ("not-a-value", None, 7)
    ]


def test_a_form_that_no_step_uses_any_more_is_no_fault() -> None:
    talk = "workflow:\n  talk: {kind: form, form: talk}\n"
    ground = GROUND.replace("workflow:\n", talk) + "forms: {talk: {title: Talk, questions: {said: {type: text, label: Said}}}}\n"
    found = took("template: mine\nextends: talking\nwithout: [workflow.talk]", talking=ground)
    assert [step.id for step in found.steps()] == ["look", "close"]


@given(any_json, st.sampled_from(["form", "lists", "workflow", "functions", "start", "title", "extends", "without"]))
def test_whatever_is_laid_upon_a_template_gives_a_template_or_its_faults(value: Any, key: str) -> None:
    found: FormTemplate | tuple[Fault, ...] = ()
    try:
        found = load(json.dumps({"template": "mine", "extends": "ground", key: value}), from_texts({"ground.yaml": GROUND}))
    except InvalidTemplate as error:
        found = error.faults
    assert found


def test_what_is_missing_at_the_top_is_missing_in_the_template() -> None:
    text = "template: mine\nshared: [s]\n" + GROUND[GROUND.index("form:") : GROUND.index("functions:")]
    found = refused(text, s="lists: {where: {hall: Hall, yard: Yard}}")
    assert found == [("missing-key", None, 1)] * 3
    assert refused("template: mine\nextends: ground\nwithout: [routing]", ground=GROUND) == [("missing-key", None, 1)]


def test_a_language_that_the_template_does_not_have_is_told_of_its_own_words() -> None:
    assert refused("template: mine\nextends: ground\ntitle: {sv: Min, fi: Minun}", ground=GROUND) == [("unknown-language", None, 3)]
