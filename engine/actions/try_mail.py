"""Mail that was given up is tried again, for someone who administers the organisation."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor, administers
from engine.errors import NotPossible
from engine.store import journal, tables


def try_mail(session: Session, org: str, mails: Iterable[UUID], actor: Actor, now: datetime) -> int:
    """Puts those of the mails that were given up back in the queue; how many that was. Raises NotPossible for anybody else."""
    if not administers(actor):
        raise NotPossible("not-yours")
    row = tables.OutgoingMail
    query = select(row).where(row.org == org, row.id.in_(list(mails)), row.failed_at.is_not(None)).with_for_update()
    found = list(session.scalars(query))
    for mail in found:
        mail.failed_at, mail.error, mail.run_at, mail.tries = None, None, now, 0
    session.flush()
    if found:
        told = {"mails": sorted(str(mail.id) for mail in found)}
        journal.append(session, org, journal.ORGANISATION, "mail-tried-again", at=now, person=actor.id, facts=told)
    return len(found)
