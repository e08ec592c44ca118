"""A report in a case turns out to be about something else, or somebody else too: it gets a case of its own, tied to the first."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_handle
from engine.actions.count_case import count_split
from engine.actions.open_case import Report, open_cases
from engine.actions.pass_on import pass_on
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.store import access_facts, cases, journal, submissions, tables, ties
from engine.store.batch import Batch
from engine.store.seal import key_id


def split_case(session: Session, scene: Scene, case: UUID, submission: UUID, actor: Actor) -> cases.About:
    """Opens one more case of a report. `scene` has the version that the report was written in.

    A report that had joined the case leaves it; the first report stays, and is then in both. Whoever is shut out stays out of both.
    """
    row = cases.locked(session, scene.org, case)
    if row is None or row.closed_at is not None:
        raise NotPossible("no-such-case")
    if not may_handle(actor, access_facts.of_case(session, scene.organisation, row)):
        raise NotPossible("not-yours")
    reports = cases.submissions_of(session, row)
    place = next((place for place, (report, _) in enumerate(reports) if report.id == submission), None)
    if place is None:
        raise NotPossible("no-such-report")
    report, _ = reports[place]
    about = _open(session, scene, row, reports[place], actor=actor)
    cases.exclude_too(session, scene.org, row.id, about.id)
    if place > 0:
        _leave(session, scene, row, report)
    count_split(session, scene, report)
    ties.tie(session, scene.org, row.id, about.id, ties.SPLIT, at=scene.now, by=actor.id)
    facts = {"case": str(about.id), "submission": str(report.id)}
    journal.append(session, scene.org, row.id, "case-split", at=scene.now, person=actor.id, facts=facts, authority=row.authority)
    pass_on(session, scene, session.get_one(tables.Case, (scene.org, about.id)), actor=actor.id)
    return about


def _open(session: Session, scene: Scene, row: tables.Case, part: tuple[tables.Submission, int | None], *, actor: Actor) -> cases.About:
    """The new case, routed as if the report came in now. It gets the keys that the old one has to the report, and no other."""
    report, number = part
    held = scene.sealer.keys_of(session, scene.org, row.id)
    answers, _ = submissions.open_answers(session, scene.sealer, report, row.id, only_row=number)
    opening = replace(replace(scene.desk, came=report.received_at).opening(answers, None if number is None else 0), row=number)
    keys = submissions.Keys(held[key_id(report.sealed)])
    noticed = cases.noticed(session, scene.org, report.id)
    batch = Batch(scene.org)
    (about,) = open_cases(batch, scene, Report(report.id, report.incident, report.authority, keys, noticed, actor.id), (opening,))
    batch.write(session)
    for key in submissions.row_keys(session, report, number):
        scene.sealer.share(session, scene.org, held[key], about.id)
    cases.shut_out_by_name(session, scene.organisation, {about.id: opening.routed.excluded}, scene.day)
    return about


def _leave(session: Session, scene: Scene, row: tables.Case, report: tables.Submission) -> None:
    """The report is no longer a part of the case, which can not open it any more."""
    session.delete(session.get_one(tables.CaseSubmission, (scene.org, row.id, report.id)))
    session.flush()
    scene.sealer.withdraw(session, scene.org, [key_id(report.sealed), *submissions.row_keys(session, report, None)], row.id)
