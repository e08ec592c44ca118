"""Charts in a real browser, small, wide, dark, on paper and in forced colours: one of each kind, and those of the demonstration."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.admin.charts.samples import CHARTS
from tests.browser.conftest import Pages
from tests.browser.test_reports import open_kind

STATIC = Path(__file__).parents[2] / "forms" / "static"
SHEETS = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("mallverk.css", "workspace.css"))
FIGURES = "".join(f'<figure class="mv-chart">{chart}</figure>' for chart in CHARTS.values())
GALLERY = f'<!DOCTYPE html><html lang="sv"><head><title>t</title><style>{SHEETS}</style></head><body><main>{FIGURES}</main></body></html>'
LOOKS: dict[str, dict[str, Any]] = {
    "phone": {"width": 320},
    "phone, dark": {"width": 320, "dark": True},
    "wide": {"width": 1280},
    "wide, dark": {"width": 1280, "dark": True},
    "paper": {"width": 700},
}
TEXTS = """texts => texts.filter(text => text.getBoundingClientRect().width).map(text => {
    const all = text.closest('svg[role=img]').getBoundingClientRect(), box = text.getBoundingClientRect()
    return {words: text.textContent, chart: [...document.querySelectorAll('svg[role=img]')].indexOf(text.closest('svg[role=img]')),
        box: [box.left, box.top, box.right, box.bottom], all: [all.left, all.top, all.right, all.bottom],
        upright: text.hasAttribute('transform'), size: parseFloat(getComputedStyle(text).fontSize)}
})"""
SLACK = 4
"""The box of a text is higher than its letters."""


def texts(page: Page) -> list[dict[str, Any]]:
    """The texts of every chart that are shown: their words, where they are, and where their chart is."""
    page.evaluate("document.fonts.ready")
    found: list[dict[str, Any]] = page.locator("svg[role=img] text").evaluate_all(TEXTS)
    assert found
    return found


def outside(text: dict[str, Any]) -> bool:
    """True when some of a text is outside its chart."""
    (left, top, right, bottom), around = text["box"], text["all"]
    return bool(left < around[0] - 1 or right > around[2] + 1 or top < around[1] - SLACK or bottom > around[3] + SLACK)


def meeting(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The pairs of texts that stand on each other."""
    return [
        (one["words"], other["words"])
        for number, one in enumerate(found)
        for other in found[number + 1 :]
        if one["chart"] == other["chart"] and _meet(one["box"], other["box"], upright=one["upright"] and other["upright"])
    ]


def _meet(one: list[float], other: list[float], *, upright: bool) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > (2 * SLACK if upright else 1) and down > (1 if upright else 2 * SLACK)


@pytest.fixture(params=LOOKS)
def gallery(request: pytest.FixtureRequest, open_page: Pages) -> Page:
    """One chart of each kind, in one of the looks."""
    page = open_page(**LOOKS[request.param])
    page.set_content(GALLERY)
    if request.param == "paper":
        page.emulate_media(media="print")
    return page


def test_no_text_leaves_its_chart_stands_on_another_or_is_too_small(gallery: Page) -> None:
    found = texts(gallery)
    assert [text["words"] for text in found if outside(text)] == []
    assert meeting(found) == []
    # nine points on paper
    assert min(text["size"] for text in found) >= 12


def test_no_chart_is_wider_than_its_page(gallery: Page) -> None:
    assert gallery.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_wide_page_says_more_numbers_than_a_phone(open_page: Pages) -> None:
    shown = []
    for width in (320, 1280):
        page = open_page(width=width)
        page.set_content(GALLERY)
        shown.append(len(texts(page)))
    assert shown[1] > shown[0] + 10


def test_paper_is_black_on_white_in_the_light_colours_also_for_who_has_a_dark_screen(open_page: Pages) -> None:
    page = open_page(width=700, dark=True)
    page.set_content(GALLERY)
    page.emulate_media(media="print")
    named = page.locator(".chart-label, .chart-value").evaluate_all("all => [...new Set(all.map(one => getComputedStyle(one).fill))]")
    bar = page.locator(".chart-bar").first.evaluate("bar => getComputedStyle(bar).fill")
    assert (named, bar) == (["rgb(0, 0, 0)"], "rgb(11, 85, 99)")


def test_forced_colours_reach_every_shape(open_page: Pages) -> None:
    page = open_page(width=700, forced_colors="active")
    page.set_content(GALLERY)
    used = page.locator("svg[role=img] :is(rect, circle, text)").evaluate_all(
        "all => [...new Set(all.map(one => getComputedStyle(one).fill).filter(fill => fill.startsWith('rgb')))]"
    )
    system = page.evaluate(
        "['CanvasText', 'Canvas'].map(name => { document.body.style.color = name; return getComputedStyle(document.body).color })"
    )
    assert set(used) <= set(system)


@pytest.mark.parametrize("kind", ["bars", "months", "crosstab", "grouped"])
@pytest.mark.parametrize("look", ["phone", "wide, dark", "paper"])
def test_no_text_of_a_report_leaves_its_chart_or_stands_on_another(kind: str, look: str, open_page: Pages, demo_server: str) -> None:
    page = open_kind(open_page(**LOOKS[look]), demo_server, kind)
    if look == "paper":
        page.emulate_media(media="print")
    found = texts(page)
    assert [text["words"] for text in found if outside(text)] == []
    assert meeting(found) == []
