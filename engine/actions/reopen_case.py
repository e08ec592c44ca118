"""A closed case is opened again at one of its steps, for a reason that is a code: nothing of what was done in it changes."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_handle
from engine.actions.act_on_step import Press, save
from engine.actions.casefile import open_file, situation
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import cases, ties
from engine.workflow import Outcome, reopen

REASONS = ("new-information", "again", "mistake")


def reopen_case(session: Session, scene: Scene, case: UUID, step: str, *, reason: str, actor: Actor) -> Outcome:
    """Opens it; raises NotPossible for a case that is open, that has become part of another, or for a step that nobody acts in."""
    row = cases.locked(session, scene.org, case)
    if row is None:
        raise NotPossible("no-such-case")
    file = open_file(session, scene, row)
    if not may_handle(actor, file.subject):
        raise NotPossible("not-yours")
    if reason not in REASONS:
        raise NotPossible("no-such-reason")
    if row.closed_at is None or ties.merged_into(session, scene.org, row.id) is not None:
        raise NotPossible("changed-meanwhile")
    outcome = reopen(situation(scene, file.lookup), file.case, step, reason)
    save(session, scene, file, outcome, press=Press(0, 0, "", {}), actor=actor)
    return outcome
