"""The settings in a real browser: looked at by axe, narrow and wide, light and dark, and used by keyboard without scripts."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages

Axe = Callable[[Page], list[str]]
KEEPER = "Eva Morén"
PATHS = (
    "",
    "mailboxes",
    "mailboxes/ekskolan",
    "functions",
    "functions/head_teacher",
    "units",
    "units/ekskolan",
    "calendars",
    "calendars/school/*",
    "delegations",
    "people",
)


def become(page: Page, url: str) -> Page:
    """Continue as someone who keeps the organisation."""
    page.goto(f"{url}/demo/")
    page.get_by_role("button", name=KEEPER).click()
    return page


def unfolded(page: Page) -> None:
    """Everything that folds out is out."""
    while page.locator("main details:not([open]) > summary").count():
        page.locator("main details:not([open]) > summary").first.click()


def every(page: Page, url: str) -> Iterator[str]:
    """Each page of the settings, unfolded; then one with something wrong, a preview, a person and a membership."""
    for path in PATHS:
        page.goto(f"{url}/admin/ekhamra/settings/{path}")
        unfolded(page)
        yield path
    page.goto(f"{url}/admin/ekhamra/settings/people")
    unfolded(page)
    page.get_by_role("button", name="Bjud in").click()
    yield "people, wrong"
    page.locator(".mv-inbox tbody a").first.click()
    unfolded(page)
    yield "person"
    page.goto(f"{url}/admin/ekhamra/settings/mailboxes/ekskolan")
    page.locator(".mv-inbox tbody a").first.click()
    unfolded(page)
    yield "member"
    page.goto(f"{url}/admin/ekhamra/settings/units")
    unfolded(page)
    page.get_by_label("En enhet på varje rad").fill("ekskolan;Ekskolan\nny;Ny skola;grundskola;omrade_grund")
    page.get_by_role("button", name="Visa vad som ändras").click()
    yield "units, preview"


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide_on_any_page_of_the_settings(
    open_page: Pages, axe: Axe, demo_server: str, *, width: int, dark: bool
) -> None:
    page = become(open_page(width=width, dark=dark), demo_server)
    assert {name: found for name in every(page, demo_server) if (found := axe(page))} == {}


def test_someone_is_invited_by_keyboard_and_without_scripts(open_page: Pages, axe: Axe, demo_server: str) -> None:
    page = become(open_page(javascript=False), demo_server)
    page.goto(f"{demo_server}/admin/ekhamra/settings/people")
    page.locator("summary", has_text="Bjud in någon").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Namn").focus()
    for text in ("Nina Ny", "nina.ny@ekhamra.example"):
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Länken är klar")).to_be_visible()
    guest = open_page(javascript=False)
    guest.goto(page.get_by_label("Länk").input_value().strip())
    assert axe(guest) == []
    guest.get_by_label("Lösenord").fill("fyra ord efter varandra")
    guest.get_by_role("button", name="Spara lösenordet").click()
    expect(guest.get_by_text("Ditt lösenord är sparat")).to_be_visible()
