"""The everyday work in a real browser: keys for those who want them, drafts that save themselves, and pages that hold what is there."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages, wider
from tests.browser.test_staff import CARETAKER, HEAD, OUTCOME, Axe, become, broken_lamp, deciding, reported


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.innerText.trim()"))


def at_keys(page: Page) -> Page:
    """The page, once its keys are in place."""
    expect(page.get_by_role("button", name="Kortkommandon")).to_be_visible()
    return page


def numbers(page: Page) -> list[str]:
    """The numbers in the first list of the page."""
    return page.locator(".mv-inbox").first.locator("tbody th a").all_inner_texts()


def test_a_report_that_waits_is_started_with_three_keys(open_page: Pages, demo_server: str) -> None:
    broken_lamp(open_page, demo_server)
    page = at_keys(become(open_page(width=1280), demo_server, CARETAKER))
    page.locator(".mv-inbox tbody a[href*='/submissions/']").first.focus()
    page.keyboard.press("o")
    page.wait_for_url("**/submissions/**")
    at_keys(page)
    page.keyboard.press("s")
    assert focused(page) == "Starta ärende"
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Ärendet är startat.")


def test_the_list_is_walked_by_keys(open_page: Pages, demo_server: str) -> None:
    page = at_keys(become(open_page(width=1280), demo_server, HEAD))
    first, second = numbers(page)[:2]
    page.keyboard.press("j")
    assert focused(page) == first
    page.keyboard.press("j")
    assert focused(page) == second
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert focused(page) == first


def test_no_key_acts_while_something_is_typed_or_with_a_modifier(open_page: Pages, demo_server: str) -> None:
    page = become(open_page(width=1280), demo_server, HEAD)
    page.goto(f"{demo_server}/admin/ekhamra/cases/")
    at_keys(page).get_by_label("Nummer").focus()
    page.keyboard.type("jko?")
    expect(page.get_by_label("Nummer")).to_have_value("jko?")
    expect(page.locator("dialog")).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("Alt+j")
    assert focused(page) not in numbers(page)


def test_the_keys_are_listed_and_can_be_turned_off(open_page: Pages, axe: Axe, demo_server: str) -> None:
    page = at_keys(become(open_page(width=1280), demo_server, HEAD))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Kortkommandon")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Använd kortkommandon").uncheck()
    page.get_by_role("button", name="Stäng").click()
    page.reload()
    at_keys(page)
    page.keyboard.press("j")
    assert focused(page) not in numbers(page)
    page.get_by_role("button", name="Kortkommandon").click()
    expect(page.get_by_role("dialog", name="Kortkommandon")).to_be_visible()


def test_what_is_typed_is_kept_by_itself_and_shown_again(open_page: Pages, demo_server: str) -> None:
    reported(open_page, demo_server)
    page = deciding(open_page(width=1280), demo_server)
    page.get_by_label("Motivering").fill("Jag har börjat skriva.")
    expect(page.locator("[data-draft-said]")).to_contain_text("Utkast sparat")
    page.reload()
    expect(page.get_by_label("Motivering")).to_have_value("Jag har börjat skriva.")
    expect(page.get_by_text("Utkast från i dag")).to_be_visible()
    page.get_by_label(OUTCOME, exact=True).click()
    page.get_by_role("button", name="Spara, ingen berörs").click()
    expect(page.get_by_role("status").first).to_contain_text("Sparat.")
    expect(page.get_by_text("Utkast från")).to_have_count(0)


def typed_again(page: Page, url: str) -> str:
    """What stands in the reason when the page is opened once more: what was sent as it was left may still be on its way."""
    page.goto(url)
    return page.get_by_label("Motivering").input_value()


def test_what_is_typed_is_kept_when_the_page_is_left_at_once(open_page: Pages, demo_server: str) -> None:
    reported(open_page, demo_server)
    page = deciding(open_page(width=1280), demo_server)
    url = page.url
    page.wait_for_load_state("load")
    page.get_by_label("Motivering").fill("Jag går nu.")
    page.goto(f"{demo_server}/admin/ekhamra/cases/")
    assert any(typed_again(page, url) == "Jag går nu." for _ in range(20))


def test_what_is_typed_before_the_scripts_have_come_is_kept_too(open_page: Pages, demo_server: str) -> None:
    reported(open_page, demo_server)
    page, held = open_page(width=1280), []
    page.route("**/autosave*", lambda route: held.append(route))
    deciding(page, demo_server).get_by_label("Motivering").fill("Jag var snabb.")
    held.pop().continue_()
    page.unroute("**/autosave*")
    expect(page.locator("[data-draft-said]")).to_contain_text("Utkast sparat")
    page.reload()
    expect(page.get_by_label("Motivering")).to_have_value("Jag var snabb.")


def test_a_step_that_is_only_looked_at_keeps_no_draft(open_page: Pages, demo_server: str) -> None:
    reported(open_page, demo_server)
    page = deciding(open_page(width=1280), demo_server)
    expect(page.get_by_label("Motivering")).to_have_value("")
    page.wait_for_load_state("load")
    url = page.url
    page.goto(f"{demo_server}/admin/ekhamra/cases/")
    assert typed_again(page, url) == ""
    expect(page.get_by_text("Utkast från")).to_have_count(0)


def busy(page: Page, url: str) -> None:
    """A case with a note that asks for something, and a draft in the step that waits."""
    deciding(page, url)
    page.get_by_role("link", name="Skriv en anteckning").click()
    page.get_by_label("Vad vill du anteckna?").fill("Ring hem i dag.")
    page.get_by_label("Anteckningen ber om").check()
    page.get_by_role("button", name="Spara anteckningen").click()
    page.get_by_label("Motivering").fill("Jag har börjat skriva.")
    page.get_by_role("button", name="Spara utkast").click()


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_where_work_is_done(open_page: Pages, axe: Axe, demo_server: str, *, width: int, dark: bool) -> None:
    reported(open_page, demo_server)
    page, found = open_page(width=width, dark=dark), {}
    busy(page, demo_server)
    found["case"] = axe(page)
    page.get_by_role("link", name="Skriv en anteckning").click()
    page.get_by_role("button", name="Spara anteckningen").click()
    found["note with faults"] = axe(page)
    page.goto(f"{demo_server}/admin/ekhamra/cases/")
    page.get_by_text("Spara urvalet som en vy").click()
    page.get_by_label("Vad ska vyn heta?").fill(f"Vy {width} {dark}")
    page.get_by_role("button", name="Spara vyn").click()
    page.get_by_text("Ändra mina vyer").click()
    found["views"] = axe(page)
    page.goto(f"{demo_server}/admin/ekhamra/")
    page.get_by_role("checkbox").first.check()
    found["inbox"] = axe(page)
    page.get_by_role("button", name="Lämna över de valda").click()
    found["several"] = axe(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_full_case_is_read_and_acted_on_at_360_pixels_without_scripts(open_page: Pages, phone: Page, demo_server: str) -> None:
    reported(open_page, demo_server)
    busy(phone, demo_server)
    assert not wider(phone)
    expect(phone.get_by_text("Ring hem i dag.")).to_be_visible()
    phone.get_by_label(OUTCOME, exact=True).click()
    phone.get_by_role("button", name="Spara, ingen berörs").click()
    expect(phone.get_by_role("status").first).to_contain_text("Sparat.")
    phone.goto(f"{demo_server}/admin/ekhamra/")
    phone.get_by_role("checkbox").first.check()
    phone.get_by_role("button", name="Lämna över de valda").click()
    assert not wider(phone)
