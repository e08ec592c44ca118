"""Tying, merging, splitting and opening cases again on the web: each says what it has done, and what is wrong."""

from tests.admin.staff import Staff
from tests.engine.actions.test_reopen_case import closed


def test_two_cases_are_related_by_the_number_of_the_other_and_no_longer(staff: Staff) -> None:
    one, other, browser = staff.site.case(), staff.site.case(), staff.browser("ada")
    page = browser.get(browser.get(f"cases/{one.id}").link("Koppla, slå ihop eller dela"))
    page = browser.press(page, "Koppla", number=f" {other.number.lower()} ")
    assert "Ärendena är kopplade." in page.text
    assert f"{other.number} hör ihop" in page.text
    page = browser.press(browser.get(f"cases/{one.id}/ties"), f"Ta bort kopplingen {other.number}")
    assert "Kopplingen är borttagen." in page.text
    assert other.number not in page.text


def test_a_number_that_leads_nowhere_is_said_beside_the_field_and_kept(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    for typed, said in (
        ("2026-ZZZZZ", "Det finns inget annat ärende"),
        (case.number, "Det finns inget annat ärende"),
        ("", "Skriv numret"),
    ):
        page = browser.press(browser.get(f"cases/{case.id}/ties"), "Koppla", number=typed)
        assert (page.status, said in page.text) == (422, True)
        assert dict(page.button("Koppla")[0].fields)["number"] == typed


def test_a_case_is_merged_into_another_and_each_says_so(staff: Staff) -> None:
    one, other, browser = staff.site.case(), staff.site.case(), staff.browser("ada")
    page = browser.press(browser.get(f"cases/{one.id}/ties"), "Slå ihop", into=str(other.id))
    assert page.url == f"/acme/cases/{other.id}"
    assert "Ärendena är ihopslagna." in page.text
    assert f"{one.number} är en del av det här ärendet" in page.text
    assert f"{other.number} har tagit över det här ärendet" in browser.get(f"cases/{one.id}").text
    assert "Öppna igen" not in browser.get(f"cases/{one.id}/ties").buttons()


def test_nothing_to_merge_with_shows_no_such_form_and_nothing_chosen_is_said(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    assert "Slå ihop" not in browser.get(f"cases/{case.id}/ties").buttons()
    staff.site.case()
    assert "Välj vilket ärende" in browser.press(browser.get(f"cases/{case.id}/ties"), "Slå ihop").text


def test_a_report_gets_a_case_of_its_own(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    submission = staff.site.file(case).reports[0][0].id
    page = browser.press(browser.get(f"cases/{case.id}/ties"), "Öppna ett eget ärende", submission=str(submission))
    assert "Anmälan har fått ett eget ärende." in page.text
    assert "öppnades ur det här ärendet" in page.text
    assert "Välj vilken anmälan" in browser.press(browser.get(f"cases/{case.id}/ties"), "Öppna ett eget ärende").text


def test_a_closed_case_is_opened_again_with_a_reason(staff: Staff) -> None:
    case, browser = closed(staff.site), staff.browser("ada")
    page = browser.get(browser.get(f"cases/{case.id}").link("Öppna ärendet igen, eller koppla det"))
    wrong = browser.press(page, "Öppna igen", step="verdict")
    assert (wrong.status, "Välj steg och skäl" in wrong.text) == (422, True)
    page = browser.press(wrong, "Öppna igen", reason="again")
    assert "Ärendet är öppet igen." in page.text
    assert "Det har hänt igen" in page.text
