"""A reference tells how far its report has come, nothing of what it says, and nothing to those who guess."""

from uuid import UUID

import pytest
from sqlalchemy import delete

from engine.store import tables
from tests.forms.leaks import at_receipt, leaks, reference
from tests.forms.visitor import Visitor
from tests.site import Site


def asked(someone: Visitor, number: str) -> str:
    """What the page says to a number."""
    someone.open("/acme/status")
    return someone.press("Visa", {"reference": number}).text


def test_a_reference_shows_what_has_happened(site: Site) -> None:
    someone = at_receipt(site)
    number = reference(someone)
    text = asked(someone, number)
    assert f"Nummer {number}" in text
    assert "Mottagen måndag 7 september kl. 10.00" in text
    assert "Skötare tar ställning senast onsdag 9 september." in text


@pytest.mark.parametrize("typed", [str.lower, lambda number: number.replace("-", " "), lambda number: f" {number.replace('-', '')} "])
def test_a_reference_may_be_written_carelessly(site: Site, typed: object) -> None:
    someone = at_receipt(site)
    assert "Mottagen" in asked(someone, typed(reference(someone)))  # type: ignore[operator]


def test_the_receipt_s_button_leads_to_the_dialogue(site: Site) -> None:
    someone = at_receipt(site)
    someone.press("Följ din anmälan")
    assert someone.url == "/acme/status/dialogue"
    assert "Mottagen" in someone.page.text


def test_the_receipt_of_a_report_from_before_there_were_codes_leads_to_how_far_it_is(site: Site) -> None:
    someone = at_receipt(site)
    site.write(lambda session: session.execute(delete(tables.Dialogue).where(tables.Dialogue.org == site.org)))
    someone.open("receipt")
    assert "Din hemliga kod" not in someone.page.text
    someone.press("Följ din anmälan")
    assert someone.url == "/acme/status"
    assert "Mottagen" in someone.page.text


def test_nothing_of_the_content_is_shown(site: Site) -> None:
    someone = at_receipt(site)
    asked(someone, reference(someone))
    page = someone.page
    assert not [word for word in ("Kim", "Vatten", "Läckage") if word in page.html]


def test_a_reference_is_never_in_an_address(site: Site) -> None:
    someone = at_receipt(site)
    number = reference(someone)
    asked(someone, number)
    assert number not in someone.url
    assert number not in "".join(someone.page.links.values())


def test_an_unknown_number_gets_the_same_answer_as_a_foreign_one(site: Site) -> None:
    someone = leaks(site)
    assert "Vi hittar ingen anmälan med det numret eller den koden." in asked(someone, "7F4K-M2QX")


MALFORMED = "Skriv numret så här: 7F4K-M2QX, eller koden så här: 7F4K-M2QX-09AB-CD3E"


@pytest.mark.parametrize(("typed", "said"), [("", "Skriv numret eller koden från kvittensen"), ("7F4", MALFORMED)])
def test_what_can_not_be_a_number_is_said_to_be_so(site: Site, typed: str, said: str) -> None:
    someone = leaks(site)
    asked(someone, typed)
    assert someone.page.errors == [said]
    assert someone.page.title.startswith("Fel: ")


def test_who_guesses_has_to_wait(site: Site) -> None:
    someone = at_receipt(site)
    number = reference(someone)
    for guess in range(20):
        asked(someone, f"0000-{guess:04}")
    assert "Vänta tio minuter" in asked(someone, number)
    assert someone.page.status == 429
    site.clock.move(minutes=11)
    assert "Mottagen" in asked(someone, number)


def test_a_made_up_cookie_shows_nothing(site: Site) -> None:
    someone = at_receipt(site)
    number = reference(someone).replace("-", "")
    for value in (number, f"{number}.", f"{number}.{'0' * 64}"):
        someone.client.set_cookie("follow.acme", value, path="/acme/status")
        assert "Mottagen" not in someone.open("/acme/status").text


def test_a_decision_and_a_closing_are_told_with_their_days(site: Site) -> None:
    someone = at_receipt(site)
    (case,) = site.cases(submission(site))
    site.clock.move(days=1)
    site.act(case, "ada", site.press(case, "verdict", "save_unaffected", outcome="mend"))
    text = asked(someone, reference(someone))
    assert "Någon har tagit ställning tisdag 8 september" in text
    assert "Skötare tar ställning senast" not in text


def submission(site: Site) -> UUID:
    """The id of the only report."""
    return site.all(tables.Submission)[0].id
