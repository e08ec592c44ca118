"""Compilations: a unit's or the organisation's year with the words about it, for whoever may read all that is counted there."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from engine.actions.interpret import LONGEST
from engine.store import tables
from engine.store.database import Database
from tests.admin.counted_site import close, count, counted_site
from tests.admin.staff import Page, Staff
from tests.admin.test_report_files import bare
from tests.engine.statistics import counted

COMPILED = """
compilations:
  plan:
    title: Årets plan
    note: Planen görs varje år.
    period: half
    sections:
      now: {title: Läget, reports: [rooms, trend]}
      why: {title: Analys, ask: Varför blir det så?}
      next: {title: Åtgärder, reports: [rooms], ask: Vad gör ni åt det?}
  board:
    title: Till styrelsen
    of: organisation
    sections:
      all: {title: Utveckling, reports: [rooms], ask: Vad är nytt?}
"""
PLAN, BOARD = "compilations/faults/plan", "compilations/faults/board"


@pytest.fixture
def staff(database: Database) -> Staff:
    """A site with reports from two units, and two compilations."""
    site = counted_site(database)
    site.publish(counted.TEMPLATE.strip("\n") + COMPILED)
    count(site, 9, room="bath")
    count(site, 2, room="kitchen")
    count(site, 7, room="bath", unit="south")
    return Staff.of(site)


def wrote(staff: Staff, person: str, path: str = f"{PLAN}?unit=north", **texts: str) -> Page:
    """Someone writes texts."""
    browser = staff.browser(person)
    typed = {f"text-{section}": text for section, text in texts.items()}
    return browser.press(browser.get(path), "Spara texterna", **typed)


def words_of(page: Page) -> str:
    """The words of a PDF, without blanks."""
    content = page.response.get_data()
    return "".join("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(content)).pages).split())


def test_the_overview_leads_to_those_that_one_may_put_together(staff: Staff) -> None:
    overview = staff.browser("gus").get("reports")
    assert overview.link("Årets plan") == "/acme/compilations/faults/plan"
    assert overview.link("Till styrelsen") == "/acme/compilations/faults/board"
    hers = staff.browser("kai").get("reports").text
    assert ("Årets plan" in hers, "Till styrelsen" in hers) == (True, False)
    assert "Sammanställningar" not in staff.browser("jo").get("reports").text


def test_it_shows_the_reports_of_a_unit_and_a_period_as_whoever_may_read_all_sees_them(staff: Staff) -> None:
    page = staff.browser("kai").get(PLAN)
    assert "North works, hösten 2026 (1 augusti–22 november 2026)" in page.text
    assert "11 anmälningar." in page.text
    assert page.text.count("Var är felen?") >= 2
    assert "Kök 2" in page.text
    assert "Planen görs varje år." in page.text
    names = re.findall(r'<title id="([^"]+)"', page.html)
    assert len(names) == len(set(names)) == 2


def test_each_of_its_reports_can_be_opened_as_it_stands_there(staff: Staff) -> None:
    browser = staff.browser("kai")
    page = browser.get(browser.get(PLAN).link("Öppna rapporten ”Var är felen?”"))
    assert "11" in page.text
    assert "North works" in page.text


def test_periods_of_the_list_and_calendar_years_can_be_chosen(staff: Staff) -> None:
    page = staff.browser("kai").get(f"{PLAN}?unit=north&period=2026")
    assert "kalenderåret 2026" in page.text
    assert '<option value="hosten-2026">Hösten 2026</option>' in page.html


def test_a_period_that_can_not_be_chosen_is_not_shown_and_nothing_is_kept_with_another(staff: Staff) -> None:
    browser = staff.browser("kai")
    assert "hösten 2026" in browser.get(f"{PLAN}?period=varen-2019").text
    assert browser.post(f"{PLAN}?unit=north&period=varen-2019", {"text-why": "Fel"}).status == 404
    assert staff.site.all(tables.Interpretation) == []


def test_the_texts_are_kept_with_unit_and_period_and_signed(staff: Staff) -> None:
    page = wrote(staff, "kai", why="Packningarna är gamla.", next="Vi byter dem.")
    assert "Texterna är sparade." in page.text
    assert page.html.count("Senast ändrad: Kai, söndag 22 november 2026") == 2
    assert "Packningarna är gamla." in staff.browser("gus").get(f"{PLAN}?unit=north").text
    assert "Packningarna är gamla." not in staff.browser("gus").get(f"{PLAN}?unit=south").text
    assert "Packningarna är gamla." not in staff.browser("kai").get(f"{PLAN}?period=2026").text


def test_only_what_has_changed_is_a_new_wording_and_the_ones_before_are_kept(staff: Staff) -> None:
    wrote(staff, "kai", why="Ett", next="Vi byter dem.")
    wrote(staff, "gus", why="Två")
    found = staff.site.all(tables.Interpretation)
    assert sorted((row.report, row.number) for row in found) == [("plan.next", 1), ("plan.why", 1), ("plan.why", 2)]


def test_what_is_written_is_sealed_and_the_journal_has_no_word_of_it(staff: Staff) -> None:
    wrote(staff, "kai", why="Packningarna är gamla.")
    (line,) = staff.site.all(tables.JournalLine, kind="report-interpreted")
    assert (line.facts["template"], line.facts["report"], line.facts["unit"]) == ("faults", "plan.why", "north")
    assert "Packning" not in str(line.facts)
    assert b"Packning" not in staff.site.all(tables.Interpretation)[0].sealed


def test_a_text_that_is_too_long_is_asked_for_again_and_the_others_are_kept(staff: Staff) -> None:
    long = "x" * (LONGEST + 1)
    page = wrote(staff, "kai", why=long, next="Vi byter dem.")
    assert page.status == 422
    assert f"Skriv högst {LONGEST} tecken" in page.text
    assert long in page.html
    assert [row.report for row in staff.site.all(tables.Interpretation)] == ["plan.next"]


def test_who_is_slower_sees_what_the_other_wrote_and_loses_nothing(staff: Staff) -> None:
    browser = staff.browser("kai")
    before = browser.get(f"{PLAN}?unit=north")
    wrote(staff, "gus", why="Gus ord")
    page = browser.press(before, "Spara texterna", **{"text-why": "Kais ord"})
    assert page.status == 422
    assert "Gus ord" in page.text
    assert "Kais ord" in page.html
    assert "Kais ord" in browser.press(page, "Spara texterna").html
    assert len(staff.site.all(tables.Interpretation)) == 2


def test_a_text_that_one_has_not_touched_does_not_take_the_place_of_what_another_wrote_meanwhile(staff: Staff) -> None:
    wrote(staff, "gus", why="Ett\n\nTvå")
    browser = staff.browser("kai")
    before = browser.get(f"{PLAN}?unit=north")
    wrote(staff, "gus", why="Tre")
    page = browser.press(before, "Spara texterna", **{"text-next": "Vi byter dem.", "text-why": "Ett\r\n\r\nTvå"})
    assert page.status == 200
    assert "Tre" in page.text
    assert "Vi byter dem." in page.text


@pytest.mark.parametrize("path", [f"{PLAN}?unit=south", f"{PLAN}?unit=nowhere", BOARD, "compilations/faults/other", "compilations/x/plan"])
def test_nothing_is_there_for_who_may_not_read_all_that_is_counted(path: str, staff: Staff) -> None:
    browser = staff.browser("kai")
    assert browser.get(path).status == 404
    assert browser.post(path).status == 404
    bare, _, query = path.partition("?")
    assert browser.get(f"{bare}/pdf?{query}").status == 404
    assert staff.browser("jo").get(path).status == 404


def test_the_whole_organisation_is_told_of_closed_months_without_small_numbers(staff: Staff) -> None:
    assert "18 anmälningar." not in staff.browser("gus").get(BOARD).text
    close(staff.site)
    page = staff.browser("gus").get(BOARD)
    assert "hela Acme" in page.text.replace("Hela", "hela")
    assert "18 anmälningar." in page.text
    assert "Du ser anmälningar i ”Felanmälan” från hela Acme, kalenderåret 2026 (1 januari–31 oktober 2026)." in page.text
    assert "Kök 2" not in page.text
    assert "Små tal är dolda" in page.text
    assert "Öppna rapporten" not in page.text


def test_the_whole_organisation_has_texts_of_its_own(staff: Staff) -> None:
    assert "Fler än i fjol." in wrote(staff, "gus", BOARD, all="Fler än i fjol.").html
    assert [row.unit for row in staff.site.all(tables.Interpretation)] == [""]


@pytest.mark.parametrize(("person", "path"), [("kai", PLAN), ("gus", BOARD)])
def test_the_document_says_what_the_page_says(person: str, path: str, staff: Staff) -> None:
    close(staff.site)
    section = "why" if path == PLAN else "all"
    wrote(staff, person, path, **{section: "Packningarna är gamla."})
    browser = staff.browser(person)
    page, paper = browser.get(path), browser.get(f"{path}/pdf")
    assert paper.response.content_type == "application/pdf"
    assert paper.response.headers["Content-Disposition"].startswith(f'attachment; filename="faults-{path.rpartition("/")[2]}')
    printed = words_of(paper)
    for table in page.html.split("<table")[1:]:
        for row in table.partition("</table>")[0].split("<tr>")[1:]:
            assert "".join(bare(row).split()) in printed
    assert "Packningarnaärgamla." in printed
    assert path == BOARD or "Vadgörniåtdet?Ingenharskrivitnågothär." in printed
    assert PdfReader(BytesIO(paper.response.get_data())).trailer["/Root"]["/MarkInfo"]["/Marked"]
