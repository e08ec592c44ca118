"""Reads and writes what units have a number of."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine import unit_numbers
from engine.store import tables
from engine.unit_numbers import Held


def numbers(session: Session, org: str) -> dict[str, unit_numbers.UnitNumber]:
    """Every number of the organisation by id, in the order of their ids, with what each unit has."""
    kind, row = tables.NumberKind, tables.UnitNumber
    held: dict[str, dict[str, tuple[Held, ...]]] = {}
    query = select(row.kind, row.unit, row.first, row.last, row.value).where(row.org == org).order_by(row.kind, row.unit, row.first)
    for id, unit, first, last, value in session.execute(query):
        units = held.setdefault(id, {})
        units[unit] = (*units.get(unit, ()), Held(first, last, value))
    kinds = session.scalars(select(kind).where(kind.org == org).order_by(kind.id))
    return {one.id: unit_numbers.UnitNumber(one.id, one.title, one.one, one.many, one.per, held.get(one.id, {})) for one in kinds}


def write_kind(session: Session, org: str, number: unit_numbers.UnitNumber) -> None:
    """What the number is called and how rates are told, as it is from now on."""
    words = {"title": dict(number.title), "one": dict(number.one), "many": dict(number.many)}
    session.merge(tables.NumberKind(org=org, id=number.id, **words, per=number.per))
    session.flush()


def write_held(session: Session, org: str, kind: str, unit: str, held: Iterable[Held]) -> None:
    """All that a unit has of one number."""
    row = tables.UnitNumber
    session.execute(delete(row).where(row.org == org, row.kind == kind, row.unit == unit))
    session.add_all(row(org=org, kind=kind, unit=unit, first=one.first, last=one.last, value=one.value) for one in held)
    session.flush()
