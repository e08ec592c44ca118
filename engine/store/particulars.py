"""Mailboxes, people and what they hold, in full, for those who keep the organisation; and what waits for whom. It reads only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.organisation import Holder
from engine.store import tables


@dataclass(frozen=True)
class Term:
    """Someone's days in a mailbox. `closed` when the person may no longer sign in."""

    person: UUID
    name: str
    start: date
    until: date | None
    substitute: bool
    closed: bool

    def on(self, day: date) -> bool:
        """True when the person acts in the mailbox on a day."""
        return not self.closed and self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Box:
    """A mailbox with what it holds and everybody who is or has been in it."""

    key: str
    name: str
    email: str | None
    holds: tuple[Holder, ...]
    terms: tuple[Term, ...]

    def members(self, day: date) -> tuple[Term, ...]:
        """Those who act in it on a day."""
        return tuple(term for term in self.terms if term.on(day))


def mark(value: object) -> str:
    """A short mark of what someone looked at, which is another one when anything of it has changed."""
    return sha256(repr(value).encode()).hexdigest()[:16]


def boxes(session: Session, org: str, only: str | None = None) -> list[Box]:
    """Every mailbox by name, or only the one with this key."""
    row, term, person = tables.Mailbox, tables.Membership, tables.Person
    holds: dict[str, list[Holder]] = defaultdict(list)
    for held in session.scalars(select(tables.Holding).where(tables.Holding.org == org)):
        holds[held.mailbox].append(Holder(held.function, held.unit or None))
    terms: dict[str, list[Term]] = defaultdict(list)
    query = (
        select(term, person)
        .join(person, (person.org == term.org) & (person.id == term.person))
        .where(term.org == org, *([term.mailbox == only] if only is not None else []))
        .order_by(person.name, term.person, term.start)
    )
    for one, who in session.execute(query):
        closed = who.disabled_at is not None
        terms[one.mailbox].append(Term(one.person, who.name, one.start, one.until, one.substitute, closed))
    found = select(row).where(row.org == org, *([row.key == only] if only is not None else [])).order_by(row.name, row.key)
    return [
        Box(box.key, box.name, box.email, tuple(sorted(holds[box.key], key=str)), tuple(terms[box.key])) for box in session.scalars(found)
    ]


def box(session: Session, org: str, key: str) -> Box | None:
    """One mailbox; None when there is none with this key."""
    return next(iter(boxes(session, org, key)), None)


@dataclass(frozen=True)
class Waiting:
    """An open case, or a report that has none yet, with the version of its template."""

    id: UUID
    template: str
    version: int
    is_case: bool


def waiting_for(session: Session, org: str, mailboxes: Iterable[str]) -> list[Waiting]:
    """The open cases that some of these mailboxes have received or do something in, and the reports that wait for them."""
    keys = sorted(set(mailboxes))
    case, run, report = tables.Case, tables.StepRun, tables.Submission
    doing = select(run.case).where(run.org == org, run.mailbox.in_(keys), run.status == "open")
    cases = select(case.id, case.template, case.version).where(
        case.org == org, case.closed_at.is_(None), or_(case.mailbox.in_(keys), case.id.in_(doing))
    )
    reports = select(report.id, report.template, report.version).where(report.org == org, report.state == "new", report.mailbox.in_(keys))
    return [Waiting(*found, True) for found in session.execute(cases)] + [Waiting(*found, False) for found in session.execute(reports)]


def waits_for(session: Session, org: str, holder: Holder) -> bool:
    """True when an open case was received by a holder, or waits for it to do a step."""
    case, run = tables.Case, tables.StepRun
    received = select(case.id).where(case.org == org, case.closed_at.is_(None), case.receiver == str(holder)).limit(1)
    doing = (
        select(run.case)
        .join(case, (case.org == run.org) & (case.id == run.case))
        .where(run.org == org, run.status == "open", run.holder == str(holder), case.closed_at.is_(None))
        .limit(1)
    )
    return session.scalar(received) is not None or session.scalar(doing) is not None


def busy(session: Session, org: str) -> set[tuple[str, str]]:
    """Every holder, as it is written, for whom something open waits, with the mailbox where it waits."""
    case, run = tables.Case, tables.StepRun
    received = select(case.receiver, case.mailbox).where(case.org == org, case.closed_at.is_(None)).distinct()
    doing = select(run.holder, run.mailbox).where(run.org == org, run.status == "open", run.holder.is_not(None)).distinct()
    found = (row for query in (received, doing) for row in session.execute(query))
    return {(str(holder), mailbox or "") for holder, mailbox in found}


def queued(session: Session, org: str) -> set[str]:
    """The mailboxes for which a report waits that is in no case."""
    report = tables.Submission
    query = select(report.mailbox).where(report.org == org, report.state == "new", report.mailbox.is_not(None)).distinct()
    return {mailbox for mailbox in session.scalars(query) if mailbox}
