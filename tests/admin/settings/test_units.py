"""The pages of units: the tree, a list that is looked at before it is taken, and the end of a unit."""

import pytest

from tests.admin.staff import Staff
from tests.forms.visitor import Visitor, public_app


def test_a_list_is_shown_as_what_it_will_change_before_it_does(staff: Staff) -> None:
    browser = staff.browser("gus")
    look = browser.press(browser.get("settings/units"), "Visa vad som ändras", **{"list-list": "north;North yard\neast;East;works;region"})
    assert "North works: namn: North works → North yard" in look.text
    assert "Ny: East (east)" in look.text
    assert "North yard" not in browser.get("settings/units").text
    assert "North yard" in browser.press(look, "Gör ändringarna").text


def test_a_list_can_come_as_a_file_of_a_spreadsheet(staff: Staff) -> None:
    browser = staff.browser("gus")
    files = {"list-file": [("units.csv", "key;name;kind\r\neast;Östra ån;works\r\n".encode("cp1252"))]}
    look = browser.press(browser.get("settings/units"), "Visa vad som ändras", files=files)
    assert "Ny: Östra ån (east)" in look.text


def test_a_line_that_is_wrong_is_told_by_its_number_and_the_list_is_kept(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get("settings/units"), "Visa vad som ändras", **{"list-list": "east;East\nwest;West;works;moon"})
    assert page.status == 422
    assert "Rad 2:" in page.text
    assert "west;West;works;moon" in page.html


def test_what_another_changed_since_the_look_is_looked_at_again(staff: Staff) -> None:
    browser = staff.browser("gus")
    look = browser.press(browser.get("settings/units"), "Visa vad som ändras", **{"list-list": "north;North yard"})
    browser.press(browser.get("settings/units/north"), "Spara", **{"about-name": "Yard"})
    page = browser.press(look, "Gör ändringarna")
    assert page.status == 409
    assert "Yard: namn: Yard → North yard" in page.text
    assert "North yard" in browser.press(page, "Gör ändringarna").text


@pytest.mark.parametrize("path", ["units", "units/north", "calendars/working/north"])
def test_what_another_process_has_just_changed_is_shown(staff: Staff, path: str) -> None:
    browser = staff.browser("gus")
    browser.get(f"settings/{path}")
    staff.site.reopened(staff.site.office.database).change(("North works", "North yard"))
    assert "North yard" in browser.get(f"settings/{path}").text


def test_a_unit_that_has_ended_is_offered_to_nobody(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.get("settings/units/north")
    sheet = next(sheet for sheet in page.found.sheets if ("do", "end") in sheet.fields)
    browser.post(page.url, dict(sheet.fields) | {"end-until": "2026-09-06", "end-successor": "south"})
    assert "Avslutad" in browser.get("settings/units").text
    assert "North works" not in offered(staff)


def offered(staff: Staff) -> str:
    """The first page of the form, where a unit is chosen."""
    someone = Visitor(public_app(staff.site), "acme", "faults")
    someone.open("")
    return someone.press("Börja anmälan").text


def test_a_unit_that_would_belong_to_itself_is_refused_with_what_was_typed(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get("settings/units/region"), "Spara", **{"about-name": "Regionen", "about-parent": "north"})
    assert page.status == 422
    assert "En enhet kan inte höra till sig själv" in page.text
    assert 'value="Regionen"' in page.html


def test_a_new_unit_can_be_reported_to_at_once(staff: Staff) -> None:
    browser = staff.browser("gus")
    browser.press(browser.get("settings/units"), "Lägg till enheten", **{"add-name": "Östra", "add-kind": "works", "add-parent": "region"})
    assert "Östra" in offered(staff)
