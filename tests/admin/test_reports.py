"""The pages of reports: what is counted, for whom, and what is hidden; on the page, in the chart and in the file alike."""

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest

from engine.actions.archive import archive
from engine.store.database import Database
from tests.admin.counted_site import close, count, counted_site, in_use_since, statements
from tests.admin.staff import Page, Staff
from tests.engine.statistics import counted
from tests.site import fault

ROOMS = "reports/faults/rooms"
LAST_AUTUMN = date(2025, 9, 7)


@pytest.fixture
def staff(database: Database) -> Staff:
    """A site with periods and people, and nothing counted."""
    return Staff.of(counted_site(database))


@pytest.fixture
def busy(staff: Staff) -> Staff:
    """The same with reports from two units and two years, as long as there has been the form."""
    in_use_since(staff.site, datetime(2025, 1, 1, tzinfo=UTC))
    count(staff.site, 9, room="bath", kinds=["water", "heat"], urgent=True)
    count(staff.site, 3, room="kitchen", kinds=["water"])
    count(staff.site, 6, room="kitchen", day=LAST_AUTUMN)
    count(staff.site, 7, room="bath", unit="south")
    return staff


def look(staff: Staff, person: str, path: str = ROOMS) -> Page:
    """Opens a page as someone."""
    page = staff.browser(person).get(path)
    assert page.status == 200, page.text
    return page


def sheet(staff: Staff, person: str, path: str) -> list[list[str]]:
    """The lines of a report's file."""
    answer = staff.browser(person).get(path).response
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline=""), delimiter=";"))


def table(lines: list[list[str]]) -> list[list[str]]:
    """The lines after the empty one."""
    return lines[lines.index([]) + 1 :]


def test_a_report_says_what_one_sees_and_how_much(busy: Staff) -> None:
    page = look(busy, "hal")
    assert "Du ser anmälningar i ”Felanmälan” från North works, hösten 2026 (1 augusti–22 november 2026)." in page.text
    assert "12 anmälningar. Det är 6 fler än samma tid året före (1 augusti–22 november 2025), då det var 6." in page.text


def test_ones_own_unit_and_the_period_of_today_are_chosen_from_the_start(busy: Staff) -> None:
    rows = [["Kök", "3", "25", "6"], ["Badrum", "9", "75", "0"], ["Alla anmälningar", "12", "100", "6"]]
    assert table(sheet(busy, "hal", f"{ROOMS}.csv"))[1:] == rows


def test_everything_that_may_be_seen_is_counted_when_no_unit_is_chosen(busy: Staff) -> None:
    assert table(sheet(busy, "gus", f"{ROOMS}.csv"))[-1][:2] == ["Alla anmälningar", "19"]


def test_a_unit_stands_for_those_below_it(busy: Staff) -> None:
    assert table(sheet(busy, "gus", f"{ROOMS}.csv?unit=region"))[-1][1] == "19"
    assert table(sheet(busy, "gus", f"{ROOMS}.csv?unit=south"))[-1][1] == "7"


def test_a_unit_that_is_not_ones_own_is_left_out_and_that_is_said(busy: Staff) -> None:
    page = look(busy, "hal", f"{ROOMS}?unit=south")
    assert "Något i länken går inte att visa här" in page.text
    assert "från North works" in page.text


def test_an_option_that_is_ticked_is_said_counted_and_can_be_taken_away(busy: Staff) -> None:
    page = look(busy, "hal", f"{ROOMS}?room=bath")
    assert "Bara där ”Var är felet?” är Badrum." in page.text
    assert page.link("Ta bort filtret Var är felet? Badrum") == "/acme/reports/faults/rooms"
    assert table(sheet(busy, "hal", f"{ROOMS}.csv?room=bath"))[1:] == [["Badrum", "9", "100", "0"], ["Alla anmälningar", "9", "100", "0"]]


def test_what_a_form_sends_is_led_to_an_address_that_says_it_plainly(busy: Staff) -> None:
    sent = f"{ROOMS}?period=hosten-2026&first-day=&last-day=&room=bath&room=kitchen"
    answer = busy.browser("hal").get(sent, follow=False).response
    assert (answer.status_code, answer.headers["Location"]) == (303, "/acme/reports/faults/rooms?period=hosten-2026&room=kitchen&room=bath")


def test_the_address_of_a_page_is_not_led_anywhere(busy: Staff) -> None:
    path = f"{ROOMS}?period=hosten-2026&room=kitchen&room=bath"
    assert busy.browser("hal").get(path, follow=False).status == 200


