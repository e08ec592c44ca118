"""On the page of a case: the other template's form, begun with what is known, opens a case that the reader may not read."""

from engine.store import tables
from tests.admin.staff import Staff
from tests.linking import linking, two_units


def test_the_form_begins_with_what_the_case_knows_and_no_more(staff: Staff) -> None:
    case = linking(staff.site)
    page = staff.browser("ada").get(f"cases/{case.id}")
    sheet, *_ = page.button("Öppna ärendet")
    assert {("victim", "Kim"), ("how", "Halkade."), ("spot", "north")} <= set(sheet.fields)
    assert not {name for name, value in sheet.fields if value and name in ("story", "grave")}
    assert "Bara de som tar emot det kan läsa det" in page.text
    assert "Bild" not in page.text


def test_what_the_other_form_demands_is_demanded_and_what_was_typed_is_kept(staff: Staff) -> None:
    case, browser = linking(staff.site), staff.browser("ada")
    page = browser.press(browser.get(f"cases/{case.id}"), "Öppna ärendet", victim="Lo")
    assert page.status == 422
    sheet, *_ = page.button("Öppna ärendet")
    assert ("victim", "Lo") in sheet.fields


def test_the_case_is_opened_and_shown_to_those_who_may_read_both(staff: Staff) -> None:
    case, browser = linking(staff.site), staff.browser("ada")
    page = browser.press(browser.get(f"cases/{case.id}"), "Öppna ärendet", grave="yes")
    assert "Ett eget ärende öppnades: Anmäl olyckan" in page.text
    assert "öppnades av det här ärendet" not in page.text
    assert "öppnades av det här ärendet" in staff.browser("eve").get(f"cases/{case.id}").text


def test_a_template_that_is_not_in_use_is_said_in_words(staff: Staff) -> None:
    case, browser = linking(staff.site, published=False), staff.browser("ada")
    page = browser.get(f"cases/{case.id}")
    assert "är inte i bruk här just nu" in page.text
    assert "Öppna ärendet" not in page.buttons()
    assert "Sparat." in browser.press(page, "Öppna inget ärende").text


def test_another_unit_gets_a_case_of_the_same_template_with_what_the_receiver_hands_over(staff: Staff) -> None:
    case, browser = two_units(staff.site), staff.browser("ada")
    page = browser.get(f"cases/{case.id}")
    sheet, *_ = page.button("Öppna ärendet")
    assert ("what", "Halkade.") in sheet.fields
    assert "Kim" not in {value for name, value in sheet.fields}
    typed = {"place": "south", "who": "worker", "what": "Den ena halkade.", "hurt.0.name": "Lo", "hurt.0.age": "old"}
    page = browser.press(page, "Öppna ärendet", **typed)
    assert page.status == 200
    new = next(row for row in staff.site.all(tables.Case) if row.unit == "south")
    assert staff.site.file(new).answers["what"] == "Den ena halkade."
    assert new.number not in page.text
    assert "Halkade." not in staff.browser("cy").get(f"cases/{new.id}").text
    assert staff.browser("cy").get(f"cases/{case.id}").status == 404
    assert staff.browser("ada").get(f"cases/{new.id}").status == 404
