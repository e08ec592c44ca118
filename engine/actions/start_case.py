"""A mailbox takes care of a report that waits: starts its cases, joins it to a running case, sends it on, or marks it as wrong."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_handle
from engine.actions.casefile import situation
from engine.actions.open_case import Report, open_cases
from engine.actions.pass_on import pass_on, pass_on_report, someone_left
from engine.actions.scene import Scene
from engine.actions.telling import CaseToTell, ReportToTell, tell_of_case, tell_of_submission
from engine.errors import NotPossible
from engine.intake import NEW
from engine.organisation import Holder
from engine.routing import Place, Routed, route
from engine.store import access_facts, cases, facts, journal, submissions, tables
from engine.store.batch import Batch
from engine.workflow import Case, Told, notify


def start_case(session: Session, scene: Scene, submission: UUID, actor: Actor) -> tuple[cases.About, ...]:
    """Starts the cases of a waiting report, received by the mailbox where it lies."""
    row = _waiting(session, scene, submission, actor)
    answers, _ = submissions.open_answers(session, scene.sealer, row, row.id)
    routed = _routed(session, scene, row)
    keys = submissions.keys_for(session, scene.sealer, row)
    batch = Batch(scene.org)
    report = Report(row.id, row.incident, row.authority, keys, cases.noticed(session, scene.org, row.id), actor.id)
    opened = open_cases(batch, scene, report, replace(scene.desk, came=row.received_at).openings(answers, routed))
    facts.add(batch, scene.desk.incident(answers), facts.Counting(scene.published.key, scene.published.columns, row.authority, row.id))
    batch.write(session)
    _settle(session, scene, row, submissions.STARTED, actor)
    if routed.excluded:
        for about in opened:
            cases.exclude_too(session, scene.org, row.id, about.id)
        pass_on_report(session, scene, row.id)
    return opened


def join_case(session: Session, scene: Scene, submission: UUID, case: UUID, actor: Actor) -> tables.Case:
    """Joins a waiting report to a running case: the report stays counted, and those it shuts out are shut out of the case."""
    row = _waiting(session, scene, submission, actor)
    target = cases.locked(session, scene.org, case)
    if target is None or target.closed_at is not None or target.template != row.template:
        raise NotPossible("no-such-case")
    subject = access_facts.of_case(session, scene.organisation, target)
    if not may_handle(actor, subject):
        raise NotPossible("not-yours")
    answers, _ = submissions.open_answers(session, scene.sealer, row, row.id)
    keys = submissions.keys_for(session, scene.sealer, row)
    for key in (keys.own, *keys.rows):
        scene.sealer.share(session, scene.org, key, target.id)
    session.add(tables.CaseSubmission(org=scene.org, case=target.id, submission=row.id, row=None, joined_at=scene.now))
    cases.exclude_too(session, scene.org, row.id, target.id)
    row.incident = target.incident
    journal.append(session, scene.org, target.id, "report-joined", at=scene.now, person=actor.id, facts={"submission": str(row.id)})
    values = scene.desk.values(answers, None)
    shut = cases.excluded(session, scene.organisation, target.id, target.opened_at.date())
    told = notify(situation(scene, values), Case(Holder.read(target.receiver), row.unit, shut.holders)).told
    batch = Batch(scene.org)
    about = cases.About(target.id, target.number, target.unit, target.authority)
    noticed = cases.noticed(session, scene.org, row.id)
    tell_of_case(batch, scene, CaseToTell(about, row.id, subject.reached, actor.id, noticed), told)
    batch.write(session)
    pass_on(session, scene, target, actor=actor.id)
    _settle(session, scene, row, submissions.JOINED, actor)
    return target


def forward(session: Session, scene: Scene, submission: UUID, mailbox: str, actor: Actor) -> None:
    """Sends a waiting report on to another mailbox; never to one that is shut out."""
    row = _waiting(session, scene, submission, actor)
    holder = next((holder for holder, key in sorted(scene.organisation.mailboxes.items()) if key == mailbox), None)
    shut = cases.excluded(session, scene.organisation, row.id, row.received_at.date())
    if holder is None or not someone_left(session, scene, holder, shut.persons):
        raise NotPossible("no-such-mailbox")
    row.mailbox = mailbox
    journal.append(
        session, scene.org, row.id, "forwarded", at=scene.now, person=actor.id, facts={"mailbox": mailbox}, authority=row.authority
    )
    session.flush()
    batch = Batch(scene.org)
    report = ReportToTell(row.id, row.reference, row.unit, actor.id)
    tell_of_submission(batch, scene, report, (Told(holder, NEW, "", 0, True),))
    batch.write(session)


def mark_wrong(session: Session, scene: Scene, submission: UUID, reason: str, actor: Actor) -> None:
    """Marks a waiting report as wrong: a state, never a deletion. `reason` is a code, such as "duplicate"."""
    row = _waiting(session, scene, submission, actor)
    if reason not in REASONS:
        raise NotPossible("no-such-reason")
    _settle(session, scene, row, submissions.WRONG, actor, reason=reason)


REASONS = ("duplicate", "wrong-form", "not-a-report")


def _waiting(session: Session, scene: Scene, submission: UUID, actor: Actor) -> tables.Submission:
    row = submissions.locked(session, scene.org, submission)
    if row is None:
        raise NotPossible("no-such-report")
    if not may_handle(actor, access_facts.of_submission(session, scene.organisation, row)):
        raise NotPossible("not-yours")
    if row.state != submissions.NEW:
        raise NotPossible("changed-meanwhile")
    return row


def _routed(session: Session, scene: Scene, row: tables.Submission) -> Routed:
    """The report was routed as it came in; it may have been sent on since, and the mailbox where it lies is the receiver."""
    answers, _ = submissions.open_answers(session, scene.sealer, row, row.id)
    first = route(Place(scene.template, scene.organisation, row.unit), scene.desk.values(answers, None), scene.day)
    shut = first.excluded | cases.excluded(session, scene.organisation, row.id, row.received_at.date()).holders
    lies = [holder for holder, key in sorted(scene.organisation.mailboxes.items()) if key == row.mailbox and holder not in shut]
    receiver = first.receiver if first.receiver in lies or not lies else _nearest(lies, row.unit)
    return Routed(receiver, first.copy_to, shut)


def _nearest(holders: list[Holder], unit: str | None) -> Holder:
    """Of the functions that a mailbox holds, one of the report's own unit if there is one."""
    return next((holder for holder in holders if holder.unit == unit), holders[0])


def _settle(session: Session, scene: Scene, row: tables.Submission, state: str, actor: Actor, **facts: str) -> None:
    row.state = state
    session.flush()
    journal.append(session, scene.org, row.id, f"report-{state}", at=scene.now, person=actor.id, facts=facts, authority=row.authority)
