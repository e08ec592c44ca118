"""Whom a case lets in by name: the doers of steps that were given to one person, and readers who were added for a time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import LetIn
from engine.ids import new_id
from engine.store import tables
from engine.store.seal import Sealer, place

DOER, READER = "doer", "reader"


@dataclass(frozen=True)
class Given:
    """Whom to let in, why, from which day to which last one, and by whom."""

    person: UUID
    why: str
    start: date
    until: date | None = None
    by: UUID | None = None
    reason: str = ""


def let_in(session: Session, org: str, case: UUID) -> tuple[LetIn, ...]:
    """Those whom a case lets in by name, whether today or on other days."""
    row = tables.CasePerson
    query = select(row).where(row.org == org, row.case == case, row.ended_at.is_(None)).order_by(row.at, row.id)
    return tuple(LetIn(item.person, item.why, item.start, item.until) for item in session.scalars(query))


def add(session: Session, sealer: Sealer, case: tables.Case, given: Given, at: datetime) -> UUID:
    """Lets a person in; the reason is sealed under the case's own key. Gives the id of what was given."""
    id = new_id()
    sealed = None
    if given.reason:
        key = sealer.keys_of(session, case.org, case.id)[case.key]
        sealed = sealer.seal(key, {"reason": given.reason}, place("case_person", str(id), "reason"))
    session.add(
        tables.CasePerson(
            org=case.org,
            id=id,
            case=case.id,
            person=given.person,
            why=given.why,
            start=given.start,
            until=given.until,
            by=given.by,
            at=at,
            sealed=sealed,
        )
    )
    session.flush()
    return id


def end(session: Session, org: str, case: UUID, person: UUID, why: str, *, at: datetime) -> bool:
    """Takes back what a person was given for that reason; False where there was nothing."""
    row = tables.CasePerson
    query = select(row).where(row.org == org, row.case == case, row.person == person, row.why == why, row.ended_at.is_(None))
    found = list(session.scalars(query))
    for item in found:
        item.ended_at = at
    session.flush()
    return bool(found)


@dataclass(frozen=True)
class Named:
    """A person let in, with the reason opened."""

    id: UUID
    person: UUID
    why: str
    start: date
    until: date | None
    by: UUID | None
    reason: str


def named(session: Session, sealer: Sealer, case: tables.Case) -> list[Named]:
    """Those whom a case lets in, for its page."""
    row = tables.CasePerson
    query = select(row).where(row.org == case.org, row.case == case.id, row.ended_at.is_(None)).order_by(row.at, row.id)
    rows, found = session.scalars(query).all(), []
    keys = sealer.keys_of(session, case.org, case.id) if rows else {}
    for item in rows:
        reason = sealer.open(keys, item.sealed, place("case_person", str(item.id), "reason"))["reason"] if item.sealed else ""
        found.append(Named(item.id, item.person, item.why, item.start, item.until, item.by, reason))
    return found
