"""The queue of a mailbox that is told of reports: what nobody has acknowledged, and the cases behind it that need a look; by pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.flags import flagged, of_cases
from engine.store.notices import REVIEW, Proof, proofs
from engine.store.sight import Sight

PAGE = 50
NEW, OVERDUE, FLAGGED, UNFOLLOWED, ALL = "new", "overdue", "flagged", "unfollowed", "all"
VIEWS = (NEW, OVERDUE, FLAGGED, UNFOLLOWED, ALL)
"""What is shown: notices that nobody has acknowledged, or cases: with a step that is late, with a mark, closed without follow-up, all."""


@dataclass(frozen=True)
class Sought:
    """What to list. `first` and `end` are moments between which it was received, `end` not among them.

    `follow_ups` are the steps of each template that find out what has come of a case.
    """

    now: datetime
    view: str = NEW
    units: frozenset[str] | None = None
    template: str | None = None
    first: datetime | None = None
    end: datetime | None = None
    page: int = 1
    follow_ups: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class NotedCase:
    """A case of the queue: when it was first decided on, the open step that is due first, and what it is marked with."""

    id: UUID
    number: str
    template: tuple[str, int]
    unit: str | None
    received: datetime
    closed: datetime | None
    decided: datetime | None
    due: tuple[str, datetime] | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class NotedReport:
    """A notice that nobody has acknowledged, the report that it is about, and the cases of that."""

    proof: Proof
    reference: str
    template: tuple[str, int]
    unit: str | None
    received: datetime
    cases: tuple[NotedCase, ...]


def unacknowledged(session: Session, eyes: Sight, sought: Sought) -> tuple[list[NotedReport], int]:
    """One page of the notices, those that have waited longest first, and how many there are in all."""
    notice, report = tables.Notice, tables.Submission
    wanted = _filtered(_waiting(eyes), sought, unit=report.unit, template=report.template, received=report.received_at)
    total = session.scalar(select(func.count()).select_from(wanted.with_only_columns(notice.id).subquery())) or 0
    found = session.execute(_paged(wanted.order_by(notice.queued_at, notice.id), sought)).all()
    told = proofs(session, eyes.org, [item for item, _ in found])
    cases = _of_reports(session, eyes, [row.id for _, row in found])
    rows = [
        NotedReport(proof, row.reference, (row.template, row.version), row.unit, row.received_at, tuple(cases.get(row.id, ())))
        for proof, (_, row) in zip(told, found, strict=True)
    ]
    return rows, total


def latest(session: Session, eyes: Sight) -> datetime | None:
    """When the last notice came that the person may know of."""
    notice, report = tables.Notice, tables.Submission
    query = select(func.max(notice.queued_at)).join(report, (report.org == notice.org) & (report.id == notice.submission))
    found: datetime | None = session.scalar(query.where(_mine(eyes), eyes.report()))
    return found


def acknowledged_before(session: Session, eyes: Sight, ids: Iterable[UUID]) -> list[tuple[Proof, str]]:
    """Those of some notices in the person's mailboxes that are acknowledged, each with the reference of its report."""
    notice, report = tables.Notice, tables.Submission
    both = select(notice, report.reference).join(report, (report.org == notice.org) & (report.id == notice.submission))
    mine = notice.mailbox.in_(sorted(eyes.actor.mailboxes))
    known = both.where(notice.org == eyes.org, mine, notice.id.in_(list(ids)), notice.acknowledged_at.is_not(None), eyes.report())
    found = session.execute(known.order_by(notice.queued_at, notice.id)).all()
    told = proofs(session, eyes.org, [item for item, _ in found])
    return [(proof, reference) for proof, (_, reference) in zip(told, found, strict=True)]


def cases(session: Session, eyes: Sight, sought: Sought) -> tuple[list[NotedCase], int]:
    """One page of the cases of a view, and how many there are in all."""
    row = tables.Case
    wanted = _filtered(select(row).where(*_viewed(eyes, sought)), sought, unit=row.unit, template=row.template, received=row.opened_at)
    total = session.scalar(select(func.count()).select_from(wanted.with_only_columns(row.id).subquery())) or 0
    found = session.scalars(_paged(wanted.order_by(row.opened_at.desc(), row.number), sought)).all()
    return _noted(session, eyes.org, found), total


def told_of(eyes: Sight) -> ColumnElement[bool]:
    """A row of `Case` that the person may read and the person's mailboxes have been told of."""
    row, link = tables.Case, tables.CaseMailbox
    mine = link.mailbox.in_(sorted(eyes.actor.mailboxes))
    told = exists().where(link.org == eyes.org, link.case == row.id, mine, link.why == "notice")
    return and_(eyes.case_among_all(), told)