def test_days_are_written_as_people_do(busy: Staff) -> None:
    page = busy.browser("hal").get(f"{ROOMS}?period=hosten-2026&first-day=1+september&last-day=2026-09-30", follow=False)
    assert page.response.headers["Location"].endswith("?period=2026-09-01--2026-09-30")


def test_a_name_in_the_list_goes_before_days_that_stood_there_already(busy: Staff) -> None:
    page = busy.browser("hal").get(f"{ROOMS}?held=1&period=varen-2026&first-day=2026-09-01&last-day=2026-09-30", follow=False)
    assert page.response.headers["Location"].endswith("?period=varen-2026")


def test_one_day_is_enough(busy: Staff) -> None:
    page = busy.browser("hal").get(f"{ROOMS}?period=own&first-day=2026-09-01&last-day=", follow=False)
    assert page.response.headers["Location"].endswith("?period=2026-09-01--2026-11-22")


def test_a_day_that_can_not_be_read_is_asked_for_again_and_no_number_is_shown(busy: Staff) -> None:
    page = look(busy, "hal", f"{ROOMS}?period=own&first-day=snart&last-day=")
    assert page.text.count("Skriv dagen så här, 1 mars 2026") == 2
    assert "Du ser" not in page.text
    assert 'value="snart"' in page.html
    assert "Fel: Var är felen?" in page.html


def test_who_reads_everything_gets_every_counted_answer_as_a_filter(busy: Staff) -> None:
    page = look(busy, "hal")
    names = [name for name in ("room", "kinds", "urgent", "age", "needs") if f'name="{name}"' in page.html]
    assert names == ["room", "kinds", "urgent", "age", "needs"]


def test_who_reads_reports_gets_the_reports_own_filters(busy: Staff) -> None:
    page = look(busy, "jo")
    assert 'name="room"' in page.html
    assert 'name="kinds"' not in page.html
    ignored = look(busy, "jo", f"{ROOMS}?kinds=water")
    assert "Något i länken går inte att visa här" in ignored.text
    assert "Bara där" not in ignored.text


@pytest.mark.parametrize("person", ["hal", "gus", "ivy"])
def test_a_sensitive_answer_is_never_a_filter(busy: Staff, person: str) -> None:
    for report in ("rooms", "illness", "areas"):
        assert 'name="illness"' not in look(busy, person, f"reports/faults/{report}").html


def test_a_sensitive_report_has_no_other_filter_and_counts_whole_months(busy: Staff) -> None:
    count(busy.site, 2, illness="ja", day=date(2026, 9, 20))
    page = look(busy, "hal", "reports/faults/illness?period=2026-09-15--2026-09-22")
    boxes = re.findall('<input[^>]*type="checkbox"[^>]*>', page.html)
    assert [box for box in boxes if 'id="keys-on"' not in box] == []
    assert "1–30 september 2026" in page.text
    assert "2 anmälningar" in page.text


def test_small_numbers_are_shown_to_who_may_read_them_in_full(busy: Staff) -> None:
    page = look(busy, "hal")
    assert "<svg role" in page.html
    assert "Därför visas även små tal" in page.text


def test_others_see_closed_months_and_small_numbers_as_hidden(busy: Staff) -> None:
    count(busy.site, 8, room="bath", day=date(2026, 11, 3))
    close(busy.site)
    page = look(busy, "jo", f"{ROOMS}?unit=north")
    assert "från North works, hösten 2026 (1 augusti–31 oktober 2026)" in page.text
    rows = {line[0]: line[1:] for line in table(sheet(busy, "jo", f"{ROOMS}.csv?unit=north"))}
    assert rows["Kök"][0] == "Dolt"
    assert {rows["Badrum"][0], rows["Alla anmälningar"][0]} <= {"9", "12", "Dolt"}
    assert "Dolt" in (rows["Badrum"][0], rows["Alla anmälningar"][0])


def test_a_hidden_number_says_why_without_saying_whether_it_is_small_itself(busy: Staff) -> None:
    close(busy.site)
    told = "Talet är mindre än 5, eller skulle göra det möjligt att räkna ut ett sådant tal."
    assert told in look(busy, "jo", f"{ROOMS}?unit=north").text
    assert any(line[1].startswith(told) for line in sheet(busy, "jo", f"{ROOMS}.csv?unit=north") if line[1:])


def test_before_a_month_is_closed_others_see_nothing_of_it(busy: Staff) -> None:
    page = look(busy, "jo", ROOMS)
    assert "Det finns inga siffror än. De kommer när månaden är slut." in page.text
    assert "19" not in page.text


