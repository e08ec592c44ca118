"""People with all that lets them see anything, for those who keep the organisation. It reads only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.store import tables


@dataclass(frozen=True)
class Given:
    """A right that a person has or has had; `unit` None means every unit."""

    id: UUID
    right: str
    unit: str | None
    start: date
    until: date | None

    def on(self, day: date) -> bool:
        """True when it holds on a day."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class InBox:
    """A person's days in a mailbox."""

    mailbox: str
    name: str
    start: date
    until: date | None
    substitute: bool

    def on(self, day: date) -> bool:
        """True on one of the days."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Account:
    """A person: whether they have chosen a password, whether they may still sign in, where they are in, and what they are given."""

    id: UUID
    name: str
    email: str
    ready: bool
    closed: bool
    boxes: tuple[InBox, ...]
    given: tuple[Given, ...]


def accounts(session: Session, org: str, only: UUID | None = None) -> list[Account]:
    """Everyone by name, those who may no longer sign in too; or only one."""
    person, term, box, grant = tables.Person, tables.Membership, tables.Mailbox, tables.Grant
    boxes: dict[UUID, list[InBox]] = defaultdict(list)
    joined = select(term, box.name).join(box, (box.org == term.org) & (box.key == term.mailbox)).where(term.org == org)
    for row, name in session.execute(joined.where(*_only(term.person, only)).order_by(box.name, term.start)):
        boxes[row.person].append(InBox(row.mailbox, name, row.start, row.until, row.substitute))
    given: dict[UUID, list[Given]] = defaultdict(list)
    rights = select(grant).where(grant.org == org, *_only(grant.person, only)).order_by(grant.right, grant.unit, grant.id)
    for right in session.scalars(rights):
        given[right.person].append(Given(right.id, right.right, right.unit or None, right.start, right.until))
    found = select(person).where(person.org == org, *_only(person.id, only)).order_by(person.name, person.id)
    return [
        Account(
            row.id,
            row.name,
            row.email,
            row.password_hash is not None,
            row.disabled_at is not None,
            tuple(boxes[row.id]),
            tuple(given[row.id]),
        )
        for row in session.scalars(found)
    ]


def _only(column: Any, value: UUID | None) -> list[Any]:
    return [column == value] if value is not None else []


def one(session: Session, org: str, id: UUID) -> Account | None:
    """One person; None when there is none."""
    return next(iter(accounts(session, org, id)), None)


def by_email(session: Session, org: str, email: str) -> tables.Person | None:
    """Who signs in with an address, whether they may or not."""
    query = select(tables.Person).where(tables.Person.org == org, tables.Person.email == email.lower())
    return session.scalars(query).one_or_none()


def keepers(session: Session, org: str, day: date) -> frozenset[UUID]:
    """Everyone who may keep the organisation on a day."""
    grant, person = tables.Grant, tables.Person
    query = (
        select(grant.person)
        .join(person, (person.org == grant.org) & (person.id == grant.person))
        .where(grant.org == org, grant.right == "administer", grant.unit == "", person.disabled_at.is_(None))
        .where(grant.start <= day, or_(grant.until.is_(None), grant.until >= day))
    )
    return frozenset(session.scalars(query))


def language(session: Session, org: str) -> str:
    """The language of an organisation's mails."""
    return session.get_one(tables.Organisation, org).language
