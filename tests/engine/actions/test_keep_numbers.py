"""Keeping what units have a number of: words, values of a period, and who may do it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.actions import keep_numbers
from engine.actions.keeping import Keeper
from engine.errors import NotPossible
from engine.store import particulars
from engine.unit_numbers import Held, UnitNumber
from tests.site import Site

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
GUESTS = UnitNumber("guests", {"sv": "Gäster"}, {"sv": "gäst"}, {"sv": "gäster"})


def keeper(site: Site, person: str = "gus") -> Keeper:
    """Someone who has the number before them."""
    site.office.forget()
    organisation = site.scene().organisation
    return Keeper(organisation, site.actor(person), site.clock(), particulars.mark(organisation.numbers.get("guests")))


def named(site: Site, number: UnitNumber = GUESTS, person: str = "gus") -> None:
    """The number gets its words."""
    who = keeper(site, person)
    site.write(lambda session: keep_numbers.save_number(session, who, number))


def save(site: Site, values: Mapping[str, int | None], days: tuple[date, date] = YEAR, who: Keeper | None = None) -> None:
    """Values are saved for a period."""
    keeps = who or keeper(site)
    first, last = days
    site.write(lambda session: keep_numbers.save_values(session, keeps, "guests", values, first=first, last=last))


def kept(site: Site) -> UnitNumber:
    """The number as it stands."""
    site.office.forget()
    return site.scene().organisation.numbers["guests"]


def refused(verb: Callable[[], Any]) -> str:
    """Why it is not done."""
    with pytest.raises(NotPossible) as caught:
        verb()
    return caught.value.code


def test_what_is_saved_comes_back_as_it_was(site: Site) -> None:
    named(site)
    save(site, {"north": 40, "south": 0})
    assert kept(site) == replace(GUESTS, held={"north": (Held(*YEAR, 40),), "south": (Held(*YEAR, 0),)})


def test_other_words_leave_the_values_alone(site: Site) -> None:
    named(site)
    save(site, {"north": 40})
    named(site, replace(GUESTS, many={"sv": "hyresgäster"}, per=1000))
    assert (kept(site).many, kept(site).per, kept(site).held["north"]) == ({"sv": "hyresgäster"}, 1000, (Held(*YEAR, 40),))


def test_another_period_takes_its_own_days_and_leaves_those_around_it(site: Site) -> None:
    named(site)
    save(site, {"north": 40, "south": 10})
    save(site, {"north": 50}, (date(2026, 7, 1), date(2027, 6, 30)))
    assert kept(site).held == {
        "north": (Held(YEAR[0], date(2026, 6, 30), 40), Held(date(2026, 7, 1), date(2027, 6, 30), 50)),
        "south": (Held(*YEAR, 10),),
    }


def test_none_takes_a_number_away(site: Site) -> None:
    named(site)
    save(site, {"north": 40, "south": 10})
    save(site, {"north": None})
    assert kept(site).held == {"south": (Held(*YEAR, 10),)}


def test_each_change_is_a_line_of_the_journal_and_what_changes_nothing_is_none(site: Site) -> None:
    named(site)
    named(site)
    save(site, {"north": 40})
    save(site, {"north": 40, "south": None})
    lines = [line for line in site.lines("organisation") if "number" in line]
    assert lines == ["number-changed", "unit-numbers-changed"]


def test_the_second_of_two_does_not_overwrite_what_the_first_did(site: Site) -> None:
    named(site)
    late = keeper(site)
    save(site, {"north": 40})
    assert refused(lambda: save(site, {"north": 50}, who=late)) == "changed-meanwhile"
    assert kept(site).held["north"] == (Held(*YEAR, 40),)


@pytest.mark.parametrize(
    ("values", "days", "code"),
    [
        ({"moon": 4}, YEAR, "no-such-unit"),
        ({"north": 4}, YEAR[::-1], "until-before-start"),
    ],
)
def test_what_can_not_be_is_refused(site: Site, values: dict[str, int | None], days: tuple[date, date], code: str) -> None:
    named(site)
    assert refused(lambda: save(site, values, days)) == code


def test_a_number_that_nobody_has_named_holds_no_values(site: Site) -> None:
    assert refused(lambda: save(site, {"north": 4})) == "no-such-number"


def test_only_who_administers_changes_numbers(site: Site) -> None:
    assert refused(lambda: named(site, person="hal")) == "not-yours"
