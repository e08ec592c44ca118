"""Keeping the calendars: what is saved counts from now on, for the organisation or for one unit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.actions import keep_calendar
from engine.actions.keeping import Keeper
from engine.calendars import Calendar
from engine.errors import NotPossible
from engine.store import particulars
from tests.site import Site

BREAK = (date(2026, 9, 8), date(2026, 9, 11))


def keeper(site: Site, unit: str | None = None, person: str = "gus") -> Keeper:
    """Someone who has a calendar before them."""
    site.office.forget()
    organisation = site.scene().organisation
    seen = organisation.calendars.get(("working", unit))
    return Keeper(organisation, site.actor(person), site.clock(), particulars.mark(seen))


def save(site: Site, unit: str | None = None, **changes: Any) -> None:
    """A calendar is saved with some of its days changed."""
    who = keeper(site, unit)
    calendar = replace(who.organisation.calendar("working", unit), **changes)
    site.write(lambda session: keep_calendar.save_calendar(session, who, calendar, unit))
    site.office.forget()


def calendar(site: Site, unit: str | None) -> Calendar:
    """The calendar as it counts at a place."""
    return site.scene().organisation.calendar("working", unit)


def refused(verb: Callable[[], Any]) -> str:
    """Why it is not done."""
    with pytest.raises(NotPossible) as caught:
        verb()
    return caught.value.code


def test_what_is_saved_comes_back_as_it_was(site: Site) -> None:
    save(site, closed=(BREAK,), names={BREAK: "Lov"}, holidays="SE")
    found = calendar(site, None)
    assert (found.closed, dict(found.names), found.holidays) == ((BREAK,), {BREAK: "Lov"}, "SE")


def test_a_deadline_that_is_set_after_it_goes_by_the_new_days(site: Site) -> None:
    early = site.file(site.case()).case.last("verdict")
    save(site, closed=(BREAK,))
    late = site.file(site.case()).case.last("verdict")
    assert early is not None and early.due is not None and early.due.date() == date(2026, 9, 9)  # noqa: PT018 - for the types
    assert late is not None and late.due is not None and late.due.date() == date(2026, 9, 15)  # noqa: PT018


def test_a_unit_can_have_days_of_its_own_and_lose_them_again(site: Site) -> None:
    save(site, "north", closed=(BREAK,))
    assert not calendar(site, "north").is_open(BREAK[0])
    assert calendar(site, "south").is_open(BREAK[0])
    who = keeper(site, "north")
    site.write(lambda session: keep_calendar.drop_own_days(session, who, "working", "north"))
    site.office.forget()
    assert calendar(site, "north").is_open(BREAK[0])
    assert site.lines("organisation")[-2:] == ["calendar-changed", "calendar-dropped"]


def test_holidays_of_nowhere_are_refused(site: Site) -> None:
    assert refused(lambda: save(site, holidays="XX")) == "no-holidays"


def test_the_second_of_two_does_not_overwrite_what_the_first_did(site: Site) -> None:
    late = keeper(site)
    save(site, closed=(BREAK,))
    verb = lambda session: keep_calendar.save_calendar(session, late, late.organisation.calendar("working", None), None)  # noqa: E731
    assert refused(lambda: site.write(verb)) == "changed-meanwhile"


def test_only_who_administers_changes_days(site: Site) -> None:
    who = keeper(site, person="hal")
    verb = lambda session: keep_calendar.save_calendar(session, who, who.organisation.calendar("working", None), None)  # noqa: E731
    assert refused(lambda: site.write(verb)) == "not-yours"
