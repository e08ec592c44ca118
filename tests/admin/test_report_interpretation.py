"""What a report is taken to mean, on its page: who reads it, who writes it, and what becomes of what was typed."""

import pytest

from engine.actions.interpret import LONGEST
from engine.store.database import Database
from tests.admin.counted_site import count, counted_site
from tests.admin.staff import Page, Staff

ROOMS = "reports/faults/rooms"
TEXT = "Fler fel i badrummen.\nVi byter packningar."


@pytest.fixture
def staff(database: Database) -> Staff:
    """A site with reports from two units."""
    staff = Staff.of(counted_site(database))
    count(staff.site, 9, room="bath")
    count(staff.site, 7, room="bath", unit="south")
    return staff


def wrote(staff: Staff, person: str, text: str = TEXT, query: str = "unit=north") -> Page:
    """Someone follows the link and writes."""
    browser = staff.browser(person)
    page = browser.get(f"{ROOMS}?{query}")
    said = next(words for words in ("Skriv en tolkning", "Ändra tolkningen") if words in page.text)
    return browser.press(browser.get(page.link(said)), "Spara tolkningen", interpretation=text)


def test_what_is_written_stands_with_the_report_and_is_signed(staff: Staff) -> None:
    page = wrote(staff, "hal")
    assert page.url == "/acme/reports/faults/rooms"
    assert f'<p class="mv-text">{TEXT}</p>' in page.html
    assert "Hal, söndag 22 november 2026 kl. 10.42." in page.text


def test_everybody_who_sees_the_report_of_the_unit_reads_it_and_nobody_else(staff: Staff) -> None:
    wrote(staff, "hal")
    assert "Vi byter packningar" in staff.browser("jo").get(f"{ROOMS}?unit=north").text
    assert "Vi byter packningar" not in staff.browser("jo").get(f"{ROOMS}?unit=south").text
    assert "Vi byter packningar" not in staff.browser("jo").get(ROOMS).text
    assert "Vi byter packningar" not in staff.browser("hal").get(f"{ROOMS}?period=varen-2026").text
    assert "Vi byter packningar" not in staff.browser("hal").get("reports/faults/areas").text


def test_with_a_filter_it_is_said_that_the_text_is_about_all(staff: Staff) -> None:
    wrote(staff, "hal")
    page = staff.browser("hal").get(f"{ROOMS}?room=bath")
    assert "Texten gäller North works, hösten 2026 (1 augusti–31 december 2026), utan filter." in page.text


def test_the_file_of_the_report_has_the_text_too(staff: Staff) -> None:
    wrote(staff, "hal", "=Fler fel")
    text = staff.browser("jo").get(f"{ROOMS}.csv?unit=north").response.get_data(as_text=True)
    assert "\nSå tolkar vi detta;'=Fler fel\r\n" in text
    assert "Så tolkar vi detta" not in staff.browser("jo").get(f"{ROOMS}.csv?unit=south").response.get_data(as_text=True)


def test_only_who_may_read_the_cases_is_offered_to_write(staff: Staff) -> None:
    for person, path in (("jo", ROOMS), ("kai", f"{ROOMS}?unit=south"), ("kai", ROOMS)):
        assert "Skriv en tolkning" not in staff.browser(person).get(path).text
        assert staff.browser(person).get(path.replace("rooms", "rooms/interpretation")).status == 404
    assert wrote(staff, "kai").status == 200
    assert wrote(staff, "gus", "Alla", "").status == 200


def test_the_page_warns_against_names(staff: Staff) -> None:
    page = staff.browser("hal").get(f"{ROOMS}/interpretation")
    assert "Skriv inga namn, och inget som gör att någon känns igen." in page.text


def test_earlier_wordings_can_be_read(staff: Staff) -> None:
    wrote(staff, "hal", "Ett")
    wrote(staff, "gus", "Två")
    page = wrote(staff, "hal", "")
    assert "Ingen har skrivit något om de här siffrorna än." in page.text
    assert page.text.index("Tolkningen togs bort.") < page.text.index("Två Gus") < page.text.index("Ett Hal")


def test_who_was_slower_sees_both_texts(staff: Staff) -> None:
    slow = staff.browser("gus")
    form = slow.get(f"{ROOMS}/interpretation?unit=north")
    wrote(staff, "hal", "Hals text")
    page = slow.press(form, "Spara tolkningen", interpretation="Min text")
    assert "Någon annan har skrivit medan du skrev." in page.text
    assert "Hals text" in page.text
    assert ">\nMin text</textarea>" in page.html or ">Min text</textarea>" in page.html
    assert "Min text" in slow.press(page, "Spara tolkningen").text


def test_a_text_that_is_too_long_is_asked_for_again(staff: Staff) -> None:
    page = wrote(staff, "hal", "å" * (LONGEST + 1))
    assert f"Skriv högst {LONGEST} tecken" in page.text
    assert "å" * (LONGEST + 1) in page.html


def test_nonsense_as_what_was_seen_is_as_if_nothing_was(staff: Staff) -> None:
    staff.browser("hal").post(f"{ROOMS}/interpretation", {"interpretation": "Ett", "seen": "²"})
    page = staff.browser("hal").post(f"{ROOMS}/interpretation", {"interpretation": "Två", "seen": "x"})
    assert "Någon annan har skrivit" in page.text


def test_the_text_is_in_the_language_in_which_it_was_written_and_never_markup(staff: Staff) -> None:
    assert "<b>" not in wrote(staff, "hal", "<b>fet</b>").html
