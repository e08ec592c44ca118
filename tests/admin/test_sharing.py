"""Sharing a case on the web: a step is handed over in two taps, a reader is let in with a reason; never one who is shut out."""

import pytest

from tests.admin.staff import Staff


def test_a_step_is_handed_over_in_two_taps(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = browser.get(f"cases/{case.id}")
    chooser = browser.get(page.link("Lämna över till någon annan"))
    page = browser.press(chooser, "Bo")
    assert "Steget är överlämnat." in page.text
    assert "hos Bo" in page.text
    assert "Ställningstagande lämnades över" in page.text


def test_whoever_gave_away_the_only_reason_to_read_is_led_to_what_waits(staff: Staff) -> None:
    case = staff.site.case()
    browser = staff.browser("ada")
    browser.press(browser.get(browser.get(f"cases/{case.id}").link("Lämna över till någon annan")), "Cy")
    cy = staff.browser("cy")
    page = cy.press(cy.get(cy.get(f"cases/{case.id}").link("Lämna över till någon annan")), "Dan")
    assert (page.status, page.url) == (200, "/acme/")
    assert "Steget är överlämnat." in page.text
    assert cy.get(f"cases/{case.id}").status == 404


def test_what_another_has_been_given_stands_apart_and_is_not_counted_as_mine(staff: Staff) -> None:
    case = staff.site.case()
    ada, bo = staff.browser("ada"), staff.browser("bo")
    ada.press(ada.get(ada.get(f"cases/{case.id}").link("Lämna över till någon annan")), "Bo")
    page = ada.get("")
    assert "Hos någon annan" in page.text
    assert "Inget väntar på dig" in page.text
    assert "Ett steg väntar på dig." in bo.get("").text
    assert "Hos någon annan" not in bo.get("").text


def test_the_one_who_is_not_in_the_mailbox_finds_the_step_among_what_waits(staff: Staff) -> None:
    case = staff.site.case()
    ada = staff.browser("ada")
    ada.press(ada.get(ada.get(f"cases/{case.id}").link("Lämna över till någon annan")), "Cy")
    assert case.number in staff.browser("cy").get("").text


def test_people_are_found_by_part_of_their_name_and_never_those_who_are_shut_out(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    staff.site.shut_out(case, "ada", "dan")
    page = browser.get(browser.get(f"cases/{case.id}").link("Lämna över till någon annan"))
    assert "Dan" not in page.buttons()
    found = browser.get(f"{page.url}?q=eV")
    assert "Eve" in found.buttons()
    assert "Bo" not in found.buttons()
    assert "Ingen med det namnet" in browser.get(f"{page.url}?q=zzz").text


def test_somebody_was_faster_and_the_page_says_so(staff: Staff) -> None:
    case = staff.site.case()
    ada, bo = staff.browser("ada"), staff.browser("bo")
    slow = ada.get(ada.get(f"cases/{case.id}").link("Lämna över till någon annan"))
    bo.press(bo.get(bo.get(f"cases/{case.id}").link("Lämna över till någon annan")), "Cy")
    page = ada.press(slow, "Dan")
    assert page.status == 409
    assert "Någon annan har just lämnat över steget" in page.text
    assert "Cy har steget nu." in page.text


def test_a_reader_is_let_in_with_a_reason_which_every_reader_sees(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = browser.get(browser.get(f"cases/{case.id}").link("Låt någon annan läsa"))
    page = browser.press(page, "Låt personen läsa", person=str(staff.site.people["cy"]), reason="Stödjer Lo.", until="2026-09-10")
    assert "Personen får nu läsa ärendet." in page.text
    assert "Stödjer Lo." in staff.browser("cy").get(f"cases/{case.id}").text
    page = browser.press(browser.get(f"cases/{case.id}/readers"), "Ta bort läsrätten Cy")
    assert "Personen får inte längre läsa ärendet." in page.text
    assert staff.browser("cy").get(f"cases/{case.id}").status == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"person": ""}, "Välj vem som ska få läsa"),
        ({"reason": " "}, "Skriv varför personen behöver läsa"),
        ({"until": "snart"}, "Skriv en dag från och med i dag"),
        ({"until": "2026-09-06"}, "Skriv en dag från och med i dag"),
        ({"until": "2028-01-01"}, "Skriv en dag från och med i dag"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(staff: Staff, typed: dict[str, str], said: str) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    whole = {"person": str(staff.site.people["cy"]), "reason": "Stödjer Lo.", "until": "2026-09-10"} | typed
    page = browser.press(browser.get(f"cases/{case.id}/readers"), "Låt personen läsa", **whole)
    assert page.status == 422
    assert said in page.text
    kept = dict(page.button("Låt personen läsa")[0].fields)
    assert {name: kept.get(name, "") for name in whole} == {name: value.strip() for name, value in whole.items()}
    assert staff.browser("cy").get(f"cases/{case.id}").status == 404
