"""Someone adds a step to a running case: one that the template leaves to people to add."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_act, may_handle
from engine.actions.act_on_step import save
from engine.actions.casefile import CaseFile, open_file, situation
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import cases
from engine.workflow import Run, add


def add_step(session: Session, scene: Scene, case: UUID, step: str, actor: Actor) -> Run:
    """Opens the step, with its deadline counted from now; raises NotPossible when it can not be added, or not by this person."""
    row = cases.locked(session, scene.org, case)
    if row is None:
        raise NotPossible("no-such-case")
    file = open_file(session, scene, row)
    if not _may_add(scene, file, actor):
        raise NotPossible("not-yours")
    outcome = add(situation(scene, file.lookup), file.case, step)
    save(session, scene, file, outcome, actor=actor)
    return next(run for run in outcome.case.runs[len(file.case.runs) :] if run.step == step)


def _may_add(scene: Scene, file: CaseFile, actor: Actor) -> bool:
    """Whoever received the case, or has something to do in it."""
    doers = (run.doer(scene.organisation) for run in file.case.open())
    return may_handle(actor, file.subject) or any(may_act(actor, file.subject, doer) for doer in doers)
