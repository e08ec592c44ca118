"""A document is shown as it will be, kept sealed when its maker says so, and never changes."""

from collections.abc import Callable

import pytest

from engine.printing import NotPrinted
from engine.store import documents, journal, tables
from tests.admin.staff import Staff
from tests.engine.documents.paper_site import decided


def test_a_step_shows_the_document_with_the_doers_words_and_saves_what_was_shown(staff: Staff) -> None:
    case, browser = decided(staff.site), staff.browser("ada")
    page = browser.get(f"cases/{case.id}")
    page = browser.press(page, "Granska dokumentet", written="Utan <i>dröjsmål</i>.")
    assert page.status == 200
    assert "Ställningstagande: Undersök, Ada, Skötare, 7 september 2026" in page.text
    assert "Sagt: Utan <i>dröjsmål</i>." in page.text
    assert "<i>" not in page.html
    assert staff.site.all(tables.CaseDocument) == []
    page = browser.press(page, "Spara dokumentet")
    made = browser.get(page.link("1. Beslut"))
    assert "Sagt: Utan <i>dröjsmål</i>." in made.text
    assert "Kim <b>Kimsson</b> vid North works" in made.text
    assert [(row.document, row.run, row.round) for row in staff.site.all(tables.CaseDocument)] == [("beslut", 3, 1)]


def test_each_round_of_the_step_is_a_new_version_and_the_old_one_stays(staff: Staff) -> None:
    case, browser = decided(staff.site), staff.browser("ada")
    for words in ("Första", "Andra"):
        browser.press(browser.get(f"cases/{case.id}"), "Spara dokumentet", written=words)
    assert "Sagt: Första" in browser.get(f"cases/{case.id}/documents/1").text
    assert "Sagt: Andra" in browser.get(f"cases/{case.id}/documents/2").text
    browser.press(browser.get(f"cases/{case.id}"), "Markera steget klart")
    assert "looking" in staff.site.runs(case)


def test_one_who_handles_the_case_makes_a_document_whenever_it_is_needed(staff: Staff) -> None:
    case, browser = decided(staff.site), staff.browser("ada")
    page = browser.get(browser.get(f"cases/{case.id}").link("Skapa ”Brev”"))
    page = browser.press(page, "Visa med min text", written="Vi ses på måndag.")
    assert "Hej. Vi ses på måndag." in page.text
    assert staff.site.all(tables.CaseDocument) == []
    page = browser.press(page, "Spara dokumentet")
    assert page.url == f"/acme/cases/{case.id}/documents/1"
    assert "Dokument 1 i ärendet, sparat 7 september 2026 10.00 av Ada." in page.text


def test_it_is_sealed_and_the_journal_has_its_digest_alone(staff: Staff) -> None:
    site = staff.site
    case, browser = decided(site), staff.browser("ada")
    browser.press(browser.get(f"cases/{case.id}/documents/new/brev"), "Spara dokumentet", written="KANARIE")
    row = site.all(tables.CaseDocument)[0]
    assert b"KANARIE" not in row.sealed
    line = site.read(lambda session: journal.of_kind(session, site.org, case.id, "document-made"))[0]
    assert line.facts == {"document": "brev", "number": 1, "digest": row.digest.hex()}
    page = browser.get(f"cases/{case.id}")
    assert "Dokument sparat" in page.text
    assert row.digest.hex() in browser.get(f"cases/{case.id}/documents/1").text


def test_one_who_only_reads_the_case_reads_its_documents_and_makes_none(staff: Staff) -> None:
    case = decided(staff.site)
    ada, hal, cy = (staff.browser(person) for person in ("ada", "hal", "cy"))
    ada.press(ada.get(f"cases/{case.id}/documents/new/brev"), "Spara dokumentet", written="Hej.")
    assert hal.get(f"cases/{case.id}/documents/1").status == 200
    assert hal.get(f"cases/{case.id}/documents/new/brev").status == 404
    assert "Skapa ”Brev”" not in hal.get(f"cases/{case.id}").text
    assert hal.post(f"cases/{case.id}/documents/new/brev", {"button": "save"}).status == 404
    assert cy.get(f"cases/{case.id}/documents/1").status == 404


def test_what_is_not_there_is_not_found(staff: Staff) -> None:
    case, browser = decided(staff.site), staff.browser("ada")
    assert browser.get(f"cases/{case.id}/documents/1").status == 404
    assert browser.get(f"cases/{case.id}/documents/new/nothing").status == 404
    assert browser.post(f"cases/{case.id}/documents/new/nothing", {"button": "save"}).status == 404


def test_a_document_of_one_case_does_not_open_in_another(staff: Staff) -> None:
    site = staff.site
    case, browser = decided(site), staff.browser("ada")
    browser.press(browser.get(f"cases/{case.id}/documents/new/brev"), "Spara dokumentet", written="Hej.")
    other = site.case()
    assert browser.get(f"cases/{other.id}/documents/1").status == 404
    assert site.read(lambda session: documents.opened(session, site.office.sealer, site.own(session, other), 1)) is None


def test_the_pdf_says_the_same_as_the_page(staff: Staff, words_of_pdf: Callable[[bytes], str]) -> None:
    case, browser = decided(staff.site), staff.browser("ada")
    browser.press(browser.get(f"cases/{case.id}/documents/new/brev"), "Spara dokumentet", written="Vi ses på måndag.")
    answer = browser.get(f"cases/{case.id}/documents/1.pdf").response
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{case.number}-1.pdf"'
    text = words_of_pdf(answer.get_data())
    assert "Vi ses på måndag." in text
    assert case.number in text


def test_where_no_pdf_can_be_made_the_page_says_so_and_prints(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*args: object) -> bytes:
        raise NotPrinted("missing")

    monkeypatch.setattr("admin.paper.to_pdf", missing)
    case, browser = decided(staff.site), staff.browser("ada")
    browser.press(browser.get(f"cases/{case.id}/documents/new/brev"), "Spara dokumentet", written="Hej.")
    page = browser.get(f"cases/{case.id}/documents/1.pdf")
    assert "Servern kan inte skapa PDF, eftersom Pango saknas." in page.text
    assert "Hej." in page.text
