"""What staff note to each other in a case: sealed in it, told in the order in which it was written, never edited."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.store import tables
from engine.store.seal import Sealer, digest, place

OPEN, DONE = "open", "done"
STATES = (OPEN, DONE)
"""Of a note that asks for something."""


@dataclass(frozen=True)
class Written:
    """A note as it is written: the text, the ids of its files, and whether it asks for something."""

    text: str
    files: tuple[str, ...] = ()
    asks: bool = False


@dataclass(frozen=True)
class Note:
    """A note, opened. One that is withdrawn has no text; `state` is None where it asks for nothing."""

    id: UUID
    by: UUID
    at: datetime
    text: str
    files: tuple[str, ...]
    state: str | None
    state_at: datetime | None
    state_by: UUID | None
    withdrawn: datetime | None

    def people(self) -> set[UUID]:
        """Those whose names stand at it."""
        return {person for person in (self.by, self.state_by) if person is not None}


def add(session: Session, sealer: Sealer, case: tables.Case, written: Written, *, by: UUID, at: datetime) -> tables.CaseNote:
    """Writes a note under the case's own key."""
    id = new_id()
    key = sealer.keys_of(session, case.org, case.id)[case.key]
    sealed = sealer.seal(key, {"text": written.text, "files": list(written.files)}, _about(id))
    state = {"state": OPEN, "state_at": at, "state_by": by} if written.asks else {}
    row = tables.CaseNote(org=case.org, id=id, case=case.id, by=by, at=at, sealed=sealed, digest=digest(sealed), **state)
    session.add(row)
    session.flush()
    return row


def get(session: Session, case: tables.Case, id: UUID) -> tables.CaseNote | None:
    """The note with this id, if it stands in the case; the case is to be held by whoever changes it."""
    row = session.get(tables.CaseNote, (case.org, id), populate_existing=True)
    return row if row is not None and row.case == case.id else None


def of_case(session: Session, sealer: Sealer, case: tables.Case) -> list[Note]:
    """The notes in a case, oldest first."""
    row = tables.CaseNote
    found = session.scalars(select(row).where(row.org == case.org, row.case == case.id).order_by(row.at, row.id)).all()
    keys = sealer.keys_of(session, case.org, case.id) if found else {}
    notes = []
    for item in found:
        said = sealer.open(keys, item.sealed, _about(item.id))
        text = "" if item.withdrawn_at else said["text"]
        state = (item.state, item.state_at, item.state_by)
        notes.append(Note(item.id, item.by, item.at, text, tuple(said["files"]), *state, item.withdrawn_at))
    return notes


def _about(id: UUID) -> str:
    return place("case_note", id, "said")
