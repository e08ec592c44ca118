"""How far a report has come, without a word of its content: for whoever has its reference."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.store import tables


@dataclass(frozen=True)
class Status:
    """When the report came in, was first read, was first decided on, and when all its cases were closed."""

    template: tuple[str, int]
    unit: str | None
    received: datetime
    read: datetime | None
    decided: datetime | None
    closed: datetime | None
    due: datetime | None


def status_of(session: Session, row: tables.Submission) -> Status:
    """The status of a report and of every case that it is part of."""
    link, case, run, line = tables.CaseSubmission, tables.Case, tables.StepRun, tables.JournalLine
    mine = select(link.case).where(link.org == row.org, link.submission == row.id)
    rows = list(session.scalars(select(case).where(case.org == row.org, case.id.in_(mine))))
    chains = [str(row.id), *(str(item.id) for item in rows)]
    read = session.scalar(select(func.min(line.at)).where(line.org == row.org, line.chain.in_(chains), line.kind == "read"))
    runs = select(func.min(run.finished_at)).where(run.org == row.org, run.case.in_([item.id for item in rows]), run.outcome.is_not(None))
    waiting = select(func.min(run.due_at)).where(run.org == row.org, run.case.in_([item.id for item in rows]), run.status == "open")
    ends = [item.closed_at for item in rows]
    closed = max(end for end in ends if end is not None) if ends and all(ends) else None
    if row.state == "wrong":
        closed = _settled(session, row)
    return Status((row.template, row.version), row.unit, row.received_at, read, session.scalar(runs), closed, session.scalar(waiting))


def _settled(session: Session, row: tables.Submission) -> datetime | None:
    line = tables.JournalLine
    return session.scalar(select(func.max(line.at)).where(line.org == row.org, line.chain == str(row.id), line.kind == "report-wrong"))
