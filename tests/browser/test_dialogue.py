"""The dialogue in a real browser: narrow, in both colour schemes, without scripts, looked at by axe; and a screen that is hidden."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages, wider
from tests.browser.reporting import FORM, Reporter, sent, who
from tests.browser.test_staff import HEAD, become

Axe = Callable[[Page], list[str]]
STATUS = "/ekhamra/status"


def code_of(page: Page) -> str:
    """The code on the receipt."""
    return page.locator("strong.mv-ref").inner_text()


def opened(page: Page, url: str, code: str) -> Page:
    """Someone writes the code."""
    page.goto(f"{url}{STATUS}")
    page.get_by_label("Numret eller koden från kvittensen").fill(code)
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("heading", name="Din anmälan", exact=True)).to_be_visible()
    return page


def question(open_page: Pages, url: str, axe: Axe, *, width: int, dark: bool) -> Page:
    """The head asks something from the newest report's case."""
    staff = become(open_page(width=width, dark=dark, javascript=False), url, HEAD)
    rows = staff.locator(".mv-inbox tbody tr", has_text="Ställningstagande").filter(has_text="Kränkande behandling")
    rows.last.get_by_role("link").click()
    staff.get_by_role("link", name="Skriv till den som anmälde").click()
    assert axe(staff) == []
    staff.get_by_role("button", name="Skicka").click()
    assert axe(staff) == []
    staff.get_by_label("Meddelande", exact=True).fill("När hände det? " * 20)
    staff.get_by_role("button", name="Skicka").click()
    expect(staff.get_by_text("Meddelandet är skickat.")).to_be_visible()
    assert axe(staff) == []
    return staff


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_question_and_answer_without_scripts(open_page: Pages, demo_server: str, axe: Axe, *, width: int, dark: bool) -> None:
    phone = open_page(width=width, dark=dark, javascript=False)
    sent(Reporter(phone, demo_server))
    code = code_of(phone)
    wrong = axe(phone)
    opened(phone, demo_server, code)
    wrong += axe(phone)
    phone.get_by_role("button", name="Skicka").click()
    expect(phone.locator("#error-summary")).to_be_focused()
    wrong += axe(phone)
    question(open_page, demo_server, axe, width=width, dark=dark)
    phone.goto(f"{demo_server}{STATUS}/dialogue")
    expect(phone.get_by_role("heading", name="Rektor på Ekskolan")).to_be_visible()
    phone.get_by_label("Ditt meddelande").fill("I onsdags.")
    phone.get_by_role("button", name="Skicka").click()
    expect(phone.get_by_role("status")).to_contain_text("Meddelandet är skickat.")
    wrong += axe(phone)
    phone.get_by_role("button", name="Lämna sidan").click()
    expect(phone.get_by_text("Du har lämnat sidan.")).to_be_visible()
    wrong += axe(phone)
    phone.go_back()
    expect(phone.get_by_text("I onsdags.")).to_have_count(0)
    assert wrong == []


def test_a_hidden_screen_is_not_shown_by_going_back_without_scripts(phone: Page, demo_server: str, axe: Axe) -> None:
    reporter = Reporter(phone, demo_server)
    reporter.arrive(f"{FORM}/p/anmalare?unit=ekskolan")
    who(reporter)
    reporter.go_on()
    # a person sees the page before going back from it
    expect(phone.get_by_role("heading", name="Vem blev utsatt, och vem gjorde det?")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_label("Ditt namn")).to_have_value("Kim Lund")
    phone.get_by_role("link", name="Dölj skärmen").click()
    expect(phone.get_by_role("heading", name="Vecka")).to_be_visible()
    assert axe(phone) == []
    phone.go_back()
    expect(phone.get_by_label("Ditt namn")).to_have_value("")
    assert "Kim Lund" not in phone.content()


@pytest.mark.parametrize("how", ["click", "escape"])
def test_with_scripts_the_page_that_is_hidden_is_not_the_one_before(open_page: Pages, demo_server: str, how: str) -> None:
    page = open_page()
    page.goto(f"{demo_server}/ekhamra/contact")
    page.goto(f"{demo_server}{STATUS}")
    if how == "click":
        page.get_by_role("link", name="Dölj skärmen").click()
    else:
        page.keyboard.press("Escape")
        expect(page.get_by_role("link", name="Dölj skärmen")).to_be_visible()
        page.keyboard.press("Escape")
    page.wait_for_url("**/ekhamra/away")
    page.go_back()
    page.wait_for_url("**/ekhamra/contact")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_way_to_hide_stands_in_the_corner_and_pushes_nothing(open_page: Pages, demo_server: str, width: int) -> None:
    page = open_page(width=width, javascript=False)
    page.goto(f"{demo_server}{FORM}/")
    link, header = page.get_by_role("link", name="Dölj skärmen").bounding_box(), page.locator(".mv-header").bounding_box()
    assert link is not None
    assert header is not None
    assert link["height"] >= 24
    assert link["x"] > width / 2
    assert header["height"] <= 72
    assert not wider(page)
