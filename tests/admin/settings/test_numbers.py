"""The pages of what units have a number of: what it is called, the periods, the fields of the units, and a list that is pasted."""

import pytest

from tests.admin.staff import Page, Staff
from tests.site import Site

NUMBERS = "numbers:\n  guests: {title: Gäster, one: gäst, many: gäster}\ncalendars:\n"
HALVES = "periods: {half: [{label: Våren, from: 2026-01-01, to: 2026-06-30}, {label: Hösten, from: 2026-07-01, to: 2026-12-31}]}"
WITH_HALVES = ("calendars:\n  working: {", f"{NUMBERS}  working: {{{HALVES}, ")
AUTUMN = "settings/numbers/guests/hosten"


@pytest.fixture
def staff(staff: Staff) -> Staff:
    """The small organisation, with guests, and halves of a year."""
    staff.site.change(WITH_HALVES)
    staff.site.office.forget()
    return staff


def saved(staff: Staff, path: str = AUTUMN, **typed: str) -> Page:
    """The page after some numbers were saved."""
    browser = staff.browser("gus")
    return browser.press(browser.get(path), "Spara", **{f"values-unit-{unit}": number for unit, number in typed.items()})


def held(site: Site) -> dict[str, list[tuple[str, int]]]:
    """The numbers of each unit, by their first days."""
    site.office.forget()
    number = site.scene().organisation.numbers["guests"]
    return {unit: [(one.first.isoformat(), one.value) for one in all_of_it] for unit, all_of_it in number.held.items()}


def test_a_number_is_saved_for_each_unit_and_the_period_says_how_many_are_filled_in(staff: Staff) -> None:
    page = saved(staff, north="40", south="1 200")
    assert "Sparat" in page.text
    assert "Hösten 1 juli–31 december 2026 2 av 2 enheter" in page.text
    assert held(staff.site) == {"north": [("2026-07-01", 40)], "south": [("2026-07-01", 1200)]}


def test_what_is_not_a_number_is_told_and_everything_that_was_typed_is_kept(staff: Staff) -> None:
    page = saved(staff, north="40", south="många")
    assert page.status == 422
    assert "Skriv antalet för South works som ett helt tal" in page.text
    assert 'value="40"' in page.html
    assert 'value="många"' in page.html
    assert held(staff.site) == {}


def test_an_empty_field_takes_a_number_away_and_leaves_others_alone(staff: Staff) -> None:
    saved(staff, north="40", south="9")
    saved(staff, north="", south="9")
    assert held(staff.site) == {"south": [("2026-07-01", 9)]}


def test_a_number_that_was_kept_for_other_days_stands_in_the_field_and_an_empty_one_of_several_changes_nothing(staff: Staff) -> None:
    saved(staff, "settings/numbers/guests/2026", north="40", south="9")
    browser = staff.browser("gus")
    assert 'value="40"' in browser.get(AUTUMN).html
    saved(staff, north="50", south="9")
    assert 'value="40"' not in browser.get("settings/numbers/guests/2026").html
    saved(staff, "settings/numbers/guests/2026", south="9")
    assert held(staff.site) == {"north": [("2026-01-01", 40), ("2026-07-01", 50)], "south": [("2026-01-01", 9)]}


def test_a_list_is_put_into_the_fields_beside_what_was_typed_before_anything_is_saved(staff: Staff) -> None:
    browser = staff.browser("gus")
    typed = {"values-unit-region": "7", "values-pasted": "Enhet;Antal\nNorth works;40\nsouth;9"}
    page = browser.press(browser.get(AUTUMN), "Spara", **typed)
    assert "Listan står nu i fälten: 2 antal. Inget är sparat än." in page.text
    assert held(staff.site) == {}
    assert "Sparat" in browser.press(page, "Spara").text
    assert held(staff.site) == {unit: [("2026-07-01", number)] for unit, number in (("north", 40), ("region", 7), ("south", 9))}


