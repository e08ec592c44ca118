"""The numbers that cases have in another system's register, and the cases that have none yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.case_list import PAGE
from engine.store.sight import Sight


def numbers(session: Session, org: str, cases: Iterable[UUID]) -> dict[UUID, str]:
    """The number of each case that has one."""
    row = tables.RegisterEntry
    return {case: number for case, number in session.execute(select(row.case, row.number).where(row.org == org, row.case.in_(list(cases))))}


def number_of(session: Session, org: str, case: UUID) -> str:
    """The number of one case, empty for none."""
    return numbers(session, org, [case]).get(case, "")


@dataclass(frozen=True)
class Registrable:
    """A case as a register may know it; never a word of what it holds."""

    id: UUID
    number: str
    template: tuple[str, int]
    unit: str | None
    opened: datetime
    register_number: str


def registrable(session: Session, sight: Sight, units: frozenset[str] | None, *, entered: bool, page: int) -> tuple[list[Registrable], int]:
    """One page of the cases of some units (None: all) that have no number yet, or have one, oldest first, and how many there are in all.

    Cases in a compartment have a register of their own, and are not here; nor are those from which the person is shut out.
    """
    case, entry = tables.Case, tables.RegisterEntry
    query = (
        select(case, entry.number)
        .outerjoin(entry, (entry.org == case.org) & (entry.case == case.id))
        .where(case.org == sight.org, ~case.compartment, case.erased_at.is_(None), ~sight.shut(case.id, case.opened_at))
        .where(entry.number.is_not(None) if entered else entry.number.is_(None))
    )
    query = query if units is None else query.where(case.unit.in_(sorted(units)))
    total = session.scalar(select(func.count()).select_from(query.with_only_columns(case.id).subquery())) or 0
    order = (case.opened_at.desc(), case.number) if entered else (case.opened_at, case.number)
    found = session.execute(query.order_by(*order).limit(PAGE).offset(PAGE * (page - 1)))
    listed = [Registrable(row.id, row.number, (row.template, row.version), row.unit, row.opened_at, number or "") for row, number in found]
    return listed, total


def enter(session: Session, org: str, case: UUID, number: str, *, person: UUID, at: datetime) -> None:
    """Gives the case this number, in place of the one that it had."""
    row = session.get(tables.RegisterEntry, (org, case))
    if row is None:
        session.add(tables.RegisterEntry(org=org, case=case, number=number, person=person, at=at))
    else:
        row.number, row.person, row.at = number, person, at
    session.flush()
