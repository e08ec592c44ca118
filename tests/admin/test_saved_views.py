"""Views of the case list on the web: kept from what the list shows, links above it, renamed and taken away."""

from tests.admin.staff import Browser, Page, Staff, query


def kept(browser: Browser, name: str = "Avslutade", path: str = "cases/?state=closed&unit=north") -> Page:
    """Someone keeps what the list shows."""
    return browser.press(browser.get(path), "Spara vyn", name=name)


def test_a_view_is_a_link_to_the_address_that_it_was_kept_from(staff: Staff) -> None:
    browser = staff.browser("ada")
    page = kept(browser)
    assert "Vyn är sparad." in page.text
    assert query(page.response.request.url) == {"state": "closed", "unit": "north", "done": "view-saved"}
    link = browser.get("cases/").link("Avslutade")
    assert query(link) == {"state": "closed", "unit": "north"}
    assert 'aria-current="page">Avslutade' in browser.get(link).html


def test_nobody_else_has_the_view(staff: Staff) -> None:
    kept(staff.browser("ada"), "Min egen")
    assert "Min egen" not in staff.browser("bo").get("cases/").html


def test_a_view_without_a_name_is_asked_for_again(staff: Staff) -> None:
    page = kept(staff.browser("ada"), " ")
    assert "Skriv vad vyn ska heta." in page.text
    assert "Mina vyer" not in page.html


def test_a_view_is_renamed_and_removed(staff: Staff) -> None:
    browser = staff.browser("ada")
    page = browser.press(kept(browser), "Byt namn Avslutade", name="Gamla")
    assert "Vyn har bytt namn." in page.text
    page = browser.press(page, "Ta bort Gamla")
    assert "Vyn är borttagen." in page.text
    assert "Gamla" not in page.html


def test_what_is_sent_besides_the_filters_is_not_kept(staff: Staff) -> None:
    browser = staff.browser("ada")
    browser.post("cases/views", {"name": "Egen", "state": "all", "next": "https://evil.example", "done": "x"})
    assert query(browser.get("cases/").link("Egen")) == {"state": "all"}
