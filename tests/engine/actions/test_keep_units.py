"""Keeping the units: none is ever removed, none is above itself, and a list does all that it says or nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.actions import keep_units
from engine.actions.keeping import Keeper
from engine.errors import NotPossible
from engine.organisation import Unit
from engine.store import particulars
from tests.site import Site


def keeper(site: Site, person: str = "gus") -> Keeper:
    """Someone who has the units before them."""
    site.office.forget()
    organisation = site.scene().organisation
    return Keeper(organisation, site.actor(person), site.clock(), particulars.mark(organisation.units))


def units(site: Site) -> dict[str, Unit]:
    """The units as they are."""
    site.office.forget()
    return dict(site.scene().organisation.units)


def refused(verb: Callable[[], Any]) -> str:
    """Why it is not done."""
    with pytest.raises(NotPossible) as caught:
        verb()
    return caught.value.code


def take_in(site: Site, text: str) -> int:
    """A list is taken in."""
    who = keeper(site)
    return site.write(lambda session: keep_units.take_in(session, who, text))


def end(site: Site, key: str, until: date | None, successor: str | None = None) -> None:
    """A unit ends."""
    who = keeper(site)
    site.write(lambda session: keep_units.end_unit(session, who, key, until, successor))


def change(site: Site, key: str, parent: str | None) -> None:
    """A unit gets another place."""
    who = keeper(site)
    site.write(lambda session: keep_units.change_unit(session, who, key, name=key, kind="", area="", parent=parent))


def test_a_new_unit_has_a_key_of_its_own_for_ever(site: Site) -> None:
    who = keeper(site)
    key = site.write(lambda session: keep_units.add_unit(session, who, "Östra Ån", kind="works", parent="region", start=None))
    assert units(site)[key] == Unit("ostra_an", "Östra Ån", "works", parent="region")


def test_a_unit_that_ends_is_kept_and_leads_to_what_takes_its_place(site: Site) -> None:
    end(site, "north", date(2026, 9, 6), "south")
    assert not units(site)["north"].open_on(date(2026, 9, 7))
    assert units(site)["north"].successor == "south"
    end(site, "north", None)
    assert units(site)["north"].open_on(date(2026, 9, 7))


def test_nothing_takes_the_place_of_what_has_no_end(site: Site) -> None:
    assert refused(lambda: end(site, "north", None, "south")) == "no-last-day"


def test_no_unit_is_above_itself(site: Site) -> None:
    assert refused(lambda: change(site, "region", "north")) == "own-parent"
    assert refused(lambda: change(site, "north", "north")) == "own-parent"


def test_no_unit_takes_its_own_place(site: Site) -> None:
    end(site, "north", date(2027, 1, 1), "south")
    assert refused(lambda: end(site, "south", date(2027, 1, 1), "north")) == "own-successor"


def test_a_list_does_all_that_it_says(site: Site) -> None:
    assert take_in(site, "north;North yard\neast;East works;works;region\nsouth;South works") == 2
    assert {key: unit.name for key, unit in units(site).items()} == {
        "region": "The region", "north": "North yard", "south": "South works", "east": "East works"
    }  # fmt: skip
    assert site.lines("organisation")[-2:] == ["unit-changed", "unit-added"]


def test_a_list_with_something_wrong_does_nothing(site: Site) -> None:
    before = units(site)
    assert refused(lambda: take_in(site, "east;East works\nwest;West;works;moon")) == "list-wrong"
    assert refused(lambda: take_in(site, "region;The region;;north")) == "list-wrong"
    assert units(site) == before


def test_the_second_of_two_does_not_overwrite_what_the_first_did(site: Site) -> None:
    first, second = keeper(site), keeper(site)
    site.write(lambda session: keep_units.take_in(session, first, "north;First"))
    assert refused(lambda: site.write(lambda session: keep_units.take_in(session, second, "north;Second"))) == "changed-meanwhile"


def test_only_who_administers_changes_units(site: Site) -> None:
    who = keeper(site, "hal")
    assert refused(lambda: site.write(lambda session: keep_units.take_in(session, who, "north;Mine"))) == "not-yours"
