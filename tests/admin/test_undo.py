"""What does no harm is undone by a button beside the message that says it is done; and only as long as it is still so."""

from engine.store import tables
from tests.admin.staff import Browser, Page, Staff
from tests.engine.actions.test_hand_over import given, hand

UNDO = "Ångra"


def handed(browser: Browser, case: tables.Case, to: str) -> Page:
    """Someone hands the first decision over."""
    return browser.press(browser.get(browser.get(f"cases/{case.id}").link("Lämna över till någon annan")), to)


def test_handing_over_is_undone_to_the_mailbox_or_to_the_one_who_had_the_step(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = browser.press(handed(browser, case, "Bo"), UNDO)
    assert given(staff.site, case, "verdict") is None
    assert "Steget är överlämnat." in page.text
    hand(staff.site, case, "ada", "cy")
    page = browser.press(handed(browser, case, "Bo"), UNDO)
    assert given(staff.site, case, "verdict") == staff.site.people["cy"]
    browser.press(page, UNDO)
    assert given(staff.site, case, "verdict") == staff.site.people["bo"]


def test_a_step_that_has_gone_on_is_not_taken_from_whoever_has_it_now(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = handed(browser, case, "Bo")
    hand(staff.site, case, "bo", "cy", seen="bo")
    assert UNDO not in browser.get(page.response.request.full_path).buttons()
    page = browser.press(page, UNDO)
    assert page.status == 409
    assert given(staff.site, case, "verdict") == staff.site.people["cy"]


def test_letting_someone_read_is_undone(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    typed = {"person": str(staff.site.people["cy"]), "reason": "Stödjer Lo.", "until": "2026-09-10"}
    page = browser.press(browser.get(f"cases/{case.id}/readers"), "Låt personen läsa", **typed)
    assert staff.browser("cy").get(f"cases/{case.id}").status == 200
    assert "Personen får inte längre läsa ärendet." in browser.press(page, UNDO).text
    assert staff.browser("cy").get(f"cases/{case.id}").status == 404


def test_a_longer_reading_is_not_ended_by_undoing(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    for until in ("2026-09-10", "2026-09-20"):
        typed = {"person": str(staff.site.people["cy"]), "reason": "Stödjer Lo.", "until": until}
        page = browser.press(browser.get(f"cases/{case.id}/readers"), "Låt personen läsa", **typed)
    assert UNDO not in page.buttons()


def test_withdrawing_a_note_is_undone_by_its_author(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = browser.press(browser.get(f"cases/{case.id}/notes"), "Spara anteckningen", **{"note-text": "Ring HEMMET."})
    page = browser.press(page, next(words for words in page.buttons() if words.startswith("Ta tillbaka")))
    address = page.response.request.full_path
    assert UNDO not in staff.browser("bo").get(address).buttons()
    page = browser.press(page, UNDO)
    assert "Anteckningen är tillbaka." in page.text
    assert "Ring HEMMET." in page.text
    assert UNDO not in browser.get(address).buttons()


def test_an_address_that_makes_no_sense_has_no_button(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    for done in ("handed&run=99&had=x&has=y", "handed", "reader-added&reader=x", "note-withdrawn&note=x", "merged"):
        assert UNDO not in browser.get(f"cases/{case.id}?done={done}").buttons()
