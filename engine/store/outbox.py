"""Mail to send: written in the transaction that caused it, claimed by a worker for a while, tried again later, or given up and shown."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.mails import Letter, Waiting
from engine.store import tables

LEASE = timedelta(minutes=5)
TRIES = 12


def add(session: Session, org: str, *, mailbox: str | None, kind: str, recipients: list[str], letter: Letter, now: datetime) -> None:
    """One mail, to be sent as soon as it can."""
    id = new_id()
    session.add(
        tables.OutgoingMail(
            org=org,
            id=id,
            mailbox=mailbox,
            kind=kind,
            recipients=recipients,
            subject=letter.subject,
            body=letter.body,
            key=str(id),
            created_at=now,
            run_at=now,
        )
    )


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
    return [Waiting(row.org, row.id, row.key, tuple(row.recipients), row.subject, row.body, row.tries) for row in rows]


def sent(session: Session, waiting: Waiting, worker: str, now: datetime) -> bool:
    """Writes down that the mail server took it; False when the lease was lost meanwhile."""
    row = _mine(session, waiting, worker)
    if row is None:
        return False
    row.sent_at, row.lease_until, row.error = now, None, None
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
