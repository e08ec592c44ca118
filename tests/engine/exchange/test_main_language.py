"""A form whose main language is another goes into a template so that every text is there in the template's, and that is told."""

import json
from typing import Any

import pytest

from engine.errors import InvalidTemplate
from engine.exchange import Carried, formats
from engine.exchange.main_language import fitted
from engine.exchange.taking_in import as_version
from engine.library import BEGINNING
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.template.source import read

GROUND = BEGINNING.read_text(encoding="utf-8").partition("reports:")[0]
VALUES = [{"label": "Yes", "value": "sv"}, {"label": "Other", "value": "en"}]
COMPONENTS = [
    {"type": "textfield", "key": "namn", "label": "Name", "description": "All of it", "validate": {"required": True}},
    {"type": "radio", "key": "en", "label": "Sort", "values": VALUES},
    {"type": "survey", "key": "s", "label": "How?", "questions": [{"label": "Food", "value": "de"}], "values": VALUES},
    {"type": "textfield", "key": "b", "label": "Name", "conditional": {"show": True, "when": "en", "eq": "sv"}},
]


def form(**words: dict[str, str]) -> Carried:
    """A form of Form.io in English with translations."""
    raw = {"title": "Form", "language": "en", "i18n": words, "components": COMPONENTS}
    return formats()["formio"].read(json.dumps(raw).encode())


def version(carried: Carried) -> FormTemplate:
    """The next version of a Swedish template with that form."""
    return load(as_version(fitted(carried, GROUND), GROUND))


def test_a_text_that_lacks_the_main_language_says_there_what_it_says_in_its_own() -> None:
    made = version(form(de={"Name": "Name DE", "Food": "Essen", "Yes": "Ja"}))
    questions = {question.id: question for question in made.form.every()}
    assert made.languages == ("sv", "en", "de")
    assert questions["namn"].label == {"sv": "Name", "en": "Name", "de": "Name DE"}
    assert questions["en"].option("sv").label == {"sv": "Yes", "en": "Yes", "de": "Ja"}
    assert questions["s"].keys["rows"]["de"] == {"sv": "Food", "en": "Food", "de": "Essen"}


def test_a_text_that_is_translated_stays_so() -> None:
    made = version(form(sv={"Name": "Namn"}))
    assert next(iter(made.form.every())).label == {"sv": "Namn", "en": "Name"}


def test_it_is_told_and_stops_nothing() -> None:
    (told,) = [remark for remark in fitted(form(sv={"Name": "Namn"}), GROUND).remarks if remark.code == "other-main-language"]
    assert (told.facts, told.lost) == ({"language": "sv", "own": "en"}, False)


@pytest.mark.parametrize("sections", [{"languages": ["sv", "en"], "form": {}}, {"form": {}}])
def test_a_form_in_the_same_main_language_or_in_none_that_is_known_is_as_it_was(sections: dict[str, Any]) -> None:
    carried = Carried(sections)
    assert fitted(carried, GROUND) is carried


@pytest.mark.parametrize("named", ["3", "[3]", "[]", "{}"])
def test_a_template_that_names_no_language_is_taken_for_swedish(named: str) -> None:
    ground = GROUND.replace("languages: [sv]", f"languages: {named}")
    assert read(as_version(fitted(form(sv={"Name": "Namn"}), ground), ground)).value["languages"] == ["sv", "en"]


def test_a_template_that_can_not_be_read_is_refused() -> None:
    with pytest.raises(InvalidTemplate):
        fitted(form(sv={"Name": "Namn"}), "form: [")
