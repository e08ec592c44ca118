"""The list of cases and the page of one: what stands on it, in which words, and what is written down when it is read."""

import re
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, func, insert, inspect, select
from sqlalchemy.orm import Session

from engine import office
from engine.ids import new_id
from engine.store import tables
from tests.admin.staff import Page, Staff
from tests.site import FLAGGED, Site, fault


def numbers(page: Page) -> set[str]:
    """The numbers of the listed cases."""
    return {words.strip() for href, words in page.found.links if "/cases/" in href and re.fullmatch(r"2026-[0-9A-Z]{5}", words.strip())}


def stored(site: Site) -> dict[str, list[tuple[Any, ...]]]:
    """Every row there is."""
    models = [mapper.class_ for mapper in tables.Base.registry.mappers]
    return {
        model.__name__: site.read(
            lambda session, model=model: sorted(
                map(repr, session.execute(select(*model.__table__.columns), execution_options={"all_orgs": True}))
            )
        )
        for model in models
    }


def test_a_decision_takes_three_clicks_from_the_mails_link(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = browser.get(f"https://acme.example/admin/acme/cases/{case.id}")
    page = browser.press(page, "Spara, ingen berörs", outcome="look")
    assert (page.status, page.url) == (200, f"/acme/cases/{case.id}")
    assert "Sparat. Nu väntar ärendet på: Besiktare, Skötare." in page.text
    assert staff.site.runs(case) == {"looking": "", "talk": "inspector", "check": "keeper@north"}


def test_the_title_has_the_number_and_the_screen_and_never_a_name(staff: Staff) -> None:
    case = staff.site.case(fault("Kim Kimsson", what="Slog Lo."))
    html = staff.browser("ada").get(f"cases/{case.id}").html
    title = html.partition("<title>")[2].partition("</title>")[0]
    assert title == f"{case.number}, Ställningstagande – Acme"
    assert "Kim Kimsson" in html


def test_the_reading_is_written_down_before_the_page_is_shown_and_once_per_session(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    before = staff.site.lines(case.id)
    for _ in range(3):
        browser.get(f"cases/{case.id}")
    assert staff.site.lines(case.id) == [*before, "read"]
    staff.browser("ada").get(f"cases/{case.id}")
    staff.browser("bo").get(f"cases/{case.id}")
    assert staff.site.lines(case.id) == [*before, "read", "read", "read"]


def test_opening_pages_changes_nothing_but_what_says_that_they_were_opened(staff: Staff) -> None:
    case, submission, browser = staff.site.case(), staff.site.waiting(), staff.browser("gus")
    paths = ["", "cases/", "cases/?state=all&q=2026", f"cases/{case.id}", f"submissions/{submission}", "register", "sign-in", "nowhere"]
    before = stored(staff.site)
    for path in paths:
        browser.get(path)
    after = stored(staff.site)
    assert {name for name in after if after[name] != before[name]} == {"JournalLine", "Notice"}
    for path in paths:
        browser.get(path)
    assert stored(staff.site) == after


def test_the_report_stands_in_words_under_its_headings(staff: Staff) -> None:
    text = staff.browser("ada").get(f"cases/{staff.site.case(fault('Kimmö', urgent=True)).id}").text
    assert "Vad har hänt? Var? North works Vad hände? Ett rör gick av. Vem? En arbetare Är det bråttom? Ja" in text
    assert "Person Namn Kimmö Ålder Ung" in text


def test_an_answer_that_was_left_out_stays_visible(staff: Staff) -> None:
    text = staff.browser("ada").get(f"cases/{staff.site.case().id}").text
    assert "Är det bråttom? Ej angivet" in text


def test_a_case_shows_its_own_row_only_and_names_its_siblings(staff: Staff) -> None:
    first, second = staff.site.cases(staff.site.report(fault("Kimmö", "Lo")).submission)
    page = staff.browser("ada").get(f"cases/{second.id}")
    assert "Namn Lo" in page.text
    assert "Kimmö" not in page.html
    assert page.link(first.number).endswith(str(first.id))


def test_the_steps_stand_in_order_with_state_doer_and_day(staff: Staff) -> None:
    text = staff.browser("ada").get(f"cases/{staff.site.case().id}").text
    told = ["Ägaren får veta Klart · i dag", "Ställningstagande Om två arbetsdagar Pågår · Skötare · senast onsdag 9 september"]
    later = ["Undersökning Kommer sedan", "Samtal Kommer sedan · Besiktare", "Enskilt samtal Behövs inte", "Avslut Kommer sedan · Skötare"]
    places = [text.index(words) for words in (*told, *later)]
    assert places == sorted(places)


def test_a_step_that_was_passed_by_is_not_needed(staff: Staff) -> None:
    case = staff.site.case()
    staff.site.decide(case, "ada", "drop")
    text = staff.browser("ada").get(f"cases/{case.id}").text
    assert "Ställningstagande Klart · Avsluta · i dag" in text
    assert "Undersökning Behövs inte" in text
    assert "Avslut Pågår · Skötare" in text


def test_finished_rounds_stand_with_name_and_time(staff: Staff) -> None:
    case = staff.site.case()
    staff.site.decide(case, "ada", "look")
    staff.site.act(case, "eve", staff.site.press(case, "talk", "add", said="Röret var gammalt."))
    text = staff.browser("ada").get(f"cases/{case.id}").text
    assert "Ställningstagande Beslutat av Ada, Skötare, i dag 10.00 Vad beslutar du? Undersök Motivering Därför." in text
    assert "Samtal Eve, i dag 10.00 Vad sades? Röret var gammalt." in text


def test_the_timeline_tells_the_journal_in_words_newest_first(staff: Staff) -> None:
    case = staff.site.case()
    staff.browser("ada").get(f"cases/{case.id}")
    staff.site.clock.move(hours=1)
    staff.site.decide(case, "ada", "drop")
    page = staff.browser("bo").get(f"cases/{case.id}")
    told = page.text.partition("Händelser")[2]
    words = [
        "Avslut väntar Skötare i dag 11.00",
        "Ställningstagande: klart av Ada Avsluta i dag 11.00",
        "Läst av Ada i dag 10.00",
        "Ägaren får veta: skickat i dag 10.00",
        "Ärendet öppnat i dag 10.00",
        "Anmälan mottagen i dag 10.00",
    ]
    places = [told.index(line) for line in words]
    assert places == sorted(places)


def test_who_can_read_stands_with_the_reason(staff: Staff) -> None:
    case = staff.site.case()
    text = staff.browser("ada").get(f"cases/{case.id}").text
    assert "North box (tar emot, gör ett steg): Ada, Bo" in text
    assert "Top box (underrättas): Gus" in text
    assert "Har fått rätt att läsa: Gus, Hal" in text
    assert "Stängs ute" not in text


def test_whoever_is_shut_out_is_named_among_those(staff: Staff) -> None:
    case = staff.site.case(fault(who="keeper"))
    assert "Stängs ute: Ada, Bo" in staff.browser("fay").get(f"cases/{case.id}").text


def test_a_closed_case_waits_for_nobody(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    staff.site.decide(case, "ada", "drop")
    page = browser.press(browser.get(f"cases/{case.id}"), "Avsluta ärendet")
    assert "Ärendet är avslutat." in page.text
    assert page.buttons() == ["Logga ut"]
    assert "Läge Avslutat" in page.text


def test_someone_with_nothing_to_do_reads_only(staff: Staff) -> None:
    page = staff.browser("hal").get(f"cases/{staff.site.case().id}")
    assert page.status == 200
    assert page.buttons() == ["Logga ut"]


def test_of_several_steps_the_most_urgent_is_shown_and_the_others_are_links(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("eve")
    staff.site.change(("[inspector], members: [eve]", "[inspector], members: [eve, ada]"))
    staff.site.decide(case, "ada", "look")
    browser = staff.browser("ada")
    page = browser.get(f"cases/{case.id}")
    assert "Spara" in page.buttons()
    other = browser.get(page.link("Kontroll"))
    assert "Vad fanns?" in other.text
    assert other.link("Samtal")


def test_a_case_that_is_not_there_and_one_that_is_not_mine_look_the_same(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("cy")
    missing = browser.get(f"cases/{staff.site.people['cy']}")
    assert browser.get(f"cases/{case.id}").text == missing.text
    assert missing.status == 404


def test_the_list_holds_what_one_may_read_newest_first(staff: Staff) -> None:
    mine = [staff.site.case().number for _ in range(2)]
    other = staff.site.case(fault(place="south")).number
    assert numbers(staff.browser("ada").get("cases/")) == set(mine)
    assert numbers(staff.browser("hal").get("cases/")) == set(mine)
    assert numbers(staff.browser("gus").get("cases/")) == {*mine, other}
    assert numbers(staff.browser("eve").get("cases/")) == set()


def test_the_list_tells_where_each_case_is(staff: Staff) -> None:
    staff.site.case()
    text = staff.browser("ada").get("cases/").text
    assert "Felanmälan North works i dag Ställningstagande Skötare Om två arbetsdagar" in text


def test_the_list_is_filtered_by_state(staff: Staff) -> None:
    going, closed = staff.site.case(), staff.site.case()
    staff.site.decide(closed, "ada", "drop")
    staff.site.act(closed, "ada", staff.site.press(closed, "close"))
    browser = staff.browser("ada")
    assert numbers(browser.get("cases/")) == {going.number}
    assert numbers(browser.get("cases/?state=closed")) == {closed.number}
    assert numbers(browser.get("cases/?state=all")) == {going.number, closed.number}


def test_the_list_is_filtered_by_unit_and_by_what_lies_above_it(staff: Staff) -> None:
    north, south = staff.site.case(), staff.site.case(fault(place="south"))
    browser = staff.browser("gus")
    assert numbers(browser.get("cases/?unit=south")) == {south.number}
    assert numbers(browser.get("cases/?unit=region")) == {north.number, south.number}


def test_the_list_is_filtered_by_template(staff: Staff) -> None:
    plain = staff.site.case()
    (started,) = staff.site.start(staff.site.waiting(), "ada")
    assert numbers(staff.browser("ada").get("cases/?template=by-hand")) == {started.number}
    assert numbers(staff.browser("ada").get("cases/?template=faults")) == {plain.number}


@pytest.mark.parametrize("written", [str.lower, str.upper, lambda number: number[5:], lambda number: f" {number} "])
def test_a_case_is_found_by_its_number(staff: Staff, written: Any) -> None:
    case, _ = staff.site.case(), staff.site.case()
    assert numbers(staff.browser("ada").get(f"cases/?q={written(case.number)}")) == {case.number}


def test_a_case_is_found_by_the_reference_of_its_report(staff: Staff) -> None:
    receipt = staff.site.report()
    staff.site.case()
    (case,) = staff.site.cases(receipt.submission)
    assert numbers(staff.browser("ada").get(f"cases/?q={receipt.reference.lower()}")) == {case.number}


def test_a_report_that_waits_is_found_by_its_reference_by_those_who_may_read_it(staff: Staff) -> None:
    submission = staff.site.waiting()
    (row,) = staff.site.all(tables.Submission)
    assert staff.browser("ada").get(f"cases/?q={row.reference}").url == f"/acme/submissions/{submission}"
    foreign = staff.browser("cy").get(f"cases/?q={row.reference}")
    assert (foreign.status, foreign.url) == (200, "/acme/cases/")


def test_a_search_for_what_is_not_mine_is_as_empty_as_for_what_is_not_there(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("cy")
    found, missing = browser.get(f"cases/?state=all&q={case.number}"), browser.get("cases/?state=all&q=2026-00000")
    assert found.text.replace(case.number, "") == missing.text.replace("2026-00000", "")
    assert "Inga ärenden med det här urvalet." in found.text


def test_whoever_is_shut_out_finds_the_case_nowhere(staff: Staff) -> None:
    staff.site.write(lambda session: grant(session, staff.site, "ada"))
    browser = staff.browser("ada")
    before = browser.get("cases/").text
    case = staff.site.case(fault(who="keeper"))
    for path in ("cases/", "cases/?state=all", f"cases/?q={case.number}", "cases/?unit=north", "cases/?template=faults"):
        page = browser.get(path)
        assert numbers(page) == set()
        assert "0 ärenden" in page.text
    assert browser.get("cases/").text == before, "what there is to filter by tells nothing of the cases"
    assert browser.get(f"cases/{case.id}").status == 404


def grant(session: Any, site: Site, person: str) -> None:
    """Gives someone the cases of every unit."""
    id = site.people[person]
    session.add(tables.Grant(org="acme", id=id, person=id, right="read_cases", unit="", start=site.clock().date(), until=None))


def test_the_filter_offers_only_what_one_can_see(staff: Staff) -> None:
    staff.site.case(fault(place="south"))
    assert "South works" not in staff.browser("ada").get("cases/").text
    assert "South works" in staff.browser("cy").get("cases/").text


def test_what_is_chosen_stands_as_chips_that_can_be_taken_away(staff: Staff) -> None:
    staff.site.case()
    page = staff.browser("gus").get("cases/?state=all&unit=north")
    chips = {" ".join(words.split()): href for href, words in page.found.links if "Ta bort filtret" in words}
    assert chips == {"Ta bort filtret Alla": "/acme/cases/?unit=north", "Ta bort filtret North works": "/acme/cases/?state=all"}


ODD = ["state=x", "unit=nowhere", "template=nothing", "page=0", "page=-1", "page=99999999999", "page=%C2%B2", "q=%25", "q=_"]


@pytest.mark.parametrize("query", ODD)
def test_a_filter_that_makes_no_sense_is_no_failure(staff: Staff, query: str) -> None:
    staff.site.case()
    assert staff.browser("ada").get(f"cases/?{query}").status == 200


def test_a_long_list_has_pages(staff: Staff) -> None:
    every = {case.number for _ in range(6) for case in staff.site.cases(staff.site.report(fault(*"ABCDEFGHIJ")).submission)}
    browser = staff.browser("ada")
    first = browser.get("cases/")
    second = browser.get(first.link("Nästa sida"))
    assert (len(numbers(first)), len(numbers(second))) == (50, 10)
    assert numbers(first) | numbers(second) == every
    assert "60 ärenden" in first.text


def test_what_a_case_is_marked_with_stands_on_its_page_and_in_lists_and_filters_them(staff: Staff) -> None:
    staff.site.publish(FLAGGED)
    marked, plain = staff.site.case(fault(who="keeper")), staff.site.case()
    browser = staff.browser("fay")
    assert "Märkning Egen personal" in browser.get(f"cases/{marked.id}").text
    assert "Märkning" not in staff.browser("ada").get(f"cases/{plain.id}").text
    assert "Egen personal" in browser.get("").text
    page = staff.browser("gus").get("cases/")
    assert numbers(page) == {marked.number, plain.number}
    page = staff.browser("gus").get("cases/?flag=inside")
    assert numbers(page) == {marked.number}
    assert "Felanmälan Egen personal" in page.text
    assert page.link("Ta bort filtret Egen personal").endswith("/cases/")


def test_what_one_can_filter_by_is_the_same_whether_or_not_there_is_a_case_that_one_may_not_see(staff: Staff) -> None:
    staff.site.publish(FLAGGED)
    before = staff.browser("ada").get("cases/").text
    staff.site.case(fault(who="keeper"))
    assert staff.browser("ada").get("cases/").text == before
    assert "Märkning" in before


def test_units_to_filter_by_are_those_of_ones_own_mailboxes(staff: Staff) -> None:
    texts = {who: staff.browser(who).get("cases/").text for who in ("ada", "fay", "gus")}
    assert {who: "South works" in text for who, text in texts.items()} == {"ada": False, "fay": True, "gus": True}


def test_a_list_says_when_it_goes_on_past_what_is_counted(staff: Staff) -> None:
    case = staff.site.case()
    browser = staff.browser("ada")
    _copies(staff.site, case, 999)
    assert "1000 ärenden" in (page := browser.get("cases/")).text
    assert "Fler än" not in page.text
    _copies(staff.site, case, 1)
    assert "Fler än 1000 ärenden. Sök på nummer" in browser.get("cases/").text
    assert "page=21" not in browser.get("cases/?page=20").html


def _copies(site: Site, case: tables.Case, times: int) -> None:
    """As many cases more, which the same mailbox has received."""

    def copy(session: Session) -> None:
        before = session.scalar(select(func.count()).select_from(tables.Case)) or 0
        for number in range(before, before + times):
            id = new_id()
            session.execute(insert(tables.Case).values(**_values(case) | {"id": id, "number": f"2025-{number:05}", "key": new_id()}))
            for link in session.scalars(select(tables.CaseMailbox).where(tables.CaseMailbox.case == case.id)).all():
                session.execute(insert(tables.CaseMailbox).values(**_values(link) | {"case": id}))

    site.write(copy)


def _values(row: tables.Base) -> dict[str, Any]:
    """The columns of a row."""
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}


def test_a_page_is_of_one_moment(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    # what is kept for everybody may be read anew at any time
    monkeypatch.setattr(office, "FRESH", 3600)
    browser = staff.browser("ada")
    browser.get("cases")
    begun: list[Connection] = []

    def note(connection: Connection) -> None:
        begun.append(connection)

    event.listen(Engine, "begin", note)
    try:
        assert browser.get("cases").status == 200
        assert len(begun) == 1
    finally:
        event.remove(Engine, "begin", note)
