"""Somebody says by hand who a person in a case is: a record, a new record, or not a certain one. Nothing is linked by itself."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import READ_RECORDS, Actor, granted, may_handle
from engine.actions.casefile import CaseFile, open_file
from engine.actions.concerned import Concerned
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.ids import new_id
from engine.organisation import Organisation
from engine.persons import pseudonym_number
from engine.store import cases, journal, records, submissions, tables
from engine.store.record_sight import seen_by
from engine.store.records import Identity, Made
from engine.store.sight import sight


@dataclass(frozen=True)
class NewPerson:
    """What was written about somebody who has no record; without a name that of the report is taken."""

    identity: Identity
    protected: bool = False


def link_person(session: Session, scene: Scene, case: UUID, key: str, record: UUID, *, actor: Actor) -> None:
    """The person at a place of the case is the one of a record; a protected identity in the report protects the record too."""
    row, person = _opened(session, scene, case, key, actor)
    _link(session, scene, row, person, record=_seen(session, scene, record, actor), actor=actor)


def link_pseudonym(session: Session, scene: Scene, case: UUID, key: str, written: str, *, actor: Actor) -> None:
    """The same for a record whose name nobody can search for: by its pseudonym."""
    row, person = _opened(session, scene, case, key, actor)
    number, seen = pseudonym_number(written), seen_by(sight(session, scene.organisation, actor), scene.organisation)
    record = records.with_pseudonym(session, seen, number, scene.org) if number else None
    if record is None:
        raise NotPossible("no-such-record")
    _link(session, scene, row, person, record=record, actor=actor)


def new_person(session: Session, scene: Scene, case: UUID, key: str, new: NewPerson, *, actor: Actor) -> UUID:
    """A record for a person at a place of the case who has none; its id."""
    row, person = _opened(session, scene, case, key, actor)
    spot = person.spot
    given = new.identity
    known = Identity(
        given.name or (spot.name if spot else ""),
        given.born or (spot.born if spot else None),
        given.number or (spot.number if spot else ""),
    )
    record = _new(session, scene, row, NewPerson(known, new.protected or person.hidden), actor)
    _link(session, scene, row, person, record=record, actor=actor)
    return record.id


def add_person(session: Session, scene: Scene, case: UUID, role: str, new: NewPerson, *, actor: Actor) -> UUID:
    """Somebody whom no report names is in the case too; the id of the new record."""
    row, _ = _handled(session, scene, case, actor)
    if role not in scene.template.persons or not new.identity.name:
        raise NotPossible("no-such-role")
    record = _new(session, scene, row, new, actor)
    person = Concerned(f"by-hand/{new_id()}", scene.template.persons[role], "", hidden=False)
    _link(session, scene, row, person, record=record, actor=actor)
    return record.id


def not_same(session: Session, scene: Scene, case: UUID, key: str, record: UUID, *, actor: Actor) -> None:
    """The person at a place of the case is not the one of a record, which is suggested there no more."""
    row, person = _opened(session, scene, case, key, actor)
    _seen(session, scene, record, actor)
    _say(session, scene, row, person, record=record, same=False, actor=actor)
    _journal(session, scene, row, "person-not-same", record=record, person=person, actor=actor)


def unlink_person(session: Session, scene: Scene, case: UUID, key: str, *, actor: Actor) -> None:
    """Takes back who a person in the case is. The record stays.

    A name that only the record's protection masks is shown again by it, so that is for those who may take the protection away.
    """
    row, file = _handled(session, scene, case, actor, key)
    person = _at(file, key)
    if not may_unlink(actor, person, scene.organisation):
        raise NotPossible("not-yours")
    if person.record is None or not records.unlink(session, scene.org, key, person.record.id):
        raise NotPossible("changed-meanwhile")
    _journal(session, scene, row, "person-unlinked", record=person.record.id, person=person, actor=actor)


def may_unlink(actor: Actor, person: Concerned, organisation: Organisation) -> bool:
    """True where taking back who somebody is shows nothing that is hidden, or the person may show it anyway."""
    shows = person.hidden and person.spot is not None and not person.spot.protected
    return not shows or (person.record is not None and granted(actor, READ_RECORDS, person.record.unit, organisation))


def _handled(session: Session, scene: Scene, case: UUID, actor: Actor, key: str = "") -> tuple[tables.Case, CaseFile]:
    """The case, held, with the report that a place is in, which may be in other cases too; only for those who received the case."""
    row = cases.locked(session, scene.org, case)
    if row is None:
        raise NotPossible("no-such-case")
    for report, _ in cases.submissions_of(session, row):
        if key.startswith(f"{report.id}/"):
            submissions.locked(session, scene.org, report.id)
    file = open_file(session, scene, row)
    if not may_handle(actor, file.subject):
        raise NotPossible("not-yours")
    return row, file


def _opened(session: Session, scene: Scene, case: UUID, key: str, actor: Actor) -> tuple[tables.Case, Concerned]:
    """The case and somebody in it whom nobody has linked yet."""
    row, file = _handled(session, scene, case, actor, key)
    person = _at(file, key)
    if person.record is not None:
        raise NotPossible("changed-meanwhile")
    return row, person


def _at(file: CaseFile, key: str) -> Concerned:
    found = next((person for person in file.persons if person.key == key), None)
    if found is None:
        raise NotPossible("no-such-person")
    return found


def _seen(session: Session, scene: Scene, record: UUID, actor: Actor) -> tables.Record:
    """The record, where the person may see it."""
    row = records.seen(session, scene.org, record, seen_by(sight(session, scene.organisation, actor), scene.organisation))
    if row is None:
        raise NotPossible("no-such-record")
    return row


def _new(session: Session, scene: Scene, row: tables.Case, new: NewPerson, actor: Actor) -> tables.Record:
    made = Made(scene.org, row.unit, actor.id, scene.now)
    record = records.add(session, scene.sealer, new.identity, made, protected=new.protected)
    journal.append(session, scene.org, record.id, "record-created", at=scene.now, person=actor.id, authority=row.authority, first=True)
    return record


def _link(session: Session, scene: Scene, row: tables.Case, person: Concerned, *, record: tables.Record, actor: Actor) -> None:
    if person.hidden:
        # held, so that two who protect at once give one pseudonym
        session.refresh(record, with_for_update=True)
        if not record.protected:
            records.protect(session, record)
    _say(session, scene, row, person, record=record.id, same=True, actor=actor)
    _journal(session, scene, row, "person-linked", record=record.id, person=person, actor=actor)


def _say(session: Session, scene: Scene, row: tables.Case, person: Concerned, *, record: UUID, same: bool, actor: Actor) -> None:
    """Writes down that a person is, or is not, the one of a record: for the place in the report, or for the case where there is none."""
    of_row = person.spot.row if person.spot and person.role.group == scene.template.cases.one_per else None
    report = UUID(person.key.partition("/")[0]) if person.spot else None
    where = {"submission": report, "row": of_row, "case": None if person.spot else row.id}
    records.link(session, scene.org, person.key, record=record, role=person.role.id, same=same, by=actor.id, at=scene.now, **where)


def _journal(session: Session, scene: Scene, row: tables.Case, kind: str, *, record: UUID, person: Concerned, actor: Actor) -> None:
    """One line on the case's chain and one on the record's."""
    lines = {row.id: {"record": str(record)}, record: {"case": str(row.id)}}
    for chain, facts in lines.items():
        said = {**facts, "role": person.role.id}
        journal.append(session, scene.org, chain, kind, at=scene.now, person=actor.id, facts=said, authority=row.authority)
