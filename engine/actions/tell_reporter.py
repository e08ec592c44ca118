"""Keeping whoever sent a report in touch: an address of their own choice, which is only ever told that something has happened."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.mails import REPORTER, Waiting, reporter_letter
from engine.store import dialogue, outbox, submissions, tables
from engine.store.batch import Batch
from engine.store.dialogue import Contact
from engine.store.seal import KeyGone, Sealer


def keep_contact(session: Session, scene: Scene, report: UUID, given: Contact | None) -> None:
    """Keeps the address, sealed under the report's key so that it dies with it; None takes it away."""
    row, about = session.get(tables.Dialogue, (scene.org, report)), submissions.get(session, scene.org, report)
    if row is None or about is None:
        raise NotPossible("no-such-report")
    dialogue.keep_contact(scene.sealer, submissions.own_key(session, scene.sealer, about), row, given)
    session.flush()


def contact_of(session: Session, org: str, sealer: Sealer, report: UUID) -> Contact | None:
    """The address that is kept for a report; None when there is none, or when its key is gone."""
    row = session.get(tables.Dialogue, (org, report))
    if row is None or row.contact is None:
        return None
    try:
        return dialogue.contact(sealer, sealer.keys_of(session, org, report), row)
    except KeyGone:
        return None


def tell_reporter(session: Session, scene: Scene, row: tables.Submission) -> None:
    """One mail that something has happened, where an address is kept and no such mail waits already."""
    kept = contact_of(session, scene.org, scene.sealer, row.id)
    if kept is None or outbox.waits(session, scene.org, row.id, REPORTER):
        return
    batch = Batch(scene.org)
    words = reporter_letter(f"{scene.base_url}/{scene.org}/status", kept.language)
    outbox.add(batch, outbox.Addressed(None, row.id, None, REPORTER), words, scene.now)
    batch.write(session)


def recipients(session: Session, sealer: Sealer, waiting: Waiting) -> tuple[str, ...]:
    """Where such a mail goes as it is sent: an address that was taken away meanwhile gets none."""
    kept = contact_of(session, waiting.org, sealer, waiting.subject_id) if waiting.subject_id else None
    return (kept.email,) if kept else ()
