"""The public side in a real browser: counted, by keyboard, in both colour schemes, narrow, and looked at by axe."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import FULL, LOOKS, Pages
from tests.browser.reporting import FORM, LINK, Reporter, sent, walk

Axe = Callable[[Page], list[str]]
EVERYWHERE = [
    "/",
    "/ekhamra/",
    "/ekhamra/status",
    "/ekhamra/continue",
    "/ekhamra/accessibility",
    "/ekhamra/personal-data",
    "/ekhamra/contact",
]
EVERYWHERE += [f"{FORM}/", LINK, f"{FORM}/p/anmalare", "/ekhamra/incidentrapport/", "/ekhamrahem/felanmalan/", "/ekhamra/nothing/"]


def test_a_report_takes_at_most_seven_pages_and_twelve_taps_without_scripts(phone: Page, demo_server: str) -> None:
    reporter = sent(Reporter(phone, demo_server))
    expect(phone.get_by_role("heading", name="Tack, anmälan är mottagen")).to_be_visible()
    assert reporter.pages <= 7
    assert reporter.taps <= 12


def test_going_back_with_the_browser_keeps_what_was_answered(phone: Page, demo_server: str) -> None:
    reporter = Reporter(phone, demo_server)
    for name in walk(reporter):
        if name == "page 3":
            break
    # a person sees the page before going back from it
    expect(phone.get_by_role("heading", name="Vad hände?")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_role("heading", name="Vem blev utsatt, och vem gjorde det?")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_label("Ditt namn")).to_have_value("Kim Lund")


def test_going_back_with_the_browser_after_sending_is_friendly(phone: Page, demo_server: str) -> None:
    sent(Reporter(phone, demo_server))
    number = phone.locator(".mv-receipt .mv-ref").inner_text()
    expect(phone.get_by_role("heading", name="Tack, anmälan är mottagen")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_text("Anmälan är redan skickad")).to_be_visible()
    assert phone.locator(".mv-receipt .mv-ref").inner_text() == number


def test_the_error_summary_has_the_focus_without_scripts_and_leads_to_the_field(phone: Page, demo_server: str) -> None:
    phone.goto(f"{demo_server}{FORM}/p/anmalare?unit=ekskolan")
    Reporter(phone, demo_server).go_on()
    assert phone.title().startswith("Fel: Vem är du?")
    expect(phone.locator("#error-summary")).to_be_focused()
    phone.get_by_role("link", name="Skriv ditt namn").click()
    expect(phone.get_by_label("Ditt namn")).to_be_focused()


def test_the_error_summary_has_the_focus_also_after_a_link_with_a_fragment(phone: Page, demo_server: str) -> None:
    phone.goto(f"{demo_server}{FORM}/p/anmalare?unit=ekskolan")
    reporter = Reporter(phone, demo_server)
    reporter.go_on()
    phone.get_by_role("link", name="Skriv ditt namn").click()
    reporter.write("Ditt namn", "Kim Lund")
    reporter.go_on()
    assert "#" not in phone.url
    expect(phone.locator("#error-summary")).to_be_focused()


def test_follow_up_questions_come_by_themselves_where_scripts_run(open_page: Pages, demo_server: str) -> None:
    page = open_page()
    for name in walk(Reporter(page, demo_server)):
        if name == "page 2":
            break
    expect(page.get_by_role("button", name="Visa följdfrågor")).to_be_hidden()
    field, protected = page.get_by_label("Elevens namn och klass"), page.get_by_role("group", name="Har eleven skyddade personuppgifter?")
    protected.get_by_label("Ja", exact=True).check()
    expect(field).to_have_count(0)
    expect(protected.get_by_label("Ja", exact=True)).to_be_focused()
    protected.get_by_label("Nej", exact=True).check()
    expect(field).to_be_visible()


def test_how_much_room_is_left_is_seen_while_one_writes_and_heard_in_pauses(open_page: Pages, demo_server: str, axe: Axe) -> None:
    page = open_page()
    for name in walk(Reporter(page, demo_server)):
        if name == "page 3":
            break
    field = page.get_by_label("Vad såg eller hörde du?")
    seen = page.locator(f"#{field.get_attribute('id')}-most")
    heard = seen.locator("+ [aria-live]")
    field.fill("x" * 5_999)
    expect(seen).to_have_text("")
    field.fill("\n" + "x" * 7_999 + "😀")
    expect(seen).to_have_text("Texten är 1 tecken för lång")
    expect(heard).to_have_text("Texten är 1 tecken för lång")
    field.fill("x" * 7_990)
    expect(seen).to_have_text("Du har 10 tecken kvar")
    expect(heard).to_have_text("Du har 10 tecken kvar")
    assert axe(page) == []


def test_the_report_can_be_made_with_the_keyboard_alone(phone: Page, demo_server: str) -> None:
    phone.goto(f"{demo_server}{LINK}")
    until(phone, "button:has-text('Börja anmälan')")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/p/anmalare*")
    until(phone, "#anmalare_namn")
    phone.keyboard.type("Kim Lund")
    until(phone, "#anmalare_epost")
    phone.keyboard.type("kim@ekhamra.example")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/p/inblandade")
    until(phone, "[name='utovare.0.utovare_typ']")
    phone.keyboard.press("Space")
    expect(phone.locator("[name='utovare.0.utovare_typ']").first).to_be_checked()


def until(page: Page, wanted: str) -> None:
    """Press Tab until the wanted thing has the focus; every stop on the way shows that it has."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{wanted}:focus").count():
            return
        assert page.locator(":focus").count() == 1
    raise AssertionError(f"Tab never reaches {wanted}")


