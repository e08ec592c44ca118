"""Moves a running case to a later version of its template, when that can carry all that the case has come to. Never by itself."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_handle
from engine.actions.casefile import CaseFile, open_file
from engine.actions.scene import Published, Scene
from engine.errors import NotPossible
from engine.store import cases, flags, journal
from engine.workflow.compatible import Obstacle, Standing, obstacles

Versions = tuple[Published, Published]
"""The version that a case is in, and the one that it is to go on by, as they were published."""


def in_the_way(scene: Scene, file: CaseFile, versions: Versions, marks: tuple[str, ...]) -> tuple[Obstacle, ...]:
    """Why the case, which has these marks, can not go on by the other version."""
    before, after = versions
    standing = Standing(file.case, file.values, marks)
    return obstacles(before.template, after.template, standing, organisation=scene.organisation, day=file.row.opened_at.date())


def move_case(session: Session, scene: Scene, case: UUID, versions: Versions, actor: Actor) -> None:
    """From one version to the other. Answers stay as they were written, and what is open keeps its doer and its last day.

    Raises NotPossible when the case is not in the first version any more, or the second can not carry it.
    """
    before, after = versions
    row = cases.locked(session, scene.org, case)
    if row is None or row.closed_at is not None:
        raise NotPossible("no-such-case")
    file = open_file(session, scene, row)
    if not may_handle(actor, file.subject):
        raise NotPossible("not-yours")
    if (row.template, row.version) != before.key or after.template.name != row.template or after.version <= row.version:
        raise NotPossible("changed-meanwhile")
    if in_the_way(scene, file, versions, flags.of_cases(session, scene.org, [row.id]).get(row.id, ())):
        raise NotPossible("not-compatible")
    row.version = after.version
    session.flush()
    facts = {"from": before.version, "to": after.version}
    journal.append(session, scene.org, row.id, "moved-to-version", at=scene.now, person=actor.id, facts=facts, authority=row.authority)
