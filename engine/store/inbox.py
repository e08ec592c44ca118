"""What waits for a person: reports to take care of, steps to do, notices not yet seen. Nothing that the person is shut out of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select, union
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.organisation import Organisation
from engine.store import dialogue, tables
from engine.store.flags import of_cases
from engine.store.ready import ReadyQuery
from engine.store.sight import Sight, sight
from engine.store.submissions import NEW

MOST = 500


@dataclass(frozen=True)
class Todo:
    """All that waits for a person; `delegated` has somebody else been given, `notices` are the newest of `unseen`."""

    reports: tuple["WaitingReport", ...]
    steps: tuple["OpenStep", ...]
    delegated: tuple["OpenStep", ...]
    messages: tuple["NewMessages", ...]
    notices: tuple["Unseen", ...]
    unseen: int


@dataclass(frozen=True)
class WaitingReport:
    """A report that nobody has taken care of."""

    id: UUID
    reference: str
    template: tuple[str, int]
    unit: str | None
    mailbox: str | None
    received: datetime


@dataclass(frozen=True)
class OpenStep:
    """A step that waits for the person or the person's mailbox; `person` is the one it has been given to."""

    case: UUID
    number: str
    template: tuple[str, int]
    unit: str | None
    run: int
    step: str
    mailbox: str | None
    opened: datetime
    due: datetime | None
    person: UUID | None = None
    flags: tuple[str, ...] = ()
    paused: datetime | None = None
    resumes: datetime | None = None


@dataclass(frozen=True)
class Unseen:
    """A notice that nobody in the mailbox has seen or acknowledged, with the cases that the report has become."""

    submission: UUID
    reference: str
    template: tuple[str, int]
    unit: str | None
    step: str
    mailbox: str
    queued: datetime
    cases: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class NewMessages:
    """Whoever sent a report has written, first at a moment and so many times, with the cases that the report has become."""

    submission: UUID
    reference: str
    template: tuple[str, int]
    unit: str | None
    mailbox: str | None
    since: datetime
    count: int
    cases: tuple[tuple[UUID, str], ...]


def todo(session: Session, organisation: Organisation, actor: Actor) -> Todo:
    """Everything at once."""
    eyes = sight(session, organisation, actor)
    notices, unseen = unseen_notices(session, eyes)
    return Todo(
        tuple(waiting_reports(session, eyes)),
        tuple(open_steps(session, eyes)),
        tuple(open_steps(session, eyes, delegated=True)),
        tuple(new_messages(session, eyes)),
        tuple(notices),
        unseen,
    )


def how_many(session: Session, eyes: Sight) -> int:
    """How many reports and steps wait for the person."""
    found = _how_many(eyes).first(session, {})
    return found[0] if found else 0


@lru_cache(maxsize=256)
def _how_many(eyes: Sight) -> ReadyQuery:
    """Every page of a person asks for it, and what the person may see is the same all day."""
    rows = _reports(eyes).with_only_columns(tables.Submission.id), _steps(eyes).with_only_columns(tables.Case.id)
    reports, steps = (select(func.count()).select_from(each.subquery()).scalar_subquery() for each in rows)
    return ReadyQuery(select(reports + steps))


def waiting_reports(session: Session, eyes: Sight) -> list[WaitingReport]:
    """The reports that wait in the person's mailboxes, oldest first."""
    rows = session.scalars(_reports(eyes).order_by(tables.Submission.received_at, tables.Submission.id).limit(MOST))
    return [WaitingReport(row.id, row.reference, (row.template, row.version), row.unit, row.mailbox, row.received_at) for row in rows]


def _reports(eyes: Sight) -> Select[tables.Submission]:
    """In the person's mailboxes; what no mailbox has received waits for those who read everything."""
    row = tables.Submission
    new = select(row.id).where(row.org == eyes.org, row.state == NEW)
    theirs, nobodys = new.where(row.mailbox.in_(sorted(eyes.actor.mailboxes))), new.where(row.mailbox.is_(None))
    # each by the index; with OR between them all that ever came would be read
    return select(row).where(row.org == eyes.org, row.id.in_(union(theirs, nobodys) if eyes.everything else theirs), eyes.report())


