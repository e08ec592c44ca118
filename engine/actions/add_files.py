"""Keeps files that someone has chosen in a step of a case, until a round of the step names them or a day has gone."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, works_on
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import access_facts, attachments, cases

LIFE = timedelta(hours=24)


def add_files(session: Session, scene: Scene, case: UUID, files: Iterable[attachments.Sealed], actor: Actor) -> None:
    """Stores them under the case's own key; raises NotPossible for a case that is closed, and for who does nothing in it.

    Whoever had something to do in it may, too: a colleague was faster, and what was chosen is to be shown with what was typed.
    """
    row = cases.locked(session, scene.org, case)
    if row is None or row.closed_at is not None:
        raise NotPossible("changed-meanwhile")
    doers = (run.doer(scene.organisation) for run in cases.as_value(session, scene.organisation, row).runs)
    if not works_on(actor, access_facts.of_case(session, scene.organisation, row), doers):
        raise NotPossible("not-yours")
    key = scene.sealer.keys_of(session, scene.org, row.id)[row.key]
    attachments.add(session, scene.sealer, files, key, case=row.id, expires_at=scene.now + LIFE)
