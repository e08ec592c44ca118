"""What is put together for a year, and reports before anyone has reported, in a real browser: pages that everyone can read and write on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages
from tests.browser.test_reports import HEAD, TOP, become

KEEPER = "Eva Morén"
KINDS = {
    "unit": (HEAD, "compilations/krankande-behandling/plan"),
    "organisation": (TOP, "compilations/krankande-behandling/namnd"),
    "invented": (KEEPER, "templates/incidentrapport/numbers"),
}


def open_kind(page: Page, url: str, kind: str) -> Page:
    """Opens a kind of page as someone who sees it."""
    person, path = KINDS[kind]
    answer = become(page, url, person).goto(f"{url}/admin/ekhamra/{path}")
    assert answer is not None
    assert answer.ok
    return page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_a_page_breaks_no_rule_of_accessibility_and_is_not_too_wide(
    kind: str, width: int, dark: bool, open_page: Pages, demo_server: str, axe: Callable[[Page], list[str]]
) -> None:
    assert axe(open_kind(open_page(width=width, dark=dark), demo_server, kind)) == []


def test_a_text_is_written_without_scripts_and_stands_on_paper(phone: Page, demo_server: str) -> None:
    page = open_kind(phone, demo_server, "unit")
    page.get_by_role("textbox", name="Mål").fill("Ingen ska vara rädd på rasten.")
    page.get_by_role("button", name="Spara texterna").click()
    expect(page.get_by_text("Texterna är sparade.")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("p", has_text="Ingen ska vara rädd på rasten.")).to_be_visible()
    expect(page.get_by_role("button", name="Spara texterna")).to_be_hidden()
