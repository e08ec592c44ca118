"""Form documents of GOV.UK Forms become templates with a page for each question, and their routes become conditions."""

import json
from typing import Any

import pytest
import re2

from engine.exchange import Carried, NotReadable, format_of, formats
from engine.exchange.taking_in import as_new
from engine.library import BEGINNING, trial_roster
from engine.proof import REFUTED, prove
from engine.template.load import load
from engine.texts.markdown import as_words

SILENT = {"form_id": "1", "form_slug": "enkat", "start_page": 1, "language": "en", "question_section_completed": True}


def step(id: int, type_: str, *routes: dict[str, Any], settings: Any = None, **more: Any) -> dict[str, Any]:
    """A step as the API gives it."""
    question = {"question_text": f"Fråga {id}", "answer_type": type_, "answer_settings": settings, "is_optional": False, **more}
    return {"id": id, "position": id, "next_step_id": id + 1, "type": "question_page", "data": question, "routing_conditions": list(routes)}


def choice(id: int, *routes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A step with a choice between Ja and Nej."""
    settings = {"only_one_option": "true", "selection_options": [{"name": "Ja"}, {"name": "Nej"}]}
    return step(id, "selection", *routes, settings=settings, **more)


def carried(*steps: dict[str, Any], **more: Any) -> Carried:
    steps[-1]["next_step_id"] = None
    return formats()["govuk"].read(json.dumps({**SILENT, "name": "Enkät", "steps": steps, **more}).encode())


def pages(*steps: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    """The pages; they load, and nothing in them is refuted."""
    found = carried(*steps, **more)
    template = load(as_new(found, "enkat", BEGINNING.read_text(encoding="utf-8")))
    assert [finding.code for finding in prove(template, trial_roster()) if finding.severity == REFUTED] == []
    return list(found.sections["form"]["pages"].values())


def only(*steps: dict[str, Any]) -> dict[str, Any]:
    """The one question of the first page, without its label."""
    (question,) = pages(*steps)[0]["questions"].values()
    return {key: value for key, value in question.items() if key != "label"}


def lost(*steps: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    return [(remark.code, remark.place) for remark in carried(*steps, **more).remarks if remark.lost]


@pytest.mark.parametrize(
    ("type_", "settings", "wanted"),
    [
        ("text", {"input_type": "single_line"}, {"type": "text", "max_length": 499}),
        ("text", {"input_type": "long_text"}, {"type": "long_text", "max_length": 4999}),
        ("number", None, {"type": "number", "min": 0, "decimals": 6}),
        ("date", {"input_type": "date_of_birth"}, {"type": "date", "max": "today", "shortcuts": False}),
        ("date", {"input_type": "other_date"}, {"type": "date"}),
        ("address", {"input_type": {"uk_address": True}}, {"type": "address", "autocomplete": "address"}),
        ("email", None, {"type": "email"}),
        ("phone_number", None, {"type": "phone"}),
        ("organisation_name", None, {"type": "text", "max_length": 499, "autocomplete": "organization"}),
        ("file", None, {"type": "file", "accept": ["image", "pdf", "document"], "max_files": 1, "max_size": 7}),
        ("name", {"input_type": "full_name", "title_needed": "false"}, {"type": "person", "autocomplete": "name"}),
    ],
)
def test_each_type_of_answer_becomes_a_question(type_: str, settings: Any, wanted: dict[str, Any]) -> None:
    assert only(step(1, type_, settings=settings)) == wanted
    assert lost(step(1, type_, settings=settings)) == []


def test_a_choice_has_its_options_and_an_optional_one_none_of_them() -> None:
    assert only(choice(1)) == {"type": "choice", "options": {"Ja": "Ja", "Nej": "Nej"}}
    assert only(choice(1, is_optional=True))["options"]["none_of_the_above"] == "None of the above"
    several = {"only_one_option": "false", "selection_options": [{"name": "A"}]}
    assert only(step(1, "selection", settings=several, is_optional="true"))["none"] == "none_of_the_above"


def test_none_of_the_above_may_ask_further() -> None:
    further = {"question_text": "Vad då?", "is_optional": "true"}
    settings = {"only_one_option": "true", "selection_options": [{"name": "A"}], "none_of_the_above_question": further}
    made = pages(step(1, "selection", settings=settings, is_optional=True))[0]["questions"]
    asked = made["fraga_1_none"]
    assert (asked["label"], asked["optional"], asked["show_if"]) == ("Vad då?", True, {"fraga_1": "none_of_the_above"})


def test_names_are_asked_for_one_by_one() -> None:
    settings = {"input_type": "first_middle_and_last_name", "title_needed": "true"}
    made = pages(step(1, "name", settings=settings))[0]["questions"]
    assert [question["label"] for question in made.values()] == ["Title", "First name", "Middle names", "Last name"]


@pytest.mark.parametrize(
    ("written", "fits"), [("QQ123456C", False), ("AB 12 34 56 C", True), ("ab123456c", True), ("BG123456A", False), ("AB123456E", False)]
)
def test_a_national_insurance_number_follows_its_rules(written: str, fits: bool) -> None:
    pattern = only(step(1, "national_insurance_number"))["pattern"]
    assert (re2.fullmatch(pattern, written) is not None) is fits


def test_guidance_is_said_on_the_page_and_a_repeated_question_is_a_group() -> None:
    guidance = "## Läs\n\n* [mer](https://a.se)"
    (page,) = pages(step(1, "email", page_heading="Rubrik", guidance_markdown=guidance, is_repeatable=True))
    assert (page["title"], page["hint"]) == ("Rubrik", "Läs\n\n– mer (https://a.se)")
    assert page["repeat"] == {"min": 1, "max": 50, "item": "Fråga 1"}


def goto(id: int | None, answer: str | None, **more: Any) -> dict[str, Any]:
    return {"goto_page_id": id, "answer_value": answer, "skip_to_end": False, **more}


def conditions(*steps: dict[str, Any]) -> list[Any]:
    return [page.get("show_if") for page in pages(*steps)]


def test_a_route_hides_what_it_goes_past() -> None:
    hidden = {"not": {"fraga_1": "Nej"}}
    assert conditions(choice(1, goto(3, "Nej")), step(2, "email"), step(3, "email")) == [None, hidden, None]
    assert conditions(choice(1, goto(None, "Nej", skip_to_end=True)), step(2, "email"), step(3, "email")) == [None, hidden, hidden]


def test_a_branch_is_followed_by_what_is_common() -> None:
    steps = choice(1, goto(3, "Nej")), step(2, "email", goto(4, None)), step(3, "email"), step(4, "email")
    assert conditions(*steps) == [None, {"not": {"fraga_1": "Nej"}}, {"fraga_1": "Nej"}, None]


def test_an_exit_is_shown_hides_the_rest_and_is_told() -> None:
    steps = choice(1, goto(None, "Nej", exit_page_heading="Tyvärr", exit_page_markdown="Det går inte.")), step(2, "email")
    made = pages(*steps, declaration_text="Jag intygar")
    assert [page["title"] for page in made] == ["Fråga 1", "Tyvärr", "Fråga 2", "Declaration"]
    assert [page.get("show_if") for page in made] == [None, {"fraga_1": "Nej"}, {"not": {"fraga_1": "Nej"}}, {"not": {"fraga_1": "Nej"}}]
    assert lost(*steps) == [("exit-page", "/steps/0/routing_conditions/0")]


def test_the_text_of_an_exit_is_shown_as_it_was() -> None:
    text = "## Så här\n\n1. Ring *vaxeln*\n2. Se [mer](http://a.example)\n3. Skriv [hit](lokalt)"
    made = pages(choice(1, goto(None, "Nej", exit_page_markdown=text)), step(2, "email"))
    (info,) = made[1]["questions"].values()
    shown = ["Så här", "1. Ring *vaxeln*", "2. Se mer (http://a.example)", "3. Skriv [hit] (lokalt)"]
    assert [line for line in as_words(info["text"]).split("\n") if line] == shown


@pytest.mark.parametrize("route", [goto(1, "Nej"), goto(99, "Nej"), goto(3, "Kanske")])
def test_a_route_that_leads_nowhere_is_told(route: dict[str, Any]) -> None:
    assert ("route", "/steps/0/routing_conditions/0") in lost(choice(1, route), step(2, "email"), step(3, "email"))


def test_what_belongs_to_the_service_is_told_and_stops_nothing() -> None:
    more = {"what_happens_next_markdown": "Vi svarar.", "support_email": "a@b.se", "privacy_policy_url": None}
    found = carried(step(1, "email"), **more)
    told = {remark.place for remark in found.remarks if remark.code == "of-the-service"}
    assert told == {"/what_happens_next_markdown", "/support_email"}
    assert lost(step(1, "email"), **more) == []


@pytest.mark.parametrize(
    ("bad", "code", "place"),
    [
        (step(2, "karta"), "not-carried", "/steps/1/data/answer_type"),
        (step(2, "selection", settings={"selection_options": "x"}), "not-carried", "/steps/1/data/answer_settings/selection_options"),
        (step(2, "email", colour="röd"), "unknown-key", "/steps/1/data/colour"),
        (step(2, "name", settings={"title_needed": "true"}), "not-carried", "/steps/1/data/answer_settings/title_needed"),
    ],
)
def test_what_can_not_be_carried_is_told_with_its_place(bad: dict[str, Any], code: str, place: str) -> None:
    assert lost(step(1, "email"), bad) == [(code, place)]


def test_a_document_is_known_by_its_steps_new_or_old() -> None:
    old = {"id": 1, "question_text": "F", "answer_type": "email", "is_optional": False, "routing_conditions": [], "next_page": None}
    raw = json.dumps({"name": "Enkät", "pages": [old]}).encode()
    assert format_of(raw, "a.json").name == "govuk"
    assert formats()["govuk"].read(raw).sections["form"]["pages"]["sida"]["questions"]["f"]["type"] == "email"


@pytest.mark.parametrize("raw", [b"{}", b'{"steps": []}', b'{"steps": [1, {"id": []}]}', b'{"pages": 3}'])
def test_a_document_without_questions_is_refused(raw: bytes) -> None:
    with pytest.raises(NotReadable):
        formats()["govuk"].read(raw)
