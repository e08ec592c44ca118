"""Who can read a case, in full: mailboxes with their members, people who have been given the right, and those who are shut out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.access import READS, Subject
from engine.organisation import Organisation
from engine.store import directory, tables


@dataclass(frozen=True)
class ReadingMailbox:
    """A mailbox that the case has reached, why, and its members who are not shut out."""

    key: str
    name: str
    why: frozenset[str]
    people: tuple[directory.Person, ...]


@dataclass(frozen=True)
class Readers:
    """Everyone who can read a case at this moment, `named` those whom it lets in by name; `shut` are the names of those who never can."""

    mailboxes: tuple[ReadingMailbox, ...]
    granted: tuple[directory.Person, ...]
    named: tuple[directory.Person, ...]
    shut: tuple[str, ...]

    def everyone(self) -> dict[UUID, str]:
        """Each reader once, by name."""
        people = [person for mailbox in self.mailboxes for person in mailbox.people]
        return {person.id: person.name for person in sorted((*people, *self.granted, *self.named), key=lambda person: person.name)}


def readers(session: Session, organisation: Organisation, subject: Subject, day: date, *, names: Mapping[str, str]) -> Readers:
    """The readers of a case on a day; `names` are those of the mailboxes."""
    mailboxes = []
    for key, why in sorted(subject.reached.items()):
        if why & READS:
            members = directory.members(session, organisation.key, key, day)
            people = tuple(person for person in members if person.id not in subject.excluded)
            mailboxes.append(ReadingMailbox(key, names.get(key, key), why & READS, people))
    asked = _granted(session, organisation, subject.unit, day) if subject.by_grant else ()
    granted = [person for person in asked if person.id not in subject.excluded]
    shut = names_of(session, organisation.key, subject.excluded)
    return Readers(tuple(mailboxes), tuple(granted), _named(session, organisation.key, subject, day), tuple(sorted(shut.values())))


def _named(session: Session, org: str, subject: Subject, day: date) -> tuple[directory.Person, ...]:
    ids = {one.person for one in subject.named if one.on(day)} - subject.excluded
    found = (directory.person(session, org, id) for id in sorted(ids))
    return tuple(sorted((person for person in found if person is not None), key=lambda person: person.name))


def names_of(session: Session, org: str, persons: Iterable[UUID]) -> dict[UUID, str]:
    """The name of each person, also of one who may no longer sign in."""
    row = tables.Person
    query = select(row.id, row.name).where(row.org == org, row.id.in_(list(persons)))
    return {id: name for id, name in session.execute(query)}


def _granted(session: Session, organisation: Organisation, unit: str | None, day: date) -> list[directory.Person]:
    grant, person = tables.Grant, tables.Person
    places = ["" if place is None else place for place in organisation.chain(unit)]
    query = (
        select(person)
        .join(grant, (grant.org == person.org) & (grant.person == person.id))
        .where(grant.org == organisation.key, grant.right == "read_cases", grant.unit.in_(places), person.disabled_at.is_(None))
        .where(grant.start <= day, or_(grant.until.is_(None), grant.until >= day))
        .order_by(person.name)
        .distinct()
    )
    return [directory.Person(row.id, row.name, row.email) for row in session.scalars(query)]
