"""Gives what waits for a mailbox with nobody left in it to someone who can act. It shuts nobody out and lets nobody in who is shut out."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.actions.telling import CaseToTell, ReportToTell, tell_of_case, tell_of_submission
from engine.intake import NEW
from engine.organisation import Holder
from engine.routing import Place
from engine.store import access_facts, cases, directory, journal, submissions, tables
from engine.store.batch import Batch
from engine.store.directory import ever_in
from engine.workflow import Case, Told


def pass_on(session: Session, scene: Scene, row: tables.Case, *, actor: UUID | None = None) -> None:
    """Moves the case and its open steps from those who are shut out, or have nobody left, to those who take over."""
    case = cases.as_value(session, scene.organisation, row)
    shut = cases.excluded(session, scene.organisation, row.id, row.opened_at.date())
    moved = _moves(session, scene, case, shut)
    after = _without(_moved(case, moved), shut.persons)
    if after == case:
        return
    cases.save_runs(session, scene.organisation, row, case, after)
    if after.receiver is not None and after.receiver != case.receiver:
        row.receiver, row.mailbox = str(after.receiver), scene.organisation.mailboxes[after.receiver]
    session.flush()
    for old, new in moved.items():
        facts = {"from": str(old), "to": str(new)}
        journal.append(session, scene.org, row.id, "passed-on", at=scene.now, person=actor, facts=facts, authority=row.authority)
    _tell(session, scene, row, after, news=sorted(set(moved.values())), actor=actor)


def pass_on_report(session: Session, scene: Scene, submission: UUID) -> None:
    """The same for each case of a report, or for the report where it still waits for its mailbox."""
    row = session.get_one(tables.Submission, (scene.org, submission))
    for case in submissions.cases_of(session, row):
        pass_on(session, scene, case)
    receiver = next((holder for holder, key in sorted(scene.organisation.mailboxes.items()) if key == row.mailbox), None)
    shut = cases.excluded(session, scene.organisation, row.id, row.received_at.date())
    if row.state != submissions.NEW or receiver is None or someone_left(session, scene, receiver, shut.persons):
        return
    new = next_holder(session, scene, row.unit, receiver, shut=shut)
    if new == receiver:
        return
    row.mailbox = scene.organisation.mailboxes[new]
    session.flush()
    facts = {"from": str(receiver), "to": str(new)}
    journal.append(session, scene.org, row.id, "passed-on", at=scene.now, facts=facts, authority=row.authority)
    batch = Batch(scene.org)
    tell_of_submission(batch, scene, ReportToTell(row.id, row.reference, row.unit), (Told(new, NEW, "", 0, True),))
    batch.write(session)


Waits = tuple[Holder, frozenset[Holder]]
"""Someone for whom a report or a step waits, and the holders that are shut out of it."""


def nobody_left(session: Session, scene: Scene, waits: Iterable[Waits]) -> bool:
    """True when something waits for a mailbox whose every member also holds a function that is shut out."""
    mailboxes = scene.organisation.mailboxes

    def left(holder: Holder, shut: frozenset[Holder]) -> bool:
        inside = ever_in(session, scene.org, [mailboxes[other] for other in shut if other in mailboxes], scene.day)
        return someone_left(session, scene, holder, inside)

    return any(not left(holder, shut) for holder, shut in waits)


def someone_left(session: Session, scene: Scene, holder: Holder, shut: frozenset[UUID]) -> bool:
    """True when a mailbox has a member who is not shut out."""
    mailbox = scene.organisation.mailboxes.get(holder)
    people = directory.members(session, scene.org, mailbox, scene.day) if mailbox else []
    return any(person.id not in shut for person in people)


def next_holder(session: Session, scene: Scene, unit: str | None, holder: Holder, *, shut: cases.Excluded) -> Holder:
    """Up the line of backups until someone can act; at the end of it the top, and else nobody but the one who has it."""
    place = Place(scene.template, scene.organisation, unit)
    gone = {holder, *shut.holders}
    candidate: Holder | None = holder
    while candidate is not None:
        function = scene.template.functions.get(candidate.function)
        candidate = place.holder(function.backup, frozenset(gone)) if function is not None and function.backup else None
        if candidate is not None and someone_left(session, scene, candidate, shut.persons):
            return candidate
        gone |= {candidate} if candidate else set()
    tops = (scene.organisation.holder(function, None) for function in scene.template.functions)
    others = (top for top in tops if top is not None and top not in gone)
    return next((top for top in others if someone_left(session, scene, top, shut.persons)), holder)


def _moves(session: Session, scene: Scene, case: Case, shut: cases.Excluded) -> dict[Holder, Holder]:
    """Who takes over from whom: a step whose function is shut out goes to the receiver, what has nobody left to its backup."""
    moved: dict[Holder, Holder] = {}
    doing = {run.holder for run in case.open() if run.holder is not None}
    for holder in [*([case.receiver] if case.receiver else []), *sorted(doing - {case.receiver})]:
        if holder in shut.holders and holder != case.receiver and case.receiver is not None:
            moved[holder] = moved.get(case.receiver, case.receiver)
        elif not someone_left(session, scene, holder, shut.persons):
            moved[holder] = next_holder(session, scene, case.unit, holder, shut=shut)
    return {old: new for old, new in moved.items() if new != old}


def _moved(case: Case, moved: dict[Holder, Holder]) -> Case:
    """The case with open runs and receiver moved."""
    runs = tuple(
        replace(run, holder=moved[run.holder], person=None)
        if run.status == "open" and run.holder is not None and run.holder in moved
        else run
        for run in case.runs
    )
    receiver = moved.get(case.receiver, case.receiver) if case.receiver is not None else None
    return replace(case, runs=runs, receiver=receiver)


def _without(case: Case, shut: frozenset[UUID]) -> Case:
    """The case with nothing given to anyone who is shut out: it is for everyone in the mailbox again."""
    lost = [run for run in case.open() if run.person in shut]
    return replace(case, runs=tuple(replace(run, person=None) if run in lost else run for run in case.runs))


def _tell(session: Session, scene: Scene, row: tables.Case, case: Case, *, news: list[Holder], actor: UUID | None) -> None:
    """Whoever takes over hears of it, and may read: as doer of a step, and as receiver where that has moved."""
    reasons = {holder: ("step", NEW) if holder == case.receiver else ("step",) for holder in news}
    told = [Told(holder, why, "", 0, True) for holder in news for why in reasons[holder]]
    about = cases.About(row.id, row.number, row.unit, row.authority)
    reached = access_facts.of_case(session, scene.organisation, row).reached
    batch = Batch(scene.org)
    tell_of_case(batch, scene, CaseToTell(about, cases.first_submission(session, row).id, reached, actor), told)
    batch.write(session)
