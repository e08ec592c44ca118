"""The cases that a person may read, filtered and by pages; never a word of what they hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from engine.ids import read_reference
from engine.store import tables
from engine.store.flags import flagged, of_cases
from engine.store.sight import Sight
from engine.workflow import GOING

PAGE = 50
COUNTED = 1000
"""So many cases are counted; more pages than these has no list."""
OPEN, CLOSED, ALL = "open", "closed", "all"
STATES = (OPEN, CLOSED, ALL)


@dataclass(frozen=True)
class Wanted:
    """What to list: a state, and where given only these units, one template, one mark, numbers that have this text in them, and what comes
    of some sources: cases, and reports that they are made of.
    """

    state: str = OPEN
    units: frozenset[str] | None = None
    template: str | None = None
    number: str = ""
    page: int = 1
    flag: str | None = None
    sources: tuple[Select[UUID], ...] | None = None


@dataclass(frozen=True)
class OpenRun:
    """A step that is open in a listed case."""

    step: str
    holder: str | None
    due: datetime | None
    paused: datetime | None = None
    resumes: datetime | None = None


@dataclass(frozen=True)
class Listed:
    """One case in a list."""

    id: UUID
    number: str
    template: tuple[str, int]
    unit: str | None
    opened: datetime
    closed: datetime | None
    steps: tuple[OpenRun, ...] = field(default=())
    flags: tuple[str, ...] = ()


def list_cases(session: Session, sight: Sight, wanted: Wanted) -> tuple[list[Listed], int]:
    """One page of the cases, newest first, and how many there are in all; one more than `COUNTED` stands for any number above."""
    row = tables.Case
    query = _filtered(session, select(row), sight, wanted)
    some = query.with_only_columns(row.id).order_by(row.opened_at.desc()).limit(COUNTED + 1)
    total = session.scalar(select(func.count()).select_from(some.subquery())) or 0
    page = query.order_by(row.opened_at.desc(), row.number).limit(PAGE).offset(PAGE * (wanted.page - 1))
    return _listed(session, sight.org, session.scalars(page).all()), total


def joinable(session: Session, sight: Sight, template: str, most: int = 50) -> list[Listed]:
    """The running cases of a template that the person's mailboxes have received, newest first: those a report can join."""
    row, link = tables.Case, tables.CaseMailbox
    mine = exists().where(
        link.org == sight.org, link.case == row.id, link.mailbox.in_(sorted(sight.actor.mailboxes)), link.why == "receiver"
    )
    query = (
        select(row)
        .where(row.template == template, row.closed_at.is_(None), mine, sight.case())
        .order_by(row.opened_at.desc(), row.number)
        .limit(most)
    )
    return _listed(session, sight.org, session.scalars(query).all())


def of_incident(session: Session, sight: Sight, incident: UUID) -> list[Listed]:
    """The cases that come from the same event."""
    row = tables.Case
    query = select(row).where(row.incident == incident, sight.case()).order_by(row.opened_at, row.row)
    return _listed(session, sight.org, session.scalars(query).all())


def numbered(session: Session, sight: Sight, number: str) -> UUID | None:
    """The case with exactly this number, if the person may read it."""
    row = tables.Case
    return session.scalar(select(row.id).where(row.number == number, sight.case()))


def of_ids(session: Session, sight: Sight, ids: Iterable[UUID]) -> list[Listed]:
    """Those of some cases that the person may read."""
    row = tables.Case
    return _listed(session, sight.org, session.scalars(select(row).where(row.id.in_(list(ids)), sight.case())).all())


def of_report(session: Session, sight: Sight, submission: UUID) -> list[Listed]:
    """The cases that a report is part of."""
    row, link = tables.Case, tables.CaseSubmission
    part = row.id.in_(select(link.case).where(link.org == sight.org, link.submission == submission))
    return _listed(session, sight.org, session.scalars(select(row).where(part, sight.case()).order_by(row.opened_at, row.row)).all())


def _filtered(session: Session, query: Select[Any], sight: Sight, wanted: Wanted) -> Select[Any]:
    row = tables.Case
    few = wanted.number or wanted.state == OPEN
    query = query.where(sight.case() if few else sight.case_among_all())
    if wanted.state != ALL:
        query = query.where(row.closed_at.is_(None) if wanted.state == OPEN else row.closed_at.is_not(None))
    if wanted.units is not None:
        query = query.where(row.unit.in_(sorted(wanted.units)))
    if wanted.template:
        query = query.where(row.template == wanted.template)
    if wanted.flag:
        query = query.where(flagged(sight.org, wanted.flag))
    if wanted.sources is not None:
        query = query.where(_of_sources(sight.org, wanted.sources))
    return query.where(row.id.in_(_numbered(session, sight.org, wanted.number))) if wanted.number else query


def _of_sources(org: str, sources: tuple[Select[UUID], ...]) -> ColumnElement[bool]:
    row, link = tables.Case, tables.CaseSubmission
    parts = select(link.case).where(link.org == org, or_(*(link.submission.in_(some) for some in sources)))
    return or_(*(row.id.in_(some) for some in sources), row.id.in_(parts))


def _numbered(session: Session, org: str, typed: str) -> list[UUID]:
    """The cases with that number, whole or without its year, with that one in another register, or of a report with that reference."""
    row, link, report, entry = tables.Case, tables.CaseSubmission, tables.Submission, tables.RegisterEntry
    number = typed.strip().upper()
    # one at each end of the index, whatever stands between
    ends = [
        session.scalar(select(row.opened_at).where(row.org == org).order_by(end).limit(1)) for end in (row.opened_at, row.opened_at.desc())
    ]
    years = [end.year for end in ends if end is not None]
    numbers = [number, *(f"{year}-{number}" for year in range(min(years), max(years) + 2))] if years else []
    found = list(session.scalars(select(row.id).where(row.org == org, row.number.in_(numbers))))
    found += session.scalars(select(entry.case).where(entry.org == org, entry.number == typed.strip()).limit(PAGE))
    reference = read_reference(typed)
    if reference is not None:
        linked = select(link.case).join(report, (report.org == link.org) & (report.id == link.submission))
        found += session.scalars(linked.where(link.org == org, report.org == org, report.reference == reference))
    return found


def _open(run: tables.StepRun) -> OpenRun:
    return OpenRun(run.step, run.holder, run.due_at, run.paused_at, run.remind_at if run.paused_at else None)


def _listed(session: Session, org: str, rows: Iterable[tables.Case]) -> list[Listed]:
    cases = list(rows)
    run = tables.StepRun
    query = select(run).where(run.org == org, run.case.in_([row.id for row in cases]), run.status.in_(GOING), run.holder.is_not(None))
    steps: dict[UUID, list[OpenRun]] = {}
    for item in session.scalars(query.order_by(run.number)):
        steps.setdefault(item.case, []).append(_open(item))
    flags = of_cases(session, org, [row.id for row in cases])
    return [
        Listed(
            row.id,
            row.number,
            (row.template, row.version),
            row.unit,
            row.opened_at,
            row.closed_at,
            tuple(steps.get(row.id, ())),
            flags.get(row.id, ()),
        )
        for row in cases
    ]
