"""Notices as proof: when each was put in which queue, what became of its mail, who saw it, and who acknowledged it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.ready import ReadyQuery

REVIEW = "sample-review"
"""Stands in place of a step where a notice asks the receiver of a case to complete it; no step can be called that."""


@dataclass(frozen=True)
class Mailed:
    """What became of a mail: neither moment as long as it waits to be sent."""

    sent: datetime | None
    failed: datetime | None


@dataclass(frozen=True)
class Proof:
    """One notice with all that can be shown of it; `mail` is None where none was written or it is kept no more."""

    id: UUID
    submission: UUID
    case: UUID | None
    step: str
    mailbox: str
    queued: datetime
    mail: Mailed | None
    seen: datetime | None
    seen_by: UUID | None
    acknowledged: datetime | None
    acknowledged_by: UUID | None

    def people(self) -> set[UUID]:
        """Those whose names stand in it."""
        return {person for person in (self.seen_by, self.acknowledged_by) if person is not None}


def receives(session: Session, org: str, mailboxes: Iterable[str], *, reviews: bool = False) -> bool:
    """True when some of the mailboxes has been told of a report as the workflow of its template says; with `reviews`, of anything."""
    return _told(org, tuple(sorted(mailboxes)), reviews).first(session, {}) is not None


@lru_cache(maxsize=256)
def _told(org: str, mailboxes: tuple[str, ...], reviews: bool) -> ReadyQuery:
    """Every page of their members asks for it."""
    row = tables.Notice
    query = select(row.id).where(row.org == org, row.mailbox.in_(mailboxes))
    return ReadyQuery((query if reviews else query.where(row.step != REVIEW)).limit(1))


def on_reports(session: Session, org: str, submissions: Iterable[UUID]) -> list[Proof]:
    """Every notice on some reports, in the order in which they were written."""
    row = tables.Notice
    query = select(row).where(row.org == org, row.submission.in_(list(submissions))).order_by(row.queued_at, row.id)
    return proofs(session, org, session.scalars(query).all())


def proofs(session: Session, org: str, rows: Iterable[tables.Notice]) -> list[Proof]:
    """The proof of some notices."""
    notices = list(rows)
    mails = _mails(session, org, {_about(row) for row in notices})
    return [
        Proof(
            row.id,
            row.submission,
            row.case,
            row.step,
            row.mailbox,
            row.queued_at,
            mails.get((_about(row), row.mailbox, row.queued_at)),
            row.seen_at,
            row.seen_by,
            row.acknowledged_at,
            row.acknowledged_by,
        )
        for row in notices
    ]


def _about(row: tables.Notice) -> UUID:
    """What the notice's mail is about."""
    return row.case or row.submission


def _mails(session: Session, org: str, subjects: Iterable[UUID]) -> dict[tuple[UUID, str, datetime], Mailed]:
    """A notice and its mail are written in one moment to one mailbox, which gets one mail of whatever it is told then."""
    row = tables.OutgoingMail
    query = select(row.subject_id, row.mailbox, row.created_at, row.sent_at, row.failed_at)
    found = session.execute(query.where(row.org == org, row.subject_id.in_(sorted(subjects))))
    return {(subject, mailbox, at): Mailed(sent, failed) for subject, mailbox, at, sent, failed in found if subject and mailbox}