def open_steps(session: Session, eyes: Sight, *, delegated: bool = False) -> list[OpenStep]:
    """The steps that wait for the person, or that others have been given; those with the earliest deadline first."""
    query = (
        _steps(eyes, delegated=delegated)
        .order_by(func.coalesce(tables.StepRun.due_at, tables.StepRun.opened_at), tables.Case.id, tables.StepRun.number)
        .limit(MOST)
    )
    found = session.execute(query).all()
    flags = of_cases(session, eyes.org, {row.id for _, row in found})
    return [
        OpenStep(
            row.id,
            row.number,
            (row.template, row.version),
            row.unit,
            item.number,
            item.step,
            item.mailbox,
            item.opened_at,
            item.due_at,
            item.person,
            flags.get(row.id, ()),
            item.paused_at,
            item.remind_at if item.paused_at else None,
        )
        for item, row in found
    ]


def _steps(eyes: Sight, *, delegated: bool = False) -> Select[tables.StepRun, tables.Case]:
    """Those given to the person, and those of the person's mailboxes that nobody has been given; or else those that others have."""
    run, case = tables.StepRun, tables.Case
    inside = run.mailbox.in_(sorted(eyes.actor.mailboxes))
    others = and_(inside, run.person.is_not(None), run.person != eyes.actor.id)
    waits = others if delegated else or_(run.person == eyes.actor.id, and_(inside, run.person.is_(None)))
    return (
        select(run, case)
        .join(case, (case.org == run.org) & (case.id == run.case))
        .where(run.org == eyes.org, waits, run.status == "open")
        .where(case.closed_at.is_(None), ~eyes.shut(case.id, case.opened_at))
    )


def unseen_notices(session: Session, eyes: Sight, most: int = 50) -> tuple[list[Unseen], int]:
    """The newest notices that nobody has seen, and how many there are in all."""
    notice, report = tables.Notice, tables.Submission
    wanted = (
        select(notice, report)
        .join(report, (report.org == notice.org) & (report.id == notice.submission))
        .where(notice.org == eyes.org, notice.mailbox.in_(sorted(eyes.actor.mailboxes)), notice.seen_at.is_(None), eyes.report())
        .where(notice.acknowledged_at.is_(None))
    )
    total = session.scalar(select(func.count()).select_from(wanted.with_only_columns(notice.id).subquery())) or 0
    found = session.execute(wanted.order_by(notice.queued_at.desc(), notice.id.desc()).limit(most)).all()
    cases = _cases(session, eyes, [row.id for _, row in found])
    rows = [
        Unseen(
            row.id,
            row.reference,
            (row.template, row.version),
            row.unit,
            item.step,
            item.mailbox,
            item.queued_at,
            tuple(cases.get(row.id, ())),
        )
        for item, row in found
    ]
    return rows, total


def new_messages(session: Session, eyes: Sight) -> list[NewMessages]:
    """The reports whose sender has written something that nobody who received them has seen, the longest waiting first."""
    by_report: dict[UUID, list[tuple[tables.Message, tables.Submission]]] = {}
    for message, report in session.execute(dialogue.unseen(eyes).limit(MOST)):
        by_report.setdefault(report.id, []).append((message, report))
    cases = _cases(session, eyes, by_report)
    return [
        NewMessages(
            id,
            row.reference,
            (row.template, row.version),
            row.unit,
            row.mailbox,
            first.at,
            len(found),
            tuple(cases.get(id, ())),
        )
        for id, found in by_report.items()
        for first, row in found[:1]
    ]


def _cases(session: Session, eyes: Sight, reports: Collection[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """The cases of each report that the person may read."""
    if not reports:
        return {}
    link, case = tables.CaseSubmission, tables.Case
    query = (
        select(link.submission, case.id, case.number)
        .join(case, (case.org == link.org) & (case.id == link.case))
        .where(link.org == eyes.org, link.submission.in_(list(reports)), eyes.case())
        .order_by(case.opened_at, case.row)
    )
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    for submission, id, number in session.execute(query):
        found.setdefault(submission, []).append((id, number))
    return found
