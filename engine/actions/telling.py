"""Turns what the workflow says into rows: who a case reaches, notices in queues, and mails in the outbox, in the same transaction."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.ids import new_id, show_reference
from engine.intake import merged
from engine.mails import About, Letter, letter_for
from engine.store import cases, directory, outbox, tables
from engine.workflow import Told


def tell_of_case(session: Session, scene: Scene, row: tables.Case, told: tuple[Told, ...], *, submission: UUID, actor: UUID | None = None) -> None:
    """Everyone who is told of a case: what they may read, the queue that proves a notice, and one mail each."""
    for item in told:
        mailbox = scene.organisation.mailboxes.get(item.holder)
        if mailbox is None:
            continue
        if item.reads:
            cases.reach(session, scene.org, row.id, mailbox, _why(item.why))
        if item.why == "notice":
            notice(session, scene, item, mailbox, submission=submission, case=row.id)
    about = About(row.number, scene.unit_name(row.unit), scene.link(f"cases/{row.id}"))
    shut = cases.excluded(session, scene.organisation, row.id, row.opened_at.date()).persons
    for item in merged(told):
        send(session, scene, item, letter_for(item, about, scene.organisation, scene.language), shut=shut, actor=actor)


def tell_of_submission(session: Session, scene: Scene, row: tables.Submission, told: tuple[Told, ...]) -> None:
    """Everyone who is told of a report that has no case yet."""
    for item in told:
        mailbox = scene.organisation.mailboxes.get(item.holder)
        if item.why == "notice" and mailbox is not None:
            notice(session, scene, item, mailbox, submission=row.id, case=None)
    about = About(show_reference(row.reference), scene.unit_name(row.unit), scene.link(f"submissions/{row.id}"))
    shut = cases.excluded(session, scene.organisation, row.id, scene.day).persons
    for item in merged(told):
        send(session, scene, item, letter_for(item, about, scene.organisation, scene.language), shut=shut)


def notice(session: Session, scene: Scene, told: Told, mailbox: str, *, submission: UUID, case: UUID | None) -> None:
    """Puts a notice in its receiver's queue: this, not the mail, is what counts."""
    session.add(
        tables.Notice(
            org=scene.org, id=new_id(), submission=submission, case=case, step=told.step, mailbox=mailbox, queued_at=scene.now
        )
    )
    session.flush()


def send(session: Session, scene: Scene, told: Told, letter: Letter, *, shut: Iterable[UUID], actor: UUID | None = None) -> None:
    """One mail to a mailbox: to its own address, or to its members; never to someone shut out, nor about one's own act."""
    mailbox = scene.organisation.mailboxes.get(told.holder)
    if mailbox is None:
        return
    people = directory.members(session, scene.org, mailbox, scene.day)
    allowed = [person for person in people if person.id not in set(shut)]
    address = directory.mailbox_addresses(session, scene.org, [mailbox]).get(mailbox)
    others = [person.email for person in allowed if person.id != actor]
    # a shared address could be read by someone who is shut out
    recipients = [address] if address and len(allowed) == len(people) and (others or not people) else others
    if recipients:
        outbox.add(session, scene.org, mailbox=mailbox, kind=told.why, recipients=recipients, letter=letter, now=scene.now)


def _why(why: str) -> str:
    """Why a case reached a mailbox, as access asks about it."""
    return {"new": "receiver", "assigned": "step"}.get(why, why)
