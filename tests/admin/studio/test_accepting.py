"""What is not proved is published only when a person who has read it accepts it; who and when stays with the version."""

import pytest

from admin.studio.accepting import BOX
from engine.store import journal
from engine.texts import LANGUAGES, Catalogue, engine_texts
from tests.admin.staff import Browser, Page, Staff
from tests.admin.studio.test_editor import OTHER, versions, written
from tests.site import CHECKOUT
from tests.unproved import KEY, LINE, UNPROVED

SENTENCE = "Det är inte visat att villkoret för ”Sist” kan vara både sant och falskt."
MISSING = "Kryssa i att du godtar det som inte är visat"


def reviewed(browser: Browser) -> Page:
    """The review of the template that is not proved."""
    return written(browser, UNPROVED, "Granska och publicera")


def test_the_review_names_what_is_not_proved_and_asks_for_it_to_be_accepted(keeper: Browser) -> None:
    page = reviewed(keeper)
    assert f"Rad {LINE}: {SENTENCE}" in page.text
    assert "Jag har tittat och godtar att det inte är visat" in page.text
    assert f'value="{KEY}"' in page.html


def test_it_is_not_published_before_it_is_accepted(keeper: Browser, staff: Staff) -> None:
    page = keeper.press(reviewed(keeper), "Publicera version 2")
    assert page.status == 422
    assert MISSING in page.text
    assert SENTENCE in page.text
    assert len(versions(staff)) == 1


def test_accepting_something_else_is_accepting_nothing(keeper: Browser, staff: Staff) -> None:
    page = keeper.press(reviewed(keeper), "Publicera version 2", **{BOX: "closing-not-proved 1"})
    assert (page.status, MISSING in page.text, len(versions(staff))) == (422, True, 1)


def test_who_accepted_what_and_when_is_in_the_journal_and_shown_at_the_version(keeper: Browser, staff: Staff) -> None:
    page = keeper.press(reviewed(keeper), "Publicera version 2", **{BOX: KEY})
    assert "Version 2 är i bruk." in page.text
    line = staff.site.read(lambda session: journal.lines(session, "acme", "organisation"))[-1]
    assert (line.kind, line.person, line.facts["accepted"]) == ("published", staff.site.people["kit"], [KEY])
    shown = keeper.get("templates/faults/versions/2")
    assert "Kit godtog detta i dag 10.00." in shown.text
    assert f"Rad {LINE}: Det är inte visat att villkoret kan vara både sant och falskt. last: {{type: text" in shown.text
    assert "godtog" not in keeper.get("templates/faults/versions/1").text


def test_where_all_is_proved_nothing_is_asked(keeper: Browser, staff: Staff) -> None:
    page = written(keeper, OTHER, "Granska och publicera")
    assert BOX not in dict(page.button("Publicera version 2")[0].fields)
    assert "Inte visat" not in page.text
    keeper.press(page, "Publicera version 2")
    assert len(versions(staff)) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_accepted_has_its_words_at_the_version(language: str) -> None:
    codes = {code.removeprefix("checks.") for code in engine_texts().codes() if code.startswith("checks.") and code.endswith("-not-proved")}
    texts = Catalogue(CHECKOUT / "admin" / "texts")
    assert codes
    assert {code for code in codes if not texts.has(f"accepting.what.{code}", language)} == set()
