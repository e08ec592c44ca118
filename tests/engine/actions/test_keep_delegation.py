"""The register of who decides: what applies to a decision, and that a decision keeps the line that it was taken by."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from engine.actions import keep_delegation
from engine.actions.keeping import Keeper
from engine.errors import NotPossible
from engine.store import delegations, journal, particulars, tables
from tests.site import Site

TODAY = date(2026, 9, 7)


def keeper(site: Site, person: str = "gus") -> Keeper:
    """Someone who has the register before them."""
    seen = site.read(lambda session: delegations.register(session, site.org))
    return Keeper(site.scene().organisation, site.actor(person), site.clock(), particulars.mark(seen))


def delegate(site: Site, number: str, function: str | None = None, person: str | None = None, **more: Any) -> UUID:
    """A line is added; its id."""
    who = keeper(site)
    more = {"unit": None, "start": TODAY, "until": None} | more
    line = keep_delegation.new_line(number, function=function, person=site.people[person] if person else None, **more)
    site.write(lambda session: keep_delegation.delegate(session, who, line))
    return line.id


def end(site: Site, id: UUID, until: date) -> None:
    """A line ends."""
    who = keeper(site)
    site.write(lambda session: keep_delegation.end_delegation(session, who, id, until))


def refused(verb: Callable[[], Any]) -> str:
    """Why it is not done."""
    with pytest.raises(NotPossible) as caught:
        verb()
    return caught.value.code


def decided_by(site: Site, case: tables.Case) -> list[str]:
    """The numbers by which the decisions of a case were taken."""
    lines = site.read(lambda session: journal.lines(session, site.org, case.id))
    found = site.read(lambda session: delegations.of_case(session, site.org, [line.facts for line in lines]))
    return [line.number for line in found.values()]


def decision(site: Site) -> list[str]:
    """By which numbers a decision is taken now."""
    case = site.case()
    site.decide(case, "ada", "look")
    return decided_by(site, case)


def test_a_decision_is_taken_by_the_line_of_its_function(site: Site) -> None:
    delegate(site, "3.2", "keeper")
    assert decision(site) == ["3.2"]
    assert site.broken_chains() == []


def test_no_line_stops_nobody(site: Site) -> None:
    delegate(site, "3.2", "inspector")
    assert decision(site) == []


def test_the_nearest_place_goes_first_and_there_a_person(site: Site) -> None:
    delegate(site, "everywhere", "keeper")
    delegate(site, "south", "keeper", unit="south")
    assert decision(site) == ["everywhere"]
    delegate(site, "region", "keeper", unit="region")
    assert decision(site) == ["region"]
    delegate(site, "person", person="ada")
    assert decision(site) == ["region"]
    delegate(site, "person there", person="ada", unit="region")
    assert decision(site) == ["person there"]


@pytest.mark.parametrize(("start", "until", "number"), [
    (TODAY, TODAY, ["3.2"]), (date(2026, 9, 8), None, []), (date(2026, 1, 1), date(2026, 9, 6), []),
])  # fmt: skip
def test_a_line_holds_on_its_days(start: date, until: date | None, number: list[str], site: Site) -> None:
    delegate(site, "3.2", "keeper", start=start, until=until)
    assert decision(site) == number


def test_a_decision_keeps_its_line_when_that_ends_and_another_comes(site: Site) -> None:
    first, case = delegate(site, "3.2", "keeper"), site.case()
    site.decide(case, "ada", "look")
    end(site, first, date(2026, 9, 6))
    delegate(site, "4.1", "keeper")
    assert decided_by(site, case) == ["3.2"]
    assert decision(site) == ["4.1"]


def test_only_decisions_are_taken_by_delegation(site: Site) -> None:
    delegate(site, "3.2", "keeper")
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "ada", site.press(case, "check", found="none"))
    assert decided_by(site, case) == ["3.2"]


@pytest.mark.parametrize(("function", "person"), [(None, None), ("keeper", "ada")])
def test_a_line_is_for_a_function_or_a_person(function: str | None, person: str | None, site: Site) -> None:
    assert refused(lambda: delegate(site, "3.2", function, person)) == "one-of-two"


def test_a_line_is_for_a_unit_that_there_is(site: Site) -> None:
    assert refused(lambda: delegate(site, "3.2", "keeper", unit="moon")) == "no-such-unit"


def test_the_second_of_two_does_not_end_what_the_first_has_ended(site: Site) -> None:
    id = delegate(site, "3.2", "keeper")
    late = keeper(site)
    end(site, id, date(2026, 12, 31))
    verb = lambda session: keep_delegation.end_delegation(session, late, id, TODAY)  # noqa: E731 - as a verb
    assert refused(lambda: site.write(verb)) == "changed-meanwhile"


def test_the_register_changes_with_a_line_in_the_journal(site: Site) -> None:
    id = delegate(site, "3.2", "keeper")
    end(site, id, TODAY)
    assert site.lines("organisation")[-2:] == ["delegated", "delegation-ended"]


def test_only_who_administers_delegates(site: Site) -> None:
    who = keeper(site, "ada")
    line = keep_delegation.new_line("9", function="keeper", person=None, unit=None, start=TODAY, until=None)
    assert refused(lambda: site.write(lambda session: keep_delegation.delegate(session, who, line))) == "not-yours"


def test_a_file_brings_lines_in_once_and_may_end_them(site: Site) -> None:
    written = "calendars:\n"
    line = "delegations: [{number: '3.2', function: keeper}, {number: '3.4', person: ada, unit: north}]\ncalendars:\n"
    site.change((written, line))
    site.change((written, line.replace("function: keeper", "function: keeper, until: 2026-12-31")))
    found = site.read(lambda session: delegations.register(session, site.org))
    assert [(line.number, line.unit, line.until) for line in found] == [("3.2", None, date(2026, 12, 31)), ("3.4", "north", None)]