def test_what_is_counted_after_a_month_has_closed_does_not_change_what_others_see_of_it(busy: Staff) -> None:
    close(busy.site)
    before = table(sheet(busy, "jo", f"{ROOMS}.csv?period=2026-09-01--2026-09-30"))
    count(busy.site, 1, room="kitchen")
    close(busy.site)
    assert table(sheet(busy, "jo", f"{ROOMS}.csv?period=2026-09-01--2026-09-30")) == before


def test_a_period_that_is_not_of_whole_months_is_told_by_those_that_are_whole(busy: Staff) -> None:
    close(busy.site)
    assert "(1 augusti" not in look(busy, "jo", f"{ROOMS}?period=2026-09-02--2026-11-20").text
    assert "1–31 oktober 2026" in look(busy, "jo", f"{ROOMS}?period=2026-09-02--2026-11-20").text


def test_months_of_a_year_earlier_are_compared_as_they_closed(busy: Staff) -> None:
    close(busy.site)
    page = look(busy, "jo", f"{ROOMS}?unit=region&period=2026-09-01--2026-09-30")
    assert "19 anmälningar. Det är 13 fler än samma tid året före (1–30 september 2025), då det var 6." in page.text


def test_nobody_reads_the_small_numbers_of_a_compartment(busy: Staff) -> None:
    busy.site.publish(counted.TEMPLATE.replace("cases: {start: on_submit}", "cases: {start: on_submit, compartment: true}"))
    busy.site.office.forget()
    close(busy.site)
    assert table(sheet(busy, "hal", f"{ROOMS}.csv?unit=north"))[1][:2] == ["Kök", "Dolt"]


def test_reading_one_unit_in_full_does_not_open_another(busy: Staff) -> None:
    count(busy.site, 1, room="kitchen", unit="south")
    close(busy.site)
    assert "Därför visas även små tal" in look(busy, "kai", f"{ROOMS}?unit=north").text
    for path in (ROOMS, f"{ROOMS}?unit=south", f"{ROOMS}?unit=south&unit=north"):
        assert "Du får inte läsa allt som räknas här" in look(busy, "kai", path).text


def test_what_one_is_shut_out_of_is_not_counted_for_oneself(site: object, database: Database) -> None:
    staff = Staff.of(site)  # type: ignore[arg-type]
    staff.site.change(("email: ada@acme.example}", "email: ada@acme.example, grants: [{right: read_cases, unit: north}]}"))
    staff.site.report(fault(who="keeper"))
    staff.site.report(fault())
    mine, theirs = (table(sheet(staff, person, "reports/faults/who.csv")) for person in ("ada", "hal"))
    assert [line[:2] for line in mine[1:]] == [["En arbetare", "1"], ["Skötaren", "0"], ["Alla anmälningar", "1"]]
    assert theirs[-1][1] == "2"


def test_a_crosstab_is_a_table_with_totals_on_both_sides(busy: Staff) -> None:
    assert table(sheet(busy, "hal", "reports/faults/rooms_kinds.csv")) == [
        ["Var är felet?", "Vatten", "Värme", "El", "Alla"],
        ["Kök", "3", "0", "0", "3"],
        ["Badrum", "9", "9", "0", "9"],
        ["Alla anmälningar", "12", "9", "0", "12"],
    ]


def test_answers_with_several_values_are_explained(busy: Staff) -> None:
    assert "Den som har fått flera svar räknas en gång per svar." in look(busy, "hal", "reports/faults/kinds_kinds").text
    assert "Den som har fått flera svar" not in look(busy, "hal").text


def test_a_report_over_time_has_a_row_per_month_until_today(busy: Staff) -> None:
    rows = table(sheet(busy, "hal", "reports/faults/weeks.csv?period=2026-09-01--2026-09-20"))
    assert [row[0] for row in rows[1:-1]] == ["vecka 36 2026 (från 1 september)", "vecka 37 2026", "vecka 38 2026"]
    assert rows[2][1] == "12"


def test_long_before_the_first_report_there_are_no_rows(busy: Staff) -> None:
    assert len(table(sheet(busy, "hal", "reports/faults/weeks.csv?period=1900-01-01--2199-12-31"))) < 70


def test_without_a_report_it_is_said_what_will_be_here(staff: Staff) -> None:
    assert "När den första anmälan har kommit in syns siffrorna här." in look(staff, "hal").text
    assert "När den första anmälan har kommit in" in look(staff, "hal", "reports").text


