"""Says that two cases have to do with each other, and takes it back. It lets nobody read either."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_handle, may_read
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import access_facts, cases, journal, tables, ties


def relate(session: Session, scene: Scene, case: UUID, other: UUID, actor: Actor) -> None:
    """Ties two cases, of which the person handles the first and may read the other."""
    row, target = _both(session, scene, case, other, actor)
    ties.tie(session, scene.org, row.id, target.id, ties.RELATED, at=scene.now, by=actor.id)
    for one, to in ((row, target), (target, row)):
        facts = {"case": str(to.id)}
        journal.append(session, scene.org, one.id, "related", at=scene.now, person=actor.id, facts=facts, authority=one.authority)


def unrelate(session: Session, scene: Scene, case: UUID, other: UUID, actor: Actor) -> None:
    """Takes it back; twice does no harm."""
    row, target = _both(session, scene, case, other, actor)
    if ties.untie(session, scene.org, row.id, target.id):
        for one, to in ((row, target), (target, row)):
            facts = {"case": str(to.id)}
            journal.append(session, scene.org, one.id, "unrelated", at=scene.now, person=actor.id, facts=facts, authority=one.authority)


def _both(session: Session, scene: Scene, case: UUID, other: UUID, actor: Actor) -> tuple[tables.Case, tables.Case]:
    rows = {id: cases.locked(session, scene.org, id) for id in sorted((case, other))}
    row, target = rows[case], rows[other]
    if row is None or target is None or case == other:
        raise NotPossible("no-such-case")
    if not may_handle(actor, access_facts.of_case(session, scene.organisation, row)):
        raise NotPossible("not-yours")
    if not may_read(actor, access_facts.of_case(session, scene.organisation, target), scene.organisation):
        raise NotPossible("no-such-case")
    return row, target
