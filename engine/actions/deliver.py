"""The worker's rounds: sends what waits in the outbox, and reminds of what is due. Nothing here is done twice, whoever else is at it."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.actions.telling import mail
from engine.mails import OVERDUE, REMINDER, About, Refused, Waiting, letter
from engine.organisation import Holder, Organisation
from engine.routing import Place
from engine.store import cases, journal, outbox, tables
from engine.store.batch import Batch
from engine.workflow import Told


def claim(session: Session, worker: str, now: datetime) -> list[Waiting]:
    """Mails for this worker to send; whom they go to is asked by `addressed`."""
    return outbox.claim(session, worker, now)


def addressed(session: Session, organisation: Organisation, waiting: Waiting, now: datetime) -> Waiting:
    """The mail with those who get it now."""
    day = now.astimezone(organisation.zone).date()
    return replace(waiting, recipients=outbox.recipients(session, organisation, waiting, day))


def report_sent(session: Session, waiting: Waiting, worker: str, now: datetime, refused: Refused | None) -> None:
    """Writes down how it went."""
    if refused is None:
        outbox.sent(session, waiting, worker, now)
    else:
        outbox.failed(session, waiting, worker, now=now, error=refused.reason, final=refused.final)


def due_runs(session: Session, now: datetime, most: int = 50) -> list[tuple[str, UUID, int, str, int]]:
    """Open steps whose reminder has come: organisation, case, run, template and version."""
    run, case = tables.StepRun, tables.Case
    query = (
        select(run.org, run.case, run.number, case.template, case.version)
        .join(case, (case.org == run.org) & (case.id == run.case))
        .where(run.remind_at.is_not(None), run.remind_at <= now, run.status == "open")
        .limit(most)
        .execution_options(all_orgs=True)
    )
    return [(org, id, number, template, version) for org, id, number, template, version in session.execute(query)]


def remind(session: Session, scene: Scene, case: UUID, number: int) -> bool:
    """Reminds the doer of an open step: on its last day, and once it is overdue, when its `escalate` function hears of it too."""
    run = session.get(tables.StepRun, (scene.org, case, number), with_for_update=True, populate_existing=True)
    row = session.get(tables.Case, (scene.org, case))
    if run is None or row is None or run.status != "open" or run.remind_at is None or run.remind_at > scene.now or run.due_at is None:
        return False
    overdue = scene.now > run.due_at
    why = OVERDUE if overdue else REMINDER
    about = About(row.number, scene.unit_name(row.unit), scene.link(f"cases/{row.id}"))
    shut = cases.excluded(session, scene.organisation, row.id, row.opened_at.date())
    words = letter(why, about, run.due_at, scene.organisation, scene.language)
    batch = Batch(scene.org)
    for holder in _whom(scene, run, row, overdue=overdue):
        if holder not in shut.holders and holder in scene.organisation.mailboxes:
            mail(batch, scene, Told(holder, why, run.step, number, False, run.due_at), words, subject=row.id)
    batch.write(session)
    run.reminded += 1
    run.remind_at = None if overdue else _next_morning(run.due_at)
    journal.append(session, scene.org, row.id, why, at=scene.now, facts={"step": run.step, "run": number}, authority=row.authority)
    return True


def _whom(scene: Scene, run: tables.StepRun, row: tables.Case, *, overdue: bool) -> list[Holder]:
    found = [Holder.read(run.holder)] if run.holder else []
    step = scene.template.step(run.step)
    if overdue and step.escalate:
        above = Place(scene.template, scene.organisation, row.unit).holder(step.escalate)
        found += [above] if above is not None and above not in found else []
    return found


def _next_morning(due: datetime) -> datetime:
    """Eight hours after a due moment of 23.59: the next morning."""
    return due + timedelta(hours=8, minutes=1)
