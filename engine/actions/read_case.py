"""Someone reads: one line per person, subject and session, committed before the page is shown."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.store import journal, tables


def needs_line(session: Session, org: str, chain: UUID, person: UUID, signed_in: str) -> bool:
    """True when this reading is not in the journal yet."""
    line = tables.JournalLine
    query = select(line.facts).where(line.org == org, line.chain == str(chain), line.kind == "read", line.person == person)
    return all(facts.get("session") != signed_in for facts in session.scalars(query))


def write_line(session: Session, scene: Scene, chain: UUID, person: UUID, signed_in: str) -> None:
    """The line. `signed_in` names the session without telling it."""
    if needs_line(session, scene.org, chain, person, signed_in):
        journal.append(session, scene.org, chain, "read", at=scene.now, person=person, facts={"session": signed_in})
