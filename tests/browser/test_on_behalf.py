"""Registering for someone in a real browser: narrow, in both colour schemes, looked at by axe; and what is printed."""

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import LOOKS, Pages
from tests.browser.reporting import PARTS, Reporter
from tests.browser.test_staff import REGISTRAR, become

Axe = Callable[[Page], list[str]]
FORM = "/admin/ekhamra/register/krankande-behandling/"
PAPER = "/admin/ekhamra/templates/krankande-behandling/paper"


def registering(page: Page, url: str) -> Reporter:
    """The registrar has opened the form."""
    expect(become(page, url, REGISTRAR).get_by_role("heading", name="Att göra")).to_be_visible()
    page.goto(f"{url}{FORM}")
    return Reporter(page, url)


def filled(registrar: Reporter) -> None:
    """How it came in and all that the form asks, up to the page that shows all of it."""
    registrar.choose("På telefon")
    registrar.go_on()
    registrar.choose("Ekskolan F–6")
    for part in PARTS:
        expect(registrar.page.get_by_text("Du fyller i åt någon annan")).to_be_visible()
        part(registrar)
        registrar.go_on()
    expect(registrar.page.get_by_text("Registreras av")).to_be_visible()


def sheets(page: Page) -> list[str]:
    """The words on each sheet of paper."""
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_every_page_of_registering(open_page: Pages, demo_server: str, axe: Axe, *, width: int, dark: bool) -> None:
    page = open_page(width=width, dark=dark)
    registrar = registering(page, demo_server)
    registrar.go_on()
    expect(page.locator("#error-summary")).to_be_focused()
    wrong = axe(page)
    filled(registrar)
    wrong += axe(page)
    registrar.go_on("Skicka anmälan")
    expect(page.get_by_text("Den hemliga koden")).to_be_visible()
    wrong += axe(page)
    page.goto(f"{demo_server}{PAPER}")
    wrong += axe(page)
    assert wrong == []


def test_the_empty_form_names_its_version_on_every_sheet(open_page: Pages, demo_server: str) -> None:
    page = open_page()
    registering(page, demo_server)
    page.goto(f"{demo_server}{PAPER}")
    found = sheets(page)
    assert len(found) > 1
    assert all("(krankande-behandling), version" in sheet for sheet in found)


def test_the_receipt_is_one_sheet(open_page: Pages, demo_server: str) -> None:
    page = open_page()
    registrar = registering(page, demo_server)
    filled(registrar)
    registrar.go_on("Skicka anmälan")
    expect(page.get_by_text("Den hemliga koden")).to_be_visible()
    (sheet,) = sheets(page)
    assert "Logga ut" not in sheet
