"""Reports of the organisation's own on the web: built from lists or as text, counted over several templates, kept, changed and retired."""

import re

import pytest

from engine.store.database import Database
from tests.admin.counted_site import count, counted_site
from tests.admin.staff import Browser, Page, Staff
from tests.engine.statistics import counted
from tests.site import fault

SECOND = counted.TEMPLATE.replace("template: faults", "template: second").replace("{sv: Felanmälan, en: Fault report}", "Skador")
PICKED = "title=Var?&key=var&templates=faults&templates=second&count=submissions"
ROOMS = f"{PICKED}&rows=room&filters=area&filters=period"
REPORT = "reports/_/var"


@pytest.fixture
def staff(database: Database) -> Staff:
    """Two templates that share a question, with something counted in each."""
    staff = Staff.of(counted_site(database))
    staff.site.publish(SECOND)
    count(staff.site, 9, room="bath", kinds=["water"])
    staff.site.template = "second"
    count(staff.site, 6, room="bath")
    count(staff.site, 5, room="kitchen", unit="south")
    staff.site.template = "faults"
    return staff


def built(staff: Staff, query: str = ROOMS) -> Page:
    """Someone who administers picks from the lists."""
    page = staff.browser("gus").get(f"own-reports/new?{query}")
    assert page.status == 200
    return page


def kept(staff: Staff, query: str = ROOMS) -> Browser:
    """The same keeps it."""
    browser = staff.browser("gus")
    page = browser.press(browser.get(f"own-reports/new?{query}"), "Spara rapporten")
    assert "Rapporten är sparad." in page.text
    return browser


def rows(staff: Staff, person: str, path: str = REPORT) -> list[str]:
    """The lines of a report's file after its head."""
    answer = staff.browser(person).get(path.replace("var", "var.csv", 1)).response
    assert answer.status_code == 200
    return answer.get_data(as_text=True).split("\r\n\r\n")[1].splitlines()[1:]


def test_the_lists_offer_what_all_picked_templates_ask_alike(staff: Staff) -> None:
    staff.site.publish(SECOND.replace("heat: Värme, ", "") + "changes: {kinds.heat: gone}\n")
    page = built(staff, PICKED)
    assert 'value="room"' in page.html
    assert 'value="kinds"' not in page.html
    assert 'value="illness"' not in page.html
    assert 'value="kinds"' in built(staff, PICKED.replace("&templates=second", "")).html


def test_a_report_can_be_set_against_what_units_have_a_number_of(staff: Staff) -> None:
    assert "Jämför med antalet" not in built(staff).text
    given = "{from: 2026-01-01, to: 2026-12-31, units: {north: 50, south: 50, region: 0}}"
    words = f"numbers:\n  guests: {{title: Gäster, one: gäst, many: gäster, values: [{given}]}}\ncalendars:\n"
    staff.site.change(("calendars:\n", words))
    staff.site.office.forget()
    page = built(staff, f"{ROOMS}&per=guests")
    assert "Jämför med antalet" in page.text
    assert 'per: "guests"' in page.html.replace("&#34;", '"')
    assert "per 100 gäster" in kept(staff, f"{ROOMS}&per=guests").get(REPORT).text


def test_first_templates_are_picked_then_what_is_counted_then_the_rest(staff: Staff) -> None:
    assert "Vad ska räknas?" not in built(staff, "").text
    some = built(staff, "title=Var?&templates=faults")
    assert "Vad ska räknas?" in some.text
    assert "En rad för varje" not in some.text
    assert "En rad för varje" in built(staff, PICKED).text


def test_the_table_stands_there_before_anything_is_kept_and_the_text_is_what_a_template_would_say(staff: Staff) -> None:
    page = built(staff)
    assert "Badrum 15" in page.text
    assert "i ”Felanmälan och Skador”" in page.text
    text = re.search(r'<textarea id="text".*?>\n(.*?)</textarea>', page.html, re.S)
    assert text is not None
    assert text.group(1).replace("&#34;", '"') == (
        'reports:\n  var:\n    title: "Var?"\n    templates: ["faults", "second"]\n    count: "submissions"\n    rows: "room"\n'
        '    filters: ["area", "period"]\n'
    )
    assert staff.site.count().get("OwnReport") is None


def test_a_kept_report_adds_what_each_template_counts(staff: Staff) -> None:
    kept(staff)
    assert rows(staff, "gus") == ["Kök;5;25", "Badrum;15;75", "Alla anmälningar;20;100"]
    assert rows(staff, "gus", f"{REPORT}?unit=south")[-1] == "Alla anmälningar;5;100;100"
    page = staff.browser("gus").get(REPORT)
    assert "”Felanmälan”: Version 1. ”Skador”: Version 1." in page.text
    assert staff.browser("gus").get("reports").link("Var?") == f"/acme/{REPORT}"


def test_its_numbers_lead_to_the_cases_of_all_its_templates(site: object, database: Database) -> None:
    staff = Staff.of(site)  # type: ignore[arg-type]
    case = staff.site.case()
    started = staff.site.start(staff.site.waiting(fault()), "ada")[0]
    kept(staff, "title=Vem?&key=var&templates=faults&templates=by-hand&count=submissions&rows=who")
    cell = re.findall('<a href="/acme/([^"]*at-row=[^"]*)"', staff.browser("gus").get(REPORT).html)[0]
    page = staff.browser("gus").get(cell)
    assert {case.number, started.number} <= set(re.findall(r'class="mv-ref">([^<]*)</a>', page.html))


