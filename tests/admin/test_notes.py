"""Notes on the web: on the case's page for everyone who reads it, written and marked by those who work with it, never shown outside."""

from engine.store import tables
from tests.admin.staff import Browser, Page, Staff
from tests.engine.attachments.files import PDF


def noted(browser: Browser, case: tables.Case, text: str = "Ring HEMMET.", **more: str) -> Page:
    """Someone writes a note, from the case's page."""
    page = browser.get(browser.get(f"cases/{case.id}").link("Skriv en anteckning"))
    return browser.press(page, "Spara anteckningen", **{"note-text": text, **more})


def test_a_note_is_read_by_everyone_who_reads_the_case(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = noted(browser, case)
    assert "Anteckningen är sparad." in page.text
    assert "Ring HEMMET. " in page.text
    assert "Ada, i dag" in page.text
    seen = staff.browser("hal").get(f"cases/{case.id}")
    assert "Ring HEMMET." in seen.text
    assert "Skriv en anteckning" not in seen.text
    assert not {"Ta tillbaka anteckningen", "Markera som klar"} & set(seen.buttons())


def test_an_empty_note_is_asked_for_again(staff: Staff) -> None:
    page = noted(staff.browser("ada"), staff.site.case(), " ")
    assert page.status == 422
    assert "Skriv anteckningen" in page.text


def test_what_a_note_asks_for_is_marked_as_done_by_a_colleague(staff: Staff) -> None:
    case = staff.site.case()
    noted(staff.browser("ada"), case, **{"note-asks": "yes"})
    bo = staff.browser("bo")
    page = bo.get(f"cases/{case.id}")
    words = next(words for words in page.buttons() if words.startswith("Markera som klar"))
    page = bo.press(page, words)
    assert "Anteckningen är markerad som klar." in page.text
    assert "Markerad som klar av Bo" in page.text


def test_an_own_note_is_withdrawn_and_leaves_a_line(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = noted(browser, case)
    words = next(words for words in page.buttons() if words.startswith("Ta tillbaka"))
    assert not any(words.startswith("Ta tillbaka") for words in staff.browser("bo").get(f"cases/{case.id}").buttons())
    page = browser.press(page, words)
    assert "HEMMET" not in page.text
    assert "Anteckningen togs tillbaka" in page.text


def test_a_file_of_a_note_is_kept_when_the_text_is_missing_and_saved_from_the_page(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = browser.get(f"cases/{case.id}/notes")
    page = browser.press(page, "Spara anteckningen", files={"note-files": [("brev.pdf", PDF)]})
    assert page.status == 422
    page = browser.press(page, "Spara anteckningen", **{"note-text": "Se brevet."})
    link = next(said for _, said in page.found.links if said.startswith("brev.pdf"))
    assert browser.get(page.link(link)).response.data == PDF
    words = next(words for words in page.buttons() if words.startswith("Ta tillbaka"))
    file = page.link(link)
    assert browser.press(page, words).status == 200
    assert browser.get(file).status == 404


def test_a_file_of_the_wrong_kind_is_refused_with_the_note_kept(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = browser.get(f"cases/{case.id}/notes")
    page = browser.press(page, "Spara anteckningen", files={"note-files": [("x.exe", b"MZ\x00\x01")]}, **{"note-text": "Se filen."})
    assert page.status == 422
    assert "är inte av rätt slag" in page.text
    assert dict(page.button("Spara anteckningen")[0].fields)["note-text"] == "Se filen."
    assert staff.site.all(tables.CaseNote) == []


def test_no_note_is_told_to_the_one_who_reported(staff: Staff) -> None:
    case = staff.site.case()
    told = len(staff.site.all(tables.OutgoingMail))
    noted(staff.browser("ada"), case)
    assert len(staff.site.all(tables.OutgoingMail)) == told
