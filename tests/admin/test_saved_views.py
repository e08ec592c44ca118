"""Views of the case list and of reports on the web: kept from what the list shows, links above it, renamed and taken away."""

import pytest

from engine.actions.sign_in import use_password_hash
from engine.store import tables
from engine.store.database import Database
from tests.admin.counted_site import count, counted_site
from tests.admin.staff import Browser, Page, Staff, query
from tests.admin.test_signin import enter, hashed


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
    browser.post("cases/views", {"name": "Egen", "chosen": "state=all&next=https://evil.example&done=x"})
    assert query(browser.get("cases/").link("Egen")) == {"state": "all"}


ROOMS = "reports/faults/rooms?unit=north&unit=south&period=hosten-2026&room=bath"


@pytest.fixture
def counted(database: Database) -> Staff:
    """A site with reports to look at."""
    found = Staff.of(counted_site(database))
    count(found.site, 9, room="bath")
    return found


def test_a_view_of_a_report_is_a_link_to_its_address_on_its_page_and_among_all_reports(counted: Staff) -> None:
    browser = counted.browser("gus")
    page = kept(browser, "Badrum", ROOMS)
    assert "Vyn är sparad." in page.text
    assert "Något i länken går inte att visa här" not in page.text
    for path in ("reports/faults/rooms", "reports"):
        assert browser.get(path).link("Badrum") == f"/acme/{ROOMS}"
    assert 'aria-current="page">Badrum' in browser.get(ROOMS).html
    for path in ("reports/faults/rooms_kinds", "cases/"):
        assert "Badrum</a>" not in browser.get(path).html


def test_a_view_of_what_is_no_report_is_not_kept(counted: Staff) -> None:
    for of in ("faults/nothing", "nothing/rooms", "faults", "//evil.example"):
        assert counted.browser("gus").post("cases/views", {"name": "X", "of": of, "chosen": ""}).status == 404


def begun(counted: Staff, person: str, path: str = ROOMS) -> None:
    """Someone makes a view the one to begin with."""
    browser = counted.browser(person)
    page = browser.press(kept(browser, "Min", path), "Gör till min startvy Min")
    assert "Vyn är din startvy." in page.text


def signed_in(counted: Staff, person: str, wanted: str = "") -> str:
    """Where someone is led who signs in."""
    counted.site.write(lambda session: use_password_hash(session, "acme", counted.site.people[person], hashed()))
    return enter(counted.stranger(), f"{person}@acme.example", wanted=wanted).response.headers["Location"]


def test_who_signs_in_begins_with_the_view_that_they_chose(counted: Staff) -> None:
    assert signed_in(counted, "gus") == "/acme/"
    begun(counted, "gus")
    assert signed_in(counted, "gus") == f"/acme/{ROOMS}"
    assert signed_in(counted, "gus", "/acme/cases/") == "/acme/cases/"
    browser = counted.browser("gus")
    assert "Vyn är inte längre din startvy." in browser.press(browser.get(ROOMS), "Sluta börja med den Min").text
    assert signed_in(counted, "gus") == "/acme/"


def test_the_case_list_can_be_what_one_begins_with(counted: Staff) -> None:
    begun(counted, "ada", "cases/?state=closed")
    assert signed_in(counted, "ada") == "/acme/cases/?state=closed"


def test_who_may_not_see_reports_any_more_does_not_begin_with_one(counted: Staff) -> None:
    begun(counted, "jo", "reports/faults/rooms")
    site = counted.site
    site.write(lambda session: [session.delete(session.merge(row)) for row in site.all(tables.Grant)])
    assert signed_in(counted, "jo") == "/acme/"


def test_a_report_that_is_there_no_more_is_not_what_one_begins_with(counted: Staff) -> None:
    begun(counted, "jo", "reports/faults/rooms")
    counted.site.publish(counted.site.scene().template.source.replace("  rooms:", "  other_rooms:"))
    assert signed_in(counted, "jo") == "/acme/"


def test_a_selection_that_can_not_be_read_is_not_offered_to_be_kept(counted: Staff) -> None:
    browser = counted.browser("gus")
    assert 'id="view-name"' in browser.get("reports/faults/rooms").html
    wrong = browser.get("reports/faults/rooms?period=own&first-day=never&held=1")
    assert "Ett svar behöver rättas" in wrong.html
    assert 'id="view-name"' not in wrong.html
