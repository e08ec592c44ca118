"""Searching, and all about one person in one place."""

from engine.store import tables
from tests.admin.staff import Staff
from tests.engine.actions.registry import Registry
from tests.persons import hurt


def test_a_search_asks_why_once_and_its_words_are_in_no_address(registry: Registry, people: Staff) -> None:
    registry.new(registry.site.case(hurt(birth=2014)))
    browser = people.browser("hal")
    page = browser.press(browser.get("people"), "Sök", name="Kim")
    assert page.status == 422
    assert page.text.count("Skriv varför du behöver uppgifterna") == 2
    page = browser.press(page, "Sök", reason="Ett nytt samtal")
    assert "Kim Berg 2014 North works" in page.text
    assert page.response.request.query_string == b""
    page = browser.press(page, "Sök", name="Bo Holm")
    assert "Ingen person hittades" in page.text
    assert len(registry.site.all(tables.RecordReason)) == 1


def test_an_empty_search_is_told(registry: Registry, people: Staff) -> None:
    browser = people.browser("hal")
    assert browser.press(browser.get("people"), "Sök", reason="Samtal").text.count("Skriv ett namn") == 2


def test_too_many_searches_are_told(registry: Registry, people: Staff) -> None:
    browser = people.browser("hal")
    page = browser.press(browser.get("people"), "Sök", name="Kim", reason="Samtal")
    for _ in range(30):
        page = browser.press(page, "Sök", name="Kim")
    assert page.status == 429
    assert page.text.count("Vänta tio minuter") == 2


def test_the_way_to_searching_is_shown_to_those_who_may(registry: Registry, people: Staff) -> None:
    assert people.browser("hal").get("").link("Sök person")
    assert "Sök person" not in people.browser("ada").get("").text


def test_a_record_is_shown_after_a_reason_with_cases_and_roles(registry: Registry, people: Staff) -> None:
    case, browser = registry.site.case(hurt(birth=2014)), people.browser("ada")
    record = registry.new(case)
    page = browser.get(f"people/{record}")
    assert "Kim" not in page.text
    page = browser.press(page, "Öppna personkortet")
    assert page.status == 422
    page = browser.press(page, "Öppna personkortet", reason="Ett nytt samtal")
    assert page.url.endswith(f"people/{record}")
    assert f"{case.number} Skadad Felanmälan North works" in page.text
    assert "Född 2014" in page.text
    assert "Det kan finnas andra." in page.text
    assert "Kim" not in page.html.partition("<title>")[2].partition("</title>")[0]


def test_a_protected_name_is_shown_once_for_a_reason(registry: Registry, people: Staff) -> None:
    case, browser = registry.site.case(hurt(birth=2014)), people.browser("ada")
    record = registry.new(case)
    page = browser.press(browser.get(f"people/{record}"), "Öppna personkortet", reason="Samtal")
    page = browser.press(page, "Markera skyddade uppgifter")
    assert "namnet är dolt i alla ärenden" in page.text
    assert "Kim" not in page.html
    assert "Uppgifterna är inte längre skyddade" not in page.buttons()
    page = browser.press(page, "Visa namnet")
    assert page.status == 422
    page = browser.press(page, "Visa namnet", why="Ringa hem")
    assert "Kim Berg" in page.text
    assert "2014" in page.text
    assert "Kim Berg" not in browser.get(f"people/{record}").text
    assert registry.site.lines(record).count("record-name-opened") == 1


def test_only_whoever_is_granted_records_takes_a_protection_away(registry: Registry, people: Staff) -> None:
    record = registry.new(registry.site.case(hurt()))
    registry.protect("ada", record)
    browser = people.browser("hal")
    page = browser.press(browser.get(f"people/{record}"), "Öppna personkortet", reason="Samtal")
    page = browser.press(page, "Uppgifterna är inte längre skyddade")
    assert "Kim Berg" in page.text
    assert people.browser("ada").post(f"people/{record}/protection", {"do": "unprotect"}).status == 404