def test_who_sees_numbers_without_reading_cases_is_told_why_there_are_none(staff: Staff) -> None:
    kept(staff)
    assert (
        "Rapporten är gjord här, och visas bara för den som får läsa alla ärenden som den räknar." in staff.browser("jo").get(REPORT).text
    )
    assert rows(staff, "jo") == ["Alla anmälningar;–"]


def test_a_compartment_among_the_templates_is_read_in_full_by_nobody(staff: Staff) -> None:
    kept(staff)
    staff.site.publish(SECOND.replace("cases: {start: on_submit}", "cases: {start: on_submit, compartment: true}"))
    assert staff.browser("gus").get(f"{REPORT}/cases").status == 404


def test_a_later_version_of_a_template_is_followed_and_what_differs_is_told(staff: Staff) -> None:
    kept(staff)
    staff.site.publish(SECOND.replace("options: {kitchen: Kök, ", "options: {kitchen: Kök, attic: Vind, "))
    staff.site.template = "second"
    count(staff.site, 7, room="attic")
    assert "Vind;7;26" in rows(staff, "gus")
    assert "Formulären frågar inte längre likadant om ”Var är felet?”." in staff.browser("gus").get(REPORT).text


def test_what_one_template_begins_to_keep_closer_is_counted_with_the_others_no_longer(staff: Staff) -> None:
    kept(staff)
    staff.site.publish(SECOND.replace("label: Var är felet?\n", "label: Var är felet?\n          personal: true\n"))
    assert "Går inte att räkna" in staff.browser("gus").get("own-reports").text
    assert staff.browser("gus").get(REPORT).status == 404


def test_all_units_stand_beside_only_for_who_may_read_all_of_each_template(staff: Staff) -> None:
    kept(staff)
    assert "Andel, alla enheter" in staff.browser("gus").get(f"{REPORT}?unit=north").text
    staff.site.publish(SECOND.replace("cases: {start: on_submit}", "cases: {start: on_submit, compartment: true}"))
    assert "Andel, alla enheter" not in staff.browser("gus").get(f"{REPORT}?unit=north").text


def test_a_report_of_what_has_gone_is_said_to_be_broken_and_shown_to_nobody(staff: Staff) -> None:
    kept(staff)
    text = SECOND[: SECOND.index("reports:")].replace("room:", "where_is_it:")
    staff.site.publish(text + "changes: {room: gone}\n")
    assert "Går inte att räkna" in staff.browser("gus").get("own-reports").text
    assert staff.browser("gus").get(REPORT).status == 404
    assert "Var?" not in staff.browser("gus").get("reports").text


def test_a_text_with_faults_is_not_kept_and_stands_there_with_what_is_wrong(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(
        browser.get(f"own-reports/new?{ROOMS}"), "Spara rapporten", text="reports:\n  var: {title: A, templates: [none]}\n"
    )
    assert "Det finns" not in page.text
    assert "var: {title: A, templates: [none]}" in page.html
    assert "Rad 2" in page.text
    assert "Här finns ingen egen rapport än." in browser.get("own-reports").text


def test_a_report_is_changed_as_text_and_keeps_its_key(staff: Staff) -> None:
    browser = kept(staff)
    page = browser.get("own-reports/var")
    text = 'reports:\n  var:\n    title: Vilka rum?\n    templates: ["second"]\n    count: submissions\n    rows: room\n'
    browser.press(page, "Spara rapporten", text=text)
    assert rows(staff, "gus")[-1] == "Alla anmälningar;11;100"
    assert "Rapporten har 2 versioner." in browser.get("own-reports/var").text
    refused = browser.press(browser.get("own-reports/var"), "Spara rapporten", text=text.replace("  var:", "  nytt:"))
    assert "Kortnamnet går inte att ändra." in refused.text


def test_two_who_change_the_same_do_not_write_over_each_other(staff: Staff) -> None:
    browser = kept(staff)
    page = browser.get("own-reports/var")
    browser.press(page, "Spara rapporten")
    assert "Någon annan har ändrat rapporten medan du skrev." in browser.press(page, "Spara rapporten").text
    assert (
        "Det finns redan en rapport med det kortnamnet." in browser.press(browser.get(f"own-reports/new?{ROOMS}"), "Spara rapporten").text
    )


def test_a_report_out_of_use_is_seen_by_nobody_and_can_be_taken_back(staff: Staff) -> None:
    browser = kept(staff)
    page = browser.press(browser.get("own-reports/var"), "Ta rapporten ur bruk")
    assert "Rapporten är tagen ur bruk." in page.text
    assert staff.browser("gus").get(REPORT).status == 404
    browser.press(browser.get("own-reports/var"), "Ta rapporten i bruk igen")
    assert staff.browser("gus").get(REPORT).status == 200


def test_only_who_administers_is_shown_the_way_to_make_them(staff: Staff) -> None:
    kept(staff)
    assert "Gör och ändra egna rapporter" in staff.browser("gus").get("reports").text
    page = staff.browser("jo").get("reports")
    assert "Gör och ändra egna rapporter" not in page.text
    assert page.link("Var?") == f"/acme/{REPORT}"
    for path in ("own-reports", "own-reports/new", "own-reports/var"):
        assert staff.browser("jo").get(path).status == 404
    assert staff.browser("gus").get("own-reports/none").status == 404


def test_a_view_and_an_interpretation_belong_to_a_report_of_ones_own_too(staff: Staff) -> None:
    browser = kept(staff)
    page = browser.press(browser.get(f"{REPORT}?room=bath"), "Spara vyn", name="Badrum")
    assert page.link("Badrum") == f"/acme/{REPORT}?room=bath"
    page = browser.press(browser.get(browser.get(REPORT).link("Skriv en tolkning")), "Spara tolkningen", interpretation="Vi ser mer.")
    assert "Vi ser mer." in page.text
