"""The rows behind a report, and a report's files, in a real browser: pages that everyone can read, and files that come."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages
from tests.browser.test_reports import HEAD, REPORTS, become

WHERE = f"{REPORTS}/krankande-behandling/var"


def opened(page: Page, url: str, *, wrong: bool = False) -> Page:
    """The page of the rows, or the same asked again."""
    become(page, url, HEAD).goto(f"{url}{WHERE}/rows")
    if wrong:
        page.get_by_role("button", name="Hämta som CSV").click()
        expect(page.get_by_role("group", name="Ett svar behöver rättas")).to_be_visible()
    return page


@pytest.mark.parametrize("wrong", [False, True], ids=["asked", "asked-again"])
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_the_page_breaks_no_rule_of_accessibility_and_is_no_wider_than_a_phone(
    *,
    wrong: bool,
    width: int,
    dark: bool,
    open_page: Pages,
    demo_server: str,
    axe: Callable[[Page], list[str]],
) -> None:
    page = opened(open_page(width=width, dark=dark), demo_server, wrong=wrong)
    assert axe(page) == []


def test_the_rows_come_as_a_file_once_it_is_said_why(phone: Page, demo_server: str) -> None:
    become(phone, demo_server, HEAD).goto(f"{demo_server}{WHERE}")
    phone.get_by_role("link", name="Hämta raderna").click()
    phone.get_by_label("Varför behöver du raderna?").fill("Höstens analys")
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Hämta som Excel").click()
    assert re.fullmatch(r"krankande-behandling-var-.+-rows\.xlsx", download.value.suggested_filename)
    phone.reload()
    expect(phone.get_by_text("Höstens analys", exact=True)).to_be_visible()


@pytest.mark.parametrize("format", ["PDF", "Excel", "CSV", "JSON"])
def test_each_file_is_one_click_from_the_page(format: str, open_page: Pages, demo_server: str) -> None:
    page = become(open_page(width=1280), demo_server, HEAD)
    page.goto(f"{demo_server}{WHERE}")
    with page.expect_download() as download:
        page.get_by_role("list", name="Ladda ner").get_by_role("link", name=format, exact=True).click()
    assert download.value.suggested_filename.endswith({"Excel": ".xlsx"}.get(format, f".{format.lower()}"))
