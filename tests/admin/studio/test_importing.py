"""A form from another format comes to the editor, with all that did not come along, and nothing is kept by that alone."""

import json
from typing import Any

import pytest

from engine.store import tables
from engine.template.load import load
from engine.template.source import read
from tests.admin.staff import Browser, Page, Staff

SCHEMA = json.dumps(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Enkät",
        "type": "object",
        "properties": {"ort": {"type": "string", "title": "Ort"}},
    }
).encode()
FORMIO = json.dumps(
    {
        "title": "Cyklar",
        "display": "form",
        "components": [
            {"type": "textfield", "key": "ort", "label": "Ort", "input": True},
            {"type": "signature", "key": "ritad", "label": "Rita", "input": True},
            {"type": "custom", "key": "egen", "label": "Egen", "input": True},
        ],
    }
).encode()


def brought(browser: Browser, name: str, content: bytes, **chosen: Any) -> Page:
    """What comes of choosing a file and bringing it in."""
    page = browser.get("studio/import")
    return browser.press(page, "Hämta formuläret", files={"file": [(name, content)]}, **chosen)


def text_of(page: Page) -> str:
    """The text in the editor."""
    return dict(page.button("Kontrollera")[0].fields)["text"]


def test_a_form_becomes_a_new_template_in_the_editor_and_nothing_is_kept(keeper: Browser, staff: Staff) -> None:
    page = brought(keeper, "schema.json", SCHEMA)
    template = load(text_of(page))
    assert ([question.label["sv"] for question in template.form.every()], template.title["sv"]) == (["Ort"], "Enkät")
    assert staff.site.all(tables.TemplateDraft) == []


def test_what_did_not_come_along_is_told_and_stands_in_the_text(keeper: Browser) -> None:
    page = brought(keeper, "cyklar.json", FORMIO)
    assert "Det här följde inte med som det var" in page.text
    assert "/components/2" in page.text
    head = text_of(page).splitlines()
    assert head[0] == "# Det här följde inte med från cyklar.json:"
    assert any(line.startswith("# /components/2") for line in head[1:4])


def test_a_form_takes_the_place_of_the_one_of_a_template_and_all_else_stays(keeper: Browser) -> None:
    text = text_of(brought(keeper, "cyklar.json", FORMIO, onto="faults"))
    before = text_of(keeper.get("templates/faults/edit"))
    assert "Ort" in text
    assert text.partition("\nrouting")[2].partition("\n")[0] == before.partition("\nrouting")[2].partition("\n")[0]
    assert ("name", "faults") in keeper.get("templates/faults/edit").button("Kontrollera")[0].fields


def test_a_name_that_is_taken_gets_a_number(keeper: Browser) -> None:
    page = brought(keeper, "faults.json", FORMIO)
    assert load(text_of(page)).name == "faults-2"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.json", b"[1]", "Filens innehåll känns inte igen"),
        ("x.pdf", b"%PDF", "Filens innehåll känns inte igen"),
        ("x.json", b"", "Filens innehåll känns inte igen"),
    ],
)
def test_a_file_that_is_no_form_is_refused_in_words_and_asked_for_again(keeper: Browser, name: str, content: bytes, said: str) -> None:
    page = brought(keeper, name, content)
    assert page.status == 422
    assert said in page.text
    assert page.button("Hämta formuläret")


def test_without_a_file_it_is_asked_for_and_the_choice_is_kept(keeper: Browser) -> None:
    page = keeper.press(keeper.get("studio/import"), "Hämta formuläret", onto="faults")
    assert (page.status, page.text.count("Välj en fil")) == (422, 2)
    assert dict(page.button("Hämta formuläret")[0].fields)["onto"] == "faults"


def test_a_template_that_is_not_there_can_not_be_given_a_form(keeper: Browser) -> None:
    page = keeper.get("studio/import")
    sheet = page.button("Hämta formuläret")[0]
    sent = [(name, "nowhere" if name == "onto" else value) for name, value in sheet.fields]
    found = keeper.post(sheet.action or page.url, sent, files={"file": [("cyklar.json", FORMIO)]})
    assert (found.status, "Mallen finns inte längre" in found.text) == (422, True)


def test_a_form_in_another_language_than_the_template_is_told_and_can_be_used(keeper: Browser) -> None:
    words = {"language": "en", "i18n": {"de": {"Ort": "Stadt"}}}
    page = brought(keeper, "cyklar.json", json.dumps({**json.loads(FORMIO), **words}).encode(), onto="faults")
    assert "Mallens huvudspråk är sv, men formulärets är en." in page.text
    assert read(text_of(page)).value["form"]["pages"]["sida"]["questions"]["ort"]["label"] == {"sv": "Ort", "en": "Ort", "de": "Stadt"}
