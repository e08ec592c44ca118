"""Organisation files: every fault at once, with its place; and what a sound one says."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Fault, InvalidTemplate
from engine.organisation import Holder
from engine.roster import Member, Roster, describes_organisation, read_roster
from engine.unit_numbers import Held
from tests.engine.written import loaded

CHECKOUT = Path(__file__).parents[2]
TOP = "organisation: {key: acme, name: Acme, kind: private, language: en}\n"
UNITS = "units:\n  area: {name: Area}\n  north: {name: North, kind: office, area: city, parent: area, from: 2020-01-01}\n"
PEOPLE = (
    "people:\n  ann: {name: Ann, title: Chief, email: ann@acme.example, grants: [{right: read_cases, unit: north, until: 2030-12-31}]}\n"
)
BOXES = """mailboxes:
  desk:
    name: Desk
    email: desk@acme.example
    holds: [desk@north, owner]
    members: [ann, {person: ann, substitute: true}]
"""
CALENDARS = """calendars:
  school:
    label: {one: skoldag, many: skoldagar}
    weekdays: [1, 2, 3, 4, 5]
    closed: ["2026-10-26/2026-10-30", "2026-11-16"]
    periods: {term: [{label: Autumn, from: 2026-08-01, to: 2026-12-31}]}
    units: {north: {closed: []}}
