"""The page of the register, and the number beside a decision."""

from engine.store import tables
from tests.admin.staff import Staff

NEW = {"new-number": "3.2", "new-function": "keeper"}


def test_a_decision_stands_with_its_function_and_number(staff: Staff) -> None:
    browser, case = staff.browser("gus"), staff.site.case()
    browser.press(browser.get("settings/delegations"), "Lägg till", **NEW)
    staff.site.decide(case, "ada", "look")
    assert "Beslutat av Ada, Skötare, enligt delegation 3.2, i dag" in staff.browser("ada").get(f"cases/{case.id}").text


def test_a_decision_without_a_number_says_the_function_alone(staff: Staff) -> None:
    case = staff.site.case()
    staff.site.decide(case, "ada", "look")
    assert "Beslutat av Ada, Skötare, i dag" in staff.browser("ada").get(f"cases/{case.id}").text


def test_who_can_decide_outside_the_register_is_told_to_who_keeps_it(staff: Staff) -> None:
    browser = staff.browser("gus")
    assert "Registret är tomt" in browser.get("settings/delegations").text
    page = browser.press(browser.get("settings/delegations"), "Lägg till", **NEW, **{"new-place": "north"})
    outside = page.text.partition("Kan besluta utan delegation")[2]
    assert "Skötare, South works" in outside
    assert "Skötare, North works" not in outside
    assert "Besiktare" not in outside


def test_a_line_ends_and_stays(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get("settings/delegations"), "Lägg till", **NEW)
    line = staff.site.all(tables.Delegation)[0].id
    ended = browser.press(page, "Spara", **{"end-delegation": str(line), "end-until": "2026-09-06"})
    assert "3.2 Skötare Acme" in ended.text
    assert "Har slutat gälla" in ended.text


def test_what_was_typed_is_kept_when_nobody_was_chosen(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get("settings/delegations"), "Lägg till", **{"new-number": "3.2"})
    assert page.status == 422
    assert "Välj en funktion eller en person, inte båda" in page.text
    assert 'value="3.2"' in page.html
