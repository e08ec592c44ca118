"""The signed-in side in a real browser: decisions counted in clicks, by keyboard, in both colour schemes, narrow, and looked at by axe."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Pages
from tests.browser.reporting import Reporter, received, sent

Axe = Callable[[Page], list[str]]
HEAD, TOP, NOBODY, CARETAKER = "Karin Berg", "Birgitta Ahl", "Eva Morén", "Roger Alm"
REGISTRAR = "Nils Hed"
OUTCOME = "Utredning inleds"


def become(page: Page, url: str, person: str) -> Page:
    """Continue as someone."""
    page.goto(f"{url}/demo/")
    page.get_by_role("button", name=person).click()
    return page


def first(page: Page) -> Page:
    """Open what stands first in the list."""
    page.locator(".mv-inbox tbody a").first.click()
    return page


def reported(open_page: Pages, url: str) -> None:
    """A new report, so that something waits."""
    sent(Reporter(open_page(javascript=False), url))


def broken_lamp(open_page: Pages, url: str) -> None:
    """A new report that waits for somebody to start a case of it."""
    reporter = Reporter(open_page(javascript=False), url)
    reporter.arrive("/ekhamrahem/felanmalan/?unit=ekbacken")
    reporter.go_on("Börja anmälan")
    reporter.write("Adress och lägenhetsnummer", "Ekvägen 3")
    reporter.choose("Trapphus eller hiss")
    reporter.write("Ditt namn", "Kim Lund")
    reporter.write("Ditt telefonnummer", "070-174 06 05")
    reporter.go_on()
    reporter.choose("Annat")
    reporter.choose("I dag")
    reporter.write("Beskriv felet", "En lampa är trasig.")
    reporter.go_on()
    reporter.go_on("Skicka anmälan")
    received(reporter)


def deciding(page: Page, url: str) -> Page:
    """The head has opened a case that waits for its first decision."""
    become(page, url, HEAD)
    row = page.locator(".mv-inbox tbody tr", has_text="Ställningstagande").filter(has_text="Kränkande behandling")
    row.last.get_by_role("link").click()
    return page


def test_a_decision_takes_three_clicks_from_the_mails_link_without_scripts(open_page: Pages, phone: Page, demo_server: str) -> None:
    reported(open_page, demo_server)
    become(phone, demo_server, HEAD)
    phone.goto(f"{demo_server}/demo/mail/")
    mail = phone.locator(".mv-mail", has=phone.get_by_text("Ett ärende på Ekskolan", exact=False)).first
    mail.get_by_role("link").first.click()
    phone.get_by_label(OUTCOME, exact=True).click()
    phone.get_by_role("button", name="Spara, ingen berörs").click()
    expect(phone.get_by_role("status")).to_contain_text("Sparat.")
    expect(phone.get_by_text("Klart · Utredning inleds")).to_be_visible()


def test_the_buttons_of_a_decision_stand_on_the_first_two_screens_of_a_phone(open_page: Pages, phone: Page, demo_server: str) -> None:
    reported(open_page, demo_server)
    deciding(phone, demo_server)
    box = phone.get_by_role("button", name="Spara, ingen berörs").bounding_box()
    assert box is not None
    assert box["y"] < 2.5 * 740


def test_what_is_missing_has_the_focus_and_leads_to_its_question(open_page: Pages, phone: Page, demo_server: str) -> None:
    reported(open_page, demo_server)
    deciding(phone, demo_server)
    phone.get_by_role("button", name="Spara, ingen berörs").click()
    expect(phone.locator("#error-summary")).to_be_focused()
    phone.get_by_role("link", name="Välj vad du beslutar").click()
    expect(phone.get_by_label(OUTCOME, exact=True)).to_be_focused()


def test_follow_up_questions_come_by_themselves_where_scripts_run(open_page: Pages, demo_server: str) -> None:
    reported(open_page, demo_server)
    page = deciding(open_page(width=1280), demo_server)
    page.get_by_text("Fler uppgifter (valfritt)").click()
    page.get_by_role("group", name="Blev någon skadad?").get_by_label("Nej", exact=True).check()
    page.get_by_role("group", name="Var det känt tidigare?").get_by_label("Ja, det har anmälts tidigare").check()
    expect(page.get_by_label("Tidigare ärendenummer")).to_be_visible()
    page.get_by_label("Tidigare ärendenummer").fill("2025-AAAAA")
    page.get_by_label(OUTCOME, exact=True).check()
    page.get_by_role("button", name="Spara, ingen berörs").click()
    expect(page.get_by_role("status").first).to_contain_text("Sparat.")
    expect(page.get_by_text("2025-AAAAA")).to_be_visible()


def test_follow_up_questions_come_with_a_button_where_no_scripts_run(open_page: Pages, phone: Page, demo_server: str) -> None:
    reported(open_page, demo_server)
    deciding(phone, demo_server)
    phone.get_by_text("Fler uppgifter (valfritt)").click()
    phone.get_by_role("group", name="Var det känt tidigare?").get_by_label("Ja, det har anmälts tidigare").check()
    phone.get_by_role("button", name="Visa följdfrågor").click()
    expect(phone.get_by_label("Tidigare ärendenummer")).to_be_visible()


def test_nothing_is_left_on_the_screen_after_signing_out_and_going_back(open_page: Pages, demo_server: str) -> None:
    reported(open_page, demo_server)
    page = deciding(open_page(width=1280), demo_server)
    number = page.locator("h1 .mv-ref").inner_text()
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    expect(page.get_by_text(number)).to_have_count(0)


def test_the_list_can_be_filtered_and_searched_without_scripts(phone: Page, demo_server: str) -> None:
    become(phone, demo_server, TOP)
    phone.goto(f"{demo_server}/admin/ekhamra/cases/?state=all")
    number = phone.locator(".mv-inbox tbody a").first.inner_text()
    phone.get_by_label("Nummer").fill(number.lower())
    phone.get_by_role("button", name="Visa ärenden").click()
    expect(phone.locator(".mv-inbox tbody tr")).to_have_count(1)
    expect(phone.get_by_text("Ett ärende", exact=True)).to_be_visible()


def everywhere(page: Page, url: str) -> Iterator[str]:
    """Every staff page in turn, with its errors and when it is empty; gives the name of the one that is shown."""
    for name, show in PAGES.items():
        show(page, url)
        yield name


def _sign_in(page: Page, url: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{url}/admin/ekhamra/sign-in")


def _sign_in_wrong(page: Page, url: str) -> None:
    page.get_by_label("E-postadress").fill("karin.berg@ekhamra.example")
    page.get_by_label("Lösenord").fill("fel")
    page.get_by_role("button", name="Logga in").click()


def _press(name: str) -> Callable[[Page, str], Any]:
    return lambda page, url: page.get_by_role("button", name=name).click()


def _spoil(page: Page, url: str) -> None:
    page.goto(f"{url}/admin/ekhamra/templates/incidentrapport/edit")
    page.get_by_label("Mallens text").fill("template: incidentrapport")
    page.get_by_role("button", name="Kontrollera").click()


def _open(person: str, path: str) -> Callable[[Page, str], Any]:
    return lambda page, url: become(page, url, person).goto(f"{url}{path}")


def _whole_file(page: Page) -> None:
    page.get_by_label("Den behövs i arbetet med ärendet").check()
    page.get_by_role("button", name="Skapa akten").click()


def _unfold(page: Page, url: str) -> None:
    while page.locator("main details:not([open]) > summary").count():
        page.locator("main details:not([open]) > summary").first.click()


PAGES: dict[str, Callable[[Page, str], Any]] = {
    "organisations": lambda page, url: page.goto(f"{url}/admin/"),
    "sign in": _sign_in,
    "sign in, wrong": _sign_in_wrong,
    "to do": _open(HEAD, "/admin/ekhamra/"),
    "case": lambda page, url: deciding(page, url),
    "case, wrong": _press("Spara, ingen berörs"),
    "case, unfolded": _unfold,
    "affected": _press("Någon berörs"),
    "affected, wrong": _press("Stäng ute"),
    "document, new": lambda page, url: deciding(page, url).get_by_role("link", name="Brev till vårdnadshavare").last.click(),
    "document": _press("Spara dokumentet"),
    "whole file, new": lambda page, url: deciding(page, url).get_by_role("link", name="Skriv ut hela akten").click(),
    "whole file, wrong": _press("Skapa akten"),
    "whole file": lambda page, url: _whole_file(page),
    "to be registered": _open(REGISTRAR, "/admin/ekhamra/registration"),
    "to do, empty": _open(NOBODY, "/admin/ekhamra/"),
    "cases, empty": lambda page, url: page.goto(f"{url}/admin/ekhamra/cases/?q=2099&state=all"),
    "not there": lambda page, url: page.goto(f"{url}/admin/ekhamra/nothing"),
    "templates": _open(NOBODY, "/admin/ekhamra/templates"),
    "template": lambda page, url: page.locator(".mv-inbox tbody a").first.click(),
    "template's text": lambda page, url: page.locator(".mv-inbox tbody a").first.click(),
    "ready-made": lambda page, url: page.goto(f"{url}/admin/ekhamra/studio/ready-made"),
    "editor": lambda page, url: page.goto(f"{url}/admin/ekhamra/studio/new"),
    "editor, look": _press("Förhandsgranska"),
    "editor, review": _press("Granska och publicera"),
    "editor, wrong": lambda page, url: _spoil(page, url),
    "share": lambda page, url: page.goto(f"{url}/admin/ekhamra/templates/incidentrapport/share"),
    "poster": lambda page, url: page.locator(".mv-inbox tbody a[href*='/poster']").first.click(),
    "notices": _open(TOP, "/admin/ekhamra/"),
    "cases": lambda page, url: page.goto(f"{url}/admin/ekhamra/cases/?state=all"),
    "case, read only": lambda page, url: first(page),
    "register": lambda page, url: page.goto(f"{url}/admin/ekhamra/register"),
    "mailbox": _open(CARETAKER, "/admin/ekhamrahem/"),
    "report": lambda page, url: page.locator(".mv-inbox tbody a[href*='/submissions/']").first.click(),
    "report, unfolded": _unfold,
    "report, wrong": _press("Markera som fel"),
}


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide_on_any_staff_page(
    open_page: Pages, axe: Axe, demo_server: str, *, width: int, dark: bool
) -> None:
    reported(open_page, demo_server)
    broken_lamp(open_page, demo_server)
    page = open_page(width=width, dark=dark)
    assert {name: found for name in everywhere(page, demo_server) if (found := axe(page))} == {}