"""
WHOLE = TOP + UNITS + PEOPLE + BOXES + CALENDARS


def faults(text: str) -> tuple[Fault, ...]:
    """The faults of a file."""
    with pytest.raises(InvalidTemplate) as caught:
        read_roster(text)
    return caught.value.faults


def codes(text: str) -> list[str]:
    """Their codes."""
    return [fault.code for fault in faults(text)]


def test_an_organisation_has_units_mailboxes_people_and_calendars() -> None:
    found: Roster = read_roster(WHOLE)
    assert (found.organisation.key, found.organisation.kind, found.language) == ("acme", "private", "en")
    assert (found.organisation.units["north"].parent, found.organisation.units["north"].start) == ("area", date(2020, 1, 1))
    assert found.organisation.mailboxes == {Holder("desk", "north"): "desk", Holder("owner"): "desk"}


def test_a_member_is_a_person_or_says_for_how_long() -> None:
    (box,) = read_roster(WHOLE).mailboxes
    assert box.members == (Member("ann"), Member("ann", substitute=True))


def test_a_person_has_grants() -> None:
    (person,) = read_roster(WHOLE).people
    assert [(grant.right, grant.unit, grant.until) for grant in person.grants] == [("read_cases", "north", date(2030, 12, 31))]


SITES = ("https://a.example", "https://www.a-b.example:8443", "http://localhost:8000", "http://127.0.0.1")


def test_the_sites_that_may_frame_the_forms_are_named_by_their_origins() -> None:
    named = read_roster(f"organisation: {{key: a, name: A, framed_by: [{', '.join(SITES)}]}}")
    assert (named.organisation.framed_by, named.names_sites) == (SITES, True)
    assert (read_roster(TOP).organisation.framed_by, read_roster(TOP).names_sites) == ((), False)


@pytest.mark.parametrize(
    "site",
    [
        "*",
        "https://*",
        "https://*.a.example",
        "http://a.example",
        "https://a.example/",
        "https://a.example/page",
        "https://A.example",
        "https://a.example; script-src *",
        "https://a.example https://b.example",
        "https://user@a.example",
        "https://-a.example",
        "https://å.example",
        "https://a.example:",
        "null",
        "data:",
        "https://a.example\\n",
    ],
)
def test_what_is_no_origin_can_not_frame_anything(site: str) -> None:
    assert codes(f'organisation: {{key: a, name: A, framed_by: ["{site}"]}}') == ["not-an-origin"]


def test_a_unit_changes_what_it_says_of_a_calendar_and_keeps_the_rest() -> None:
    calendars = read_roster(WHOLE).organisation
    holiday, sunday = date(2026, 10, 28), date(2026, 10, 25)
    assert not calendars.calendar("school", None).is_open(holiday)
    assert calendars.calendar("school", "north").is_open(holiday)
    assert not calendars.calendar("school", "north").is_open(sunday)
    assert calendars.calendar("school", "north").label_one == {"sv": "skoldag"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("organisation: {name: Acme}", "missing-key", 1),
        ("organisation: {key: Acme, name: Acme}", "bad-id", 1),
        ("organisation: {key: admin, name: Acme}", "reserved-id", 1),
        ("organisation: {key: static, name: Acme}", "reserved-id", 1),
        ("organisation: {key: a, name: A, time_zone: Mars/North}", "not-a-zone", 1),
        ("organisation: {key: a, name: A, time_zone: ../../etc/passwd}", "not-a-zone", 1),
        ("organisation: {key: a, name: A, framed_by: [www.a.example]}", "not-an-origin", 1),
        (TOP + "units: {north: {name: N, parent: gone}}", "unknown-unit", 2),
        (TOP + "units: {north: {name: N, successor: gone}}", "unknown-unit", 2),
        (TOP + "units: {north: {name: N, parent: north}}", "own-parent", 2),
        (TOP + "units: {north: {name: N, from: 2020-02-30}}", "not-a-day", 2),
        (TOP + "units: {north: {name: N, from: 2020-01-02, until: 2020-01-01}}", "from-after-until", 2),
        (TOP + "units: {north: {nam: N}}", "unknown-key", 2),
        (TOP + "mailboxes: {desk: {name: D, holds: [desk@gone]}}", "unknown-unit", 2),
        (TOP + "mailboxes: {desk: {name: D, holds: [Desk]}}", "bad-id", 2),
        (TOP + "mailboxes: {desk: {name: D, members: [bob]}}", "unknown-person", 2),
        (TOP + "mailboxes: {desk: {name: D, holds: [a]}, boss: {name: B, holds: [a]}}", "held-twice", 2),
        (TOP + "people: {ann: {name: A, email: a@b.se, grants: [{right: fly}]}}", "not-allowed", 2),
        (TOP + "people: {ann: {name: A, email: a@b.se, grants: [{right: publish, unit: gone}]}}", "unknown-unit", 2),
        (TOP + "people: {ann: {name: A}}", "missing-key", 2),
        (TOP + 'calendars: {school: {closed: ["2026-13-01"]}}', "not-a-day", 2),
        (TOP + 'calendars: {school: {closed: ["2026-02-02/2026-02-01"]}}', "from-after-until", 2),
        (TOP + "calendars: {school: {weekdays: [0]}}", "too-few", 2),
        (TOP + "calendars: {school: {units: {gone: {closed: []}}}}", "unknown-unit", 2),
        (TOP + "calendars: {school: {periods: {t: [{label: L, from: 2026-01-02, to: 2026-01-01}]}}}", "from-after-until", 2),
        (TOP + "functions: some", "not-allowed", 2),
    ],
)
def test_a_fault_is_told_where_it_stands(text: str, code: str, line: int) -> None:
    assert [(fault.code, fault.mark.line) for fault in faults(text)] == [(code, line)]


def test_a_ring_of_units_is_told_for_each_of_them() -> None:
    assert codes(TOP + "units: {a: {name: A, parent: b}, b: {name: B, parent: a}, c: {name: C, parent: a}}")[:2] == [
        "own-parent",
        "own-parent",
    ]


def test_a_misspelt_unit_is_told_with_the_likely_one() -> None:
    (fault,) = faults(TOP + UNITS + "mailboxes: {desk: {name: D, holds: [desk@nort]}}")
    assert fault.guess == "north"


def test_every_fault_is_told_at_once() -> None:
    text = TOP + "units: {north: {name: 4}, south: {name: S, parent: gone}}\nmailboxes: {d: {name: D, members: [bob]}}\nzzz: 1"
    assert codes(text) == ["not-string", "unknown-unit", "unknown-person", "unknown-key"]


def test_what_a_unit_has_from_the_organisations_calendar_is_told_once() -> None:
    assert codes(TOP + UNITS + 'calendars: {school: {closed: ["2026-13-01"], units: {north: {weekdays: [1]}}}}') == ["not-a-day"]


def test_an_organisation_file_is_known_by_its_top_key() -> None:
    assert describes_organisation(TOP)
    assert describes_organisation("organisation: 4")
    assert not describes_organisation("template: a")


def test_every_function_means_a_mailbox_for_each_in_every_unit_and_at_the_top() -> None:
    functions = loaded("functions: {desk: D, boss: B}").functions
    held = read_roster(TOP + UNITS + "functions: every").holding(functions)
    assert sorted(map(str, held.mailboxes)) == ["boss", "boss@area", "boss@north", "desk", "desk@area", "desk@north"]
    assert read_roster(TOP + UNITS).holding(functions).mailboxes == {}


@pytest.mark.parametrize(
    "path", sorted([*CHECKOUT.glob("examples/*/organisation.yaml"), CHECKOUT / "templates_library" / "test_organisation.yaml"])
)
def test_every_organisation_that_we_ship_is_sound(path: Path) -> None:
    assert read_roster(path.read_bytes()).organisation.units


@given(st.text() | st.binary())
def test_anything_is_an_organisation_or_refused(text: str | bytes) -> None:
    with pytest.raises(InvalidTemplate):
        read_roster(text)


NUMBERS = """numbers:
  guests:
    title: {sv: Gäster, en: Guests}
    one: gäst
    many: gäster
    per: 1000
    values:
      - {from: 2026-01-01, to: 2026-12-31, units: {north: 40, area: 60}}
      - {from: 2025-01-01, to: 2025-12-31, units: {north: 30}}
"""


def test_units_have_numbers_for_a_time() -> None:
    found = read_roster(TOP + UNITS + NUMBERS).organisation.numbers["guests"]
    assert (found.title, found.many, found.per) == ({"sv": "Gäster", "en": "Guests"}, {"sv": "gäster"}, 1000)
    assert found.held["north"] == (Held(date(2025, 1, 1), date(2025, 12, 31), 30), Held(date(2026, 1, 1), date(2026, 12, 31), 40))
    assert read_roster(TOP + UNITS + NUMBERS.replace("    per: 1000\n", "")).organisation.numbers["guests"].per == 100


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("area: 60", "moon: 60", "unknown-unit"),
        ("from: 2025-01-01, to: 2025-12-31", "from: 2025-01-01, to: 2026-01-01", "two-numbers"),
        ("to: 2025-12-31", "to: 2024-12-31", "from-after-until"),
        ("to: 2025-12-31", "to: 2025-12-32", "not-a-day"),
        ("north: 30", "north: -1", "too-few"),
    ],
)
def test_a_number_is_of_a_unit_that_there_is_and_each_day_has_one(before: str, after: str, code: str) -> None:
    assert codes(TOP + UNITS + NUMBERS.replace(before, after)) == [code]
