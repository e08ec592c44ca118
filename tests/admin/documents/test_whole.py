"""The whole file of a case: all of it, or without what is masked, which is then nowhere in it."""

from collections.abc import Callable
from typing import Any

from engine.store import journal, tables
from tests.admin.staff import Browser, Page, Staff
from tests.engine.actions.test_notes import withdraw, write
from tests.engine.actions.test_write_message import says
from tests.engine.documents.paper_site import decided
from tests.site import Site, fault


def asked(browser: Browser, case: tables.Case, *ticks: str, why: str = "own") -> Page:
    """What comes of making the file with these parts masked."""
    typed = [(f"mask-{tick.partition(':')[0]}", tick) for tick in ticks]
    return browser.post(f"cases/{case.id}/file", [*typed, ("why", why)])


def test_it_holds_everything_with_dates_that_stay_true(staff: Staff) -> None:
    case, browser = decided(staff.site), staff.browser("ada")
    browser.press(browser.get(f"cases/{case.id}"), "Spara dokumentet", written="Mina ord")
    page = browser.get(f"cases/{case.id}")
    page = browser.press(browser.get(page.link("Skriv ut hela akten")), "Skapa akten", why="own")
    assert page.url == f"/acme/cases/{case.id}/documents/2"
    for said in (
        *("Fel i lokal", "Felanmälan", "North works", "Sekret hos verket", case.number),
        *("Slog *Lo*.", "Kim <b>Kimsson</b>", "Undersök", "Därför.", "Sagt: Mina ord"),
        *("Dokument sparat: Beslut", "7 september 2026 10.00", staff.site.scene().template.digest),
    ):
        assert said in page.text, said
    assert "i dag" not in page.text
    assert "<b>K" not in page.html


def test_what_is_masked_is_in_no_byte_of_the_page_or_the_pdf(staff: Staff, words_of_pdf: Callable[[bytes], str]) -> None:
    case, browser = decided(staff.site), staff.browser("ada")
    browser.press(browser.get(f"cases/{case.id}"), "Spara dokumentet", written="Hemligt")
    page = asked(browser, case, "report1:hurt/0", "report1:what", "document1", "round2:written", why="party")
    assert page.url == f"/acme/cases/{case.id}/documents/2"
    content = words_of_pdf(browser.get(f"cases/{case.id}/documents/2.pdf").response.get_data())
    for hidden in ("Kimsson", "Slog", "Hemligt"):
        assert hidden not in page.html
        assert hidden not in content
    assert page.text.count("[maskat]") == content.count("[maskat]") == 5
    assert "En arbetare" in page.text
    assert "Antal maskerade delar 4" in page.text


def test_a_masked_answer_does_not_stand_in_the_heading_of_the_round_that_it_names(staff: Staff) -> None:
    site = staff.site
    site.publish(site.scene().template.source.replace("by: inspector, repeat: true", "by: inspector, repeat: true, named_by: said"))
    case, browser = site.case(), staff.browser("ada")
    site.decide(case, "ada", "look")
    site.act(case, "eve", site.press(case, "talk", "add", said="Kim Kimsson"))
    assert "Samtal: Kim Kimsson" in browser.get(f"cases/{case.id}").text
    page = asked(browser, case, "round2:said", why="party")
    assert page.url == f"/acme/cases/{case.id}/documents/1"
    assert "Samtal: [maskat]" in page.text
    assert "Kim Kimsson" not in page.html


def test_each_part_is_offered_with_the_beginning_of_what_it_says(staff: Staff) -> None:
    case, browser = decided(staff.site), staff.browser("ada")
    page = browser.get(f"cases/{case.id}/file")
    assert "Vad hände?: Slog *Lo*." in page.text
    assert "Kim <b>Kimsson</b>, Ung" in page.text
    assert "Motivering: Därför." in page.text
    assert "En arbetare" not in page.text


def test_a_name_that_is_masked_in_one_place_and_stands_in_another_is_told_first(staff: Staff) -> None:
    site = staff.site
    case, browser = site.case(fault("Kim Kimsson", what="Lo slog Kim Kimsson.")), staff.browser("ada")
    page = asked(browser, case, "report1:hurt/0")
    assert page.status == 422
    assert "Kim Kimsson" in page.text.partition("Det här är maskat på ett ställe")[2]
    assert site.all(tables.CaseDocument) == []
    page = browser.press(page, "Skapa akten ändå")
    assert page.status == 200
    assert len(site.all(tables.CaseDocument)) == 1


def test_the_journal_says_why_each_was_made_and_how_much_is_masked(staff: Staff) -> None:
    site = staff.site
    case, browser = site.case(), staff.browser("ada")
    asked(browser, case, "report1:what", why="request")
    line: Any = site.read(lambda session: journal.of_kind(session, site.org, case.id, "document-made"))[0]
    assert (line.facts["why"], line.facts["masked"], line.facts["document"]) == ("request", 1, "")
    assert "Dokument sparat" in browser.get(f"cases/{case.id}").text


def test_without_a_reason_none_is_made_and_the_ticks_are_kept(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = asked(browser, case, "report1:what", why="")
    assert page.status == 422
    assert "Välj varför du skriver ut akten" in page.text
    assert ("mask-report1", "report1:what") in page.found.sheets[-1].fields
    assert staff.site.all(tables.CaseDocument) == []


def test_what_nobody_offered_is_not_masked(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    assert "[maskat]" not in asked(browser, case, "report1:who", "report9").text.partition("Journal")[0]


def test_a_file_does_not_hold_the_files_before_it(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    asked(browser, case)
    assert "Dokument" not in asked(browser, case).html.partition("<h2>Journal")[0].partition("<h2>")[2]


def test_one_who_only_reads_the_case_makes_none(staff: Staff) -> None:
    case = staff.site.case()
    assert staff.browser("hal").get(f"cases/{case.id}/file").status == 404


def closed(site: Site) -> tables.Case:
    """A case that is over."""
    case = site.case()
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    return site.again(case)


def test_whoever_received_a_closed_case_can_make_its_file(staff: Staff) -> None:
    case = closed(staff.site)
    assert "Avslutat 7 september 2026" in asked(staff.browser("ada"), case).text


def test_what_was_said_with_whoever_reported_is_in_it_and_can_be_masked(staff: Staff) -> None:
    site, browser = staff.site, staff.browser("ada")
    case = site.case()
    says(site, site.file(case).reports[0][0].id, "Det var Lo.")
    page = asked(browser, case)
    assert "Dialog med den som anmälde" in page.text
    assert "Det var Lo." in page.text
    assert "Det var Lo." not in asked(browser, case, "dialogue1:message0", why="party").text


def test_notes_are_in_it_only_when_that_is_chosen_and_never_those_that_were_taken_back(staff: Staff) -> None:
    site, browser = staff.site, staff.browser("ada")
    case = site.case()
    write(site, case, "ada", "Ring hemmet.")
    withdraw(site, case, write(site, case, "ada", "Fel ärende."), "ada")
    assert "Ring hemmet." not in asked(browser, case).text
    page = browser.press(browser.get(f"cases/{case.id}/file"), "Skapa akten", why="own", **{"with": "notes"})
    assert "Ring hemmet." in page.text
    assert "Fel ärende." not in page.text
