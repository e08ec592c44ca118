"""An empty form on paper: all that is asked, with boxes to tick, lines to write on, and each condition as a sentence."""

import pytest

from engine.store.database import Database
from tests.admin.staff import Staff
from tests.site import FAULTS, ORGANISATION, READY_MADE, Site

PAPER = "templates/faults/paper"
ASKING = FAULTS.replace(
    "urgent: {type: yes_no, label: Är det bråttom?, optional: true}",
    """urgent: {type: yes_no, label: Är det bråttom?, optional: true, show_if: {who: keeper}}
        day: {type: date, label: När?}
        street: {type: address, label: Vilken adress?}
        seen: {type: choices, label: Vad syntes?, options: {smoke: Rök, fire: {label: Eld, when: {who: keeper}}}}
        photo: {type: file, label: Har du en bild?, optional: true}""",
).replace("title: Vem skadades?", "title: Vem skadades?\n      show_if: {who: worker}")


@pytest.fixture
def staff(database: Database) -> Staff:
    """A form with most that a form can have."""
    return Staff.of(Site.over(database, ORGANISATION, [ASKING]))


@pytest.mark.parametrize(
    "words",
    [
        "Vad hände?",
        "Är det bråttom? (valfritt)",
        "Besvara bara om svaret på ”Vem?” är Skötaren.",
        "Fyll bara i den här delen om svaret på ”Vem?” är En arbetare.",
        "Eld (bara om svaret på ”Vem?” är Skötaren)",
        "Kryssa för alla som stämmer.",
        "Lägg filerna tillsammans med papperet.",
        "Behöver du fylla i den här delen fler gånger",
        "Postnummer:",
        "Datum:",
        "Namn på den som fyller i, om det får stå:",
        "Felanmälan (faults), version 1",
    ],
)
def test_the_paper_has_all_that_is_asked_and_says_when(staff: Staff, words: str) -> None:
    assert words in staff.browser("dan").get(PAPER).text


def test_what_can_be_chosen_has_a_box_each(staff: Staff) -> None:
    html = staff.browser("dan").get(PAPER).html
    for option in ("North works", "En arbetare", "Rök", "Ja", "Gammal"):
        assert f"<li>{option}</li>" in html


def test_the_paper_names_the_version_in_use(staff: Staff) -> None:
    staff.site.publish(ASKING.replace("Vad hände?", "Vad var det som hände?"))
    page = staff.browser("dan").get(PAPER)
    assert ("version 2" in page.text, "Vad var det som hände?" in page.text) == (True, True)


def test_there_is_no_paper_of_a_form_that_is_not_there(staff: Staff) -> None:
    assert staff.browser("dan").get("templates/nothing/paper").status == 404


def test_every_ready_made_form_can_be_printed(database: Database) -> None:
    texts = [path.read_text(encoding="utf-8") for path in READY_MADE]
    staff = Staff.of(Site.over(database, ORGANISATION, texts))
    dan = staff.browser("dan")
    assert {dan.get(f"templates/{path.stem}/paper").status for path in READY_MADE} == {200}
