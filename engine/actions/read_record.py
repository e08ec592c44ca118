"""Somebody opens the record of a person whom cases are about: says why, reads, and of a protected one perhaps opens the name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import READ_RECORDS, granted, seeks_people
from engine.actions.concerned import name_of
from engine.actions.enquirer import Enquirer
from engine.errors import NotPossible
from engine.store import journal, records, tables
from engine.store.records import Identity
from engine.store.sight import sight

LONGEST_REASON = 500


@dataclass(frozen=True)
class Part:
    """A case that the record is in, and the role in it by its id in the case's template."""

    id: UUID
    number: str
    template: tuple[str, int]
    unit: str | None
    role: str
    opened: datetime
    closed: datetime | None


@dataclass(frozen=True)
class WholeRecord:
    """A record for its page: only the cases that the reader may read, and not a word of whether there are others.

    `keeps` is true for whoever may say that an identity is no longer protected.
    """

    id: UUID
    name: str
    born: int | None
    number: str
    protected: bool
    unit: str | None
    parts: tuple[Part, ...]
    keeps: bool


def say_why(session: Session, by: Enquirer, record: UUID | None, reason: str) -> None:
    """Keeps the reason for reading a record, or for searching, and writes the reading down; it opens for the rest of the session."""
    if record is None and not seeks_people(by.actor):
        raise NotPossible("not-yours")
    chain = journal.ORGANISATION if record is None else by.see(session, record).id
    _reasoned(session, by, record, reason, chain=chain, kind="record-search-begun" if record is None else "record-read")


def whole_record(session: Session, by: Enquirer, record: UUID) -> WholeRecord:
    """The record, for somebody who has said why in this session; raises NotPossible with `no-reason` for others."""
    row = by.see(session, record)
    if not records.has_reason(session, by.org, row.id, by.actor.id, signed_in=by.signed_in):
        raise NotPossible("no-reason")
    known = Identity("") if row.protected else records.identity(session, by.sealer, row)
    linked = records.cases_of(session, by.org, row.id, sight(session, by.organisation, by.actor).case())
    parts = [
        Part(case.id, case.number, (case.template, case.version), case.unit, role, case.opened_at, case.closed_at) for role, case in linked
    ]
    name = name_of(session, by.sealer, row, by.language)
    return WholeRecord(row.id, name, known.born, known.number, row.protected, row.unit, tuple(parts), _keeps(by, row))


def open_name(session: Session, by: Enquirer, record: UUID, reason: str) -> Identity:
    """Who a protected record is about. Each opening has its own reason and its own line."""
    row = by.see(session, record)
    if not row.protected:
        raise NotPossible("not-protected")
    _reasoned(session, by, row.id, reason, chain=row.id, kind="record-name-opened")
    return records.identity(session, by.sealer, row)


def protect_record(session: Session, by: Enquirer, record: UUID, *, protected: bool) -> None:
    """Marks an identity as protected, at once everywhere; or as not protected any more, by somebody granted the records of its unit."""
    row = by.see(session, record)
    # held, so that two who protect at once give one pseudonym
    session.refresh(row, with_for_update=True)
    if not protected and not _keeps(by, row):
        raise NotPossible("not-yours")
    if row.protected == protected:
        raise NotPossible("changed-meanwhile")
    if protected:
        records.protect(session, row)
    else:
        records.find_by(session, by.sealer, row, records.identity(session, by.sealer, row))
    kind = "record-protected" if protected else "record-unprotected"
    journal.append(session, by.org, row.id, kind, at=by.now, person=by.actor.id)


def _keeps(by: Enquirer, row: tables.Record) -> bool:
    return granted(by.actor, READ_RECORDS, row.unit, by.organisation)


def _reasoned(session: Session, by: Enquirer, record: UUID | None, reason: str, *, chain: UUID | str, kind: str) -> None:
    text = reason.strip()
    if not text or len(text) > LONGEST_REASON:
        raise NotPossible("no-reason")
    kept = records.give_reason(session, by.sealer, text, org=by.org, record=record, person=by.actor.id, signed_in=by.signed_in, at=by.now)
    facts = {"session": by.signed_in, "reason": str(kept)}
    journal.append(session, by.org, chain, kind, at=by.now, person=by.actor.id, facts=facts)
