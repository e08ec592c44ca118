"""The pages of calendars: what is closed in words, lists that are pasted, and days of its own for a unit."""

from tests.admin.staff import Staff

OURS = "settings/calendars/working/*"


def test_a_page_says_how_far_some_days_reach_and_what_is_closed(staff: Staff) -> None:
    browser = staff.browser("gus")
    typed = {"days-closed": "2026-09-08/2026-09-09 Lov", "days-holidays": "se"}
    page = browser.press(browser.get(OURS), "Spara", **typed)
    assert "Om en arbetsdag: torsdag 10 september 2026" in page.text
    assert "8–9 september 2026: Lov" in page.text
    assert "torsdag 24 december 2026: Julafton" in page.text
    assert "lördag" not in page.text.partition("Dagarna")[0]


def test_a_line_that_is_no_day_is_told_by_its_number_and_the_list_is_kept(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get(OURS), "Spara", **{"days-closed": "2026-09-08\nhöstlov\n2026-10-30/2026-10-26"})
    assert page.status == 422
    assert "Rad 2: skriv dagarna så här" in page.text
    assert "Rad 3: den sista dagen kommer före den första" in page.text
    assert "höstlov" in page.html


def test_a_unit_gets_days_of_its_own_from_those_of_the_organisation(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get("settings/calendars"), "Fortsätt", **{"unit-calendar": "working", "unit-place": "north"})
    assert "Enheten har inga egna dagar" in page.text
    saved = browser.press(page, "Spara", **{"days-closed": "2026-09-08"})
    assert "Enheten har inga egna dagar" not in saved.text
    assert "North works" in browser.get("settings/calendars").text
    browser.press(saved, "Ta bort dem")
    assert "North works måndag" not in browser.get("settings/calendars").text


def test_a_calendar_that_a_template_counts_by_and_nobody_has_written_is_said_and_can_be(staff: Staff) -> None:
    staff.site.publish(staff.site.scene().template.source.replace("calendar: working", "calendar: shift"))
    browser = staff.browser("gus")
    assert "Alla dagar räknas" in browser.get("settings/calendars").text
    page = browser.get("settings/calendars/shift/*")
    assert "Ingen har sagt vilka dagar som räknas" in page.text
    typed = {"days-one": "skiftdag", "days-many": "skiftdagar", "days-weekdays": ["0", "2"]}
    assert "Om en skiftdag: onsdag 9 september" in browser.press(page, "Spara", **typed).text


def test_periods_are_kept_and_told_again(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get(OURS), "Spara", **{"days-periods": "lasar 2026-08-18/2027-06-11 Läsåret"})
    assert "lasar 2026-08-18/2027-06-11 Läsåret" in page.html
    assert staff.site.scene().organisation.calendar("working", None).periods["lasar"][0].label == "Läsåret"


def test_holidays_of_nowhere_are_said_to_be_unknown(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get(OURS), "Spara", **{"days-holidays": "xx"})
    assert page.status == 422
    assert "Helgdagarna där är inte kända" in page.text
    assert 'value="xx"' in page.html


def test_what_is_not_there_is_not_there(staff: Staff) -> None:
    browser = staff.browser("gus")
    assert browser.get("settings/calendars/moon/*").status == 404
    assert browser.get("settings/calendars/working/moon").status == 404
