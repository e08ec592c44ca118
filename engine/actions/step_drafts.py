"""What is half written in a step is kept for the one who writes it, and thrown away once it is saved or not wanted.

A draft is no part of the case: the journal says nothing of it, and nobody else reads it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_act
from engine.actions.casefile import open_file
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import attachments, cases, step_drafts
from engine.store.step_drafts import LIFE, StepDraft


@dataclass(frozen=True)
class Typing:
    """What someone has typed in a run, and how many rounds there were on the page; `files` are those that the texts may name."""

    run: int
    rounds: int
    typed: Mapping[str, Sequence[str]]
    files: attachments.Files = field(default_factory=dict)


def keep_draft(session: Session, scene: Scene, case: UUID, typing: Typing, actor: Actor) -> None:
    """Keeps it; raises NotPossible for a step that waits no longer, and for what the person has saved meanwhile.

    That somebody else has saved a round is no reason to lose what is typed: whoever comes back to it is told.
    """
    row = cases.locked(session, scene.org, case)
    if row is None:
        raise NotPossible("no-such-case")
    file = open_file(session, scene, row)
    run = file.case.going(typing.run)
    if run is None or row.closed_at is not None:
        raise NotPossible("changed-meanwhile")
    if not may_act(actor, file.subject, run.doer(scene.organisation)):
        raise NotPossible("not-yours")
    # a request that was on its way when the round was saved must not bring back what is in it
    if any(done.run == run.number and done.number > typing.rounds and done.person == actor.id for done in file.rounds):
        raise NotPossible("changed-meanwhile")
    step_drafts.keep(session, scene.sealer, row, StepDraft(run.number, scene.now, typing.rounds, typing.typed), actor.id)
    named = attachments.named_in(typing.typed, typing.files)
    attachments.keep_until(session, scene.org, row.id, named, scene.now + LIFE)


def drop_draft(session: Session, scene: Scene, case: UUID, run: int, actor: Actor) -> None:
    """Throws the person's own draft away; where there is none nothing happens."""
    step_drafts.remove(session, scene.org, case, run, person=actor.id)
