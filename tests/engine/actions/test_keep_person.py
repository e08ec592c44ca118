"""Keeping the people: an account closes at once and is never gone, and somebody can always keep the organisation."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.actions import keep_person
from engine.actions.keeping import Keeper
from engine.errors import NotPossible
from engine.store import journal, particulars, people, tables
from tests.site import Site

TODAY = date(2026, 9, 7)


def over(site: Site, person: str, keeper: str = "gus") -> Keeper:
    """Someone who has a person before them."""
    seen = site.read(lambda session: people.one(session, site.org, site.people[person]))
    return Keeper(site.scene().organisation, site.actor(keeper), site.clock(), particulars.mark(seen))


def refused(verb: Callable[[], Any]) -> str:
    """Why it is not done."""
    with pytest.raises(NotPossible) as caught:
        verb()
    return caught.value.code


def close(site: Site, person: str) -> None:
    """An account is closed."""
    who = over(site, person)
    site.write(lambda session: keep_person.close_account(session, who, site.people[person]))


def give(site: Site, person: str, right: str, unit: str | None = None, until: date | None = None) -> None:
    """A right is given."""
    who = over(site, person)
    site.write(lambda session: keep_person.give(session, who, site.people[person], right, unit=unit, start=TODAY, until=until))


def take_back(site: Site, person: str, right: str) -> None:
    """A right is taken back."""
    who, id = over(site, person), site.people[person]
    grant = next(row.id for row in site.all(tables.Grant, person=id, right=right))
    site.write(lambda session: keep_person.take_back(session, who, id, grant))


def test_an_account_that_closes_ends_its_sessions_and_what_waited_for_it_alone_goes_on(site: Site) -> None:
    case = site.case()
    close(site, "ada")
    close(site, "bo")
    site.office.settle(site.org)
    assert site.runs(case) == {"verdict": "chief@region"}
    assert len(site.all(tables.Person)) == 8


def test_an_account_can_be_opened_again(site: Site) -> None:
    close(site, "ada")
    who = over(site, "ada")
    site.write(lambda session: keep_person.open_account(session, who, site.people["ada"]))
    assert site.actor("ada").mailboxes == {"north"}
    assert site.lines("organisation")[-2:] == ["account-closed", "account-opened"]


def test_somebody_can_always_keep_the_organisation(site: Site) -> None:
    assert refused(lambda: close(site, "gus")) == "last-keeper"
    assert refused(lambda: take_back(site, "gus", "administer")) == "last-keeper"
    give(site, "fay", "administer")
    take_back(site, "gus", "administer")
    assert not site.actor("gus").has("administer")


def test_one_whose_account_is_closed_is_no_keeper(site: Site) -> None:
    give(site, "fay", "administer")
    close(site, "fay")
    assert refused(lambda: close(site, "gus")) == "last-keeper"


def test_a_right_holds_for_its_days_and_place(site: Site) -> None:
    give(site, "cy", "read_cases", "north", until=TODAY)
    assert ("read_cases", "north") in site.actor("cy").rights
    site.clock.move(days=1)
    assert site.actor("cy").rights == frozenset()


def test_a_right_that_is_taken_back_is_gone_at_once(site: Site) -> None:
    take_back(site, "hal", "read_cases")
    assert site.actor("hal").rights == frozenset()


@pytest.mark.parametrize(("right", "unit", "code"), [("fly", None, "no-such-right"), ("read_cases", "moon", "no-such-unit")])
def test_only_what_there_is_can_be_given(right: str, unit: str | None, code: str, site: Site) -> None:
    assert refused(lambda: give(site, "cy", right, unit)) == code


def test_nobody_takes_over_anothers_address(site: Site) -> None:
    who = over(site, "cy")
    verb = lambda session: keep_person.change_person(session, who, site.people["cy"], name="Cy", email="ADA@acme.example")  # noqa: E731
    assert refused(lambda: site.write(verb)) == "email-taken"


def test_a_right_stands_in_the_journal_with_who_gave_it(site: Site) -> None:
    give(site, "gus", "publish")
    line = site.read(lambda session: journal.lines(session, site.org, journal.ORGANISATION))[-1]
    assert (line.kind, line.person, line.facts["persons"]) == ("right-given", site.people["gus"], [str(site.people["gus"])])
    assert site.broken_chains() == []


def test_who_keeps_no_organisation_gives_nothing(site: Site) -> None:
    who = over(site, "ada", "ada")
    verb = lambda session: keep_person.give(session, who, site.people["ada"], "read_cases", unit=None, start=TODAY, until=None)  # noqa: E731
    assert refused(lambda: site.write(verb)) == "not-yours"
