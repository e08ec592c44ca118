"""Writes a few notes among staff in the newest open cases, so that the demonstration has some to read and one to mark as done."""

from sqlalchemy.orm import Session

from engine.actions.notes import write_note
from engine.actions.scene import Scene
from engine.office import Office
from engine.store.notes import Written
from examples.demo.newest import newest

NOTES = (
    Written("Ring tillbaka i eftermiddag. Det gick inte att få tag på någon i förmiddags.", asks=True),
    Written("Alla har fått veta vem som sköter ärendet."),
)
MOST = 3


def note(office: Office, org: str, template: str) -> None:
    """Notes in the newest open cases of a template, each by somebody in the mailbox that received the case."""
    scene = office.scene(org, template)
    if scene is not None:
        office.write(org, lambda session: _write(session, scene))


def _write(session: Session, scene: Scene) -> None:
    for file, actor in newest(session, scene, MOST, closed=False):
        for written in NOTES:
            write_note(session, scene, file.row.id, written, actor, files={})
