"""From a number of a report to the cases behind it: for whoever may read what is counted, and never more than their list of cases shows."""

import re

import pytest

from engine.store import tables
from engine.store.database import Database
from tests.admin.staff import Page, Staff
from tests.site import BY_HAND, FAULTS, ORGANISATION, Site, fault

DRILLED = (
    FAULTS.replace(
        "urgent: {type: yes_no, label: Är det bråttom?, optional: true}",
        """urgent: {type: yes_no, label: Är det bråttom?, optional: true}
        ill: {type: choice, label: Är någon sjuk?, optional: true, options: {ja: Ja, nej: Nej}, statistics: true, sensitive: true}
        kind: {type: choices, label: Vilka fel?, optional: true, options: {wet: Vatten, cold: Kyla}, statistics: true}""",
    )
    + """
  ages: {title: Åldrar, count: hurt, rows: age, columns: who}
  kinds: {title: Fel, count: submissions, rows: kind}
  weeks: {title: Per vecka, count: cases, rows: period, interval: week}
  checks: {title: Kontroller, count: check, rows: check.found}
  ill: {title: Sjuka, count: submissions, rows: ill}
"""
)
READING = ORGANISATION.replace(
    "people:\n",
    """people:
  jo: {name: Jo, email: jo@acme.example, grants: [{right: read_reports}]}
  ty: {name: Ty, email: ty@acme.example, grants: [{right: read_reports, unit: south}, {right: read_cases, unit: north}]}
""",
)  # fmt: skip


@pytest.fixture
def staff(database: Database) -> Staff:
    """The small organisation with more reports, and readers of numbers alone."""
    return Staff.of(Site.over(database, READING, [DRILLED, BY_HAND]))


def report(staff: Staff, person: str, name: str = "who", query: str = "") -> Page:
    """Someone opens a report."""
    page = staff.browser(person).get(f"reports/faults/{name}?{query}")
    assert page.status == 200
    return page


def leads(page: Page) -> list[str]:
    """The addresses that the numbers of a page's table lead to, in its order."""
    table = re.search("<tbody.*</tfoot>", page.html, re.S)
    assert table is not None
    return [address.replace("&amp;", "&") for address in re.findall('<a href="([^"]*)"', table.group())]


def at(staff: Staff, report: str, row: str | None = None, column: str | None = None) -> str:
    """The address of the cases at a row and a column of a report."""
    sealer, keys = staff.site.office.sealer, {"at-row": row, "at-column": column}
    marks = [f"{name}={sealer.token_id(f'place {report} {key}').hex()[:12]}" for name, key in keys.items() if key is not None]
    return f"/acme/reports/faults/{report}/cases?{'&'.join(marks)}"


def numbers(staff: Staff, person: str, address: str) -> list[str]:
    """The cases that someone is shown behind a number."""
    page = staff.browser(person).get(address)
    assert page.status == 200
    return re.findall(r'class="mv-ref">([^<]*)</a>', page.html)


def test_a_number_leads_to_the_cases_that_it_counts(staff: Staff) -> None:
    mine, other = staff.site.case(fault()), staff.site.case(fault(who="keeper"))
    row, _, total = leads(report(staff, "hal"))
    assert row == at(staff, "who", "worker")
    assert numbers(staff, "hal", row) == [mine.number]
    assert sorted(numbers(staff, "hal", total)) == sorted([mine.number, other.number])


def test_a_cell_of_a_crosstab_leads_to_its_own_cases_and_zero_leads_nowhere(staff: Staff) -> None:
    young = staff.site.case(fault())
    old = staff.site.case(fault(hurt=[{"name": "Bo", "age": "old"}], who="keeper"))
    addresses = leads(report(staff, "hal", "ages"))
    assert len(addresses) == 7
    assert numbers(staff, "hal", at(staff, "ages", "young", "worker")) == [young.number]
    assert numbers(staff, "hal", at(staff, "ages", "old")) == [old.number]
    assert numbers(staff, "hal", at(staff, "ages", column="keeper")) == [old.number]


def test_rows_of_a_group_and_finished_steps_lead_to_their_cases(staff: Staff) -> None:
    receipt = staff.site.report(fault("Kim", "Lo"))
    first, second = staff.site.cases(receipt.submission)
    assert sorted(numbers(staff, "hal", leads(report(staff, "hal", "ages"))[-1])) == sorted([first.number, second.number])
    staff.site.decide(first, "ada", "look")
    staff.site.act(first, "ada", staff.site.press(first, "check", found="crack"))
    assert numbers(staff, "hal", leads(report(staff, "hal", "checks"))[0]) == [first.number]


