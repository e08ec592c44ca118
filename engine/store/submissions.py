"""Submissions: stored sealed, found by token or reference, opened for those who hold their keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.ids import new_id, new_reference
from engine.intake import TypedIn
from engine.store import attachments, tables
from engine.store.batch import Batch
from engine.store.ready import ReadyQuery
from engine.store.seal import DataKey, KeyGone, Sealer, digest, key_id, place

NEW, STARTED, JOINED, WRONG, FORWARDED = "new", "started", "joined", "wrong", "forwarded"


@dataclass(frozen=True)
class Arrived:
    """What is known of a submission as it comes in."""

    template: tuple[str, int]
    unit: str | None
    authority: str
    mailbox: str | None
    state: str
    token: bytes
    at: datetime
    one_per: str | None
    compartment: bool = False
    typed_in: TypedIn | None = None


@dataclass(frozen=True)
class Keys:
    """The keys of a submission just stored: its own, and one per row that has its own case."""

    own: DataKey
    rows: tuple[DataKey, ...] = ()


def by_token(session: Session, org: str, token: bytes) -> tuple[str, UUID] | None:
    """Reference and id of the submission that was sent with this form token, if it was."""
    row = _BY_TOKEN.first(session, {"org": org, "token": token})
    return (row[0], row[1]) if row is not None else None


_ROW = tables.Submission.__table__.c
_BY_TOKEN = ReadyQuery(select(_ROW.reference, _ROW.id).where(_ROW.org == bindparam("org"), _ROW.token == bindparam("token")))


def by_reference(session: Session, org: str, reference: str) -> tables.Submission | None:
    """The submission with this reference."""
    query = select(tables.Submission).where(tables.Submission.org == org, tables.Submission.reference == reference)
    return session.scalars(query).one_or_none()


def get(session: Session, org: str, id: UUID) -> tables.Submission | None:
    """The submission with this id."""
    return session.get(tables.Submission, (org, id))


def of_incident(session: Session, org: str, incident: UUID) -> list[UUID]:
    """The submissions that tell of one incident and are in a case of it."""
    row, case, link = tables.Submission, tables.Case, tables.CaseSubmission
    query = (
        select(row.id)
        .join(link, (link.org == row.org) & (link.submission == row.id))
        .join(case, (case.org == link.org) & (case.id == link.case))
    )
    return list(session.scalars(query.where(row.org == org, row.incident == incident, case.incident == incident).distinct()))


def locked(session: Session, org: str, id: UUID) -> tables.Submission | None:
    """The submission, held until the transaction ends, so that two people can not act on it at once."""
    return session.get(tables.Submission, (org, id), with_for_update=True, populate_existing=True)


@dataclass(frozen=True)
class Sealed:
    """A submission ready to be stored."""

    id: UUID
    reference: str
    incident: UUID
    digest: bytes
    keys: Keys


def add(batch: Batch, sealer: Sealer, arrived: Arrived, answers: Mapping[str, Any]) -> Sealed:
    """Seals answers for storing: those of rows that get cases of their own under keys of their own."""
    own = sealer.fresh_key(batch.org)
    shared, rows = _apart(answers, arrived.one_per)
    id = new_id()
    sealed = sealer.seal(own, shared, place("submission", id, "answers"))
    found = Sealed(id, new_reference(), new_id(), digest(sealed), Keys(own, tuple(sealer.fresh_key(batch.org) for _ in rows)))
    name, version = arrived.template
    batch.add(
        tables.Submission,
        id=id,
        reference=found.reference,
        template=name,
        version=version,
        unit=arrived.unit,
        authority=arrived.authority,
        received_at=arrived.at,
        token=arrived.token,
        mailbox=arrived.mailbox,
        state=arrived.state,
        incident=found.incident,
        compartment=arrived.compartment,
        way=arrived.typed_in.way if arrived.typed_in else None,
        typed_by=arrived.typed_in.by if arrived.typed_in else None,
        sealed=sealed,
        digest=found.digest,
        revision=1,
    )
    for number, (key, content) in enumerate(zip(found.keys.rows, rows, strict=True)):
        closed = sealer.seal(key, content, place("submission_row", f"{id}/{number}", "answers"))
        batch.add(tables.SubmissionRow, submission=id, group_id=str(arrived.one_per), row=number, sealed=closed)
    for key in (own, *found.keys.rows):
        batch.extend(tables.KeyCopy, [sealer.copy(key, id)])
    return found


def _apart(answers: Mapping[str, Any], one_per: str | None) -> tuple[dict[str, Any], list[Mapping[str, Any]]]:
    """What all cases share, and the rows of which each is for its own case."""
    rows: list[Mapping[str, Any]] = list(answers.get(one_per) or ()) if one_per else []
    return {name: value for name, value in answers.items() if not rows or name != one_per}, rows


def moves(
    sealer: Sealer, files: attachments.Files, answers: Mapping[str, Any], keys: Keys, *, one_per: str | None
) -> Iterator[attachments.Move]:
    """The files that answers name, each made ready for the key that seals its answer."""
    shared, rows = _apart(answers, one_per)
    yield from attachments.moves(sealer, files, shared, keys.own)
    for key, row in zip(keys.rows, rows, strict=True):
        yield from attachments.moves(sealer, files, row, key)


def open_answers(
    session: Session, sealer: Sealer, row: tables.Submission, holder: UUID, *, only_row: int | None = None
) -> tuple[dict[str, Any], tuple[str, int | None] | None]:
    """The answers that the holder's keys open, and which row of which group they are seen from.

    A case holds the key of its own row only: the other rows stay shut and are left out.
    """
    keys = sealer.keys_of(session, row.org, holder)
    answers: dict[str, Any] = sealer.open(keys, row.sealed, place("submission", row.id, "answers"))
    query = select(tables.SubmissionRow).where(tables.SubmissionRow.org == row.org, tables.SubmissionRow.submission == row.id)
    found = [item for item in session.scalars(query.order_by(tables.SubmissionRow.row)) if only_row is None or item.row == only_row]
    if not found:
        return answers, None
    group = found[0].group_id
    answers[group] = [sealer.open(keys, item.sealed, place("submission_row", f"{row.id}/{item.row}", "answers")) for item in found]
    return answers, (group, 0 if only_row is not None else None)


def row_keys(session: Session, row: tables.Submission, number: int | None) -> list[UUID]:
    """The ids of the keys that seal the rows of a submission: of one row, or of all."""
    which = tables.SubmissionRow
    query = select(which).where(which.org == row.org, which.submission == row.id).order_by(which.row)
    return [key_id(item.sealed) for item in session.scalars(query) if number is None or item.row == number]


def own_key(session: Session, sealer: Sealer, row: tables.Submission) -> DataKey:
    """The key of what all cases of a stored submission share; its rows' may be gone. Raises KeyGone."""
    held, wanted = sealer.keys_of(session, row.org, row.id), key_id(row.sealed)
    if wanted not in held:
        raise KeyGone(f"key {wanted} is not held")
    return held[wanted]


def keys_for(session: Session, sealer: Sealer, row: tables.Submission) -> Keys:
    """The keys of a stored submission, for sharing with a case that is started later."""
    held = sealer.keys_of(session, row.org, row.id)
    own = held[key_id(row.sealed)]
    query = select(tables.SubmissionRow).where(tables.SubmissionRow.org == row.org, tables.SubmissionRow.submission == row.id)
    return Keys(own, tuple(held[key_id(item.sealed)] for item in session.scalars(query.order_by(tables.SubmissionRow.row))))


def cases_about(session: Session, row: tables.Submission) -> list[tuple[tables.Case, int | None]]:
    """The cases that a submission is part of, each with the row that it is about."""
    link, case = tables.CaseSubmission, tables.Case
    query = (
        select(case, link.row)
        .join(link, (link.org == case.org) & (link.case == case.id))
        .where(link.org == row.org, link.submission == row.id)
        .order_by(case.row, case.opened_at)
    )
    return [(found, number) for found, number in session.execute(query)]


def cases_of(session: Session, row: tables.Submission) -> list[tables.Case]:
    """The cases that a submission is part of."""
    return [case for case, _ in cases_about(session, row)]
