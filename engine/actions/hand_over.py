"""A step is given to one person, or taken back to everyone who can do it. It shuts nobody out, and lets nobody in who is shut out."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, works_on
from engine.actions.scene import Scene
from engine.actions.telling import CaseToTell, tell_of_case
from engine.errors import NotPossible
from engine.store import access_facts, case_people, cases, directory, journal, tables
from engine.store.batch import Batch
from engine.store.case_people import DOER, Given
from engine.workflow import Case, Run, Told


@dataclass(frozen=True)
class Handing:
    """Which run is given to whom (None: back to the mailbox), and who had it when that was decided, None for the whole mailbox."""

    run: int
    to: UUID | None
    seen: UUID | None = None


def hand_over(session: Session, scene: Scene, case: UUID, handing: Handing, actor: Actor) -> Run:
    """Gives an open step to a person; raises NotPossible when that may not be, or when somebody else was faster."""
    row = cases.locked(session, scene.org, case)
    if row is None or row.closed_at is not None:
        raise NotPossible("no-such-case")
    before = cases.as_value(session, scene.organisation, row)
    run = next((run for run in before.open() if run.number == handing.run and run.holder), None)
    if run is None or run.person != handing.seen:
        raise NotPossible("changed-meanwhile")
    subject = access_facts.of_case(session, scene.organisation, row)
    if not works_on(actor, subject, [run.doer(scene.organisation)]):
        raise NotPossible("not-yours")
    if handing.to is not None and (handing.to in subject.excluded or directory.person(session, scene.org, handing.to) is None):
        raise NotPossible("no-such-person")
    if handing.to == run.person:
        return run
    given = replace(run, person=handing.to)
    after = before.with_run(given)
    cases.save_runs(session, scene.organisation, row, before, after)
    let_in_doers(session, scene, row, before, after, by=actor.id)
    facts = {"step": run.step, "run": run.number, "from": str(run.person or ""), "to": str(handing.to or "")}
    journal.append(session, scene.org, row.id, "handed-over", at=scene.now, person=actor.id, facts=facts, authority=row.authority)
    _tell(session, scene, row, given, actor=actor)
    return given


def _tell(session: Session, scene: Scene, row: tables.Case, run: Run, *, actor: Actor) -> None:
    """Whoever gets the step hears of it."""
    if run.holder is None:
        return
    about = cases.About(row.id, row.number, row.unit, row.authority)
    batch = Batch(scene.org)
    told = Told(run.holder, "step", run.step, run.number, True, run.due, run.person)
    reached = access_facts.of_case(session, scene.organisation, row).reached
    tell_of_case(batch, scene, CaseToTell(about, cases.first_submission(session, row).id, reached, actor.id), (told,))
    batch.write(session)


def let_in_doers(session: Session, scene: Scene, row: tables.Case, before: Case, after: Case, *, by: UUID | None) -> None:
    """Those who have been given a step may read the case from now on; those from whom the last one was taken may not, by name."""
    had, has = _given(before), _given(after)
    known = {one.person for one in case_people.let_in(session, scene.org, row.id) if one.why == DOER}
    for person in sorted(has - known):
        case_people.add(session, scene.sealer, row, Given(person, DOER, scene.day, by=by), scene.now)
    done = {run.person for run in after.runs if run.status == "done"}
    for person in sorted(had - has - done):
        case_people.end(session, scene.org, row.id, person, DOER, at=scene.now)


def _given(case: Case) -> set[UUID]:
    """Who has been given a step that is open."""
    return {run.person for run in case.open() if run.person is not None}
