"""Reads who is there: the organisation as a value, the members of mailboxes, and what a person has been given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from engine import calendars
from engine.organisation import Holder, Organisation, Unit
from engine.store import tables
from engine.store.numbers import numbers
from engine.store.ready import ReadyQuery


@dataclass(frozen=True)
class Person:
    """Someone who may sign in."""

    id: UUID
    name: str
    email: str


@dataclass(frozen=True)
class Right:
    """A right of a person; `unit` None means every unit."""

    name: str
    unit: str | None


def organisations(session: Session) -> list[tuple[str, str]]:
    """Key and name of every organisation of the installation."""
    return [(row.key, row.name) for row in session.scalars(select(tables.Organisation).order_by(tables.Organisation.name))]


def organisation(session: Session, org: str) -> Organisation | None:
    """The organisation as the core sees it."""
    top = session.get(tables.Organisation, org)
    if top is None:
        return None
    rows = session.scalars(select(tables.Unit).where(tables.Unit.org == org))
    units = {row.key: _unit(row) for row in sorted(rows, key=lambda row: (row.name.casefold(), row.key))}
    holdings = session.scalars(select(tables.Holding).where(tables.Holding.org == org))
    mailboxes = {Holder(row.function, row.unit or None): row.mailbox for row in holdings}
    found = session.scalars(select(tables.Calendar).where(tables.Calendar.org == org))
    return Organisation(
        org,
        top.name,
        top.kind,
        top.time_zone,
        units,
        mailboxes,
        {(row.name, row.unit or None): _calendar(row) for row in found},
        tuple(top.framed_by),
        top.smallest,
        numbers(session, org),
    )


def _unit(row: tables.Unit) -> Unit:
    return Unit(row.key, row.name, row.kind, row.area, row.parent, row.authority, row.start, row.until, row.successor)


def _calendar(row: tables.Calendar) -> calendars.Calendar:
    spans = [(date.fromisoformat(first), date.fromisoformat(last), *name) for first, last, *name in row.closed]
    closed = tuple((first, last) for first, last, *_ in spans)
    names = {(first, last): name[0] for first, last, *name in spans if name}
    periods = {
        kind: tuple(calendars.Period(label, date.fromisoformat(first), date.fromisoformat(last)) for label, first, last in spans)
        for kind, spans in row.periods.items()
    }
    return calendars.Calendar(row.name, row.label["one"], row.label["many"], frozenset(row.weekdays), closed, periods, row.holidays, names)


def mailbox_names(session: Session, org: str) -> dict[str, str]:
    """The name of each mailbox by its key."""
    return {row.key: row.name for row in session.scalars(select(tables.Mailbox).where(tables.Mailbox.org == org))}


def mailbox_addresses(session: Session, org: str, keys: Iterable[str]) -> dict[str, str]:
    """The address of each of these mailboxes that has one."""
    rows = session.scalars(select(tables.Mailbox).where(tables.Mailbox.org == org, tables.Mailbox.key.in_(list(keys))))
    return {row.key: row.email for row in rows if row.email}


def _current(table: Any, day: Any) -> Any:
    return (table.start <= day) & or_(table.until.is_(None), table.until >= day)


def members(session: Session, org: str, mailbox: str, day: date) -> list[Person]:
    """Who is in a mailbox on a day, without those who may no longer sign in."""
    return members_of(session, org, [mailbox], day)


def members_of(session: Session, org: str, mailboxes: Iterable[str], day: date) -> list[Person]:
    """Who is in any of some mailboxes on a day, each once, without those who may no longer sign in."""
    query = (
        select(tables.Person)
        .join(tables.Membership, (tables.Membership.org == tables.Person.org) & (tables.Membership.person == tables.Person.id))
        .where(tables.Membership.org == org, tables.Membership.mailbox.in_(list(mailboxes)), _current(tables.Membership, day))
        .where(tables.Person.disabled_at.is_(None))
        .order_by(tables.Person.name)
        .distinct()
    )
    return [Person(row.id, row.name, row.email) for row in session.scalars(query)]


def ever_in(session: Session, org: str, mailboxes: Iterable[str], since: date) -> frozenset[UUID]:
    """Everyone who has been in any of these mailboxes on `since` or later: an exclusion holds for them, whenever they came."""
    membership = tables.Membership
    query = select(membership.person).where(
        membership.org == org,
        membership.mailbox.in_(list(mailboxes)),
        or_(membership.until.is_(None), membership.until >= since),
    )
    return frozenset(session.scalars(query))


def given(session: Session, org: str, person: UUID, day: date) -> tuple[frozenset[str], frozenset[Right]]:
    """The mailboxes that a person is in on a day, and the person's rights on it."""
    asked = {"org": org, "person": person, "day": day}
    mailboxes, rights = ReadyQuery.together(session, asked, _MAILBOXES, _RIGHTS)
    return frozenset(mailbox for (mailbox,) in mailboxes), frozenset(Right(name, unit or None) for name, unit in rights)


def _given(table: Any, *columns: Any) -> ReadyQuery:
    """What every page asks of whoever looks at it."""
    whose = table.org == bindparam("org"), table.person == bindparam("person")
    return ReadyQuery(select(*columns).where(*whose, _current(table, bindparam("day"))))


_MAILBOXES = _given(tables.Membership, tables.Membership.mailbox)
_RIGHTS = _given(tables.Grant, tables.Grant.right, tables.Grant.unit)


def person(session: Session, org: str, id: UUID) -> Person | None:
    """The person with this id, unless they may no longer sign in."""
    row = session.get(tables.Person, (org, id))
    return Person(row.id, row.name, row.email) if row is not None and row.disabled_at is None else None


def people(session: Session, org: str) -> list[Person]:
    """Everyone who may sign in, by name."""
    query = select(tables.Person).where(tables.Person.org == org, tables.Person.disabled_at.is_(None)).order_by(tables.Person.name)
    return [Person(row.id, row.name, row.email) for row in session.scalars(query)]
