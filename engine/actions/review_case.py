"""Someone reviews a case that was drawn in a sample: a verdict, and a remark that is sealed in the case."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_read
from engine.actions.scene import Scene
from engine.actions.telling import CaseToTell, tell_of_case
from engine.errors import NotPossible
from engine.organisation import Holder
from engine.store import access_facts, cases, journal, samples, tables
from engine.store.batch import Batch
from engine.store.notices import REVIEW
from engine.store.seal import digest
from engine.workflow import Told

CLEAN, LACKING, COMPLETE = "clean", "lacking", "complete"
VERDICTS = (CLEAN, LACKING, COMPLETE)
"""Nothing to remark on, something is lacking, or the receiver is asked to complete it."""


def review_case(session: Session, scene: Scene, picked: tuple[UUID, UUID], verdict: str, actor: Actor, *, remark: str = "") -> None:
    """Reviews the case of a sample, `picked` being the ids of both; once, and by one person.

    Raises NotPossible for what is not the person's to review, for what somebody has reviewed, and where a remark is lacking.
    """
    sample, case = picked
    row = cases.locked(session, scene.org, case)
    drawn, item = samples.get(session, scene.org, sample), samples.locked(session, scene.org, sample, case)
    if drawn is None or item is None or row is None or drawn.mailbox not in actor.mailboxes:
        raise NotPossible("no-such-case")
    if not may_read(actor, access_facts.of_case(session, scene.organisation, row), scene.organisation):
        raise NotPossible("no-such-case")
    if item.verdict is not None:
        raise NotPossible("changed-meanwhile")
    if verdict not in VERDICTS or (verdict != CLEAN and not remark):
        raise NotPossible("no-such-verdict")
    key = scene.sealer.keys_of(session, scene.org, row.id)[row.key]
    sealed = scene.sealer.seal(key, {"remark": remark}, samples.about(item))
    item.verdict, item.reviewed_at, item.reviewed_by, item.sealed = verdict, scene.now, actor.id, sealed
    session.flush()
    facts = {"sample": str(sample), "verdict": verdict, "digest": digest(sealed).hex()}
    journal.append(session, scene.org, row.id, "sample-reviewed", at=scene.now, person=actor.id, facts=facts, authority=row.authority)
    if verdict == COMPLETE:
        _ask(session, scene, row, actor)


def _ask(session: Session, scene: Scene, row: tables.Case, actor: Actor) -> None:
    """The receiver of the case is told, in its queue and by a mail without content."""
    batch = Batch(scene.org)
    about = cases.About(row.id, row.number, row.unit, row.authority)
    told = Told(Holder.read(row.receiver), "review", REVIEW, 0, False)
    tell_of_case(batch, scene, CaseToTell(about, cases.first_submission(session, row).id, actor=actor.id), (told,))
    batch.write(session)
