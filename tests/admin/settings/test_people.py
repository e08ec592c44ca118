"""The pages of people: inviting, what a person sees in words, rights and closing an account."""

import re

from engine.store import tables
from tests.admin.staff import BASE, Page, Staff


def test_who_is_invited_chooses_a_password_by_the_link_and_signs_in(staff: Staff) -> None:
    browser = staff.browser("gus")
    made = browser.press(browser.get("settings/people"), "Bjud in", **{"invite-name": "Nina Ny", "invite-email": "nina@acme.example"})
    link = link_of(made)
    someone = staff.stranger()
    chosen = someone.press(someone.get(link), "Spara lösenordet", password="fyra ord efter varandra")
    assert "Ditt lösenord är sparat" in chosen.text
    inside = someone.press(chosen, "Logga in", email="nina@acme.example", password="fyra ord efter varandra")
    assert "Att göra" in inside.text
    assert staff.stranger().get(link).status == 410


def link_of(page: Page) -> str:
    """The link that the page shows, as a path."""
    found = re.search(rf"{BASE}(/acme/welcome/[\w-]+)", page.html)
    assert found
    return found[1]


def test_a_password_that_is_too_short_is_said_and_the_link_still_works(staff: Staff) -> None:
    browser, someone = staff.browser("gus"), staff.stranger()
    link = link_of(browser.press(browser.get(f"settings/people/{staff.site.people['bo']}"), "Gör en länk"))
    page = someone.press(someone.get(link), "Spara lösenordet", password="kort")
    assert page.status == 422
    assert "Skriv minst 12 tecken" in page.text
    assert 'value="kort"' not in page.html
    assert someone.get(link).status == 200


def test_a_page_says_in_words_what_a_person_sees(staff: Staff) -> None:
    browser = staff.browser("gus")
    assert "Läser det som kommer till North box" in browser.get(f"settings/people/{staff.site.people['ada']}").text
    assert "Läser alla ärenden på North works och det som hör dit" in browser.get(f"settings/people/{staff.site.people['hal']}").text
    staff.site.close_account("cy")
    assert "personen ser ingenting" in browser.get(f"settings/people/{staff.site.people['cy']}").text


def test_a_right_is_given_and_taken_back_at_once(staff: Staff) -> None:
    staff.site.case()
    browser, cy = staff.browser("gus"), f"settings/people/{staff.site.people['cy']}"
    browser.press(browser.get(cy), "Ge rättigheten", **{"give-right": "read_cases", "give-place": "north"})
    assert "0 ärenden" not in staff.browser("cy").get("cases/").text
    assert "Rättighet given Cy, Läsa ärenden, North works Gus i dag 10.00" in browser.get("settings/").text
    grant = staff.site.all(tables.Grant, person=staff.site.people["cy"])[0]
    browser.press(browser.get(cy), "Ta tillbaka nu", **{"back-given": str(grant.id)})
    assert "0 ärenden" in staff.browser("cy").get("cases/").text


def test_who_has_a_closed_account_is_out_at_once(staff: Staff) -> None:
    inside, browser = staff.browser("ada"), staff.browser("gus")
    ada = f"settings/people/{staff.site.people['ada']}"
    assert "Kontot är stängt" in browser.press(browser.get(ada), "Stäng kontot nu").text
    assert "Logga in" in inside.get("").text
    assert "Kan logga in" not in browser.get(ada).text
    browser.press(browser.get(ada), "Öppna kontot igen")
    assert "Att göra" in staff.browser("ada").get("").text


def test_the_last_who_keeps_the_organisation_stays(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get(f"settings/people/{staff.site.people['gus']}"), "Stäng kontot nu")
    assert page.status == 422
    assert "Någon måste kunna sköta organisationen" in page.text


def test_what_was_typed_is_kept_when_the_address_is_taken(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get("settings/people"), "Bjud in", **{"invite-name": "Nina", "invite-email": "ada@acme.example"})
    assert page.status == 422
    assert "Det finns redan en person" in page.text
    assert 'value="Nina"' in page.html
