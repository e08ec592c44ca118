"""Keeping what units have a number of: what it is called, and how many each has during a period."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from engine.actions.keeping import Keeper, begin, day_fact, in_order, note, unchanged
from engine.errors import NotPossible
from engine.store import directory, numbers
from engine.store.particulars import mark
from engine.unit_numbers import UnitNumber, written


def save_number(session: Session, keeper: Keeper, number: UnitNumber) -> None:
    """What a number is called and per how many rates are told; what units have stays as it is."""
    before = _begun(session, keeper, number.id)
    if before is not None and (before.title, before.one, before.many, before.per) == (number.title, number.one, number.many, number.per):
        return
    numbers.write_kind(session, keeper.org, number)
    note(session, keeper, "number-changed", number=number.id)


def save_values(session: Session, keeper: Keeper, id: str, values: Mapping[str, int | None], *, first: date, last: date) -> None:
    """How many some units have during a period, None for none; a unit that is not among them keeps what it has."""
    number = _begun(session, keeper, id)
    if number is None:
        raise NotPossible("no-such-number")
    if not set(values) <= set(keeper.organisation.units):
        raise NotPossible("no-such-unit")
    in_order(first, last)
    after = {unit: written(number.held.get(unit, ()), first, last, value) for unit, value in values.items()}
    changed = {unit: held for unit, held in after.items() if held != number.held.get(unit, ())}
    for unit, held in changed.items():
        numbers.write_held(session, keeper.org, id, unit, held)
    if changed:
        facts = {"from": day_fact(first), "until": day_fact(last), "units": sorted(changed), "digest": mark(changed)}
        note(session, keeper, "unit-numbers-changed", number=id, **facts)


def _begun(session: Session, keeper: Keeper, id: str) -> UnitNumber | None:
    """The number, which nobody else has changed since the keeper saw it; None where there is none yet."""
    begin(session, keeper)
    found = directory.organisation(session, keeper.org)
    if found is None:
        raise NotPossible("not-yours")
    unchanged(keeper, found.numbers.get(id))
    return found.numbers.get(id)