def test_a_row_of_time_leads_to_the_cases_of_those_days(staff: Staff) -> None:
    staff.site.case()
    staff.site.clock.move(days=7)
    later = staff.site.case()
    addresses = leads(report(staff, "hal", "weeks"))
    assert addresses[1] == at(staff, "weeks", "2026-W38")
    assert numbers(staff, "hal", addresses[1]) == [later.number]


def test_what_has_no_answer_leads_to_its_cases_too(staff: Staff) -> None:
    empty, wet = staff.site.case(), staff.site.case(fault(kind=["wet", "cold"]))
    addresses = leads(report(staff, "hal", "kinds"))
    assert [numbers(staff, "hal", address) for address in addresses[:3]] == [[wet.number], [wet.number], [empty.number]]
    assert addresses[2] == at(staff, "kinds", "")


def test_what_is_chosen_in_the_report_is_chosen_in_the_list(staff: Staff) -> None:
    staff.site.case(fault(who="keeper"))
    mine = staff.site.case()
    page = report(staff, "gus", query="unit=north&who=worker")
    assert numbers(staff, "gus", leads(page)[-1]) == [mine.number]
    behind = staff.browser("gus").get(leads(page)[0])
    assert "Bara där ”Vem?” är En arbetare. Talet står vid ”Vem?” är En arbetare." in behind.text
    assert behind.link("Till rapporten") == "/acme/reports/faults/who?unit=north&who=worker"


@pytest.mark.parametrize("person", ["jo", "ty"])
def test_who_may_not_read_all_that_is_counted_has_no_way_to_the_cases(staff: Staff, person: str) -> None:
    for _ in range(6):
        staff.site.case(fault(place="south"))
    page = report(staff, person)
    assert leads(page) == []
    assert "Siffrorna leder inte till några ärenden." in page.text
    assert staff.browser(person).get(at(staff, "who", "worker")).status == 404


def test_nobody_gets_from_a_compartment_or_a_sensitive_answer_to_a_case(staff: Staff) -> None:
    staff.site.case(fault(ill="ja"))
    assert leads(report(staff, "gus", "ill")) == []
    assert staff.browser("gus").get(at(staff, "ill", "ja")).status == 404
    staff.site.publish(DRILLED.replace("one_per: hurt}", "one_per: hurt, compartment: true}"))
    assert leads(report(staff, "gus")) == []
    assert staff.browser("gus").get("reports/faults/who/cases").status == 404


def test_who_is_shut_out_of_a_case_finds_neither_it_nor_its_number(staff: Staff) -> None:
    site, kept = staff.site, staff.site.case()
    hidden = site.case()
    site.shut_out(hidden, "ada", "hal")
    page = report(staff, "hal")
    assert numbers(staff, "hal", leads(page)[-1]) == [kept.number]
    assert "Siffran är 1 anmälan. Du får läsa 1 ärende som hör till den." in staff.browser("hal").get(leads(page)[-1]).text


def test_what_has_no_case_yet_is_counted_and_it_is_said_why_there_are_fewer_cases(staff: Staff) -> None:
    staff.site.waiting()
    page = staff.browser("hal").get("reports/by-hand/who/cases")
    assert "Siffran är 1 anmälan. Du får läsa 0 ärenden som hör till den." in page.text
    assert "En anmälan kan vänta på att bli ett ärende" in page.text


def test_a_case_that_is_erased_is_counted_and_leads_nowhere(staff: Staff) -> None:
    staff.site.case()
    source = tables.FactSource
    staff.site.write(lambda session: [session.delete(session.merge(row)) for row in staff.site.all(source)])
    assert numbers(staff, "hal", "/acme/reports/faults/who/cases") == []


@pytest.mark.parametrize(("row", "column"), [("nobody", None), (None, "x"), ("keeper", None), ("2026-99", None)])
def test_a_place_that_the_table_has_not_or_where_nothing_is_is_not_found(staff: Staff, row: str | None, column: str | None) -> None:
    staff.site.case()
    for name in ("who", "weeks"):
        assert staff.browser("hal").get(at(staff, name, row, column)).status == 404
    assert staff.browser("hal").get("reports/faults/who/cases?at-row=worker").status == 404


def test_no_answer_stands_in_an_address(staff: Staff) -> None:
    staff.site.case()
    assert not [address for address in leads(report(staff, "hal", "ages")) if "young" in address or "worker" in address]


def test_without_anything_counted_or_with_days_that_make_no_sense_there_is_no_list(staff: Staff) -> None:
    assert staff.browser("hal").get("reports/faults/who/cases").status == 404
    staff.site.case()
    assert staff.browser("hal").get("reports/faults/who/cases?period=own&first-day=snart").status == 404


def test_the_way_from_the_explanation_leads_to_all_that_is_counted(staff: Staff) -> None:
    staff.site.case()
    page = report(staff, "hal")
    assert page.link("Visa ärendena") == "/acme/reports/faults/who/cases"
