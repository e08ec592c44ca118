"""Someone adds a step to a running case: one that the template leaves to people to add."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, works_on
from engine.actions.act_on_step import save
from engine.actions.casefile import open_file, situation
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
    if not works_on(actor, file.subject, file.case.doing(scene.organisation)):
        raise NotPossible("not-yours")
    outcome = add(situation(scene, file.lookup), file.case, step)
    save(session, scene, file, outcome, actor=actor)
    return next(run for run in outcome.case.runs[len(file.case.runs) :] if run.step == step)
