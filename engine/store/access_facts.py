"""What access asks of a case or a report, read fresh each time: where it has gone, and who is shut out."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor, Subject
from engine.organisation import Organisation
from engine.store import cases, directory, tables


def of_case(session: Session, organisation: Organisation, row: tables.Case) -> Subject:
    """A case's subject."""
    reached: dict[str, set[str]] = defaultdict(set)
    query = select(tables.CaseMailbox).where(tables.CaseMailbox.org == row.org, tables.CaseMailbox.case == row.id)
    for link in session.scalars(query):
        reached[link.mailbox].add(link.why)
    shut = cases.excluded(session, organisation, row.id, row.opened_at.date())
    return Subject(row.unit, {mailbox: frozenset(why) for mailbox, why in reached.items()}, shut.persons)


def of_submission(session: Session, organisation: Organisation, row: tables.Submission) -> Subject:
    """The subject of a report that has no case yet: its mailbox, and the receivers of its notices."""
    reached: dict[str, set[str]] = defaultdict(set)
    if row.mailbox is not None:
        reached[row.mailbox].add("receiver")
    query = select(tables.Notice.mailbox).where(tables.Notice.org == row.org, tables.Notice.submission == row.id)
    for mailbox in session.scalars(query):
        reached[mailbox].add("notice")
    shut = cases.excluded(session, organisation, row.id, row.received_at.date())
    return Subject(row.unit, {mailbox: frozenset(why) for mailbox, why in reached.items()}, shut.persons)


def actor(session: Session, organisation: Organisation, person: directory.Person, day: date) -> Actor:
    """A person with the memberships and rights of a day."""
    mailboxes = directory.mailboxes_of(session, organisation.key, person.id, day)
    rights = directory.rights_of(session, organisation.key, person.id, day)
    return Actor(person.id, person.name, mailboxes, frozenset((right.name, right.unit) for right in rights))
