"""All about one person in one place, in a real browser: narrow, in both colour schemes, looked at by axe, without scripts."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages
from tests.browser.test_staff import become

Axe = Callable[[Page], list[str]]
HEAD = "Peter Sand"


def known(page: Page, url: str) -> Page:
    """A case where it has been said who somebody is."""
    become(page, url, HEAD)
    page.goto(f"{url}/admin/ekhamra/cases/?state=all")
    links = [link.get_attribute("href") for link in page.locator("table a.mv-ref").all()]
    for link in links:
        page.goto(f"{url}{link}")
        if page.get_by_role("link", name="Personkort").count():
            return page
    raise AssertionError("nobody is known in any case")


def through(page: Page, url: str) -> Iterator[Page]:
    """Every page about a person, one after the other."""
    yield known(page, url)
    case = page.url
    page.goto(f"{case}/people/0")
    yield page
    page.goto(f"{case}/people")
    page.get_by_role("button", name="Lägg till").click()
    yield page
    page.goto(case)
    page.get_by_role("link", name="Personkort").first.click()
    if page.get_by_role("button", name="Öppna personkortet").count():
        page.get_by_role("button", name="Öppna personkortet").click()
        yield page
        page.get_by_label("Varför behöver du uppgifterna?").fill("Nytt samtal")
        page.get_by_role("button", name="Öppna personkortet").click()
    yield page
    page.goto(f"{url}/admin/ekhamra/people")
    yield page
    page.get_by_label("Namn", exact=True).fill("Kim")
    page.get_by_label("Varför behöver du uppgifterna?").fill("Nytt samtal")
    page.get_by_role("button", name="Sök", exact=True).click()
    yield page


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_the_pages_about_people_pass_axe_and_fit(open_page: Pages, demo_server: str, axe: Axe, *, width: int, dark: bool) -> None:
    for page in through(open_page(width=width, dark=dark), demo_server):
        assert axe(page) == []


def test_a_protected_name_is_shown_once_without_scripts(open_page: Pages, demo_server: str) -> None:
    page = known(open_page(width=320, javascript=False), demo_server)
    case = page.url
    page.get_by_role("link", name="Personkort").first.click()
    page.get_by_label("Varför behöver du uppgifterna?").fill("Nytt samtal")
    page.get_by_role("button", name="Öppna personkortet").click()
    name = page.locator("h1").inner_text()
    page.get_by_role("button", name="Markera skyddade uppgifter").click()
    expect(page.locator("h1")).to_have_text("Person A")
    page.get_by_label("Varför behöver du uppgifterna?").fill("Ringa hem")
    page.get_by_role("button", name="Visa namnet").click()
    expect(page.get_by_text(name)).to_be_visible()
    page.get_by_role("button", name="Uppgifterna är inte längre skyddade").click()
    page.goto(case)
    expect(page.locator(".mv-case__side").get_by_text(name).first).to_be_visible()
