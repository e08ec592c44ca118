"""Bringing in an organisation's file: what it names is so, what it does not name stays, and twice does no harm."""

from datetime import date
from typing import Any

import pytest

from engine.actions.import_organisation import parents_first
from engine.organisation import Unit
from engine.store import directory, tables
from engine.unit_numbers import Held
from tests.site import Site

OWNED = (
    *(tables.Unit, tables.Calendar, tables.Mailbox, tables.Holding, tables.Person, tables.Membership, tables.Grant),
    *(tables.NumberKind, tables.UnitNumber),
)
NUMBERS = "numbers:\n  guests: {title: Gäster, one: gäst, many: gäster, values: [VALUES]}\ncalendars:\n"
FIRST, SECOND = "{from: 2026-01-01, to: 2026-12-31, units: {north: 40, south: 9}}", "{from: 2026-07-01, to: 2026-12-31, units: {north: 50}}"


def everything(site: Site) -> dict[str, list[dict[str, Any]]]:
    """Every row of who is there."""
    return {
        table.__name__: [{column.name: getattr(row, column.name) for column in table.__table__.columns} for row in site.all(table)]
        for table in OWNED
    }


def test_twice_does_no_harm(site: Site) -> None:
    site.change(("calendars:\n", NUMBERS.replace("VALUES", FIRST)))
    before = everything(site)
    site.change(("calendars:\n", NUMBERS.replace("VALUES", FIRST)))
    assert everything(site) == before


def test_an_import_stands_in_the_journal(site: Site) -> None:
    assert site.lines("organisation")[0] == "organisation-imported"
    assert site.broken_chains() == []


def test_the_organisation_comes_back_as_the_file_says(ekhamra: Site) -> None:
    found = ekhamra.scene().organisation
    assert (found.name, found.kind, found.time_zone) == ("Ekhamra kommun", "kommunal", "Europe/Stockholm")
    assert found.mailboxes[ekhamra.holder("organiser")] == "huvudman"
    assert found.holder("area_manager", "ekskolan") == ekhamra.holder("area_manager@omrade_grund")
    assert not found.calendar("school", "ekskolan").is_open(date(2026, 10, 28))
    assert found.calendar("school", "bjorkdungen").is_open(date(2026, 10, 28))
    assert found.calendar("school", None).periods["lasar"][0].label == "Läsåret 2024/25"


def test_a_number_takes_the_days_that_the_file_says_and_leaves_the_others(site: Site) -> None:
    site.change(("calendars:\n", NUMBERS.replace("VALUES", FIRST)))
    site.change(("calendars:\n", NUMBERS.replace("VALUES", SECOND)))
    site.change()
    assert site.scene().organisation.numbers["guests"].held == {
        "north": (Held(date(2026, 1, 1), date(2026, 6, 30), 40), Held(date(2026, 7, 1), date(2026, 12, 31), 50)),
        "south": (Held(date(2026, 1, 1), date(2026, 12, 31), 9),),
    }


def test_a_name_that_changes_is_changed_and_the_person_stays(site: Site) -> None:
    site.change(("name: Ada,", "name: Ada Ny,"), ("name: North works", "name: North yard"))
    assert site.actor("ada").name == "Ada Ny"
    assert site.scene().organisation.units["north"].name == "North yard"


def test_a_person_is_known_by_address_however_it_is_written(site: Site) -> None:
    site.change(("email: ada@acme.example", "email: ADA@acme.example"))
    assert len(site.all(tables.Person)) == 8


def test_what_the_file_does_not_name_is_left_as_it_is(site: Site) -> None:
    site.change(("members: [ada, bo]", "members: [bo]"), (", grants: [{right: read_cases, unit: north}]", ""))
    assert site.actor("ada").mailboxes == {"north"}
    assert site.actor("hal").has("read_cases")


def test_the_end_of_a_membership_and_of_a_right_is_taken_in(site: Site) -> None:
    site.change(
        ("members: [ada, bo]", "members: [{person: ada, until: 2026-09-06}, bo]"),
        ("{right: read_cases, unit: north}", "{right: read_cases, unit: north, until: 2026-09-06}"),
    )
    assert site.actor("ada").mailboxes == frozenset()
    assert not site.actor("hal").has("read_cases")
    assert len(site.all(tables.Grant)) == 3


def test_a_function_goes_over_to_another_mailbox(site: Site) -> None:
    site.change(("holds: [keeper@south]", "holds: []"), ("holds: [keeper@north]", "holds: [keeper@north, keeper@south]"))
    assert site.scene().organisation.mailboxes[site.holder("keeper@south")] == "north"


def test_a_substitute_is_in_for_a_time(ekhamra: Site) -> None:
    def inside(day: date) -> set[str]:
        return {person.name for person in ekhamra.read(lambda session: directory.members(session, ekhamra.org, "lindskolan", day))}

    assert inside(date(2026, 12, 18)) == {"Peter Sand"}
    assert inside(date(2026, 12, 19)) == inside(date(2027, 1, 10)) == {"Peter Sand", "Karin Berg"}
    assert inside(date(2027, 1, 11)) == {"Peter Sand"}


def test_units_come_after_those_they_refer_to() -> None:
    units = {"a": Unit("a", "A", parent="b"), "b": Unit("b", "B", successor="c"), "c": Unit("c", "C")}
    assert [unit.key for unit in parents_first(units)] == ["c", "b", "a"]
    with pytest.raises(ValueError, match="a, b"):
        parents_first({"a": Unit("a", "A", parent="b"), "b": Unit("b", "B", parent="a")})


def test_a_unit_is_closed_and_never_deleted(site: Site) -> None:
    case = site.case()
    site.change(("north: {name: North works,", "north: {until: 2026-09-06, successor: south, name: North works,"))
    unit = site.scene().organisation.units["north"]
    assert (unit.until, unit.successor) == (date(2026, 9, 6), "south")
    assert site.again(case).unit == "north"


def test_the_sites_that_may_frame_the_forms_stay_until_the_file_names_others(site: Site) -> None:
    plain = "{key: acme, name: Acme, kind: maker}"
    named, none = (f"{plain[:-1]}, framed_by: {sites}}}" for sites in ("['https://www.acme.example']", "[]"))
    for file, sites in ((named, ("https://www.acme.example",)), (plain, ("https://www.acme.example",)), (none, ())):
        site.change((plain, file))
        assert site.scene().organisation.framed_by == sites
