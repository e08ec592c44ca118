"""What was carried from another format becomes a template: a new one, or the next version of one."""

from engine.exchange import Carried
from engine.exchange.taking_in import as_new, as_version
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
