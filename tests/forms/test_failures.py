"""When the database does not answer, what was typed is still there, and the page says what became of the rest."""

from typing import NoReturn

import pytest

from engine.store.database import Database
from engine.store.writer import DatabaseClosed
from tests.forms.leaks import FIRST, at_check, at_first, at_seen, leaks
from tests.forms.visitor import Visitor
from tests.site import Site


class Gone:
    """A database that is closed, for as long as it stands in the place of the real one."""

    def read(self, org: str | None = None) -> NoReturn:
        """Refuses."""
        raise DatabaseClosed("gone")

    def write(self, verb: object, *, org: str | None = None) -> NoReturn:
        """Refuses."""
        raise DatabaseClosed("gone")


class Readable(Gone):
    """A database that can be read but not written, as when the disk is full."""

    def __init__(self, real: Database) -> None:
        self.read = real.read  # type: ignore[method-assign, assignment]


def without_database(site: Site, someone: Visitor) -> Visitor:
    """The same visitor after the database has gone."""
    site.office.database.close()
    return someone


def test_a_page_that_can_not_be_saved_comes_back_with_what_was_typed(site: Site) -> None:
    someone = without_database(site, at_first(site))
    page = someone.press("Fortsätt", {**FIRST, "mail": "kim@acme.example"})
    assert page.status == 503
    assert "Sidan kunde inte sparas. Det du skrev finns kvar här nedanför." in page.text
    assert (page.value("place"), page.value("mail")) == ("north", "kim@acme.example")


def test_a_later_page_comes_back_too_though_the_draft_can_not_be_read(site: Site) -> None:
    page = without_database(site, at_seen(site)).press("Fortsätt", {"people.0.called": "Kim", "more": "Det rann."})
    assert page.status == 503
    assert (page.value("people.0.called"), page.value("more")) == ("Kim", "Det rann.")


def test_an_answer_whose_question_depends_on_the_draft_goes_along_unseen(site: Site) -> None:
    someone = at_first(site)
    someone.press("Visa följdfrågor", FIRST | {"what": "gas"})
    page = without_database(site, someone).press("Fortsätt", {"smell": "Ägg", "what": "water"})
    assert page.status == 503
    assert page.value("smell") == "Ägg"


def test_the_page_can_be_sent_again_when_the_database_is_back(site: Site) -> None:
    someone = at_seen(site)
    office, database = site.office, site.office.database
    office.database = Gone()  # type: ignore[assignment]
    someone.press("Fortsätt", {"people.0.called": "Kim"})
    office.database = database
    assert someone.press("Fortsätt").status == 200
    assert someone.url == "/acme/leaks/check"


def test_a_report_that_could_not_be_stored_can_be_sent_again(site: Site) -> None:
    someone = at_check(site)
    office, database = site.office, site.office.database
    office.database = Readable(database)  # type: ignore[assignment]
    page = someone.press("Skicka anmälan")
    assert page.status == 503
    assert "Skicka igen om en stund. Den sparas bara en gång." in page.text
    # its address only takes what is sent, so a link to it in another language would lead nowhere
    assert "In English" not in page.links
    office.database = database
    assert "Tack, anmälan är mottagen" in someone.press("Skicka anmälan").text


@pytest.mark.parametrize("path", ["p/seen", "check", "receipt", "move", "/health", "/"])
def test_a_page_that_can_not_be_read_says_so_in_words(site: Site, path: str) -> None:
    page = without_database(site, at_seen(site)).open(path)
    assert page.status == 503
    assert "Det går inte att nå tjänsten just nu" in page.text


def test_pages_that_ask_nothing_of_the_database_are_still_shown(site: Site) -> None:
    someone = leaks(site)
    someone.open("p/where")
    without_database(site, someone)
    assert someone.open("p/where").status == 200
    assert someone.open("").status == 200
