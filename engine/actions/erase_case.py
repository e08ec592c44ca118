"""A closed case whose time is over is erased: its keys are destroyed, so that nobody can open what it held, in any copy either.

What was counted stays, without a trace of the case; the journal stays, and verifies, since it signs sealed bytes only.
"""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engine.access import Actor, administers
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import attachments, cases, dialogue, journal, step_drafts, submissions, tables
from engine.store.record_erasure import forget_people


def erase_case(session: Session, scene: Scene, case: UUID, actor: Actor) -> None:
    """Erases it, and each of its reports that no other case holds; raises NotPossible for one that is open or erased already.

    Whoever does it administers the organisation, and need not be able to read the case.
    """
    row = cases.locked(session, scene.org, case)
    if row is None or not administers(actor):
        raise NotPossible("no-such-case")
    if row.closed_at is None:
        raise NotPossible("changed-meanwhile")
    reports = cases.submissions_of(session, row)
    row.erased_at = scene.now
    session.flush()
    # of two cases of a report that are erased at once, one has to see that the other is
    for id in sorted(report.id for report, _ in reports):
        submissions.locked(session, scene.org, id)
    rows: list[tuple[UUID, int | None]] = []
    gone = [report.id for report, _ in reports if all(other.erased_at for other in submissions.cases_of(session, report))]
    for report, number in reports:
        if report.id not in gone and number is not None and _forget_row(session, scene, report, number):
            rows.append((report.id, number))
    for holder in (row.id, *gone):
        scene.sealer.forget(session, scene.org, holder)
        attachments.remove_of(session, scene.org, holder)
        dialogue.remove_of(session, scene.org, holder)
    forget_people(session, scene.sealer, scene.org, row.id, gone=[*rows, *((report, None) for report in gone)])
    step_drafts.remove_all(session, scene.org, row.id)
    source = tables.FactSource
    session.execute(delete(source).where(source.org == scene.org, source.source.in_([row.id, *gone])))
    facts = {"reports": [str(report) for report in gone]}
    journal.append(session, scene.org, row.id, "erased", at=scene.now, person=actor.id, facts=facts, authority=row.authority)


def _forget_row(session: Session, scene: Scene, report: tables.Submission, number: int) -> bool:
    """The report lives on in other cases, but the row that this one was about does not, unless another case is about it too.

    Gives whether it is gone.
    """
    gone = not any(other.erased_at is None and about == number for other, about in submissions.cases_about(session, report))
    if gone:
        scene.sealer.withdraw(session, scene.org, submissions.row_keys(session, report, number), report.id)
    return gone
