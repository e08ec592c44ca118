"""The sentences of the signed-in side: all there, in every language, in the product's tone."""

import re
from pathlib import Path

import pytest

from engine.texts import LANGUAGES, Catalogue
from tests.site import CHECKOUT

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
