"""Someone is affected by a case: those persons are shut out at once, and the case passes on when nobody is left to receive it."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_act, may_handle
from engine.actions.casefile import CaseFile, open_file
from engine.actions.scene import Scene
from engine.actions.telling import CaseToTell, tell_of_case
from engine.errors import NotPossible
from engine.intake import NEW
from engine.organisation import Holder
from engine.routing import Place
from engine.store import cases, directory, journal, tables
from engine.store.batch import Batch
from engine.workflow import Case, Told


def shut_out(session: Session, scene: Scene, case: UUID, persons: Iterable[UUID], actor: Actor) -> tables.Case:
    """Shuts out persons; whatever waited for a mailbox with nobody left goes to the one that takes over."""
    row = cases.locked(session, scene.org, case)
    if row is None or row.closed_at is not None:
        raise NotPossible("no-such-case")
    file = open_file(session, scene, row)
    doing = any(may_act(actor, file.subject, scene.organisation.mailboxes.get(run.holder)) for run in file.case.open() if run.holder)
    if not (doing or may_handle(actor, file.subject)):
        raise NotPossible("not-yours")
    whom = sorted({str(person) for person in persons})
    if not whom:
        raise NotPossible("nobody-chosen")
    cases.exclude(session, scene.org, row.id, [("person", person, "declared") for person in whom])
    journal.append(
        session, scene.org, row.id, "shut-out", at=scene.now, person=actor.id, facts={"persons": whom}, authority=row.authority
    )
    _pass_on(session, scene, file)
    return row


def _pass_on(session: Session, scene: Scene, file: CaseFile) -> None:
    """Gives what waits for an empty mailbox to its backup, else to the top."""
    row = file.row
    shut = cases.excluded(session, scene.organisation, row.id, row.opened_at.date())
    holders = {file.case.receiver, *(run.holder for run in file.case.open())} - {None}
    moved = {}
    for holder in holders:
        if holder is not None and not _someone_left(session, scene, holder, shut.persons):
            moved[holder] = _next(session, scene, row, holder, shut.persons)
    if not moved:
        return
    after = _moved(file.case, moved)
    cases.save_runs(session, scene.organisation, row, file.case, after)
    if after.receiver is not None and after.receiver != file.case.receiver:
        row.receiver, row.mailbox = str(after.receiver), scene.organisation.mailboxes[after.receiver]
    session.flush()
    for old, new in moved.items():
        facts = {"from": str(old), "to": str(new)}
        journal.append(session, scene.org, row.id, "passed-on", at=scene.now, facts=facts, authority=row.authority)
    batch = Batch(scene.org)
    about = cases.About(row.id, row.number, row.unit, row.authority)
    told = [Told(holder, why, "", 0, True) for holder in sorted(set(moved.values())) for why in _reasons(holder, after)]
    tell_of_case(batch, scene, CaseToTell(about, file.reports[0][0].id, file.subject.reached), told)
    batch.write(session)


def _reasons(holder: Holder, case: Case) -> tuple[str, ...]:
    """Why a holder now gets in: a step to do, and, where it now receives the case, that."""
    return ("step", NEW) if holder == case.receiver else ("step",)


def _moved(case: Case, moved: dict[Holder, Holder]) -> Case:
    """The case with open runs and receiver moved."""
    runs = tuple(
        replace(run, holder=moved[run.holder]) if run.status == "open" and run.holder is not None and run.holder in moved else run for run in case.runs
    )
    receiver = moved.get(case.receiver, case.receiver) if case.receiver is not None else None
    return replace(case, runs=runs, receiver=receiver)


def _someone_left(session: Session, scene: Scene, holder: Holder, shut: frozenset[UUID]) -> bool:
    mailbox = scene.organisation.mailboxes.get(holder)
    people = directory.members(session, scene.org, mailbox, scene.day) if mailbox else []
    return any(person.id not in shut for person in people)


def _next(session: Session, scene: Scene, row: tables.Case, holder: Holder, shut: frozenset[UUID]) -> Holder:
    """Up the line of backups until someone can act; at the end of it the top keeps the case rather than nobody."""
    place = Place(scene.template, scene.organisation, row.unit)
    gone = {holder}
    candidate: Holder | None = holder
    while candidate is not None:
        backup = scene.template.functions[candidate.function].backup
        candidate = place.holder(backup, frozenset(gone)) if backup else None
        if candidate is not None and _someone_left(session, scene, candidate, shut):
            return candidate
        gone |= {candidate} if candidate else set()
    for top in _tops(scene, gone):
        if _someone_left(session, scene, top, shut):
            return top
    return holder


def _tops(scene: Scene, gone: set[Holder]) -> list[Holder]:
    found = (scene.organisation.holder(function, None) for function in scene.template.functions)
    return [holder for holder in found if holder is not None and holder not in gone]
