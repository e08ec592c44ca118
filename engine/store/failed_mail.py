"""Mail that did not arrive: given up, or refused for some of those it was for. It tells to whom and why, and never what it said."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.outbox import FINE

MOST = 200


@dataclass(frozen=True)
class FailedMail:
    """One such mail. `error` is a code of the outbox's, or what the mail server said; `given_up` is none where others got it."""

    id: UUID
    mailbox: str | None
    person: UUID | None
    kind: str
    written: datetime
    error: str
    given_up: datetime | None


def failed(session: Session, org: str) -> list[FailedMail]:
    """The newest of them."""
    row = tables.OutgoingMail
    query = _failed(org).order_by(row.created_at.desc(), row.id.desc()).limit(MOST)
    return [
        FailedMail(item.id, item.mailbox, item.person, item.kind, item.created_at, item.error or "", item.failed_at)
        for item in session.scalars(query)
    ]


def how_many(session: Session, org: str) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(_failed(org).with_only_columns(tables.OutgoingMail.id).subquery())) or 0


def _failed(org: str) -> Select[tables.OutgoingMail]:
    """Without those that nobody was to get: they are no fault."""
    row = tables.OutgoingMail
    settled = or_(row.failed_at.is_not(None), row.sent_at.is_not(None))
    return select(row).where(row.org == org, row.error.is_not(None), row.error.not_in(sorted(FINE)), settled)
