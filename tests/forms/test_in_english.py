"""A template of the library is read, filled in, sent and followed in English: no page has a word of Swedish."""

import re
from collections.abc import Iterable, Iterator

import pytest

from engine.fields import built_in
from engine.texts import Catalogue, engine_texts
from forms.web import own_texts
from tests.engine.public_texts import public_texts
from tests.forms.leaks import reference
from tests.forms.visitor import Page, Visitor, visitor
from tests.site import Site

REPORTER = {"enhet": "ekskolan", "anmalare_namn": "Kim", "anmalare_epost": "kim@example.com"}
INVOLVED = {"utsatt.0.utsatt_namn": "Alva", "utovare.0.utovare_typ": "rektor"}
HAPPENED = {
    "datum": "2026-09-07",
    "plats": "gard",
    "typ": ["fysisk", "hot"],
    "upprepning": "vet_ej",
    "beskrivning": "Pushed.",
    "omedelbara_atgarder": "inget",
}

REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
"""A reference is drawn at random, and its letters may happen to be a word."""


def walk(someone: Visitor) -> Iterator[Page]:
    """Every page from the start page to the status, those with errors too."""
    yield someone.open("?language=en")
    yield someone.press("Start the report")
    for answers in (REPORTER, INVOLVED, HAPPENED):
        yield someone.press("Continue")
        yield someone.press("Continue", answers)
    yield someone.press("Send the report")
    yield someone.press("Follow your report")


def words(*texts: str) -> set[str]:
    """The words of some texts, in small letters."""
    return {word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower())}


def sentences(catalogues: Iterable[Catalogue], language: str) -> Iterator[str]:
    """All that catalogues say in a language, with the places left open."""
    for catalogue in catalogues:
        yield from (catalogue._sentences[language][code] for code in catalogue.codes(language))


@pytest.fixture
def swedish(ekhamra: Site) -> set[str]:
    """The words that only the Swedish texts have: the template's, those for the days of calendars, and ours."""
    scene = ekhamra.scene("krankande-behandling")
    texts = [text for _, text in public_texts(scene.template)]
    texts += [text for calendar in scene.organisation.calendars.values() for text in (calendar.label_one, calendar.label_many)]
    ours = (own_texts(), engine_texts())
    types = [said for kind in built_in().values() for said in kind.texts.get("en", {}).values()]
    english = words(*(text.get("en", "") for text in texts), *sentences(ours, "en"), *types)
    return words(*(text["sv"] for text in texts), *sentences(ours, "sv")) - english


def test_nobody_who_reads_english_meets_a_word_of_swedish(ekhamra: Site, swedish: set[str]) -> None:
    organisation = ekhamra.scene().organisation
    names = ["På svenska", organisation.name, *(unit.name for unit in organisation.units.values())]
    someone = visitor(ekhamra, "krankande-behandling")
    for page in walk(someone):
        text = REFERENCE.sub("", page.text)
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "")
        assert (someone.url, page.status, sorted(words(text) & swedish)) == (someone.url, 200, [])


def test_the_way_in_english_is_gone_to_its_end(ekhamra: Site) -> None:
    someone = visitor(ekhamra, "krankande-behandling")
    *_, receipt, status = walk(someone)
    assert "Area manager at Område förskola och grundskola has been told that there is a new report." in receipt.text
    assert "This has happened" in status.text
    assert reference(someone) in status.text
