"""Reports by mail in a real browser: looked at by axe, narrow and wide, light and dark, and paused on a phone without scripts."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages

Axe = Callable[[Page], list[str]]
KEEPER = "Eva Morén"
LIST = "/admin/ekhamra/schedules"
ONE = f"{LIST}/krankande-behandling/utveckling/0"
PATHS = (LIST, ONE, f"{LIST}/krankande-behandling/var/1", f"{ONE}/mail/huvudman")


def become(page: Page, url: str) -> Page:
    """Continue as someone who keeps the organisation."""
    page.goto(f"{url}/demo/")
    page.get_by_role("button", name=KEEPER).click()
    return page


def every(page: Page, url: str) -> Iterator[str]:
    """Each page with everything that folds out; then one with something wrong."""
    for path in PATHS:
        page.goto(f"{url}{path}")
        while page.locator("main details:not([open]) > summary").count():
            page.locator("main details:not([open]) > summary").first.click()
        yield path
    page.goto(f"{url}{PATHS[2]}")
    page.get_by_label("Klockan").fill("sju")
    page.get_by_role("button", name="Spara").click()
    yield "wrong"


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_no_page_breaks_a_rule_of_accessibility_or_is_too_wide(
    width: int, dark: bool, open_page: Pages, demo_server: str, axe: Axe
) -> None:
    page = become(open_page(width=width, dark=dark), demo_server)
    found = {path: axe(page) for path in every(page, demo_server)}
    assert {path: broken for path, broken in found.items() if broken} == {}


def test_a_schedule_is_paused_and_resumed_on_a_phone_without_scripts(phone: Page, demo_server: str) -> None:
    become(phone, demo_server).goto(f"{demo_server}{ONE}")
    phone.get_by_role("button", name="Pausa").click()
    expect(phone.get_by_text("Pausat av Eva Morén")).to_be_visible()
    phone.get_by_role("button", name="Återuppta").click()
    expect(phone.get_by_text("Nästa gång:")).to_be_visible()
