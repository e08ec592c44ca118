"""Lets a person read one case, with a reason and for a time, and takes that back. It lets nobody in who is shut out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_handle
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import access_facts, case_people, cases, directory, journal, tables
from engine.store.case_people import READER, Given


@dataclass(frozen=True)
class Reading:
    """Who is to read the case, why, and until which day, that one too."""

    person: UUID
    reason: str
    until: date


def add_reader(session: Session, scene: Scene, case: UUID, reading: Reading, actor: Actor) -> None:
    """Lets the person in from today; raises NotPossible for one who is shut out or unknown, a day that has been, or no reason."""
    row = _handled(session, scene, case, actor)
    subject = access_facts.of_case(session, scene.organisation, row)
    if reading.person in subject.excluded or directory.person(session, scene.org, reading.person) is None:
        raise NotPossible("no-such-person")
    if reading.until < scene.day or not reading.reason.strip():
        raise NotPossible("no-such-time")
    case_people.end(session, scene.org, row.id, reading.person, READER, at=scene.now)
    given = Given(reading.person, READER, scene.day, reading.until, actor.id, reading.reason.strip())
    case_people.add(session, scene.sealer, row, given, scene.now)
    facts = {"reader": str(reading.person), "until": reading.until.isoformat()}
    journal.append(session, scene.org, row.id, "reader-added", at=scene.now, person=actor.id, facts=facts, authority=row.authority)


def end_reader(session: Session, scene: Scene, case: UUID, person: UUID, actor: Actor) -> None:
    """The person may no longer read the case by that; twice does no harm."""
    row = _handled(session, scene, case, actor)
    if case_people.end(session, scene.org, row.id, person, READER, at=scene.now):
        facts = {"reader": str(person)}
        journal.append(session, scene.org, row.id, "reader-ended", at=scene.now, person=actor.id, facts=facts, authority=row.authority)


def _handled(session: Session, scene: Scene, case: UUID, actor: Actor) -> tables.Case:
    row = cases.locked(session, scene.org, case)
    if row is None:
        raise NotPossible("no-such-case")
    if not may_handle(actor, access_facts.of_case(session, scene.organisation, row)):
        raise NotPossible("not-yours")
    return row