def test_zero_is_a_number_too(busy: Staff) -> None:
    page = look(busy, "hal", f"{ROOMS}?urgent=unknown")
    assert "0 anmälningar." in page.text
    assert "Inget stämmer med ditt urval." in page.text
    assert table(sheet(busy, "hal", f"{ROOMS}.csv?urgent=unknown"))[-1][1] == "0"


def test_where_nothing_was_counted_a_year_earlier_nothing_is_compared(busy: Staff) -> None:
    assert "Det går inte att jämföra med samma tid året före" in look(busy, "hal", f"{ROOMS}?period=hosten-2025").text


def test_a_form_that_was_taken_into_use_within_the_time_before_is_not_compared(busy: Staff) -> None:
    in_use_since(busy.site, datetime(2025, 9, 1, tzinfo=UTC))
    assert "12 anmälningar. Det går inte att jämföra med samma tid året före (1 augusti–22 november 2025)" in look(busy, "hal").text
    assert "då det var 6." in look(busy, "hal", f"{ROOMS}?period=2026-09-01--2026-09-30").text


def test_the_number_is_explained(busy: Staff) -> None:
    close(busy.site)
    page = look(busy, "jo", f"{ROOMS}?unit=region&room=bath")
    assert "Varje anmälan räknas den dag den kom in." in page.text
    assert "North works, South works och The region" in page.text
    assert "Filter ”Var är felet?” är Badrum" in page.text
    assert "Version 1." in page.text
    assert "söndag 22 november 2026 kl. 10.42" in page.text


def test_a_chart_over_time_is_broken_where_a_new_version_split_what_it_counts(busy: Staff) -> None:
    split = counted.TEMPLATE.replace("kitchen: Kök, bath: Badrum,", "kitchen: Kök, shower: Dusch, basin: Handfat,").replace(
        "as: bath", "as: shower"
    )
    busy.site.publish(split + "changes: {room.bath: {split: [shower, basin]}}\n")
    busy.site.office.forget()
    asked = "period=hosten-2026&room=kitchen"
    assert ">”Badrum” delades upp</text>" in look(busy, "hal", f"reports/faults/trend?{asked}").html
    assert "chart-break" not in look(busy, "hal", f"{ROOMS}?{asked}").html
    assert "chart-break" not in look(busy, "hal", "reports/faults/trend?period=hosten-2026").html


def test_a_new_version_counts_old_answers_as_what_they_became_and_tells_a_break(busy: Staff) -> None:
    options = "options: {kitchen: Kök, bath: Badrum, "
    split = counted.TEMPLATE.replace(options, "options: {cooking: Matlagning, shower: Dusch, basin: Handfat, ").replace(
        "as: bath", "as: shower"
    )
    busy.site.publish(split + "changes: {room.kitchen: {became: cooking}, room.bath: {split: [shower, basin]}}\n")
    count(busy.site, 5, room="basin")
    busy.site.office.forget()
    page = look(busy, "hal")
    assert "I version 2 av formuläret delades ”Badrum” upp i ”Dusch” och ”Handfat”." in page.text
    written = sheet(busy, "hal", f"{ROOMS}.csv")
    assert [line[1][:44] for line in written if line[:1] == ["Brott i serien"]] == ["I version 2 av formuläret delades ”Badrum” u"]
    lines = [line[:2] for line in table(written)]
    assert [line for line in lines if line[0] in ("Matlagning", "Dusch", "Handfat", "Badrum", "Kök")] == [
        ["Matlagning", "3"],
        ["Dusch", "0"],
        ["Handfat", "5"],
        ["Badrum", "9"],
    ]


def test_a_template_that_was_put_away_has_its_numbers(busy: Staff) -> None:
    site = busy.site
    site.write(lambda session: archive(session, site.org, "faults", now=site.clock(), person=None))
    site.office.forget()
    assert "12 anmälningar." in look(busy, "hal").text
    assert "Var är felen?" in look(busy, "hal", "reports").text


def test_the_chart_and_the_table_and_the_file_say_the_same(busy: Staff) -> None:
    page, lines = look(busy, "hal"), table(sheet(busy, "hal", f"{ROOMS}.csv"))
    assert "Diagrammet visar 12 anmälningar: 3 för Kök (året före 6) och 9 för Badrum (året före 0).</desc>" in page.html
    for name, number, *_ in lines[1:-1]:
        assert f'<th scope="row" class="govuk-table__header">{name}</th>' in page.html
        assert f"{name} {number} " in page.text


