"""The worker's rounds: sends what waits in the outbox, and reminds of what is due. Nothing here is done twice, whoever else is at it."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.actions.telling import mail
from engine.mails import OVERDUE, REMINDER, Refused, Waiting, letter
from engine.organisation import Holder, Organisation
from engine.routing import Place
from engine.store import cases, journal, outbox, tables
from engine.store.batch import Batch
from engine.store.cases import MORNING
from engine.workflow import Told

LATER = timedelta(hours=1)


def claim(session: Session, worker: str, now: datetime) -> list[Waiting]:
    """Mails for this worker to send; whom they go to is asked by `addressed`."""
    return outbox.claim(session, worker, now)


def addressed(session: Session, organisation: Organisation, waiting: Waiting, now: datetime) -> Waiting:
    """The mail with those who get it now."""
    day = now.astimezone(organisation.zone).date()
    return outbox.addressed(session, organisation, waiting, day)


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
        .where(run.remind_at.is_not(None), run.remind_at <= now, run.status == "open")
        .order_by(run.remind_at, run.org, run.case, run.number)
        .limit(most)
        .execution_options(all_orgs=True)
    )
    return [DueRun(org, id, number, template, version) for org, id, number, template, version in session.execute(query)]


def remind(session: Session, scene: Scene, case: UUID, number: int) -> bool:
    """Reminds the doer of an open step: on its last day, and once it is overdue, when its `escalate` function hears of it too."""
    run = session.get(tables.StepRun, (scene.org, case, number), with_for_update=True, populate_existing=True)
    row = session.get(tables.Case, (scene.org, case))
    if run is None or row is None or run.status != "open" or run.remind_at is None or run.remind_at > scene.now or run.due_at is None:
        return False
    overdue = scene.now >= run.due_at
    why = OVERDUE if overdue else REMINDER
    about = scene.about(row.number, row.unit, f"cases/{row.id}")
    shut = cases.excluded(session, scene.organisation, row.id, row.opened_at.date())
    words = letter(why, about, run.due_at, scene.organisation, language=scene.language)
    batch = Batch(scene.org)
    for holder in _whom(scene, run, row, shut=shut.holders, overdue=overdue):
        person = run.person if str(holder) == run.holder else None
        mail(batch, scene, Told(holder, why, run.step, number, False, run.due_at, person), words, subject=row.id)
    batch.write(session)
    run.reminded += 1
    run.remind_at = None if overdue else _next_morning(run.due_at, scene.organisation.zone)
    journal.append(session, scene.org, row.id, why, at=scene.now, facts={"step": run.step, "run": number}, authority=row.authority)
    return True


def put_off(session: Session, due: DueRun, now: datetime) -> None:
    """A reminder that can not be made is tried again later, so that it is not in the way of others."""
    run = session.get(tables.StepRun, (due.org, due.case, due.number), with_for_update=True, populate_existing=True)
    if run is not None and run.remind_at is not None and run.remind_at <= now:
        run.remind_at = now + LATER


def _whom(scene: Scene, run: tables.StepRun, row: tables.Case, *, shut: frozenset[Holder], overdue: bool) -> list[Holder]:
    """The doer, and whom an overdue step is told to besides; each mailbox once, and none that is shut out."""
    found = [Holder.read(run.holder)] if run.holder else []
    step = scene.template.step(run.step)
    if overdue and step.escalate:
        above = Place(scene.template, scene.organisation, row.unit).holder(step.escalate, shut)
        found += [above] if above is not None else []
    mailboxes = scene.organisation.mailboxes
    by_mailbox = {mailboxes[holder]: holder for holder in reversed(found) if holder in mailboxes and holder not in shut}
    return list(reversed(by_mailbox.values()))


def _next_morning(due: datetime, zone: ZoneInfo) -> datetime:
    """Eight the next morning, by the clock of the place."""
    return datetime.combine(due.astimezone(zone).date() + timedelta(days=1), MORNING, zone)
