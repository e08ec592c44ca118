"""Someone is affected by a case: whoever is chosen is out at once, and the page tells who takes over."""

from engine.store import tables
from tests.admin.staff import Browser, Page, Staff
from tests.site import NAMING


def asked(staff: Staff, **typed: str) -> tuple[tables.Case, Browser, Page]:
    """Ada has pressed "Någon berörs" in the first decision."""
    case, browser = staff.site.case(), staff.browser("ada")
    return case, browser, browser.press(browser.get(f"cases/{case.id}"), "Någon berörs", **typed)


def person(staff: Staff, key: str) -> str:
    """A person's id, as the page sends it."""
    return str(staff.site.people[key])


def test_the_page_lists_everyone_who_can_read_oneself_first(staff: Staff) -> None:
    _, _, page = asked(staff)
    assert page.status == 200
    told = page.text.partition("Här står alla")[2]
    places = [told.index(name) for name in ("Jag själv, Ada", "Bo", "Gus", "Hal")]
    assert places == sorted(places)
    assert "Cy" not in told


def test_nobody_is_shut_out_before_someone_is_chosen(staff: Staff) -> None:
    case, browser, page = asked(staff)
    page = browser.press(page, "Stäng ute")
    assert page.status == 422
    assert page.text.count("Välj vem som berörs") == 2
    assert staff.site.all(tables.Exclusion, subject=case.id) == []


def test_whoever_shuts_out_oneself_is_told_who_takes_over_and_is_out_at_once(staff: Staff) -> None:
    case, browser, page = asked(staff)
    page = browser.press(page, "Stäng ute", person=person(staff, "ada"))
    assert page.status == 200
    assert f"Du har lämnat ärende {case.number} vidare" in page.text
    assert "North box tar över." in page.text
    assert "Kimmö" not in page.html
    assert browser.get(f"cases/{case.id}").status == 404
    assert staff.browser("bo").get(f"cases/{case.id}").status == 200


def test_a_case_that_nobody_is_left_for_goes_up(staff: Staff) -> None:
    case, browser, page = asked(staff)
    page = browser.press(page, "Stäng ute", person=[person(staff, "ada"), person(staff, "bo")])
    assert "Region box tar över." in page.text
    assert staff.site.runs(case) == {"verdict": "chief@region"}
    assert "Spara, ingen berörs" in staff.browser("fay").get(f"cases/{case.id}").buttons()


def test_whoever_shuts_out_another_goes_on_with_what_was_typed(staff: Staff) -> None:
    case, browser, page = asked(staff, outcome="drop", outcome_reason="Min motivering.")
    page = browser.press(page, "Stäng ute", person=person(staff, "bo"))
    assert "De du valde är utestängda." in page.text
    page = browser.press(page, "Spara, ingen berörs")
    assert page.status == 200
    assert "Min motivering." in page.text
    assert staff.browser("bo").get(f"cases/{case.id}").status == 404


def test_whoever_is_shut_out_is_out_of_the_report_too(staff: Staff) -> None:
    submission = staff.site.waiting()
    (case,) = staff.site.start(submission, "ada")
    browser = staff.browser("ada")
    page = browser.press(browser.get(f"cases/{case.id}/affected"), "Stäng ute", person=person(staff, "bo"))
    assert page.status == 200
    other = staff.browser("bo")
    assert other.get(f"submissions/{submission}").status == 404
    assert case.number not in other.get("cases/?state=all").text


def test_someone_who_can_not_read_the_case_can_not_be_chosen(staff: Staff) -> None:
    case, browser, page = asked(staff)
    sheet, *_ = page.button("Stäng ute")
    page = browser.post(sheet.action, [*sheet.fields, ("person", person(staff, "cy"))])
    assert page.status == 422
    assert staff.site.all(tables.Exclusion, subject=case.id) == []


def test_it_can_be_said_at_any_time(staff: Staff) -> None:
    case = staff.site.case()
    staff.site.decide(case, "ada", "look")
    browser = staff.browser("eve")
    page = browser.get(browser.get(f"cases/{case.id}").link("Någon av dem berörs av ärendet"))
    page = browser.press(page, "Stäng ute", person=person(staff, "bo"))
    assert page.url == f"/acme/cases/{case.id}"
    assert "Stängs ute: Bo" in page.text


def test_nothing_can_be_said_of_a_closed_case(staff: Staff) -> None:
    case = staff.site.case()
    staff.site.decide(case, "ada", "drop")
    staff.site.act(case, "ada", staff.site.press(case, "close"))
    browser = staff.browser("ada")
    assert "Någon av dem berörs" not in browser.get(f"cases/{case.id}").text
    assert browser.post(f"cases/{case.id}/affected", {"person": person(staff, "bo")}).status == 404


def naming(staff: Staff, by: str = "eve") -> tuple[tables.Case, Browser, Page]:
    """Eve has opened a step that asks who is affected."""
    staff.site.publish(NAMING)
    case, browser = staff.site.case(), staff.browser(by)
    staff.site.decide(case, "ada", "look")
    return case, browser, browser.get(f"cases/{case.id}")


def test_a_step_offers_those_who_can_be_named_and_shuts_out_whoever_is_picked(staff: Staff) -> None:
    case, browser, page = naming(staff)
    assert [name in page.text for name in ("Ada", "Bo", "Fay", "Gus", "Cy", "Dan")] == [True, True, True, True, False, False]
    page = browser.press(page, "Spara", affected=person(staff, "bo"))
    assert page.status == 200
    assert "Vem berörs? Bo" in page.text
    assert "Stängs ute: Bo" in page.text
    assert staff.browser("bo").get(f"cases/{case.id}").status == 404


def test_whoever_picks_oneself_in_a_step_is_told_who_takes_over(staff: Staff) -> None:
    case, browser, page = naming(staff)
    page = browser.press(page, "Spara", affected=person(staff, "eve"))
    assert f"Du har lämnat ärende {case.number} vidare" in page.text
    assert browser.get(f"cases/{case.id}").status == 404


def test_someone_who_can_not_be_named_is_not_taken_in_a_step(staff: Staff) -> None:
    case, browser, page = naming(staff)
    sheet, name, value = page.button("Spara")
    sent = [(key, text) for key, text in sheet.fields if key != "affected"]
    page = browser.post(sheet.action, [*sent, (name, value), ("affected", person(staff, "cy"))])
    assert page.status == 422
    assert "Välj ett av namnen i listan" in page.text
    assert staff.site.all(tables.Exclusion, subject=case.id) == []
