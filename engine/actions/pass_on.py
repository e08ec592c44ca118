"""Gives what waits for a mailbox with nobody left in it to someone who can act. It shuts nobody out and lets nobody in who is shut out."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.hand_over import let_in_doers
from engine.actions.scene import Scene
from engine.actions.telling import CaseToTell, ReportToTell, tell_of_case, tell_of_submission
from engine.intake import NEW
from engine.organisation import Holder
from engine.store import access_facts, cases, directory, journal, submissions, tables
from engine.store.batch import Batch
from engine.store.directory import ever_in
from engine.workflow import Case, Told
from engine.workflow.passing import Passed, next_holder, passed_on

NOBODY = Holder("")
"""Whoever has a report whose mailbox holds no function."""


def pass_on(session: Session, scene: Scene, row: tables.Case, *, actor: UUID | None = None) -> None:
    """Moves the case and its open steps from those who are shut out, or have nobody left, to those who take over."""
    case, passed = _passed(session, scene, row)
    if passed.case == case:
        return
    cases.save_runs(session, scene.organisation, row, case, passed.case)
    if passed.case.receiver is not None and passed.case.receiver != case.receiver:
        row.receiver, row.mailbox = str(passed.case.receiver), scene.organisation.mailboxes[passed.case.receiver]
    session.flush()
    let_in_doers(session, scene, row, case, passed.case, by=actor)
    for old, new in passed.moved.items():
        facts = {"from": str(old), "to": str(new)}
        journal.append(session, scene.org, row.id, "passed-on", at=scene.now, person=actor, facts=facts, authority=row.authority)
    tell_new_holders(session, scene, row, passed.told, actor=actor)


def needs_passing_on(session: Session, scene: Scene, row: tables.Case) -> bool:
    """True when someone has to take over."""
    case, passed = _passed(session, scene, row)
    return passed.case != case


def _passed(session: Session, scene: Scene, row: tables.Case) -> tuple[Case, Passed]:
    """The case as it is, and as it is once those who can act have it."""
    case = cases.as_value(session, scene.organisation, row)
    return case, passed_on(scene.desk.place(case.unit), case, lambda holder: someone_left(session, scene, holder, case.shut))


def pass_on_report(session: Session, scene: Scene, submission: UUID) -> None:
    """The same for each case of a report, or for the report where it still waits for its mailbox."""
    row = submissions.locked(session, scene.org, submission)
    if row is None:
        return
    for case in submissions.cases_of(session, row):
        pass_on(session, scene, case)
    # a mailbox may hold nothing any longer, and then only the top is left to go to
    receiver = next((holder for holder, key in sorted(scene.organisation.mailboxes.items()) if key == row.mailbox), NOBODY)
    inside = directory.members(session, scene.org, row.mailbox or "", scene.day)
    shut = cases.excluded(session, scene.organisation, row.id, row.received_at.date())
    if row.state != submissions.NEW or row.mailbox is None or any(person.id not in shut.persons for person in inside):
        return
    new = next_holder(scene.desk.place(row.unit), receiver, shut.holders, lambda holder: someone_left(session, scene, holder, shut.persons))
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


def tell_new_holders(session: Session, scene: Scene, row: tables.Case, told: tuple[Told, ...], *, actor: UUID | None) -> None:
    """Whoever takes over hears of it."""
    about = cases.About(row.id, row.number, row.unit, row.authority)
    reached = access_facts.of_case(session, scene.organisation, row).reached
    batch = Batch(scene.org)
    tell_of_case(batch, scene, CaseToTell(about, cases.first_submission(session, row).id, reached, actor), told)
    batch.write(session)
