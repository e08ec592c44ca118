"""The sentences of the signed-in side: all there, in every language, in the product's tone."""

import re
from pathlib import Path

import pytest

import admin
from engine.texts import LANGUAGES, Catalogue
from tests.admin.staff import BASE, SECRET, Staff
from tests.forms.bones import Web
from tests.site import CHECKOUT, Site

ADMIN = CHECKOUT / "admin"
TEXTS = Catalogue(ADMIN / "texts")
EVERY = Catalogue(CHECKOUT / "forms" / "texts")
PLAIN = re.compile(r'\b(?:t|say)\(\s*"([a-z_-]+\.[a-z_.-]+)"')


def pages() -> list[Path]:
    """Everything that says something."""
    return [*ADMIN.rglob("*.py"), *ADMIN.rglob("*.html")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_a_page_says_is_there(language: str) -> None:
    said = {code for path in pages() for code in PLAIN.findall(path.read_text(encoding="utf-8")) if not code.endswith(".")}
    assert len(said) > 60
    assert sorted(code for code in said if not (TEXTS.has(code, language) or EVERY.has(code, language))) == []


def test_every_language_says_the_same() -> None:
    codes = {language: {code.removesuffix(".one") for code in TEXTS.codes(language)} for language in LANGUAGES}
    assert codes["sv"] == codes["en"]


def test_no_key_was_read_as_something_else() -> None:
    assert [code for language in LANGUAGES for code in TEXTS.codes(language) if re.search(r"\b(?:True|False|None)\b", code)] == []


def test_the_tone_is_calm() -> None:
    loud = re.compile(r"!|tyvärr|\bOK\b|avbryt|incident|ticket|submit", re.IGNORECASE)
    lines = [line for path in (ADMIN / "texts").glob("sv*.yaml") for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if loud.search(line)] == []


def test_every_page_speaks_the_other_language_too(site: Site) -> None:
    case, waits = site.case(), site.waiting()
    staff = Staff(site, admin.create_app(site.office, Web(BASE, "en"), secret=SECRET))
    browser = staff.browser("ada")
    said = {"": "To do", "cases/": "One case", f"cases/{case.id}": "Save, no one is affected", f"submissions/{waits}": "Start the case"}
    said |= {f"cases/{case.id}/affected": "Shut out", "register": "Register for someone"}
    for path, words in said.items():
        assert words in browser.get(path).text
    assert "Sign in" in staff.stranger().get("sign-in").text
