"""A notice has been seen: its receiver has opened the report or one of its cases."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.scene import Scene
from engine.store import journal, tables


def unseen(session: Session, org: str, submissions: Iterable[UUID], actor: Actor) -> list[tables.Notice]:
    """The notices on these reports that wait in the person's mailboxes."""
    row = tables.Notice
    mine = row.mailbox.in_(sorted(actor.mailboxes))
    query = select(row).where(row.org == org, row.submission.in_(list(submissions)), row.seen_at.is_(None), mine)
    return list(session.scalars(query))


def see_notices(session: Session, scene: Scene, submissions: Iterable[UUID], actor: Actor, *, chain: UUID) -> None:
    """Takes them out of the queue, with a line on the chain of what was opened."""
    for row in unseen(session, scene.org, submissions, actor):
        row.seen_at, row.seen_by = scene.now, actor.id
        facts = {"step": row.step, "mailbox": row.mailbox}
        journal.append(session, scene.org, chain, "notice-seen", at=scene.now, person=actor.id, facts=facts)
    session.flush()
