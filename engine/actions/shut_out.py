"""Someone is affected by a case: those persons are shut out at once, and the case passes on when nobody is left to receive it."""

from collections.abc import Iterable, Set
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, works_on
from engine.actions.pass_on import pass_on
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import access_facts, cases, journal, tables
from engine.store.readers import names_of


def shut_out(session: Session, scene: Scene, case: UUID, persons: Iterable[UUID], actor: Actor) -> tables.Case:
    """Shuts out persons; whatever waited for a mailbox with nobody left goes to the one that takes over."""
    row = cases.locked(session, scene.org, case)
    if row is None or row.closed_at is not None:
        raise NotPossible("no-such-case")
    subject = access_facts.of_case(session, scene.organisation, row)
    if not works_on(actor, subject, cases.as_value(session, scene.organisation, row).doing(scene.organisation)):
        raise NotPossible("not-yours")
    chosen = set(persons)
    if not chosen:
        raise NotPossible("nobody-chosen")
    keep_out(session, scene, row, chosen, actor)
    return row


def keep_out(session: Session, scene: Scene, row: tables.Case, persons: Set[UUID], actor: Actor) -> None:
    """Keeps persons out from now on, whoever has said so and however; raises NotPossible when one of them does not exist."""
    if set(names_of(session, scene.org, persons)) != persons:
        raise NotPossible("no-such-person")
    whom = sorted(str(person) for person in persons)
    cases.exclude(session, scene.org, row.id, [("person", person, "declared") for person in whom])
    journal.append(session, scene.org, row.id, "shut-out", at=scene.now, person=actor.id, facts={"persons": whom}, authority=row.authority)
    if row.closed_at is None:
        pass_on(session, scene, row, actor=actor.id)
