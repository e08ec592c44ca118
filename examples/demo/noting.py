"""Writes a few notes among staff in the newest open cases, so that the demonstration has some to read and one to mark as done."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.casefile import open_file
from engine.actions.notes import write_note
from engine.actions.scene import Scene
from engine.office import Office
from engine.store import directory, tables
from engine.store.notes import Written

NOTES = (
    Written("Ring tillbaka i eftermiddag. Det gick inte att få tag på någon i förmiddags.", asks=True),
    Written("Alla har fått veta vem som sköter ärendet."),
)
MOST = 3


def note(office: Office, org: str, template: str) -> None:
    """Notes in the newest open cases of a template, each by somebody in the mailbox that received the case."""
    scene = office.scene(org, template)
    if scene is not None:
        office.write(org, lambda session: _newest(session, scene))


def _newest(session: Session, scene: Scene) -> None:
    case = tables.Case
    query = select(case).where(case.org == scene.org, case.template == scene.template.name, case.closed_at.is_(None))
    for row in session.scalars(query.order_by(case.opened_at.desc(), case.number).limit(MOST)).all():
        shut = open_file(session, scene, row).subject.excluded
        member = next((one for one in directory.members(session, scene.org, row.mailbox, scene.day) if one.id not in shut), None)
        if member is not None:
            actor = Actor(member.id, member.name, frozenset((row.mailbox,)))
            for written in NOTES:
                write_note(session, scene, row.id, written, actor, files={})