def test_the_file_opens_in_a_spreadsheet_and_says_what_it_holds(busy: Staff) -> None:
    answer = busy.browser("hal").get(f"{ROOMS}.csv?room=bath").response
    content = answer.get_data()
    assert content.startswith(b"\xef\xbb\xbfRapport;Var \xc3\xa4r felen?\r\n")
    assert b"Urval;Du ser anm" in content
    assert content.count(b"\n") == content.count(b"\r\n")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="faults-rooms-hosten-2026.csv"'


def test_no_label_becomes_a_formula(staff: Staff) -> None:
    text = counted.TEMPLATE.replace("kitchen: Kök", 'kitchen: "=1+1"').replace("bath: Badrum", 'bath: "＋cmd"')
    staff.site.publish(text.replace('title: "Var är felen?"', 'title: "@SUM(A1)"'))
    count(staff.site, room="kitchen")
    lines = sheet(staff, "hal", f"{ROOMS}.csv")
    assert lines[0] == ["Rapport", "'@SUM(A1)"]
    assert [line[0] for line in table(lines)[1:3]] == ["'=1+1", "'＋cmd"]


def test_the_overview_begins_with_this_period_and_the_same_a_year_before(busy: Staff) -> None:
    page = look(busy, "hal", "reports")
    assert "North works, hösten 2026 (1 augusti–22 november 2026)" in page.text
    assert "12 anmälningar. Det är 6 fler än samma tid året före" in page.text
    assert page.link("Fel över tid") == "/acme/reports/faults/trend"


def test_the_overview_compares_each_template_with_its_own_year_before(busy: Staff) -> None:
    busy.site.publish(counted.TEMPLATE.replace("template: faults", "template: fresh"))
    count(busy.site, 6)
    text = look(busy, "hal", "reports").text
    assert "samma tid året före" in text
    busy.site.template = "fresh"
    count(busy.site, 6)
    text = look(busy, "hal", "reports").text
    assert text.count("Det går inte att jämföra med") == 1


def test_the_overview_shows_the_first_report_ready_to_be_filtered(busy: Staff) -> None:
    page = look(busy, "hal", "reports")
    assert "<svg role" in page.html
    assert '<form method="get" action="/acme/reports/faults/rooms" novalidate>' in page.html


def test_the_overview_tells_others_only_what_closed_months_do(staff: Staff) -> None:
    count(staff.site, 3)
    count(staff.site, 8, day=date(2026, 10, 7))
    close(staff.site)
    count(staff.site, 5)
    assert "16 anmälningar." in look(staff, "hal", "reports").text
    told = look(staff, "ivy", "reports").text
    assert "16 anmälningar." not in told
    assert "Dolt antal anmälningar." in told or "11 anmälningar." in told


def test_an_organisation_without_reports_says_so(database: Database) -> None:
    staff = Staff.of(counted_site(database))
    staff.site.publish(counted.TEMPLATE[: counted.TEMPLATE.index("reports:")])
    assert "Här finns ingen rapport än." in look(staff, "hal", "reports").text


@pytest.mark.parametrize("path", ["reports/faults/none", "reports/none/rooms", "reports/faults/none.csv", "reports/none/rooms.csv"])
def test_a_report_that_is_not_there_is_not_found(busy: Staff, path: str) -> None:
    assert busy.browser("gus").get(path).status == 404


@pytest.mark.parametrize("person", ["ada", "cy"])
def test_without_a_right_there_is_nothing(busy: Staff, person: str) -> None:
    for path in ("reports", ROOMS, f"{ROOMS}.csv"):
        assert busy.browser(person).get(path).status == 404


@pytest.mark.parametrize(
    "query",
    [
        "period=",
        "period=9999",
        "period=%00",
        "room=%F0%9F",
        "unit=&unit=",
        "room=bath&room=bath",
        "period=2026-02-30--2026-99-99",
        f"first-day={'9' * 200}",
        f"x={'y' * 9000}",
    ],
)
def test_nonsense_in_an_address_never_breaks_a_page(busy: Staff, query: str) -> None:
    assert busy.browser("hal").get(f"{ROOMS}?{query}").status in (200, 400)


def test_a_page_is_as_many_statements_whatever_there_is_to_count(staff: Staff) -> None:
    count(staff.site)
    browser = staff.browser("hal")
    browser.get("reports/faults/rooms_kinds")
    few = statements(staff, lambda: browser.get("reports/faults/rooms_kinds"))
    for month in range(1, 11):
        count(staff.site, 8, day=date(2026, month, 3), room="bath", kinds=["water", "heat"], who=[{"age": "old"}])
    assert statements(staff, lambda: browser.get("reports/faults/rooms_kinds")) == few < 25
