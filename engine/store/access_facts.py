"""What access asks of a case or a report, read fresh each time: where it has gone, and who is shut out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor, Doer, Subject
from engine.organisation import Organisation
from engine.store import case_people, cases, directory, submissions, tables
from engine.workflow import GOING


@dataclass(frozen=True)
class FoundCase:
    """A case that was asked for: its row, its subject, and who does each of its runs, with those that are open apart."""

    row: tables.Case
    subject: Subject
    doers: Mapping[int, Doer]
    doing: frozenset[Doer]


@dataclass(frozen=True)
class FoundReport:
    """A report that was asked for: its row and its subject."""

    row: tables.Submission
    subject: Subject


def find_case(session: Session, organisation: Organisation, id: UUID) -> FoundCase | None:
    """The case with this id, whoever asks; none once it is erased."""
    row = cases.get(session, organisation.key, id)
    if row is None or row.erased_at is not None:
        return None
    runs = session.scalars(select(tables.StepRun).where(tables.StepRun.org == row.org, tables.StepRun.case == row.id)).all()
    doers = {run.number: Doer(run.mailbox, run.person) for run in runs}
    doing = frozenset(doers[run.number] for run in runs if run.status in GOING)
    return FoundCase(row, of_case(session, organisation, row), doers, doing)


def find_report(session: Session, organisation: Organisation, id: UUID) -> FoundReport | None:
    """The report with this id, whoever asks."""
    row = submissions.get(session, organisation.key, id)
    return FoundReport(row, of_submission(session, organisation, row)) if row is not None else None


def of_case(session: Session, organisation: Organisation, row: tables.Case) -> Subject:
    """A case's subject."""
    reached: dict[str, set[str]] = defaultdict(set)
    query = select(tables.CaseMailbox).where(tables.CaseMailbox.org == row.org, tables.CaseMailbox.case == row.id)
    for link in session.scalars(query):
        reached[link.mailbox].add(link.why)
    shut = cases.excluded(session, organisation, row.id, row.opened_at.date())
    named = case_people.let_in(session, row.org, row.id)
    return Subject(row.unit, {mailbox: frozenset(why) for mailbox, why in reached.items()}, shut.persons, row.compartment, named)


def of_submission(session: Session, organisation: Organisation, row: tables.Submission) -> Subject:
    """The subject of a report that has no case yet: its mailbox, and the receivers of its notices."""
    reached: dict[str, set[str]] = defaultdict(set)
    if row.mailbox is not None:
        reached[row.mailbox].add("receiver")
    query = select(tables.Notice.mailbox).where(tables.Notice.org == row.org, tables.Notice.submission == row.id)
    for mailbox in session.scalars(query):
        reached[mailbox].add("notice")
    shut = cases.excluded(session, organisation, row.id, row.received_at.date()).persons
    # whoever is shut out of one of its cases is shut out of the report, which says the same
    for case in submissions.cases_of(session, row):
        shut |= cases.excluded(session, organisation, case.id, case.opened_at.date()).persons
    return Subject(row.unit, {mailbox: frozenset(why) for mailbox, why in reached.items()}, shut, row.compartment)


def actor(session: Session, organisation: Organisation, person: directory.Person, day: date) -> Actor:
    """A person with the memberships and rights of a day."""
    mailboxes, rights = directory.given(session, organisation.key, person.id, day)
    return Actor(person.id, person.name, mailboxes, frozenset((right.name, right.unit) for right in rights), day)
