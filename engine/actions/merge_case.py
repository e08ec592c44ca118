"""Two cases that turn out to be one: the reports of one become reports of the other, each still counted, and it closes.

It is then counted neither as a case nor as one that was closed.
"""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_handle
from engine.actions.count_case import count_merged
from engine.actions.pass_on import pass_on
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import access_facts, cases, journal, tables, ties
from engine.workflow import Case


def merge_case(session: Session, scene: Scene, case: UUID, into: UUID, actor: Actor) -> tables.Case:
    """Merges an open case into another open one of the same template, both received by the person; whoever one of them shuts out stays out.

    What has been done in the first stays there to be read. Raises NotPossible for cases of one and the same report, which are of
    different persons or rows.
    """
    # always in the same order, so that two who merge crosswise do not wait for each other
    rows = {id: cases.locked(session, scene.org, id) for id in sorted((case, into))}
    row, target = rows[case], rows[into]
    if row is None or target is None or case == into:
        raise NotPossible("no-such-case")
    for found in (row, target):
        if not may_handle(actor, access_facts.of_case(session, scene.organisation, found)):
            raise NotPossible("not-yours")
    if row.closed_at is not None or target.closed_at is not None:
        raise NotPossible("changed-meanwhile")
    if row.template != target.template:
        raise NotPossible("another-template")
    known = {report.id for report, _ in cases.submissions_of(session, target)}
    joining = cases.submissions_of(session, row)
    if any(report.id in known for report, _ in joining):
        raise NotPossible("same-report")
    for report, number in joining:
        link = tables.CaseSubmission(org=scene.org, case=target.id, submission=report.id, row=number, joined_at=scene.now)
        session.add(link)
    for id, key in scene.sealer.keys_of(session, scene.org, row.id).items():
        if id != row.key:
            scene.sealer.share(session, scene.org, key, target.id)
    cases.exclude_too(session, scene.org, row.id, target.id)
    _close(session, scene, row, target, actor)
    count_merged(session, scene, row)
    facts = {"case": str(row.id)}
    journal.append(session, scene.org, target.id, "case-merged", at=scene.now, person=actor.id, facts=facts, authority=target.authority)
    pass_on(session, scene, target, actor=actor.id)
    return target


def _close(session: Session, scene: Scene, row: tables.Case, target: tables.Case, actor: Actor) -> None:
    """The case that has become a part of another ends; what was open in it goes on there."""
    before = cases.as_value(session, scene.organisation, row)
    cases.save_runs(session, scene.organisation, row, before, _ended(before, scene))
    row.closed_at = scene.now
    ties.tie(session, scene.org, row.id, target.id, ties.MERGED, at=scene.now, by=actor.id)
    facts = {"into": str(target.id)}
    journal.append(session, scene.org, row.id, "merged", at=scene.now, person=actor.id, facts=facts, authority=row.authority)


def _ended(case: Case, scene: Scene) -> Case:
    """The case with what was open in it skipped."""
    skipped = (replace(run, status="skipped", finished=scene.now) if run.going else run for run in case.runs)
    return replace(case, runs=tuple(skipped), closed=scene.now)