@dataclass(frozen=True)
class Offered:
    """What the queue can be filtered by."""

    units: frozenset[str]
    templates: frozenset[str]


def offered(session: Session, eyes: Sight) -> Offered:
    """The units and templates of what the person's mailboxes have been told of."""
    notice, report = tables.Notice, tables.Submission
    query = select(report.unit, report.template).join(notice, (report.org == notice.org) & (report.id == notice.submission))
    found = session.execute(query.where(_mine(eyes), eyes.report()).distinct()).all()
    return Offered(frozenset(unit for unit, _ in found if unit), frozenset(template for _, template in found))


def _mine(eyes: Sight) -> ColumnElement[bool]:
    notice = tables.Notice
    return and_(notice.org == eyes.org, notice.mailbox.in_(sorted(eyes.actor.mailboxes)), notice.step != REVIEW)


def _waiting(eyes: Sight) -> Any:
    notice, report = tables.Notice, tables.Submission
    both = select(notice, report).join(report, (report.org == notice.org) & (report.id == notice.submission))
    return both.where(_mine(eyes), notice.acknowledged_at.is_(None), eyes.report())


def _viewed(eyes: Sight, sought: Sought) -> Iterable[ColumnElement[bool]]:
    row, run = tables.Case, tables.StepRun
    yield told_of(eyes)
    if sought.view == OVERDUE:
        late = exists().where(run.org == eyes.org, run.case == row.id, run.status == "open", run.due_at < sought.now)
        yield and_(row.closed_at.is_(None), late)
    elif sought.view == FLAGGED:
        yield flagged(eyes.org)
    elif sought.view == UNFOLLOWED:
        steps = [and_(row.template == name, run.step.in_(sorted(ids))) for name, ids in sorted(sought.follow_ups.items()) if ids]
        followed = exists().where(run.org == eyes.org, run.case == row.id, run.status == "done", or_(false(), *steps))
        yield and_(row.closed_at.is_not(None), ~followed)


def _filtered(query: Select[Any], sought: Sought, *, unit: Any, template: Any, received: Any) -> Select[Any]:
    if sought.units is not None:
        query = query.where(unit.in_(sorted(sought.units)))
    if sought.template:
        query = query.where(template == sought.template)
    if sought.first is not None:
        query = query.where(received >= sought.first)
    return query.where(received < sought.end) if sought.end is not None else query


def _paged(query: Select[Any], sought: Sought) -> Select[Any]:
    return query.limit(PAGE).offset(PAGE * (sought.page - 1))


def _of_reports(session: Session, eyes: Sight, reports: Iterable[UUID]) -> dict[UUID, list[NotedCase]]:
    """The cases of each report that the person may read."""
    link, case = tables.CaseSubmission, tables.Case
    query = select(link.submission, case).join(case, (case.org == link.org) & (case.id == link.case))
    linked = session.execute(query.where(link.org == eyes.org, link.submission.in_(list(reports)), eyes.case()).order_by(case.row)).all()
    noted = {item.id: item for item in _noted(session, eyes.org, {row.id: row for _, row in linked}.values())}
    found: dict[UUID, list[NotedCase]] = {}
    for submission, row in linked:
        found.setdefault(submission, []).append(noted[row.id])
    return found


def _noted(session: Session, org: str, rows: Iterable[tables.Case]) -> list[NotedCase]:
    """What the queue tells of each case: as many questions however many cases."""
    found = list(rows)
    ids = [row.id for row in found]
    run, link, report = tables.StepRun, tables.CaseSubmission, tables.Submission
    decided = select(run.case, func.min(run.finished_at)).where(run.org == org, run.case.in_(ids), run.outcome.is_not(None))
    first = _pairs(session, decided.group_by(run.case))
    received = select(link.case, func.min(report.received_at)).join(report, (report.org == link.org) & (report.id == link.submission))
    came = _pairs(session, received.where(link.org == org, link.case.in_(ids)).group_by(link.case))
    due = select(run.case, run.step, run.due_at).where(run.org == org, run.case.in_(ids), run.status == "open", run.due_at.is_not(None))
    soonest: dict[UUID, tuple[str, datetime]] = {}
    for case, step, at in session.execute(due.order_by(run.due_at, run.number)):
        if at is not None:
            soonest.setdefault(case, (step, at))
    flags = of_cases(session, org, ids)
    return [
        NotedCase(
            row.id,
            row.number,
            (row.template, row.version),
            row.unit,
            came.get(row.id, row.opened_at),
            row.closed_at,
            first.get(row.id),
            soonest.get(row.id),
            flags.get(row.id, ()),
        )
        for row in found
    ]


def _pairs(session: Session, query: Any) -> dict[UUID, datetime]:
    return {case: at for case, at in session.execute(query)}
