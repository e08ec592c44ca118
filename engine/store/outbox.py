"""Mail to send: written in the transaction that caused it, claimed by a worker for a while, tried again later, or given up and shown."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.mails import REPORTER, SIGNAL, STATISTICS, Letter, Waiting
from engine.organisation import Organisation
from engine.store import access_facts, cases, directory, report_readers, shares, signals, submissions, tables
from engine.store.batch import Batch
from engine.store.report_readers import EMPTY

LEASE = timedelta(minutes=5)
PATIENCE = timedelta(days=5)
"""How long a mail is tried: longer than a weekend without a mail server."""
SHUT, OWN, UNWANTED, GONE = "nobody-allowed", "nobody-else", "nobody-wants", "address-gone"
"""Why there is nobody to send a mail to, besides that nobody is in a mailbox."""
FINE = frozenset({OWN, UNWANTED, GONE})
"""Those of them that are nothing to worry about."""
UNTOLD = "not taken"
"""What is written down of a private mail that failed: a mail server's own words may name the address."""


@dataclass(frozen=True)
class Addressed:
    """To whom and about what: a mailbox, the case or submission, who caused it, the kind of mail, and the one person whom it is for.

    None for a mailbox is whoever sent the submission.
    """

    mailbox: str | None
    subject: UUID | None
    actor: UUID | None
    kind: str
    person: UUID | None = None


def add(batch: Batch, to: Addressed, letter: Letter, now: datetime) -> UUID:
    """One mail, to be sent as soon as it can; its id."""
    whom = {"mailbox": to.mailbox, "person": to.person, "subject_id": to.subject, "actor": to.actor}
    return _add(batch, letter, now, **whom, kind=to.kind, recipients=[])


def add_for(batch: Batch, address: str, kind: str, letter: Letter, *, now: datetime, actor: UUID | None = None) -> None:
    """One mail to a person, about no case."""
    _add(batch, letter, now, mailbox=None, person=None, subject_id=None, actor=actor, kind=kind, recipients=[address])


def _add(batch: Batch, letter: Letter, now: datetime, **columns: Any) -> UUID:
    id = new_id()
    batch.add(
        tables.OutgoingMail,
        **columns,
        id=id,
        subject=letter.subject,
        body=letter.body,
        key=str(id),
        created_at=now,
        run_at=now,
    )
    return id


def addressed(session: Session, organisation: Organisation, waiting: Waiting, now: datetime) -> Waiting:
    """The mail with who gets it now, and who is told of it later: the mailbox's own address, or its members as each has chosen.

    Never someone shut out, nor the one who caused it.
    """
    org, day = organisation.key, now.astimezone(organisation.zone).date()
    if waiting.kind == STATISTICS:
        return report_readers.addressed(session, organisation, waiting, day)
    if waiting.kind == SIGNAL:
        return signals.addressed(session, organisation, waiting, day)
    if waiting.mailbox is None:
        person = directory.person(session, org, waiting.person) if waiting.person else None
        return replace(waiting, recipients=(person.email,), nobody="") if person else replace(waiting, nobody=EMPTY)
    meant = allowed(session, organisation, waiting, day)
    address = directory.mailbox_addresses(session, org, [waiting.mailbox]).get(waiting.mailbox)
    if address and meant.all_of_it:
        return replace(waiting, recipients=(address,))
    emails = {person.id: person.email for person in meant.people}
    divided = shares.divided(session, organisation, waiting, emails, now)
    at_once = tuple(emails[share.person] for share in divided if share.due is None)
    return replace(waiting, recipients=at_once, shares=divided, nobody="" if divided else meant.nobody or UNWANTED)


@dataclass(frozen=True)
class Meant:
    """Who may be told of a mail; why there is nobody; and whether a mailbox's shared address may be told, which all in it can read."""

    people: tuple[directory.Person, ...]
    nobody: str = ""
    all_of_it: bool = False


def allowed(session: Session, organisation: Organisation, waiting: Waiting, day: date) -> Meant:
    """Who may be told of a mail to a mailbox on a day."""
    shut = _shut(session, organisation, waiting)
    alone = directory.person(session, organisation.key, waiting.person) if waiting.person is not None else None
    if alone is not None and alone.id not in shut:
        return Meant((), OWN) if alone.id == waiting.actor else Meant((alone,))
    people = directory.members(session, organisation.key, waiting.mailbox or "", day)
    inside = [person for person in people if person.id not in shut]
    others = tuple(person for person in inside if person.id != waiting.actor)
    nobody = "" if others else OWN if inside else SHUT if people else EMPTY
    return Meant(others, nobody, len(inside) == len(people) and bool(others or not people))


