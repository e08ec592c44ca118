"""Someone makes a document of a case. It is kept sealed in the case and never changes; the journal has its digest."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, works_on
from engine.actions.casefile import CaseFile, open_file
from engine.actions.paper import as_it_will_be
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import cases, documents, journal
from engine.store.documents import Made, Making, Paper


def make_document(session: Session, scene: Scene, case: UUID, key: str, written: str, *, actor: Actor) -> Made:
    """Makes the template's document with this key; raises NotPossible for who does not handle the case."""
    file = handled(session, scene, case, actor)
    paper = as_it_will_be(session, scene, file, key, writer=actor, written=written)
    return keep(session, scene, file, paper, Making(actor.id, scene.now))


WHY = ("party", "request", "supervision", "own")
"""Why somebody makes the whole file: for one whom the case is about, on request, for an authority, or for the work on the case."""


def make_whole_file(session: Session, scene: Scene, case: UUID, paper: Paper, *, actor: Actor, why: str, masked: int) -> Made:
    """Keeps the whole file of a case as it was put together; the journal says why, and how much is masked in it."""
    if why not in WHY:
        raise NotPossible("no-such-reason")
    file = handled(session, scene, case, actor)
    return keep(session, scene, file, paper, Making(actor.id, scene.now), why=why, masked=masked)


def handled(session: Session, scene: Scene, case: UUID, actor: Actor) -> CaseFile:
    """The case, held until the transaction ends, for one who received it or has something to do in it."""
    row = cases.locked(session, scene.org, case)
    if row is None:
        raise NotPossible("no-such-case")
    file = open_file(session, scene, row)
    if not works_on(actor, file.subject, file.case.doing(scene.organisation)):
        raise NotPossible("not-yours")
    return file


def keep(session: Session, scene: Scene, file: CaseFile, paper: Paper, making: Making, **facts: object) -> Made:
    """Keeps a document in the case, and says so in its journal."""
    made = documents.add(session, scene.sealer, file.row, paper, making)
    told = {"document": made.document, "number": made.number, "digest": made.digest.hex(), **facts}
    journal.append(
        session, scene.org, file.row.id, "document-made", at=making.at, person=making.person, facts=told, authority=file.row.authority
    )
    return made