@pytest.mark.parametrize(("width", "dark"), LOOKS)
@pytest.mark.parametrize("path", EVERYWHERE)
def test_axe_finds_nothing_and_nothing_is_too_wide_on_any_page(
    open_page: Pages, axe: Axe, demo_server: str, *, path: str, width: int, dark: bool
) -> None:
    page = open_page(width=width, dark=dark)
    page.goto(f"{demo_server}{path}")
    assert axe(page) == []


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide_on_the_way_to_the_receipt_and_its_status(
    open_page: Pages, axe: Axe, demo_server: str, *, width: int, dark: bool
) -> None:
    page = open_page(width=width, dark=dark)
    reporter = Reporter(page, demo_server)
    assert [broken for _ in seen(reporter) for broken in axe(page)] == []


def seen(reporter: Reporter) -> Iterator[str]:
    """Every page that a reporter can meet: with rows added, with errors, when it has been sent, and what comes of it."""
    page = reporter.page
    for name in walk(reporter):
        yield name
        if name.startswith("page"):
            reporter.go_on()
            yield f"{name} with errors"
        if name == "page 2":
            page.get_by_role("button", name="Lägg till en till").first.click()
            yield "page 2 with rows"
            page.get_by_role("button", name="Ta bort Barn eller elev 2").click()
        if name == "check":
            page.goto(f"{reporter.url}{FORM}/move")
            page.get_by_role("button", name="Visa en kod").click()
            yield "code"
            page.goto(f"{reporter.url}{FORM}/")
            yield "start with a draft"
            page.goto(f"{reporter.url}{FORM}/check")
    page.get_by_role("button", name="Följ din anmälan").click()
    yield "status"
    page.goto(f"{reporter.url}{FORM}/check")
    yield "already sent"
    page.goto(f"{reporter.url}/ekhamra/status")
    page.get_by_label("Numret eller koden från kvittensen").fill("0000-0000")
    page.get_by_role("button", name="Visa").click()
    yield "unknown number"


def test_every_choice_and_button_is_large_enough_for_a_thumb(open_page: Pages, demo_server: str) -> None:
    page = open_page(width=320)
    small = []
    for name in walk(Reporter(page, demo_server)):
        boxes = page.locator(
            "main button:visible:not(.govuk-visually-hidden), main .govuk-radios__item, main .govuk-checkboxes__item, main input[type=text]"
        ).all()
        small += [(name, box) for thing in boxes if (box := thing.bounding_box()) and box["height"] < 24]
    assert small == []


@pytest.mark.parametrize("path", [LINK, f"{FORM}/p/anmalare?unit=ekskolan", "/ekhamra/", "/ekhamra/status"] if FULL else [LINK])
def test_lighthouse_gives_full_marks_for_accessibility(
    lighthouse_accessibility: Callable[[str], float], demo_server: str, path: str
) -> None:
    assert lighthouse_accessibility(f"{demo_server}{path}") == 100
