"""Counts how often something was tried in a window of time: against guessing, never against a report."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from engine.store import tables

WINDOW = timedelta(minutes=10)


def allowed(session: Session, org: str, what: str, now: datetime, most: int) -> bool:
    """True when it has been tried fewer than `most` times in this window and the one before."""
    attempt = tables.Attempt
    query = select(func.coalesce(func.sum(attempt.count), 0)).where(
        attempt.org == org, attempt.key == _key(what), attempt.window_start > now - WINDOW
    )
    return (session.scalar(query) or 0) < most


def count_attempt(session: Session, org: str, now: datetime, *whats: str) -> None:
    """Counts one try, by each of the things that tries are counted by."""
    start = datetime.fromtimestamp(now.timestamp() // 60 * 60, tz=now.tzinfo)
    for key in map(_key, whats):
        row = session.get(tables.Attempt, (org, key, start))
        if row is None:
            session.execute(delete(tables.Attempt).where(tables.Attempt.org == org, tables.Attempt.window_start < now - 2 * WINDOW))
            session.add(tables.Attempt(org=org, key=key, window_start=start, count=1))
        else:
            # counted by the database, since two who try at once would both add to the same number
            row.count = tables.Attempt.count + 1
        session.flush()


def _key(what: str) -> str:
    """What is stored: as long for everything. It hides nothing that can be tried out, so a visitor's network comes as a keyed hash."""
    return sha256(what.encode()).hexdigest()
