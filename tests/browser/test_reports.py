"""Reports in a real browser: the filtered chart in three clicks on a phone without scripts, and pages that everyone can read."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages

HEAD = "Karin Berg"
TOP = "Birgitta Ahl"
AREA = "Helena Roos"
REPORTS = "/admin/ekhamra/reports"
KINDS = {
    "overview": (HEAD, ""),
    "bars": (HEAD, "/krankande-behandling/var"),
    "chosen": (HEAD, "/krankande-behandling/var?plats=korridor"),
    "wrong": (HEAD, "/krankande-behandling/var?period=own&first-day=snart"),
    "zero": (HEAD, "/krankande-behandling/var?period=1999"),
    "months": (TOP, "/krankande-behandling/utveckling"),
    "crosstab": (TOP, "/krankande-behandling/plats_och_typ"),
    "grouped": (TOP, "/krankande-behandling/per_enhet"),
    "hidden": (AREA, "/krankande-behandling/plats_och_typ"),
}


def become(page: Page, url: str, person: str) -> Page:
    """Signs in by the demonstration's list of roles."""
    page.goto(f"{url}/demo/")
    page.get_by_role("button", name=re.compile(re.escape(person))).click()
    return page


def open_kind(page: Page, url: str, kind: str) -> Page:
    """Opens a kind of page as someone who sees it."""
    person, path = KINDS[kind]
    answer = become(page, url, person).goto(f"{url}{REPORTS}{path}")
    assert answer is not None
    assert answer.ok
    return page


def test_the_filtered_chart_is_three_clicks_away_on_a_phone_without_scripts(phone: Page, demo_server: str) -> None:
    become(phone, demo_server, HEAD)
    phone.get_by_role("link", name="Statistik").click()
    phone.get_by_role("checkbox").first.click()
    phone.get_by_role("button", name="Visa").click()
    expect(phone.get_by_text("Du ser anmälningar")).to_be_visible()
    expect(phone.locator("main svg[role=img]").or_(phone.get_by_text("Inget stämmer med ditt urval")).first).to_be_visible()
    assert re.search(r"/reports/[a-z-]+/[a-z_]+\?period=[^&]+&[a-z_]+=[a-z_]+$", phone.url)


def test_a_chip_takes_its_choice_away(phone: Page, demo_server: str) -> None:
    open_kind(phone, demo_server, "chosen")
    phone.get_by_role("link", name="Ta bort filtret").click()
    assert phone.url == f"{demo_server}{REPORTS}/krankande-behandling/var"


def test_the_demonstration_has_a_year_before_to_compare_with(phone: Page, demo_server: str) -> None:
    open_kind(phone, demo_server, "months")
    assert re.search(r"än samma tid året före|lika många som samma tid", phone.locator("main").inner_text())


def test_the_file_is_one_click_from_the_page(open_page: Pages, demo_server: str) -> None:
    page = open_kind(open_page(width=1280), demo_server, "bars")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert re.fullmatch(r"krankande-behandling-var-.+\.csv", download.value.suggested_filename)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_a_page_breaks_no_rule_of_accessibility_and_is_not_too_wide(
    kind: str, width: int, dark: bool, open_page: Pages, demo_server: str, axe: Callable[[Page], list[str]]
) -> None:
    assert axe(open_kind(open_page(width=width, dark=dark), demo_server, kind)) == []


@pytest.mark.parametrize("kind", ["bars", "months", "crosstab", "grouped"])
def test_no_text_of_a_chart_is_cut_off_or_too_small_on_a_small_phone(kind: str, open_page: Pages, demo_server: str) -> None:
    page = open_kind(open_page(width=320), demo_server, kind)
    measured = page.locator("main svg[role=img] text").evaluate_all(
        """texts => texts.map(text => {
            const own = text.getBoundingClientRect(), all = text.ownerSVGElement.getBoundingClientRect()
            return [own.left >= all.left - 1 && own.right <= all.right + 1, parseFloat(getComputedStyle(text).fontSize)]
        })"""
    )
    assert measured
    assert all(inside and size >= 13 for inside, size in measured), measured


def test_a_screen_reader_gets_the_chart_as_words_and_the_table_after_it(open_page: Pages, demo_server: str) -> None:
    page = open_kind(open_page(), demo_server, "bars")
    chart = page.get_by_role("img", name=re.compile(".+"))
    row = page.get_by_role("table").get_by_role("rowheader").first.inner_text()
    assert row in page.locator("main svg[role=img] > desc").text_content() or page.get_by_role("cell").first.inner_text() == "0"
    expect(chart).to_have_count(1)


def test_print_leaves_out_what_is_only_for_the_screen(open_page: Pages, demo_server: str) -> None:
    page = open_kind(open_page(width=1280), demo_server, "bars")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Visa").is_visible()
    assert page.get_by_role("table").is_visible()
