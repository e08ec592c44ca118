"""Files in a real browser: chosen, shown, taken away and sent on a phone, with scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages
from tests.engine.attachments.files import picture, placed

FORM = "/ekhamrahem/felanmalan"
PHOTO = {"name": "kranen.jpg", "mimeType": "image/jpeg", "buffer": placed()}
FILM = {"name": "kranen.gif", "mimeType": "image/jpeg", "buffer": picture("gif")}


def at_pictures(page: Page, url: str) -> Page:
    """The page that asks for pictures, reached as a visitor does."""
    page.goto(f"{url}{FORM}/p/var?unit=ekbacken")
    for label, text in (
        ("Adress och lägenhetsnummer", "Ekvägen 3, 1102"),
        ("Ditt namn", "Kim Lund"),
        ("Ditt telefonnummer", "070-174 06 05"),
    ):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Kök", exact=True).click()
    go_on(page)
    expect(page.get_by_role("heading", name="Vad är fel?")).to_be_visible()
    return page


def go_on(page: Page) -> None:
    """On to the next page."""
    page.get_by_role("main").get_by_role("button", name="Fortsätt", exact=True).last.click()


@pytest.mark.parametrize("javascript", [False, True])
def test_pictures_are_chosen_kept_taken_away_and_sent(open_page: Pages, demo_server: str, *, javascript: bool) -> None:
    page = at_pictures(open_page(javascript=javascript), demo_server)
    page.get_by_label("Bilder på felet").set_input_files([PHOTO, {**PHOTO, "name": "golvet.jpg"}, FILM])
    # where scripts run, an answer calls for questions while the files wait to be sent
    page.get_by_label("Vatten eller avlopp").click()
    page.get_by_label("Ja, med huvudnyckel").click()
    if javascript:
        expect(page.get_by_label("Finns husdjur hemma?")).to_be_visible()
    go_on(page)
    expect(page.locator("#error-summary")).to_contain_text("”kranen.gif” är inte av rätt slag")
    page.get_by_role("button", name=re.compile("Ta bort golvet.jpg")).click()
    expect(page.get_by_text("kranen.jpg (bild, 1 kB)", exact=True)).to_be_visible()
    page.get_by_label("Beskriv felet").fill("Kranen droppar.")
    page.get_by_label("I dag", exact=True).click()
    page.get_by_role("group", name="Blir skadan värre om ingen kommer i dag?").get_by_label("Nej", exact=True).click()
    go_on(page)
    expect(page.get_by_role("heading", name="Kontrollera innan du skickar")).to_be_visible()
    expect(page.get_by_text("kranen.jpg (bild, 1 kB)")).to_be_visible()
    expect(page.get_by_text("golvet.jpg")).to_have_count(0)
    page.get_by_role("button", name="Skicka anmälan").click()
    expect(page.get_by_role("heading", name="Tack, anmälan är mottagen")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_on_a_page_with_files(
    open_page: Pages,
    axe: Callable[[Page], list[str]],
    demo_server: str,
    *,
    width: int,
    dark: bool,
) -> None:
    page = at_pictures(open_page(width=width, dark=dark), demo_server)
    found = axe(page)
    page.get_by_label("Bilder på felet").set_input_files([{**PHOTO, "name": "x" * 70 + ".jpg"}, FILM])
    go_on(page)
    expect(page.locator("#error-summary")).to_be_visible()
    assert found + axe(page) == []
