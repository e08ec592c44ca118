"""Submissions: stored sealed, found by token or reference, opened for those who hold their keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from engine.ids import new_id, new_reference
from engine.store import tables
from engine.store.seal import DataKey, Sealer, digest, key_id, place

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


@dataclass(frozen=True)
class Keys:
    """The keys of a submission just stored: its own, and one per row that has its own case."""

    own: DataKey
    rows: tuple[DataKey, ...] = ()


def by_token(session: Session, org: str, token: bytes) -> tables.Submission | None:
    """The submission that was sent with this form token, if it was."""
    query = select(tables.Submission).where(tables.Submission.org == org, tables.Submission.token == token)
    return session.scalars(query).one_or_none()


def by_reference(session: Session, org: str, reference: str) -> tables.Submission | None:
    """The submission with this reference."""
    query = select(tables.Submission).where(tables.Submission.org == org, tables.Submission.reference == reference)
    return session.scalars(query).one_or_none()


def get(session: Session, org: str, id: UUID) -> tables.Submission | None:
    """The submission with this id."""
    return session.get(tables.Submission, (org, id))


def add(session: Session, org: str, sealer: Sealer, arrived: Arrived, answers: Mapping[str, Any]) -> tuple[tables.Submission, Keys]:
    """Seals and stores answers: those of rows that get cases of their own under keys of their own."""
    id = new_id()
    own = sealer.new_key(session, org, [id])
    rows: list[Mapping[str, Any]] = list(answers.get(arrived.one_per) or ()) if arrived.one_per else []
    shared = {name: value for name, value in answers.items() if not rows or name != arrived.one_per}
    sealed = sealer.seal(own, shared, place("submission", id, "answers"))
    name, version = arrived.template
    row = tables.Submission(
        org=org,
        id=id,
        reference=new_reference(),
        template=name,
        version=version,
        unit=arrived.unit,
        authority=arrived.authority,
        received_at=arrived.at,
        token=arrived.token,
        mailbox=arrived.mailbox,
        state=arrived.state,
        incident=new_id(),
        sealed=sealed,
        digest=digest(sealed),
    )
    session.add(row)
    session.flush()
    keys = tuple(_row(session, sealer, row, group=str(arrived.one_per), number=number, content=content) for number, content in enumerate(rows))
    return row, Keys(own, keys)


def _row(session: Session, sealer: Sealer, owner: tables.Submission, *, group: str, number: int, content: Mapping[str, Any]) -> DataKey:
    key = sealer.new_key(session, owner.org, [owner.id])
    sealed = sealer.seal(key, content, place("submission_row", f"{owner.id}/{number}", "answers"))
    values = {"org": owner.org, "submission": owner.id, "group_id": group, "row": number, "sealed": sealed}
    session.execute(insert(tables.SubmissionRow), [values])
    return key


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


def keys_for(session: Session, sealer: Sealer, row: tables.Submission) -> Keys:
    """The keys of a stored submission, for sharing with a case that is started later."""
    held = sealer.keys_of(session, row.org, row.id)
    own = held[key_id(row.sealed)]
    query = select(tables.SubmissionRow).where(tables.SubmissionRow.org == row.org, tables.SubmissionRow.submission == row.id)
    return Keys(own, tuple(held[key_id(item.sealed)] for item in session.scalars(query.order_by(tables.SubmissionRow.row))))


def waiting(session: Session, org: str, mailboxes: Iterable[str]) -> list[tables.Submission]:
    """The submissions that wait in these mailboxes for someone to start a case, oldest first."""
    query = (
        select(tables.Submission)
        .where(tables.Submission.org == org, tables.Submission.mailbox.in_(list(mailboxes)), tables.Submission.state == NEW)
        .order_by(tables.Submission.received_at)
    )
    return list(session.scalars(query))
