"""A step stands still for a reason, or goes on. Whoever does it or received the case says so."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from engine import workflow
from engine.access import Actor, works_on
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import access_facts, cases, journal, pauses, tables
from engine.workflow import Case, Outcome


def pause_step(session: Session, scene: Scene, case: UUID, run: int, actor: Actor, *, until: date | None, reason: str) -> Outcome:
    """Lets a step stand still; raises NotPossible when it does already or is done, and when the person may not or gives no reason."""
    row, before = _theirs(session, scene, case, run, actor)
    if not reason.strip():
        raise NotPossible("no-reason")
    outcome = workflow.pause(scene.desk.place(row.unit), before, run, scene.now, until=until)
    digest = pauses.add(session, scene.sealer, row, run, pauses.Pause(scene.now, until, actor.id, reason))
    _save(session, scene, row, before, outcome, actor=actor, facts={"digest": digest.hex()})
    return outcome


def resume_step(session: Session, scene: Scene, case: UUID, run: int, actor: Actor) -> Outcome:
    """Lets a step go on before its day; raises NotPossible when it goes on already, and when the person may not."""
    row, before = _theirs(session, scene, case, run, actor)
    outcome = workflow.resume(scene.desk.place(row.unit), before, run, scene.now)
    _save(session, scene, row, before, outcome, actor=actor, facts={})
    return outcome


def _theirs(session: Session, scene: Scene, case: UUID, number: int, actor: Actor) -> tuple[tables.Case, Case]:
    """The case, held, if the person does the step or received it."""
    row = cases.locked(session, scene.org, case)
    if row is None:
        raise NotPossible("no-such-case")
    subject, value = access_facts.of_case(session, scene.organisation, row), cases.as_value(session, scene.organisation, row)
    run = value.going(number)
    if run is None:
        raise NotPossible("step-not-open")
    if not works_on(actor, subject, [run.doer(scene.organisation)]):
        raise NotPossible("not-yours")
    return row, value


def _save(session: Session, scene: Scene, row: tables.Case, before: Case, outcome: Outcome, *, actor: Actor, facts: dict[str, str]) -> None:
    cases.save_runs(session, scene.organisation, row, before, outcome.case)
    for event in outcome.events:
        told = {**event.facts, **facts}
        journal.append(session, scene.org, row.id, event.kind, at=scene.now, person=actor.id, facts=told, authority=row.authority)
