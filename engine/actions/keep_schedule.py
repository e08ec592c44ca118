"""Keeping the schedules of reports: paused or not, on other days or to others than the template says, further ones, and sending again."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from engine.actions.keeping import Keeper, begin, note, unchanged
from engine.actions.plan_reports import Due, Round
from engine.actions.report_recipients import recipients
from engine.errors import NotPossible
from engine.statistics.occasions import Occasion, due_at, latest
from engine.store import schedules, tables
from engine.store.schedules import OWN, Key
from engine.template.reported import Schedule


def pause(session: Session, keeper: Keeper, here: Round, key: Key) -> None:
    """Nothing goes out by it until somebody resumes it."""
    row = _begun(session, keeper, here, key)
    row.paused_at, row.paused_by = keeper.now, keeper.actor.id
    _told(session, keeper, key, "schedule-paused")


def resume(session: Session, keeper: Keeper, here: Round, key: Key) -> None:
    """It goes on with the period that is running; what ended meanwhile is not sent."""
    row = _begun(session, keeper, here, key)
    row.paused_at = row.paused_by = None
    _restart(here, row)
    _told(session, keeper, key, "schedule-resumed")


def change(session: Session, keeper: Keeper, here: Round, key: Key, *, plan: Schedule | None) -> None:
    """It goes by this plan from now on; by the template's again when there is none."""
    row = _begun(session, keeper, here, key)
    row.plan = schedules.written(plan)
    now = schedules.kept(row).effective(here.templates[key.template])
    if now is None:
        raise NotPossible("no-such-schedule")
    if row.every != now.every:
        here.begin(row, now.every)
    _told(session, keeper, key, "schedule-changed")


def add(session: Session, keeper: Keeper, here: Round, key: Key, *, plan: Schedule) -> None:
    """One more schedule of a report, the organisation's own."""
    begin(session, keeper)
    unchanged(keeper, None)
    if key.number == OWN or schedules.locked(session, keeper.org, key) is not None:
        raise NotPossible("changed-meanwhile")
    row = tables.ReportSchedule(org=keeper.org, template=key.template, report=key.report, number=key.number)
    row.plan = schedules.written(plan)
    here.begin(row, plan.every)
    session.add(row)
    _told(session, keeper, key, "schedule-added")


def remove(session: Session, keeper: Keeper, here: Round, key: Key) -> None:
    """Takes away one of the organisation's own; what has gone out by it stays told."""
    row = _begun(session, keeper, here, key)
    if key.number == OWN:
        raise NotPossible("no-such-schedule")
    session.delete(row)
    _told(session, keeper, key, "schedule-removed")


def send_again(session: Session, keeper: Keeper, here: Round, key: Key) -> int:
    """Sends the report about the last period that is over once more, to everyone who would get it now; how many mails that makes.

    Not while some of them are still to be written: whoever presses twice sends once.
    """
    row = _begun(session, keeper, here, key)
    plan = schedules.kept(row).effective(here.templates[key.template])
    span = latest(plan, here.organisation, keeper.day) if plan is not None else None
    if plan is None or span is None:
        raise NotPossible("no-such-schedule")
    if schedules.unsettled(session, here.org, key, span.key):
        raise NotPossible("changed-meanwhile")
    to = recipients(here.templates[key.template], here.organisation, plan.to, span)
    due = Due(key, Occasion(span, due_at(span, plan, here.organisation.zone)), sent_by=keeper.actor.id)
    made = due.write(session, here, to, schedules.there(session, here.org, key, span.key))
    note(session, keeper, "report-sent-again", template=key.template, report=key.report, period=span.key, mailboxes=sorted(to))
    return made


Verb = Callable[[Session, Keeper, Round, Key], object]
DOINGS: dict[str, Verb] = {"pause": pause, "resume": resume, "remove": remove, "again": send_again}
"""What is done to a schedule without more to say, by name."""


def _begun(session: Session, keeper: Keeper, here: Round, key: Key) -> tables.ReportSchedule:
    """The row, which the keeper had before them as it is now."""
    begin(session, keeper)
    row = schedules.locked(session, keeper.org, key)
    if row is None or key.template not in here.templates:
        raise NotPossible("no-such-schedule")
    unchanged(keeper, schedules.kept(row).settings)
    return row


def _restart(here: Round, row: tables.ReportSchedule) -> None:
    plan = schedules.kept(row).effective(here.templates[row.template])
    if plan is not None:
        here.begin(row, plan.every)


def _told(session: Session, keeper: Keeper, key: Key, kind: str) -> None:
    session.flush()
    note(session, keeper, kind, template=key.template, report=key.report, number=key.number)
