"""Staff note something in a case for each other: written, marked as done or not, withdrawn by its author, and taken back again.

Whoever reads the case reads the notes; whoever received it or has something to do in it writes them. No reporter is shown any.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, works_on
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import access_facts, attachments, cases, journal, notes, tables
from engine.store.notes import STATES, Written

Picked = tuple[UUID, UUID]
"""A case, and a note in it."""


def write_note(session: Session, scene: Scene, case: UUID, written: Written, actor: Actor, *, files: attachments.Files) -> UUID:
    """Writes a note and gives its id. `files` are those in the case that it may name; NotPossible when one has gone."""
    row = _held(session, scene, case, actor)
    if not written.text.strip():
        raise NotPossible("no-text")
    if not set(written.files) <= set(files):
        raise NotPossible("file-gone")
    attachments.hand_in(session, scene.org, row.id, written.files)
    note = notes.add(session, scene.sealer, row, written, by=actor.id, at=scene.now)
    found = {"digest": note.digest.hex()} | attachments.digests(files[id] for id in written.files)
    _tell(session, scene, row, "note-added", note=note, actor=actor, **found)
    return note.id


def mark_note(session: Session, scene: Scene, picked: Picked, actor: Actor, *, state: str) -> None:
    """Says that what a note asks for is done, or is not; the same again does no harm."""
    row = _held(session, scene, picked[0], actor)
    found = _in(session, row, picked[1])
    if state not in STATES or found.state is None or found.withdrawn_at is not None:
        raise NotPossible("changed-meanwhile")
    if found.state != state:
        found.state, found.state_at, found.state_by = state, scene.now, actor.id
        session.flush()
        _tell(session, scene, row, f"note-{state}", note=found, actor=actor)


def withdraw_note(session: Session, scene: Scene, picked: Picked, actor: Actor) -> None:
    """Nobody reads the note any more, and that it was there is still seen; only its author does that."""
    row = _held(session, scene, picked[0], actor)
    found = _own(session, row, picked[1], actor)
    if found.withdrawn_at is None:
        found.withdrawn_at = scene.now
        session.flush()
        _tell(session, scene, row, "note-withdrawn", note=found, actor=actor)


def restore_note(session: Session, scene: Scene, picked: Picked, actor: Actor) -> None:
    """The opposite of `withdraw_note`, by its author too."""
    row = _held(session, scene, picked[0], actor)
    found = _own(session, row, picked[1], actor)
    if found.withdrawn_at is not None:
        found.withdrawn_at = None
        session.flush()
        _tell(session, scene, row, "note-restored", note=found, actor=actor)


def _held(session: Session, scene: Scene, case: UUID, actor: Actor) -> tables.Case:
    """The case, for whoever received it or does a step in it."""
    row = cases.locked(session, scene.org, case)
    if row is None:
        raise NotPossible("no-such-case")
    subject = access_facts.of_case(session, scene.organisation, row)
    if not works_on(actor, subject, cases.as_value(session, scene.organisation, row).doing(scene.organisation)):
        raise NotPossible("not-yours")
    return row


def _in(session: Session, row: tables.Case, note: UUID) -> tables.CaseNote:
    found = notes.get(session, row, note)
    if found is None:
        raise NotPossible("no-such-note")
    return found


def _own(session: Session, row: tables.Case, note: UUID, actor: Actor) -> tables.CaseNote:
    found = _in(session, row, note)
    if found.by != actor.id:
        raise NotPossible("not-yours")
    return found


def _tell(session: Session, scene: Scene, row: tables.Case, kind: str, *, note: tables.CaseNote, actor: Actor, **more: object) -> None:
    facts = {"note": str(note.id), **more}
    journal.append(session, scene.org, row.id, kind, at=scene.now, person=actor.id, facts=facts, authority=row.authority)