def _shut(session: Session, organisation: Organisation, waiting: Waiting) -> frozenset[UUID]:
    """Who is shut out of what the mail is about."""
    if waiting.subject_id is None:
        return frozenset()
    case = cases.get(session, organisation.key, waiting.subject_id)
    if case is not None:
        return access_facts.of_case(session, organisation, case).excluded
    report = submissions.get(session, organisation.key, waiting.subject_id)
    return access_facts.of_submission(session, organisation, report).excluded if report is not None else frozenset()


def claim(session: Session, worker: str, now: datetime, most: int = 20, *, take_over: bool = True) -> list[Waiting]:
    """Mails that are due and that nobody else is sending; with `take_over` also those of a worker whose claim has run out."""
    mail = tables.OutgoingMail
    run_out = mail.lease_until < now
    query = (
        select(mail)
        .where(mail.sent_at.is_(None), mail.failed_at.is_(None), mail.run_at <= now)
        .where(mail.lease_until.is_(None) | (run_out if take_over else run_out & (mail.worker == worker)))
        .order_by(mail.run_at, mail.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .execution_options(all_orgs=True)
    )
    rows = list(session.scalars(query))
    for row in rows:
        row.lease_until, row.worker = now + LEASE, worker
    session.flush()
    return [waiting_mail(row) for row in rows]


def waiting_mail(row: tables.OutgoingMail) -> Waiting:
    """The row as the value that is sent."""
    return Waiting(
        row.org,
        row.id,
        row.key,
        tuple(row.recipients),
        row.subject,
        row.body,
        mailbox=row.mailbox,
        person=row.person,
        subject_id=row.subject_id,
        actor=row.actor,
        until=row.lease_until,
        kind=row.kind,
        private=row.kind == REPORTER,
    )


def waits(session: Session, org: str, subject: UUID, kind: str) -> bool:
    """True when a mail of a kind about a case or submission is still to be sent."""
    mail = tables.OutgoingMail
    mine = (mail.org == org, mail.subject_id == subject, mail.kind == kind, mail.sent_at.is_(None), mail.failed_at.is_(None))
    return session.scalars(select(mail.id).where(*mine).limit(1)).first() is not None


def sent(session: Session, waiting: Waiting, worker: str, now: datetime, *, refused: tuple[str, ...] = ()) -> bool:
    """Writes down that the mail server took it, though perhaps not for everybody; False when the lease was lost meanwhile."""
    row = _mine(session, waiting, worker)
    if row is None:
        return False
    row.sent_at, row.lease_until = now, None
    row.recipients = [address for address in waiting.recipients if address not in refused and not waiting.private]
    row.error = _readable(f"refused: {', '.join(refused)}") if refused else None
    shares.add(session, waiting, now)
    return True


def failed(session: Session, waiting: Waiting, worker: str, *, now: datetime, error: str, final: bool) -> bool:
    """Writes down a failed try: again later, twice as long each time, or given up; False when the lease was lost meanwhile."""
    row = _mine(session, waiting, worker)
    if row is None:
        return False
    row.tries += 1
    row.lease_until, row.error = None, UNTOLD if waiting.private and waiting.recipients else _readable(error)
    if final or now >= row.created_at + PATIENCE:
        row.failed_at = now
    else:
        row.run_at = now + _pause(row.tries)
    return True


def _pause(tries: int) -> timedelta:
    """A minute, then twice as long each time, up to an hour; a little more by chance, so that not everything is tried at once."""
    minutes = min(2 ** (tries - 1), 60) if tries < 10 else 60
    return timedelta(minutes=minutes) * (1 + secrets.randbelow(100) / 1000)


def _readable(text: str) -> str:
    """A mail server can answer anything; only what a database and a person can read is kept."""
    return "".join(character if character.isprintable() else " " for character in text)[:500]


def _mine(session: Session, waiting: Waiting, worker: str) -> tables.OutgoingMail | None:
    row = session.get(tables.OutgoingMail, (waiting.org, waiting.id), with_for_update=True, populate_existing=True)
    return row if row is not None and row.worker == worker and row.sent_at is None and row.failed_at is None else None


def shelf(session: Session, org: str, most: int = 200) -> list[tables.OutgoingMail]:
    """The latest mails, newest first."""
    query = (
        select(tables.OutgoingMail)
        .where(tables.OutgoingMail.org == org)
        .order_by(tables.OutgoingMail.created_at.desc(), tables.OutgoingMail.id.desc())
        .limit(most)
    )
    return list(session.scalars(query))
