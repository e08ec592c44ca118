"""On the page of a case: whom it is about, and the way to say who they are."""

from engine.store import tables
from tests.admin.staff import Browser, Page, Staff
from tests.engine.actions.registry import Registry
from tests.persons import hurt


def panel(page: Page) -> str:
    """What the panel says."""
    return page.text.partition("Personer i ärendet")[2].partition("Händelser")[0]


def linking(registry: Registry, people: Staff, **row: object) -> tuple[Browser, Page, tables.Case]:
    """Ada looks at who the one in a new case is."""
    case, browser = registry.site.case(hurt(**row)), people.browser("ada")  # type: ignore[arg-type]
    return browser, browser.get(f"cases/{case.id}/people/0"), case


def test_the_panel_lists_the_persons_and_leads_whoever_handles_the_case_on(registry: Registry, people: Staff) -> None:
    case = registry.site.case(hurt())
    told = panel(people.browser("ada").get(f"cases/{case.id}"))
    assert "Kim Berg Skadad Inte kopplad Koppla Kim Berg Lägg till en person" in told
    told = panel(people.browser("hal").get(f"cases/{case.id}"))
    assert "Kim Berg Skadad Inte kopplad" in told
    assert "Lägg till" not in told


def test_a_template_that_is_about_nobody_has_no_panel(staff: Staff) -> None:
    assert "Personer i ärendet" not in staff.browser("ada").get(f"cases/{staff.site.case().id}").text


def test_a_new_person_is_made_and_can_be_unlinked(registry: Registry, people: Staff) -> None:
    browser, page, case = linking(registry, people)
    page = browser.press(page, "Skapa personkort", born="2014")
    assert "Personen är kopplad." in page.text
    assert "Kopplad" not in panel(browser.get(f"cases/{case.id}"))
    assert "Personkort Kim Berg Ändra" in panel(browser.get(f"cases/{case.id}"))
    page = browser.press(page, "Ta bort kopplingen")
    assert "Kopplingen är borttagen." in page.text
    assert registry.persons(case)[0].record is None


def test_a_suggestion_is_linked_with_one_press_or_dismissed(registry: Registry, people: Staff) -> None:
    registry.new(registry.site.case(hurt(birth=2014)))
    browser, page, case = linking(registry, people)
    assert "Kim Berg 2014, North works" in page.text
    page = browser.press(page, "Inte samma Kim Berg")
    assert "Förslaget visas inte igen." in page.text
    assert "North works" not in page.text
    browser, page, case = linking(registry, people)
    assert "Personen är kopplad." in browser.press(page, "Koppla Kim Berg").text
    assert registry.persons(case)[0].record is not None


def test_a_wrong_year_is_told_and_what_was_typed_is_kept(registry: Registry, people: Staff) -> None:
    browser, page, _ = linking(registry, people)
    page = browser.press(page, "Skapa personkort", born="14", number="123")
    assert page.status == 422
    assert page.text.count("Skriv födelseåret med fyra siffror") == 2
    assert 'value="123"' in page.html
    assert registry.site.all(tables.Record) == []


def test_somebody_else_who_was_faster_is_told_in_words(registry: Registry, people: Staff) -> None:
    browser, page, case = linking(registry, people)
    registry.new(case, "bo")
    assert "Någon annan hann före." in browser.press(page, "Skapa personkort").text
    assert len(registry.site.all(tables.Record)) == 1


def test_a_person_whom_no_report_names_is_added(registry: Registry, people: Staff) -> None:
    case, browser = registry.site.case(hurt()), people.browser("ada")
    page = browser.press(browser.get(f"cases/{case.id}/people"), "Lägg till", name="Ali Noor")
    assert page.status == 422
    assert page.text.count("Välj vilken roll personen har") == 2
    page = browser.press(page, "Lägg till", role="helper")
    assert page.url.endswith(f"/cases/{case.id}")
    assert "Ali Noor Den som hjälpte till Personkort" in panel(page)


def test_a_protected_person_without_a_name_gets_a_record_and_is_linked_by_the_pseudonym(registry: Registry, people: Staff) -> None:
    browser, page, _ = linking(registry, people, hidden="yes", name="")
    assert "Uppgifterna är skyddade" in page.text
    page = browser.press(page, "Skapa personkort", name="Elev med beteckning")
    assert "Person A" in page.text
    assert "beteckning" not in page.text
    browser, page, case = linking(registry, people, hidden="yes", name="")
    page = browser.press(page, "Koppla", pseudonym="Person B")
    assert page.status == 422
    assert "Ingen heter så" in page.text
    browser.press(page, "Koppla", pseudonym="Person A")
    assert registry.persons(case)[0].shown == "Person A"


def test_what_is_no_button_of_the_page_is_not_there(registry: Registry, people: Staff) -> None:
    browser, _, case = linking(registry, people)
    for do in ("", "link:", "link:x", "erase", "not-same:1"):
        assert browser.post(f"cases/{case.id}/people", {"do": do, "key": registry.persons(case)[0].key}).status == 404
    assert browser.get(f"cases/{case.id}/people/7").status == 404
