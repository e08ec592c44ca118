"""Someone acknowledges notices, one or many at once: whoever is first has done it, and whoever comes after is told who that was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.errors import NotPossible
from engine.organisation import Organisation
from engine.store import access_facts, journal, tables

MOST = 100
"""So many at once."""


@dataclass(frozen=True)
class Acknowledged:
    """The notices that are acknowledged by this, and those that already were."""

    done: tuple[UUID, ...]
    before: tuple[UUID, ...]


def acknowledge(session: Session, organisation: Organisation, notices: Iterable[UUID], actor: Actor, now: datetime) -> Acknowledged:
    """Acknowledges those that nobody has; raises NotPossible, and does nothing, when one of them is not in the person's queue."""
    wanted = sorted(set(notices))
    row = tables.Notice
    query = select(row).where(row.org == organisation.key, row.id.in_(wanted), row.mailbox.in_(sorted(actor.mailboxes))).order_by(row.id)
    found = list(session.scalars(query.with_for_update(), execution_options={"populate_existing": True}))
    if not wanted or len(wanted) > MOST or len(found) != len(wanted):
        raise NotPossible("no-such-notice")
    fresh = [notice for notice in found if notice.acknowledged_at is None]
    before = tuple(notice.id for notice in found if notice.acknowledged_at is not None)
    for notice in fresh:
        _acknowledge(session, organisation, notice, actor, now=now)
    session.flush()
    return Acknowledged(tuple(notice.id for notice in fresh), before)


def _acknowledge(session: Session, organisation: Organisation, notice: tables.Notice, actor: Actor, *, now: datetime) -> None:
    report = access_facts.find_report(session, organisation, notice.submission)
    if report is None or actor.id in report.subject.excluded:
        raise NotPossible("no-such-notice")
    notice.acknowledged_at, notice.acknowledged_by = now, actor.id
    journal.append(
        session,
        organisation.key,
        notice.case or notice.submission,
        "notice-acknowledged",
        at=now,
        person=actor.id,
        facts={"step": notice.step, "mailbox": notice.mailbox},
        authority=report.row.authority,
    )