def test_a_list_can_come_as_a_file_of_a_spreadsheet_and_is_there_to_be_put_right(staff: Staff) -> None:
    browser = staff.browser("gus")
    files = {"values-file": [("antal.csv", "North works;40\r\nNörth works;x\r\n".encode("cp1252"))]}
    page = browser.press(browser.get(AUTUMN), "Spara", files=files, **{"values-unit-south": "9"})
    assert page.status == 422
    assert "Rad 2: ingen enhet heter ”Nörth works”. Menade du North works?" in page.text
    assert "Nörth works;x" in page.html
    assert 'value="9"' in page.html
    assert "Listan står nu i fälten: ett antal" in browser.press(page, "Spara", **{"values-pasted": "north;40"}).text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("north;x", "Rad 1: ”x” är inget helt tal."),
        ("north;1;2", "Rad 1: raden för ”north” ska ha två delar, enheten och antalet."),
        ("north;1\nNorth works;2", "Rad 2: ”North works” står redan högre upp."),
        ("norr;1", "Rad 1: ingen enhet heter ”norr”."),
    ],
)
def test_a_line_that_is_wrong_is_told_by_its_number_and_the_list_is_kept(staff: Staff, line: str, words: str) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get(AUTUMN), "Spara", **{"values-pasted": line})
    assert (page.status, words in page.text, line.splitlines()[0] in page.html) == (422, True, True)
    assert held(staff.site) == {}


def test_what_another_saved_meanwhile_is_not_overwritten(staff: Staff) -> None:
    browser = staff.browser("gus")
    late = browser.get(AUTUMN)
    browser.press(browser.get(AUTUMN), "Spara", **{"values-unit-north": "40"})
    page = browser.press(late, "Spara", **{"values-unit-north": "50"})
    assert (page.status, 'value="50"' in page.html) == (409, True)
    assert held(staff.site) == {"north": [("2026-07-01", 40)]}


def test_a_unit_that_was_not_there_then_has_no_field(staff: Staff) -> None:
    staff.site.change(WITH_HALVES, ("south: {name: South works,", "south: {name: South works, until: 2026-03-31,"))
    page = staff.browser("gus").get(AUTUMN)
    assert ("North works" in page.text, "South works" in page.text) == (True, False)
    assert "South works" in staff.browser("gus").get("settings/numbers/guests/varen").text


def test_other_words_are_kept_and_what_is_missing_is_told(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get("settings/numbers/guests"), "Spara", **{"words-number_many": "boende", "words-number_per": "1 000"})
    assert "Antal boende" in page.text
    assert "Per 1000 boende" in browser.get("settings/numbers").text
    page = browser.press(page, "Spara", **{"words-number_one": "", "words-number_per": "0"})
    assert "Skriv vad en heter" in page.text
    assert "Skriv ett helt tal, minst 1" in page.text


def test_what_a_template_asks_for_can_be_named_and_is_then_filled_in(staff: Staff) -> None:
    source = staff.site.scene().template.source.replace("count: submissions, rows: who", "count: submissions, rows: who, per: staff")
    staff.site.publish(source)
    browser = staff.browser("gus")
    assert "staff Har inget namn än Felanmälan" in browser.get("settings/numbers").text
    assert browser.get("settings/numbers/staff/2026").status == 404
    typed = {"words-number_title": "Anställda", "words-number_one": "anställd", "words-number_many": "anställda"}
    assert "Antal anställda" in browser.press(browser.get("settings/numbers/staff"), "Spara", **typed).text
    assert browser.get("settings/numbers/staff/2026").status == 200


def test_where_the_calendars_have_no_periods_there_are_years(staff: Staff) -> None:
    staff.site.change(("calendars:\n", NUMBERS))
    text = staff.browser("gus").get("settings/numbers/guests").text
    assert "2027 1 januari–31 december 2027 0 av 2 enheter 2026" in text
    assert "Hösten" not in text


def test_what_is_not_there_is_not_there(staff: Staff) -> None:
    browser = staff.browser("gus")
    assert browser.get("settings/numbers/moon").status == 404
    assert browser.get("settings/numbers/guests/moon").status == 404
    page = browser.get("settings/numbers/guests")
    sheet = next(sheet for sheet in page.found.sheets if ("do", "words") in sheet.fields)
    assert browser.post("settings/numbers/moon", dict(sheet.fields)).status == 404


def test_changes_are_told_with_the_number_that_they_are_about(staff: Staff) -> None:
    saved(staff, north="40")
    assert "Enheternas antal ändrade Gäster Gus i dag 10.00" in staff.browser("gus").get("settings/").text
