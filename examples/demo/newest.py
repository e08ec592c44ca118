"""The newest cases of a template, each with somebody who can do something in it: for what the demonstration does when they are there."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.casefile import CaseFile, open_file
from engine.actions.scene import Scene
from engine.store import directory, tables


def newest(session: Session, scene: Scene, most: int, *, closed: bool = True) -> Iterator[tuple[CaseFile, Actor]]:
    """So many of them at most, with a member of the mailbox that received the case, unless all of those are shut out."""
    case = tables.Case
    query = select(case).where(case.org == scene.org, case.template == scene.template.name)
    query = query if closed else query.where(case.closed_at.is_(None))
    for row in session.scalars(query.order_by(case.opened_at.desc(), case.number).limit(most)).all():
        file = open_file(session, scene, row)
        people = directory.members(session, scene.org, row.mailbox, scene.day)
        member = next((one for one in people if one.id not in file.subject.excluded), None)
        if member is not None:
            yield file, Actor(member.id, member.name, frozenset((row.mailbox,)))
