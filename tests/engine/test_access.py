"""Rights come from memberships and grants and from nothing else; whoever is shut out never gets in."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from engine.access import (
    Actor,
    Doer,
    LetIn,
    Subject,
    everywhere,
    granted,
    may_act,
    may_handle,
    may_read,
    sees_numbers,
    units_with,
    works_on,
)
from engine.organisation import Organisation, Unit

ME, OTHER = UUID(int=1), UUID(int=2)
ACME = Organisation(
    "acme", "Acme", units={"area": Unit("area", "Area"), "north": Unit("north", "North", parent="area"), "south": Unit("south", "S")}
)


DAY = date(2026, 9, 7)


def actor(*rights: tuple[str, str | None], boxes: str = "") -> Actor:
    """Me, in these mailboxes and with these rights."""
    return Actor(ME, "Me", frozenset(boxes.split()), frozenset(rights), DAY)


def subject(unit: str | None = "north", excluded: UUID | None = None, **reached: str) -> Subject:
    """A case of a unit that has reached mailboxes for these reasons."""
    return Subject(unit, {box: frozenset(why.split()) for box, why in reached.items()}, frozenset({excluded} if excluded else ()))


def reads(who: Actor, what: Subject) -> bool:
    """True when the person may read the case."""
    return may_read(who, what, ACME)


@pytest.mark.parametrize(("why", "expected"), [("receiver", True), ("notice", True), ("step", True), ("copy", False), ("", False)])
def test_a_member_reads_what_has_reached_the_mailbox_with_a_right_to_read(why: str, expected: bool) -> None:
    assert reads(actor(boxes="desk"), subject(desk=why)) is expected


def test_a_member_does_not_read_the_units_other_cases() -> None:
    assert not reads(actor(boxes="desk"), subject(boss="receiver step"))


def test_nobody_reads_without_a_membership_or_a_grant() -> None:
    assert not reads(actor(), subject(desk="receiver"))


@pytest.mark.parametrize(("place", "expected"), [("north", True), ("area", True), (None, True), ("south", False)])
def test_a_grant_holds_for_its_unit_and_all_below_it(place: str | None, expected: bool) -> None:
    assert reads(actor(("read_cases", place)), subject()) is expected


@pytest.mark.parametrize("right", ["administer", "publish", "read_reports", "export_rows"])
def test_no_other_right_reads_cases(right: str) -> None:
    assert not reads(actor((right, None)), subject())


def test_a_case_without_a_unit_is_read_by_a_grant_for_all() -> None:
    assert reads(actor(("read_cases", None)), subject(unit=None))
    assert not reads(actor(("read_cases", "north")), subject(unit=None))


def test_a_grant_opens_nothing_that_stands_in_a_compartment_but_what_nobody_has_received() -> None:
    everything = actor(("read_cases", None))
    assert not reads(everything, replace(subject(desk="receiver step"), compartment=True))
    assert reads(actor(boxes="desk"), replace(subject(desk="receiver step"), compartment=True))
    assert reads(everything, replace(subject(), compartment=True))


@pytest.mark.parametrize(("start", "until", "expected"), [(0, None, True), (-9, 0, True), (1, None, False), (-9, -1, False)])
@pytest.mark.parametrize("compartment", [False, True])
def test_a_person_let_in_by_name_reads_on_those_days(start: int, until: int | None, expected: bool, compartment: bool) -> None:
    last = None if until is None else DAY + timedelta(days=until)
    named = (LetIn(OTHER, "reader", DAY), LetIn(ME, "reader", DAY + timedelta(days=start), last))
    assert reads(actor(), replace(subject(), named=named, compartment=compartment)) is expected


def test_being_let_in_by_name_gives_no_right_to_act_or_handle() -> None:
    what = replace(subject(desk="receiver"), named=(LetIn(ME, "reader", DAY),))
    assert not may_act(actor(), what, Doer("desk"))
    assert not may_handle(actor(), what)


def test_whoever_has_been_given_a_step_does_it_and_so_does_anyone_in_its_mailbox() -> None:
    assert may_act(actor(), subject(), Doer("desk", ME))
    assert may_act(actor(boxes="desk"), subject(), Doer("desk", OTHER))
    assert not may_act(actor(), subject(), Doer("desk", OTHER))


DOORS: list[Any] = [
    lambda who, what: may_read(who, what, ACME),
    lambda who, what: may_act(who, what, Doer("desk", ME)),
    lambda who, what: may_handle(who, what),
]


@pytest.mark.parametrize("door", DOORS)
def test_whoever_is_shut_out_never_gets_in(door: Any) -> None:
    everything = actor(("read_cases", None), ("administer", None), boxes="desk")
    assert door(everything, subject(desk="receiver step"))
    assert not door(everything, subject(excluded=ME, desk="receiver step"))
    assert door(everything, subject(excluded=OTHER, desk="receiver step"))


def test_only_members_of_the_mailbox_that_does_a_step_act() -> None:
    assert may_act(actor(boxes="desk"), subject(), Doer("desk"))
    assert not may_act(actor(("read_cases", None), boxes="boss"), subject(desk="step"), Doer("desk"))
    assert not may_act(actor(boxes="desk"), subject(), Doer(None))


def test_only_members_of_the_receiving_mailbox_handle() -> None:
    assert may_handle(actor(boxes="desk"), subject(desk="receiver"))
    assert not may_handle(actor(("read_cases", None), boxes="desk"), subject(desk="step notice copy", boss="receiver"))


def test_what_nobody_has_received_is_handled_by_those_who_read_everything() -> None:
    assert may_handle(actor(("read_cases", None)), subject(desk="notice"))
    assert not may_handle(actor(("read_cases", None)), subject(excluded=ME))
    assert not may_handle(actor(("read_cases", "north"), boxes="desk"), subject(desk="notice"))
    assert not may_handle(actor(("read_cases", None)), subject(desk="receiver"))


def test_whoever_received_a_case_or_does_a_step_works_on_it_and_nobody_who_only_reads_it() -> None:
    case, doing = subject(desk="receiver", lab="step", boss="notice"), [Doer("lab")]
    assert works_on(actor(boxes="desk"), case, ())
    assert works_on(actor(boxes="lab"), case, doing)
    assert works_on(actor(), case, [Doer("lab", ME)])
    assert not works_on(actor(boxes="lab"), case, ())
    assert not works_on(actor(("read_cases", None), boxes="boss"), case, doing)
    assert not works_on(actor(boxes="desk lab"), replace(case, excluded=frozenset({ME})), doing)


def test_units_with_a_right_are_those_below_the_grant() -> None:
    assert units_with(actor(("read_reports", "area")), "read_reports", ACME) == {"area", "north"}
    assert units_with(actor(("read_reports", None)), "read_reports", ACME) == set(ACME.units)
    assert units_with(actor(("read_cases", None)), "read_reports", ACME) == set()


def test_everywhere_is_a_grant_for_all_and_not_one_for_each() -> None:
    assert everywhere(actor(("read_reports", None)), "read_reports")
    assert not everywhere(actor(*(("read_reports", unit) for unit in ACME.units)), "read_reports")


def test_numbers_of_some_units_are_seen_by_those_who_see_all_of_them() -> None:
    one, mixed = actor(("read_reports", "north")), actor(("read_reports", "north"), ("read_cases", "south"))
    assert [sees_numbers(one, units, ACME) for units in ((), ("north",), ("south",), ("north", "south"), None)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert sees_numbers(mixed, ("north", "south"), ACME)
    assert not sees_numbers(mixed, None, ACME)
    assert sees_numbers(actor(("read_cases", None)), None, ACME)
    assert not sees_numbers(actor(("administer", None)), ("north",), ACME)


def test_has_a_right_means_somewhere() -> None:
    assert actor(("publish", "south")).has("publish")
    assert not actor(("publish", "south")).has("administer")
    assert not granted(actor(("publish", "south")), "publish", "north", ACME)
