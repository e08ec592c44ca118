"""Takes in a report: submission, cases, journal, mail and facts, all of it or none of it; sent twice it gives the same receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.open_case import open_cases
from engine.actions.scene import Scene
from engine.actions.telling import tell_of_submission
from engine.intake import Intake
from engine.store import cases, facts, journal, submissions, tables


@dataclass(frozen=True)
class Receipt:
    """What the reporter gets: the reference, and the submission's id."""

    reference: str
    submission: UUID
    repeated: bool = False


def submit(session: Session, scene: Scene, intake: Intake, answers: Mapping[str, Any], token: bytes) -> Receipt:
    """Stores a report whose answers were read without problems; `token` is the form's own, the same when it is sent again."""
    before = submissions.by_token(session, scene.org, token)
    if before is not None:
        return Receipt(before.reference, before.id, repeated=True)
    arrived = submissions.Arrived(
        scene.published.key,
        intake.unit,
        scene.authority(intake.unit),
        scene.organisation.mailboxes.get(intake.routed.receiver) if intake.routed.receiver else None,
        submissions.STARTED if intake.openings else submissions.NEW,
        token,
        scene.now,
        scene.template.cases.one_per,
    )
    row, keys = submissions.add(session, scene.org, scene.sealer, arrived, answers)
    shut = [("holder", str(holder), "never_to") for holder in sorted(intake.routed.excluded)]
    cases.exclude(session, scene.org, row.id, shut)
    journal.append(session, scene.org, row.id, "submission-received", at=scene.now, facts={"digest": row.digest.hex()}, authority=row.authority)
    count(session, scene, row, intake)
    if intake.openings:
        open_cases(session, scene, row, keys, intake.openings)
    else:
        tell_of_submission(session, scene, row, intake.told)
    return Receipt(row.reference, row.id)


def count(session: Session, scene: Scene, row: tables.Submission, intake: Intake) -> None:
    """The report's own facts."""
    facts.add(
        session,
        scene.org,
        scene.published.key,
        intake.facts,
        placed=scene.published.columns,
        source=row.id,
        authority=row.authority,
    )
