"""Cases: saved from what the workflow decided, and read back as the value it decides on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from engine.ids import new_id, new_number
from engine.organisation import Holder, Organisation
from engine.store import tables
from engine.store.adding import add_rows
from engine.store.batch import Batch
from engine.store.directory import ever_in
from engine.store.seal import DataKey, Sealer, digest, place
from engine.workflow import Case, Run


@dataclass(frozen=True)
class Opened:
    """What is known of a case as it opens."""

    template: tuple[str, int]
    incident: UUID
    submission: UUID
    authority: str
    receiver: Holder
    group: str | None
    row: int | None
    compartment: bool
    at: datetime


@dataclass(frozen=True)
class About:
    """What others need to know of a case that is being written: who is told of it goes by this."""

    id: UUID
    number: str
    unit: str | None
    authority: str


def add(batch: Batch, organisation: Organisation, sealer: Sealer, opened: Opened, *, case: Case, keys: Iterable[DataKey]) -> About:
    """A new case with its runs, its exclusions and a key of its own; it gets copies of the keys that open its report."""
    own = sealer.fresh_key(batch.org)
    about = About(new_id(), new_number(opened.at.astimezone(organisation.zone).year), case.unit, opened.authority)
    name, version = opened.template
    batch.add(
        tables.Case,
        id=about.id,
        number=about.number,
        template=name,
        version=version,
        incident=opened.incident,
        unit=case.unit,
        authority=opened.authority,
        receiver=str(opened.receiver),
        mailbox=organisation.mailboxes[opened.receiver],
        key=own.id,
        group_id=opened.group if opened.row is not None else None,
        row=opened.row,
        compartment=opened.compartment,
        opened_at=opened.at,
        closed_at=case.closed,
        revision=1,
    )
    batch.extend(tables.KeyCopy, (sealer.copy(key, about.id) for key in (own, *keys)))
    batch.add(tables.CaseSubmission, case=about.id, submission=opened.submission, row=opened.row, joined_at=opened.at)
    batch.extend(tables.StepRun, (_run(organisation, about.id, run) for run in case.runs))
    shut_out(batch, about.id, case.excluded, case.unit)
    return about


def shut_out(batch: Batch, subject: UUID, holders: Iterable[Holder], unit: str | None) -> None:
    """Shuts out holders from a case or submission that is new; and whoever may come to hold the same function at the unit itself."""
    every = {place for holder in holders for place in (holder, Holder(holder.function, unit))}
    batch.extend(
        tables.Exclusion,
        ({"subject": subject, "kind": "holder", "key": str(holder), "why": "never_to"} for holder in sorted(every, key=str)),
    )


def shut_out_by_name(session: Session, organisation: Organisation, shut: Mapping[UUID, frozenset[Holder]], day: date) -> None:
    """Shuts out, from each subject, those who hold its functions on the day it came: a function may pass to another mailbox later."""
    rows: list[dict[str, Any]] = []
    for holders in set(shut.values()):
        mailboxes = [organisation.mailboxes[holder] for holder in holders if holder in organisation.mailboxes]
        persons = sorted(str(person) for person in ever_in(session, organisation.key, mailboxes, day))
        subjects = [subject for subject, its in shut.items() if its == holders]
        rows += [
            {"org": organisation.key, "subject": subject, "kind": "person", "key": person, "why": "never_to"}
            for subject in subjects
            for person in persons
        ]
    add_rows(session, tables.Exclusion, rows)


def save_runs(session: Session, organisation: Organisation, row: tables.Case, before: Case, after: Case) -> None:
    """Writes the runs that changed. A finished run is never changed again."""
    old = {run.number: run for run in before.runs}
    fresh = Batch(row.org)
    fresh.extend(tables.StepRun, (_run(organisation, row.id, run) for run in after.runs if run.number not in old))
    fresh.write(session)
    for run in after.runs:
        if run.number in old and old[run.number] != run:
            run_row = session.get_one(tables.StepRun, (row.org, row.id, run.number))
            for name, value in _run(organisation, row.id, run).items():
                setattr(run_row, name, value)


def _run(organisation: Organisation, case: UUID, run: Run) -> dict[str, Any]:
    return {
        "case": case,
        "number": run.number,
        "step": run.step,
        "status": run.status,
        "holder": str(run.holder) if run.holder else None,
        "mailbox": organisation.mailboxes.get(run.holder) if run.holder else None,
        "person": run.person,
        "opened_at": run.opened,
        "due_at": run.due,
        "finished_at": run.finished,
        "outcome": run.outcome,
        "parent": run.parent,
        "rounds": run.rounds,
        "remind_at": run.remind if run.going else None,
        "reminded": run.reminded,
        "paused_at": run.paused if run.going else None,
    }


def exclude(session: Session, org: str, subject: UUID, whom: Iterable[tuple[str, str, str]]) -> None:
    """Shuts out holders or persons from a case or submission; (kind, key, why). Twice does no harm."""
    rows = session.scalars(select(tables.Exclusion).where(tables.Exclusion.org == org, tables.Exclusion.subject == subject))
    known = {(row.kind, row.key) for row in rows}
    for kind, key, why in whom:
        if (kind, key) not in known:
            session.add(tables.Exclusion(org=org, subject=subject, kind=kind, key=key, why=why))
            known.add((kind, key))
    session.flush()


def exclude_too(session: Session, org: str, subject: UUID, other: UUID) -> None:
    """Shuts out from `other` whoever is shut out from `subject`."""
    rows = session.scalars(select(tables.Exclusion).where(tables.Exclusion.org == org, tables.Exclusion.subject == subject)).all()
    exclude(session, org, other, [(row.kind, row.key, row.why) for row in rows])


@dataclass(frozen=True)
class Excluded:
    """Who is shut out of a case or submission: holders (all who hold the function, whenever) and persons."""

    holders: frozenset[Holder]
    persons: frozenset[UUID]


def excluded(session: Session, organisation: Organisation, subject: UUID, since: date) -> Excluded:
    """Everyone who never gets in: those named, and those who are or were in a mailbox that is shut out, since `since`."""
    rows = session.scalars(
        select(tables.Exclusion).where(tables.Exclusion.org == organisation.key, tables.Exclusion.subject == subject)
    ).all()
    holders = frozenset(Holder.read(row.key) for row in rows if row.kind == "holder")
    named = frozenset(UUID(row.key) for row in rows if row.kind == "person")
    mailboxes = [organisation.mailboxes[holder] for holder in holders if holder in organisation.mailboxes]
    inside = ever_in(session, organisation.key, mailboxes, since) if mailboxes else frozenset()
    return Excluded(holders, named | inside)


def get(session: Session, org: str, id: UUID) -> tables.Case | None:
    """The case with this id."""
    return session.get(tables.Case, (org, id))


def locked(session: Session, org: str, id: UUID) -> tables.Case | None:
    """The case, held until the transaction ends, so that two people can not act on it at once; none once it is erased."""
    row = session.get(tables.Case, (org, id), with_for_update=True, populate_existing=True)
    return row if row is not None and row.erased_at is None else None


def as_value(session: Session, organisation: Organisation, row: tables.Case) -> Case:
    """The case as the workflow sees it, as it is stored now: what the session read before it held the case may be old."""
    query = select(tables.StepRun).where(tables.StepRun.org == row.org, tables.StepRun.case == row.id).order_by(tables.StepRun.number)
    runs = tuple(
        Run(
            run.number,
            run.step,
            run.status,
            run.opened_at,
            Holder.read(run.holder) if run.holder else None,
            run.due_at,
            run.finished_at,
            run.outcome,
            run.rounds,
            run.parent,
            run.person,
            run.remind_at,
            run.reminded,
            run.paused_at,
        )
        for run in session.scalars(query, execution_options={"populate_existing": True})
    )
    shut = excluded(session, organisation, row.id, row.opened_at.date())
    return Case(Holder.read(row.receiver), row.unit, shut.holders, runs, row.closed_at, shut.persons)


def first_submission(session: Session, row: tables.Case) -> tables.Submission:
    """The report that the case was opened for: conditions read this one."""
    return submissions_of(session, row)[0][0]


def submissions_of(session: Session, row: tables.Case) -> list[tuple[tables.Submission, int | None]]:
    """Every report of the case, with the row that the case is about, in the order in which they joined it and then that in which they came
    in, since a merged case joins with all that it has.
    """
    link = tables.CaseSubmission
    query = (
        select(tables.Submission, link.row)
        .join(link, (link.org == tables.Submission.org) & (link.submission == tables.Submission.id))
        .where(link.org == row.org, link.case == row.id)
        .order_by(link.joined_at, tables.Submission.received_at, tables.Submission.id)
    )
    return [(submission, number) for submission, number in session.execute(query)]


def add_round(
    session: Session, sealer: Sealer, row: tables.Case, run: Run, *, given: Mapping[str, Any], person: UUID | None, at: datetime
) -> bytes:
    """Seals and stores the answers of one finished round under the case's own key; returns their digest."""
    key = sealer.keys_of(session, row.org, row.id)[row.key]
    sealed = sealer.seal(key, dict(given), place("step_round", f"{row.id}/{run.number}/{run.rounds}", "answers"))
    values = {"org": row.org, "case": row.id, "run": run.number, "round": run.rounds, "person": person, "at": at}
    session.execute(insert(tables.StepRound), [values | {"sealed": sealed, "digest": digest(sealed)}])
    return digest(sealed)


@dataclass(frozen=True)
class Round:
    """One finished round of a step, opened."""

    run: int
    number: int
    person: UUID | None
    at: datetime
    answers: Mapping[str, Any]


def rounds(session: Session, sealer: Sealer, row: tables.Case) -> list[Round]:
    """Every finished round of the case, oldest first."""
    query = select(tables.StepRound).where(tables.StepRound.org == row.org, tables.StepRound.case == row.id)
    found = session.scalars(query.order_by(tables.StepRound.at, tables.StepRound.run, tables.StepRound.round)).all()
    keys = sealer.keys_of(session, row.org, row.id) if found else {}
    return [
        Round(
            item.run,
            item.round,
            item.person,
            item.at,
            sealer.open(keys, item.sealed, place("step_round", f"{row.id}/{item.run}/{item.round}", "answers")),
        )
        for item in found
    ]


def noticed(session: Session, org: str, submission: UUID) -> frozenset[str]:
    """The steps whose notices are already written on a report."""
    return frozenset(session.scalars(select(tables.Notice.step).where(tables.Notice.org == org, tables.Notice.submission == submission)))
