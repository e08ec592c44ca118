"""The worker's rounds: sends what waits in the outbox, and reminds of what is due. Nothing here is done twice, whoever else is at it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import workflow
from engine.actions.pass_on import someone_left
from engine.actions.scene import Scene
from engine.actions.tell_reporter import recipients
from engine.actions.telling import mail
from engine.actions.wake import wake_up
from engine.mails import Refused, Waiting, letter_for
from engine.organisation import Holder, Organisation
from engine.store import cases, journal, outbox, tables
from engine.store.batch import Batch
from engine.store.seal import Sealer
from engine.workflow import GOING, WAITING

LATER = timedelta(hours=1)


def claim(session: Session, worker: str, now: datetime, *, take_over: bool) -> list[Waiting]:
    """Mails for this worker to send; whom they go to is asked by `addressed`."""
    return outbox.claim(session, worker, now, take_over=take_over)


def addressed(session: Session, organisation: Organisation, waiting: Waiting, now: datetime, *, sealer: Sealer) -> Waiting:
    """The mail with those who get it now. The address of whoever reported is opened for this alone."""
    if waiting.private:
        whom = recipients(session, sealer, waiting)
        return replace(waiting, recipients=whom, nobody="" if whom else outbox.GONE)
    return outbox.addressed(session, organisation, waiting, now)


def report_sent(session: Session, waiting: Waiting, worker: str, *, now: datetime, how: Refused | tuple[str, ...]) -> bool:
    """Writes down how it went: why not, or who was refused while others got it; False when another worker has taken over."""
    if isinstance(how, Refused):
        return outbox.failed(session, waiting, worker, now=now, error=how.reason, final=how.final)
    return outbox.sent(session, waiting, worker, now, refused=how)


class DueRun(NamedTuple):
    """An open step whose reminder has come, and the template's name and version."""

    org: str
    case: UUID
    number: int
    template: str
    version: int


def due_runs(session: Session, now: datetime, most: int = 50) -> list[DueRun]:
    """Open steps whose reminder has come: organisation, case, run, template and version."""
    run, case = tables.StepRun, tables.Case
    query = (
        select(run.org, run.case, run.number, case.template, case.version)
        .join(case, (case.org == run.org) & (case.id == run.case))
        .where(run.remind_at.is_not(None), run.remind_at <= now, run.status.in_(GOING))
        .order_by(run.remind_at, run.org, run.case, run.number)
        .limit(most)
        .execution_options(all_orgs=True)
    )
    return [DueRun(org, id, number, template, version) for org, id, number, template, version in session.execute(query)]


def remind(session: Session, scene: Scene, case: UUID, number: int) -> bool:
    """Says of an open step what has come to be said of it, to its doer and to those above; False when that was nothing.

    A step that waits goes on instead.
    """
    row = cases.locked(session, scene.org, case)
    if row is None:
        return False
    before, place = cases.as_value(session, scene.organisation, row), scene.desk.place(row.unit)
    if before.run(number).status == WAITING:
        return wake_up(session, scene, case, number)
    outcome = workflow.remind(place, before, number, scene.now, deserted=_deserted(session, scene, row))
    cases.save_runs(session, scene.organisation, row, before, outcome.case)
    for event in outcome.events:
        journal.append(session, scene.org, row.id, event.kind, at=scene.now, facts=event.facts, authority=row.authority)
    about, batch = scene.about(row.number, row.unit, f"cases/{row.id}"), Batch(scene.org)
    for told in outcome.told:
        mail(batch, scene, told, letter_for(told, about, scene.organisation, scene.language), subject=row.id)
    batch.write(session)
    return outcome.case != before


def put_off(session: Session, due: DueRun, now: datetime) -> None:
    """A reminder that can not be made is tried again later, so that it is not in the way of others."""
    run = session.get(tables.StepRun, (due.org, due.case, due.number), with_for_update=True, populate_existing=True)
    if run is not None and run.remind_at is not None and run.remind_at <= now:
        run.remind_at = now + LATER


def _deserted(session: Session, scene: Scene, row: tables.Case) -> frozenset[Holder]:
    """Those who hold a function of the template here, in mailboxes where nobody is left who may know of the case."""
    shut = cases.excluded(session, scene.organisation, row.id, row.opened_at.date())
    held = scene.desk.place(row.unit).holders(scene.template.functions)
    return frozenset(holder for holder in held if not someone_left(session, scene, holder, shut.persons))
