"""Mail to send: written in the transaction that caused it, claimed by a worker for a while, tried again later, or given up and shown."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.mails import Letter, Waiting
from engine.organisation import Organisation
from engine.store import cases, directory, tables
from engine.store.batch import Batch

LEASE = timedelta(minutes=5)
TRIES = 12


@dataclass(frozen=True)
class Addressed:
    """To whom and about what: a mailbox, the case or submission, who caused it, and the kind of mail."""

    mailbox: str
    subject: UUID
    actor: UUID | None
    kind: str


def add(batch: Batch, to: Addressed, letter: Letter, now: datetime) -> None:
    """One mail, to be sent as soon as it can."""
    id = new_id()
    batch.add(
        tables.OutgoingMail,
        id=id,
        mailbox=to.mailbox,
        subject_id=to.subject,
        actor=to.actor,
        kind=to.kind,
        recipients=[],
        subject=letter.subject,
        body=letter.body,
        key=str(id),
        created_at=now,
        run_at=now,
    )


def recipients(session: Session, organisation: Organisation, waiting: Waiting, day: date) -> tuple[str, ...]:
    """Who gets the mail now: the mailbox's own address, or its members; never someone shut out, nor the one who caused it."""
    if waiting.mailbox is None:
        return waiting.recipients
    org = organisation.key
    people = directory.members(session, org, waiting.mailbox, day)
    since = _since(session, waiting) or day
    shut = cases.excluded(session, organisation, waiting.subject_id, since).persons if waiting.subject_id else frozenset()
    allowed = [person for person in people if person.id not in shut]
    others = tuple(person.email for person in allowed if person.id != waiting.actor)
    address = directory.mailbox_addresses(session, org, [waiting.mailbox]).get(waiting.mailbox)
    # a shared address could be read by someone who is shut out
    if address and len(allowed) == len(people) and (others or not people):
        return (address,)
    return others


def _since(session: Session, waiting: Waiting) -> date | None:
    """The day from which those who held a function that is shut out are shut out themselves."""
    case = session.get(tables.Case, (waiting.org, waiting.subject_id))
    if case is not None:
        return case.opened_at.date()
    row = session.get(tables.Submission, (waiting.org, waiting.subject_id))
    return row.received_at.date() if row is not None else None


def claim(session: Session, worker: str, now: datetime, most: int = 20) -> list[Waiting]:
    """Mails that are due and that nobody else is sending."""
    mail = tables.OutgoingMail
    query = (
        select(mail)
        .where(mail.sent_at.is_(None), mail.failed_at.is_(None), mail.run_at <= now)
        .where(mail.lease_until.is_(None) | (mail.lease_until < now))
        .order_by(mail.run_at)
        .limit(most)
        .with_for_update(skip_locked=True)
        .execution_options(all_orgs=True)
    )
    rows = list(session.scalars(query))
    for row in rows:
        row.lease_until, row.worker = now + LEASE, worker
    session.flush()
    return [_waiting(row) for row in rows]


def _waiting(row: tables.OutgoingMail) -> Waiting:
    return Waiting(
        row.org,
        row.id,
        row.key,
        tuple(row.recipients),
        row.subject,
        row.body,
        mailbox=row.mailbox,
        subject_id=row.subject_id,
        actor=row.actor,
    )


def sent(session: Session, waiting: Waiting, worker: str, now: datetime) -> bool:
    """Writes down that the mail server took it; False when the lease was lost meanwhile."""
    row = _mine(session, waiting, worker)
    if row is None:
        return False
    row.sent_at, row.lease_until, row.error, row.recipients = now, None, None, list(waiting.recipients)
    return True


def failed(session: Session, waiting: Waiting, worker: str, *, now: datetime, error: str, final: bool) -> bool:
    """Writes down a failed try: again later, twice as long each time, or given up; False when the lease was lost meanwhile."""
    row = _mine(session, waiting, worker)
    if row is None:
        return False
    row.tries += 1
    row.lease_until, row.error = None, error[:500]
    if final or row.tries >= TRIES:
        row.failed_at = now
    else:
        row.run_at = now + min(timedelta(seconds=30 * 2**row.tries), timedelta(hours=1))
    return True


def _mine(session: Session, waiting: Waiting, worker: str) -> Any:
    row = session.get(tables.OutgoingMail, (waiting.org, waiting.id))
    return row if row is not None and row.worker == worker and row.sent_at is None else None


def shelf(session: Session, org: str, most: int = 200) -> list[tables.OutgoingMail]:
    """The latest mails, newest first."""
    query = select(tables.OutgoingMail).where(tables.OutgoingMail.org == org).order_by(tables.OutgoingMail.created_at.desc()).limit(most)
    return list(session.scalars(query))
