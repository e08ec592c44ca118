"""Keeps files that someone has chosen in a step of a case, until a round of the step names them or a day has gone."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import attachments, cases

LIFE = timedelta(hours=24)


def add_files(session: Session, scene: Scene, case: UUID, files: Iterable[attachments.Sealed]) -> None:
    """Stores them under the case's own key; raises NotPossible for a case that is closed."""
    row = cases.get(session, scene.org, case)
    if row is None or row.closed_at is not None:
        raise NotPossible("changed-meanwhile")
    key = scene.sealer.keys_of(session, scene.org, row.id)[row.key]
    attachments.add(session, scene.sealer, files, key, case=row.id, expires_at=scene.now + LIFE)
