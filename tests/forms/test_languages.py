"""A form in two languages: it can be read in the other one from every page, what is typed is kept, and nothing is left in the first."""

import json
from itertools import count
from typing import Any

import pytest

from engine.texts import LANGUAGES
from tests.forms.leaks import FIRST, at_check, at_seen
from tests.forms.visitor import Visitor, visitor
from tests.site import Site

NUMBER = count(1)
MARKS = {"sv": "lingon", "en": "cranberry"}


def text() -> dict[str, str]:
    """A text that tells which language it is in."""
    number = next(NUMBER)
    return {language: f"{mark}{number}" for language, mark in MARKS.items()}


def asks(type_name: str, **more: Any) -> dict[str, Any]:
    """A question with every text that a question can have."""
    return {"type": type_name, "label": text(), "hint": text(), "why": text(), "missing": text(), **more}


WORDED = [{"when": {"many": True}, "label": text(), "hint": text()}]
FORM: dict[str, Any] = {
    "template": "spoken",
    "title": text(),
    "languages": ["sv", "en"],
    "start": {key: text() for key in ("purpose", "urgent", "readers", "button")},
    "form": {
        "pages": {
            "first": {
                "title": text(),
                "hint": text(),
                "questions": {
                    "told": {"type": "info", "label": text(), "text": text()},
                    "many": asks("yes_no"),
                    "where": asks("choice", options={"a": {"label": text(), "hint": text()}, "b": {"label": text()}}),
                    "which": asks("choices", options={"a": {"label": text()}, "b": {"label": text()}}),
                    "code": asks("text", pattern="[a-z]+", pattern_message=text()),
                    "length": asks("number", unit=text(), decimals=1),
                    "day": asks("date"),
                },
            },
            "rows": {
                "title": text(),
                "repeat": {"min": 1, "max": 3, "item": text()},
                "questions": {"name": asks("text", wording=WORDED)},
            },
        }
    },
    "functions": {"keeper": {"label": text(), "held_by": "organisation"}, "owner": {"label": text(), "held_by": "organisation"}},
    "routing": [{"to": "keeper"}],
    "workflow": {
        "told_to": {"kind": "notice", "title": text(), "to": "owner", "before": "decisions"},
        "verdict": {"kind": "decision", "title": text(), "due": {"days": 2, "calendar": "working"}, "outcomes": {"yes": {"label": text()}}},
    },
}
BUTTONS = {
    "sv": {"other": "In English", "continue": "Fortsätt", "send": "Skicka anmälan", "follow": "Följ din anmälan"},
    "en": {"other": "På svenska", "continue": "Continue", "send": "Send the report", "follow": "Follow your report"},
}
ANSWERS = {"many": "yes", "where": "a", "which": ["b"], "code": "abc", "length": "1,5", "day": "2026-09-07"}


def begun(site: Site, language: str) -> Visitor:
    """A visitor at the first page of the form in a language."""
    site.publish(json.dumps(FORM))
    someone = visitor(site, "spoken")
    someone.open(f"?language={language}")
    someone.open("p/first")
    return someone


def only_in(someone: Visitor, language: str) -> bool:
    """True when the page says what the author wrote in one language and nothing in the other."""
    other = next(code for code in LANGUAGES if code != language)
    assert f'<html lang="{language}"' in someone.page.html
    return MARKS[language] in someone.page.html and MARKS[other] not in someone.page.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_all_in_the_language_that_was_chosen(site: Site, language: str) -> None:
    someone, words = begun(site, language), BUTTONS[language]
    someone.open("")
    said = [only_in(someone, language)]
    someone.open("p/first")
    said.append(only_in(someone, language))
    for values in ({"code": "4"}, ANSWERS, {}, {"rows.0.name": "Kim"}):
        someone.press(words["continue"], values)
        said.append(only_in(someone, language))
    assert words["send"] in someone.page.html
    someone.press(words["send"])
    said.append(only_in(someone, language))
    assert said == [True] * 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_far_a_report_has_come_is_said_in_the_language_that_was_chosen(site: Site, language: str) -> None:
    someone, words = begun(site, language), BUTTONS[language]
    someone.press(words["continue"], ANSWERS)
    someone.press(words["continue"], {"rows.0.name": "Kim"})
    someone.press(words["send"])
    someone.press(words["follow"])
    other = next(code for code in LANGUAGES if code != language)
    assert someone.url.endswith("/status/dialogue")
    assert f'<html lang="{language}"' in someone.page.html
    assert MARKS[other] not in someone.page.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_in_the_language_that_was_chosen(site: Site, language: str) -> None:
    someone = begun(site, language)
    someone.press(BUTTONS[language]["continue"], {"code": "4"})
    assert len(someone.page.errors) == 6
    assert all(MARKS[language] in error for error in someone.page.errors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_questions_can_be_read_in_the_other_language_and_keeps_what_is_typed(site: Site, language: str) -> None:
    other = next(code for code in LANGUAGES if code != language)
    someone = begun(site, language)
    someone.press(BUTTONS[language]["other"], {**ANSWERS, "code": "4 4"})
    assert someone.url.endswith("/p/first")
    assert only_in(someone, other)
    assert {name: someone.page.value(name) for name in ("many", "where", "which", "code")} == {
        "many": "yes",
        "where": "a",
        "which": "b",
        "code": "4 4",
    }
    someone.press(BUTTONS[other]["continue"], {"code": "abc"})
    someone.press(BUTTONS[other]["other"], {"rows.0.name": "Kim"})
    assert only_in(someone, language)
    assert someone.page.value("rows.0.name") == "Kim"


def test_an_answer_is_the_same_in_either_language(site: Site) -> None:
    someone = begun(site, "sv")
    someone.press("In English", ANSWERS)
    someone.press("På svenska")
    someone.press("Fortsätt")
    assert someone.page.errors == []
    assert someone.url.endswith("/p/rows")


def test_errors_stay_and_are_said_in_the_other_language(site: Site) -> None:
    someone = begun(site, "sv")
    someone.press("Fortsätt")
    someone.press("In English")
    assert len(someone.page.errors) == 6
    assert all(MARKS["en"] in error for error in someone.page.errors)


def test_a_page_that_was_done_stays_done_in_another_language(site: Site) -> None:
    someone = at_check(site)
    someone.open("p/where")
    someone.press("In English", FIRST)
    assert "Check before you send" in someone.open("check").text


def test_enter_in_a_field_goes_on_and_does_not_change_the_language(site: Site) -> None:
    (form,) = at_seen(site).page.forms
    assert [name for _, name, _ in form.buttons][:2] == ["", "do"]


def test_a_form_in_one_language_offers_no_other(site: Site) -> None:
    someone = visitor(site, "faults")
    someone.open("p/fault")
    assert "In English" not in someone.page.html
