"""What was carried from another format becomes a template: a new one, or the next version of one."""

import pytest

from engine.exchange import Carried, Remark
from engine.exchange.taking_in import as_new, as_version, name_of, with_remarks
from engine.library import BEGINNING
from engine.template.load import load
from engine.template.source import read

GROUND = BEGINNING.read_text(encoding="utf-8")
FORM = {"pages": {"beslut": {"title": "Sida", "questions": {"vad": {"type": "text", "label": "Vad?"}}}}}


def test_a_new_template_has_the_form_and_the_grounds_routing_and_steps() -> None:
    template = load(as_new(Carried({"title": "Enkät", "form": FORM}), "enkat", GROUND))
    assert (template.name, template.title["sv"], [page.id for page in template.form.pages]) == ("enkat", "Enkät", ["beslut"])
    assert [route.to for route in template.routing] == ["ansvarig"]
    assert template.reports == {}
    assert template.examples == ()


def test_a_step_of_the_ground_gives_way_to_a_page_of_its_name() -> None:
    template = load(as_new(Carried({"title": "Enkät", "form": FORM}), "enkat", GROUND))
    assert [step.id for step in template.steps()][:1] == ["beslut_2"]


def test_what_the_other_format_says_of_steps_is_taken_before_the_grounds() -> None:
    steps = {"klart": {"kind": "decision", "title": "Klart?", "by": "receiver", "outcomes": {"ja": {"label": "Ja"}}}}
    template = load(as_new(Carried({"title": "Enkät", "form": FORM, "workflow": steps}), "enkat", GROUND))
    assert [step.id for step in template.steps()][:1] == ["klart"]


def test_a_next_version_has_the_new_form_and_all_the_rest_as_it_was_written() -> None:
    made = as_version(Carried({"title": "Enkät", "form": FORM}), GROUND)
    assert read(made).value["form"] == FORM
    before, after = GROUND.partition("form:\n")[0], GROUND.partition("\ncases:")[2]
    assert made.startswith(before)
    assert made.endswith(after)


def test_a_next_version_keeps_the_lists_and_languages_that_steps_may_use() -> None:
    text = GROUND.replace("languages: [sv]", "languages: [sv]\nlists: {a: {x: X}, b: {y: Y}}")
    made = read(as_version(Carried({"languages": ["en", "sv"], "lists": {"b": {"z": "Z"}}, "form": FORM}), text)).value
    assert made["languages"] == ["sv", "en"]
    assert made["lists"] == {"a": {"x": "X"}, "b": {"z": "Z"}}


def test_what_was_lost_stands_first_in_the_text_one_line_each() -> None:
    remarks = (Remark("not-json", "/a"), Remark("not-json", "/b", lost=False), Remark("unknown-format", "", {"known": "x\ny\u2028z: *w"}))
    made = with_remarks(GROUND, "a\nb.json", remarks)
    head = made.removesuffix(GROUND).splitlines()
    assert [line[:2] for line in head] == ["# "] * 3
    assert (head[0], head[1][:5]) == ("# Det här följde inte med från a b.json:", "# /a ")
    assert read(made).value == read(GROUND).value


def test_a_text_that_lost_nothing_says_nothing_of_where_it_came_from() -> None:
    assert with_remarks(GROUND, "a.json", (Remark("not-json", "", lost=False),)) == GROUND


@pytest.mark.parametrize(
    ("sections", "file", "expected"),
    [
        ({"template": "own"}, "a.json", "own"),
        ({}, "C:/x/Min Enkät 2.xlsx", "min-enkat-2"),
        ({}, "§.json", "ny-anmalan"),
        ({}, "", "ny-anmalan"),
    ],
)
def test_a_new_template_is_called_as_it_says_or_as_its_file(sections: dict[str, str], file: str, expected: str) -> None:
    assert name_of(Carried(sections), file) == expected


def test_a_question_that_was_there_keeps_what_a_foreign_format_has_no_word_for() -> None:
    form = {
        "pages": {"a": {"title": "A", "questions": {"enhet": {"type": "unit", "label": "Var?"}, "typ": {"type": "text", "label": "Vad?"}}}}
    }
    made = read(as_version(Carried({"form": form}), GROUND)).value["form"]["pages"]["a"]["questions"]
    assert made["enhet"] == {"type": "unit", "label": "Var?", "routes": True, "statistics": True}
    assert made["typ"] == {"type": "text", "label": "Vad?"}


def test_a_new_template_does_not_say_what_the_ground_says_of_itself() -> None:
    assert load(as_new(Carried({"title": "Enkät", "form": FORM}), "enkat", GROUND)).start.purpose is None
