"""Who is told of a mail at once and who later, with others: what each person chose, how much each has had, and what waits for a digest."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from engine.mails import AT_ONCE, WINDOW, Share, Waiting, share
from engine.organisation import Organisation
from engine.store import tables

KEPT = timedelta(days=2)


def chosen(session: Session, org: str, person: UUID) -> dict[str, str]:
    """How a person wants the mail of each mailbox for which that is not at once."""
    row = tables.MailChoice
    return {item.mailbox: item.how for item in session.scalars(select(row).where(row.org == org, row.person == person))}


def choose(session: Session, org: str, person: UUID, choices: Mapping[str, str]) -> None:
    """Changes what a person has chosen for these mailboxes."""
    row = tables.MailChoice
    session.execute(delete(row).where(row.org == org, row.person == person, row.mailbox.in_(list(choices))))
    new = [row(org=org, person=person, mailbox=mailbox, how=how) for mailbox, how in choices.items() if how != AT_ONCE]
    session.add_all(new)
    session.flush()


def divided(session: Session, organisation: Organisation, waiting: Waiting, people: Iterable[UUID], now: datetime) -> tuple[Share, ...]:
    """Everyone of them who is to be told of a mail, and when."""
    org, ids = organisation.key, list(people)
    choice = tables.MailChoice
    mine = select(choice).where(choice.org == org, choice.mailbox == waiting.mailbox, choice.person.in_(ids))
    how = {row.person: row.how for row in session.scalars(mine)}
    had = _had(session, org, ids, now)
    shares = (share(id, how.get(id, AT_ONCE), waiting.kind, now, had=had.get(id, 0), zone=organisation.zone) for id in ids)
    return tuple(found for found in shares if found is not None)


def _had(session: Session, org: str, people: list[UUID], now: datetime) -> dict[UUID, int]:
    """How many mails each of them has been told of lately."""
    row = tables.MailShare
    query = select(row.person, func.count()).where(row.org == org, row.person.in_(people), row.at > now - WINDOW, row.due_at.is_(None))
    return {person: count for person, count in session.execute(query.group_by(row.person))}


def add(session: Session, waiting: Waiting, now: datetime) -> None:
    """Writes down who has been told of a mail, and who is to be; in the transaction that settles it."""
    row = tables.MailShare
    session.add_all(row(org=waiting.org, mail=waiting.id, person=item.person, at=now, due_at=item.due) for item in waiting.shares)
    session.flush()


def waiting_people(session: Session, now: datetime, most: int = 50) -> list[tuple[str, UUID]]:
    """Those for whom a digest has come due, of every organisation."""
    row = tables.MailShare
    query = select(row.org, row.person).where(row.due_at.is_not(None), row.due_at <= now).distinct().limit(most)
    return [(org, person) for org, person in session.execute(query.execution_options(all_orgs=True))]


def take(session: Session, org: str, person: UUID, now: datetime) -> list[tables.OutgoingMail]:
    """The mails that a person is to be told of now, which are then told of; whoever asks second gets none."""
    row, mail = tables.MailShare, tables.OutgoingMail
    mine = select(row).where(row.org == org, row.person == person, row.due_at.is_not(None), row.due_at <= now)
    found = list(session.scalars(mine.order_by(row.mail).with_for_update()))
    for item in found:
        item.due_at = None
    session.flush()
    query = select(mail).where(mail.org == org, mail.id.in_([item.mail for item in found])).order_by(mail.created_at, mail.id)
    return list(session.scalars(query))


def forget_old(session: Session, org: str, now: datetime) -> None:
    """Clears away who was told of what, once it says nothing more of anyone's pace."""
    row = tables.MailShare
    session.execute(delete(row).where(row.org == org, row.at < now - KEPT, row.due_at.is_(None)))
