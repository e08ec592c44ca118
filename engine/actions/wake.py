"""A case goes on from a step in which it waited: because its time has come, or because what it waited for has happened."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.act_on_step import save
from engine.actions.casefile import CaseFile, open_file, situation
from engine.actions.scene import Scene
from engine.store import cases
from engine.workflow import happened, wake

JOINED = "joined"
"""A further report has been joined to the case."""


def wake_up(session: Session, scene: Scene, case: UUID, number: int) -> bool:
    """Ends the waiting of a run whose time has come; False when it does not wait, or not for that any more."""
    file = _file(session, scene, case)
    run = file.case.going(number) if file else None
    if file is None or run is None or run.due is None or run.due > scene.now or file.case.closed:
        return False
    save(session, scene, file, wake(situation(scene, file.lookup), file.case, number))
    return True


def come_to_pass(session: Session, scene: Scene, case: UUID, event: str, actor: Actor) -> None:
    """Something has happened to the case by what `actor` did: whatever waited for it goes on."""
    file = _file(session, scene, case)
    outcome = happened(situation(scene, file.lookup), file.case, event) if file is not None else None
    if file is not None and outcome is not None and outcome.events:
        save(session, scene, file, outcome, actor=actor)


def _file(session: Session, scene: Scene, case: UUID) -> CaseFile | None:
    row = cases.locked(session, scene.org, case)
    return open_file(session, scene, row) if row is not None else None
