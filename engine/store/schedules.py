"""Schedules of reports as an organisation has them, and the mails that have come due by them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.template.model import FormTemplate
from engine.template.reported import Report, Schedule

WAITING, WRITTEN, PASSED, GONE = "waiting", "written", "passed-over", "report-gone"
"""Where a mail that has come due stands: to be written, in the outbox, too old to be sent, without a report. Or nobody gets it, and why."""
OWN = 0
"""The number of the template's own schedule."""
_ROW, _MAIL = tables.ReportSchedule, tables.ReportMail


class Key(NamedTuple):
    """Which schedule: the template's name, the report's id, and a number."""

    template: str
    report: str
    number: int = OWN


@dataclass(frozen=True)
class Kept:
    """A schedule as the organisation has it. `plan` is its own, None where the template's holds."""

    key: Key
    plan: Schedule | None
    every: str
    reached: date
    paused_at: datetime | None = None
    paused_by: UUID | None = None

    @property
    def settings(self) -> tuple[Any, ...]:
        """What people have chosen of it: how far it has come changes by itself."""
        return self.key, self.plan, self.paused_at

    def effective(self, template: FormTemplate) -> Schedule | None:
        """What holds; None where the template has no such report or schedule any more."""
        report: Report | None = template.reports.get(self.key.report)
        return None if report is None else self.plan or (report.schedule if self.key.number == OWN else None)


class MailKey(NamedTuple):
    """Which mail: of which report, to which mailbox, about which period; `copy` counts the times that it was sent again."""

    template: str
    report: str
    mailbox: str
    period: str
    copy: int = 0


def kept(row: tables.ReportSchedule) -> Kept:
    """The row as a value."""
    key = Key(row.template, row.report, row.number)
    return Kept(key, _plan(row.plan), row.every, row.reached, row.paused_at, row.paused_by)


def written(plan: Schedule | None) -> dict[str, Any]:
    """A plan as the row has it."""
    if plan is None:
        return {}
    return {"every": plan.every, "to": list(plan.to), "weekday": plan.weekday, "at": plan.at.isoformat("minutes")}


def _plan(value: dict[str, Any]) -> Schedule | None:
    return Schedule(value["every"], tuple(value["to"]), value["weekday"], time.fromisoformat(value["at"])) if value else None


def every(session: Session, org: str) -> list[Kept]:
    """All of an organisation, in the order of their keys."""
    query = select(_ROW).where(_ROW.org == org).order_by(_ROW.template, _ROW.report, _ROW.number)
    return [kept(row) for row in session.scalars(query)]


def locked(session: Session, org: str, key: Key) -> tables.ReportSchedule | None:
    """One to change, which nobody else can until the transaction ends."""
    return session.get(_ROW, (org, *key), with_for_update=True, populate_existing=True)


def waiting(session: Session, org: str, now: datetime, most: int = 50) -> list[MailKey]:
    """Mails that are to be written now."""
    query = select(_MAIL).where(_MAIL.org == org, _MAIL.state == WAITING, _MAIL.run_at <= now).order_by(_MAIL.run_at, _MAIL.due_at)
    return [_key(row) for row in session.scalars(query.limit(most))]


def waited_for(session: Session, org: str) -> set[tuple[str, str]]:
    """The reports, by template and id, of which a mail is still to be written, also one that was put off."""
    query = select(_MAIL.template, _MAIL.report).distinct().where(_MAIL.org == org, _MAIL.state == WAITING)
    return {(template, report) for template, report in session.execute(query)}


def mail(session: Session, org: str, key: MailKey, *, lock: bool = False) -> tables.ReportMail | None:
    """One of them; with `lock` to settle it."""
    return session.get(_MAIL, (org, *key), with_for_update=lock or None, populate_existing=lock)


def there(session: Session, org: str, key: Key, period: str) -> dict[str, int]:
    """The mailboxes that have come due for a period of a report, by whichever schedule, with the number of the latest copy."""
    mine = (_MAIL.org == org, _MAIL.template == key.template, _MAIL.report == key.report, _MAIL.period == period)
    query = select(_MAIL.mailbox, func.max(_MAIL.copy)).where(*mine).group_by(_MAIL.mailbox)
    return {mailbox: copy for mailbox, copy in session.execute(query)}


def unsettled(session: Session, org: str, key: Key, period: str) -> bool:
    """True while a mail about the period still waits to be written."""
    mine = (_MAIL.org == org, _MAIL.template == key.template, _MAIL.report == key.report, _MAIL.period == period)
    return session.scalars(select(_MAIL.mailbox).where(*mine, _MAIL.state == WAITING).limit(1)).first() is not None


@dataclass(frozen=True)
class Told:
    """A mail that has come due, and how it stands: `state`, and of a written one when it was sent or given up, and the error."""

    key: MailKey
    number: int
    first: date
    last: date
    due: datetime
    state: str
    settled: datetime | None
    sent: datetime | None
    failed: datetime | None
    error: str
    sent_by: UUID | None


def told(session: Session, org: str, key: Key | None = None, most: int = 500) -> list[Told]:
    """The latest mails of an organisation, or of one schedule, newest first."""
    out = tables.OutgoingMail
    query = select(_MAIL, out).outerjoin(out, (out.org == _MAIL.org) & (out.id == _MAIL.mail)).where(_MAIL.org == org)
    if key is not None:
        query = query.where(_MAIL.template == key.template, _MAIL.report == key.report, _MAIL.number == key.number)
    query = query.order_by(_MAIL.last.desc(), _MAIL.copy.desc(), _MAIL.mailbox).limit(most)
    return [_told(row, sent) for row, sent in session.execute(query)]


def _told(row: tables.ReportMail, sent: tables.OutgoingMail | None) -> Told:
    how = (sent.sent_at, sent.failed_at, sent.error or "") if sent is not None else (None, None, "")
    return Told(_key(row), row.number, row.first, row.last, row.due_at, row.state, row.settled_at, *how, row.sent_by)


def _key(row: tables.ReportMail) -> MailKey:
    return MailKey(row.template, row.report, row.mailbox, row.period, row.copy)
