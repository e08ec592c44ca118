"""A visit to the dialogue by whoever sent a report: opened by the code on the receipt, short, and ended by the visitor or by time."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engine.store import dialogue, tables
from engine.store.seal import Sealer

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=2)


def open_visit(session: Session, org: str, sealer: Sealer, code: str, now: datetime) -> str | None:
    """A new visit; its token, for the browser's cookie. None when the code opens no dialogue of this organisation."""
    submission = dialogue.by_code(session, org, sealer, code)
    if submission is None:
        return None
    token = secrets.token_urlsafe(32)
    row = tables.DialogueVisit(org=org, id=sealer.token_id(token), submission=submission, seen_at=now, expires_at=now + LONGEST)
    session.add(row)
    session.flush()
    return token


@dataclass(frozen=True)
class Visited:
    """An open visit: to which submission's dialogue; `stale` when its sign of life is worth renewing."""

    submission: UUID
    stale: bool


def visited(session: Session, org: str, sealer: Sealer, token: str, now: datetime) -> Visited | None:
    """The visit of a token; None when it is unknown, idle for too long, or too old."""
    row = session.get(tables.DialogueVisit, (org, sealer.token_id(token)))
    if row is None or row.expires_at <= now or row.seen_at + IDLE <= now:
        return None
    return Visited(row.submission, row.seen_at + timedelta(minutes=1) <= now)


def keep_alive(session: Session, org: str, sealer: Sealer, token: str, now: datetime) -> None:
    """Notes a sign of life."""
    row = session.get(tables.DialogueVisit, (org, sealer.token_id(token)))
    if row is not None:
        row.seen_at = now


def leave(session: Session, org: str, sealer: Sealer, token: str) -> None:
    """Ends the visit."""
    session.execute(delete(tables.DialogueVisit).where(tables.DialogueVisit.org == org, tables.DialogueVisit.id == sealer.token_id(token)))


def forget_old(session: Session, org: str, now: datetime) -> None:
    """Deletes the visits that are over."""
    session.execute(delete(tables.DialogueVisit).where(tables.DialogueVisit.org == org, tables.DialogueVisit.expires_at <= now))
