"""Someone opens a report or a case: the reading is written down, and its notices and messages are seen by their receiver."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.read_case import write_line
from engine.actions.scene import Scene
from engine.store import dialogue, journal, tables
from engine.store.sight import sight


def unseen(session: Session, org: str, submissions: Iterable[UUID], actor: Actor) -> list[tables.Notice]:
    """The notices on these reports that wait in the person's mailboxes."""
    row = tables.Notice
    mine = row.mailbox.in_(sorted(actor.mailboxes))
    query = select(row).where(row.org == org, row.submission.in_(list(submissions)), row.seen_at.is_(None), mine)
    return list(session.scalars(query))


def read_it(session: Session, scene: Scene, chain: UUID, submissions: Collection[UUID], *, actor: Actor, signed_in: str) -> None:
    """Writes down that the person reads the case or report that `chain` names, and takes its notices and messages out of their queues."""
    write_line(session, scene, chain, actor.id, signed_in)
    for row in unseen(session, scene.org, submissions, actor):
        row.seen_at, row.seen_by = scene.now, actor.id
        facts = {"step": row.step, "mailbox": row.mailbox}
        journal.append(session, scene.org, chain, "notice-seen", at=scene.now, person=actor.id, facts=facts)
    if messages := dialogue.unseen_of(session, sight(session, scene.organisation, actor), submissions):
        for message in messages:
            message.seen_at, message.seen_by = scene.now, actor.id
        seen = {"messages": [str(message.id) for message in messages]}
        journal.append(session, scene.org, chain, "message-seen", at=scene.now, person=actor.id, facts=seen)
    session.flush()
