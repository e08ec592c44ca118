"""Tells a person in one mail of all that was not sent at once: how much has come to which mailbox, and not a word more."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.mails import DIGEST, digest
from engine.organisation import Organisation
from engine.store import directory, outbox, shares
from engine.store.batch import Batch


def due_people(session: Session, now: datetime) -> list[tuple[str, UUID]]:
    """The organisation and the person of each digest that has come due."""
    return shares.waiting_people(session, now)


def forget_old(session: Session, org: str, now: datetime) -> None:
    """Clears away what tells nothing any more of who was told what."""
    shares.forget_old(session, org, now)


def gather(session: Session, organisation: Organisation, person: UUID, *, now: datetime, link: str, language: str = "sv") -> bool:
    """Writes the person's digest, of what they may still be told of; False when there is nothing to tell, or somebody else has."""
    org, day = organisation.key, now.astimezone(organisation.zone).date()
    told: dict[str, set[UUID]] = {}
    for mail in shares.take(session, org, person, now):
        meant = outbox.allowed(session, organisation, outbox.waiting_mail(mail), day).people
        if mail.mailbox and mail.subject_id and any(one.id == person for one in meant):
            told.setdefault(mail.mailbox, set()).add(mail.subject_id)
    if not told:
        return False
    names = directory.mailbox_names(session, org)
    counts = sorted((names.get(key, key), len(subjects)) for key, subjects in told.items())
    batch = Batch(org)
    outbox.add(batch, outbox.Addressed(None, None, None, DIGEST, person), digest(counts, link, language), now)
    batch.write(session)
    return True
