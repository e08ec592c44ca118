"""Everything that the pages say is there in both languages, takes the same facts, and keeps to the tone."""

import re

import pytest

from engine.texts import Catalogue
from forms.web import FOLDER

TEXTS = Catalogue(FOLDER / "texts")
CODES = sorted(TEXTS.codes("sv") | TEXTS.codes("en"))


def said(code: str, language: str) -> str:
    """The sentence with its places left open."""
    return TEXTS._sentences[language][code]


def test_each_language_has_every_sentence() -> None:
    assert TEXTS.codes("sv") ^ TEXTS.codes("en") <= {"layout.errors.one"}


@pytest.mark.parametrize("code", [code for code in CODES if code in TEXTS.codes("sv") & TEXTS.codes("en")])
def test_both_languages_take_the_same_facts(code: str) -> None:
    places = [sorted(re.findall(r"\{(\w+)\}", said(code, language))) for language in ("sv", "en")]
    assert places[0] == places[1]


@pytest.mark.parametrize("code", [code for code in CODES if code in TEXTS.codes("sv")])
def test_the_tone_is_calm(code: str) -> None:
    assert not re.search(r"!|tyvärr|vänligen|OK\b|Avbryt|klicka", said(code, "sv"), re.IGNORECASE)
