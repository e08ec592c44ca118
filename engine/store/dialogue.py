"""The dialogue about a submission: found by its code, its messages sealed and opened, and those that nobody among the staff has seen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, exists, false, or_, select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.organisation import Holder
from engine.store import tables
from engine.store.batch import Batch
from engine.store.seal import DataKey, Sealer, digest, place
from engine.store.sight import Sight

_ROW = tables.Message


@dataclass(frozen=True)
class Author:
    """Who among the staff writes: the person, the function that the reader is told, and whether the name is told, too."""

    person: UUID
    function: Holder | None
    named: bool = False


@dataclass(frozen=True)
class Message:
    """An opened message; `author` is None where whoever sent the submission has written, and `files` are the ids of what came along."""

    id: UUID
    submission: UUID
    at: datetime
    author: Author | None
    text: str = field(repr=False)
    files: tuple[str, ...] = ()
    seen: datetime | None = None


@dataclass(frozen=True)
class Contact:
    """An address that is told that something has happened, and the language to say it in."""

    email: str = field(repr=False)
    language: str


def add(batch: Batch, sealer: Sealer, submission: UUID, code: str) -> None:
    """The dialogue of a new submission, opened by a code that is stored as a keyed hash only."""
    batch.add(tables.Dialogue, submission=submission, code=sealer.token_id(code), contact=None)


def by_code(session: Session, org: str, sealer: Sealer, code: str) -> UUID | None:
    """The submission whose dialogue the code opens. What is looked up is a keyed hash, so the time it takes says nothing of the code."""
    row = tables.Dialogue
    return session.scalars(select(row.submission).where(row.org == org, row.code == sealer.token_id(code))).one_or_none()


def those_with(session: Session, org: str, submissions: Collection[UUID]) -> frozenset[UUID]:
    """Which of these submissions have a dialogue."""
    row = tables.Dialogue
    return frozenset(session.scalars(select(row.submission).where(row.org == org, row.submission.in_(list(submissions)))))


def those_seen(session: Session, eyes: Sight, submissions: Collection[UUID]) -> frozenset[UUID]:
    """Which of these submissions have a dialogue that the person is not shut out of."""
    row, report = tables.Dialogue, tables.Submission
    query = select(row.submission).join(report, (report.org == row.org) & (report.id == row.submission))
    return frozenset(session.scalars(query.where(row.org == eyes.org, row.submission.in_(list(submissions)), eyes.report())))


def add_message(session: Session, sealer: Sealer, key: DataKey, message: Message) -> bytes:
    """Stores a message under its submission's key; its digest, for the journal."""
    content = {"text": message.text, "files": list(message.files)}
    sealed = sealer.seal(key, content, _about(message.id))
    author = message.author
    row = tables.Message(
        org=key.org,
        id=message.id,
        submission=message.submission,
        at=message.at,
        person=author.person if author else None,
        function=str(author.function) if author and author.function else None,
        named=author is not None and author.named,
        sealed=sealed,
        digest=digest(sealed),
    )
    session.add(row)
    session.flush()
    return row.digest


def new_message(submission: UUID, at: datetime, text: str, *, author: Author | None = None, files: tuple[str, ...] = ()) -> Message:
    """A message that is not stored yet."""
    return Message(new_id(), submission, at, author, text, files)


def messages(session: Session, sealer: Sealer, org: str, holder: UUID, submissions: Collection[UUID]) -> list[Message]:
    """The messages about some submissions, oldest first, opened by the keys of who holds them: a case, or the submission itself."""
    query = select(_ROW).where(_ROW.org == org, _ROW.submission.in_(list(submissions))).order_by(_ROW.at, _ROW.id)
    rows = session.scalars(query).all()
    keys = sealer.keys_of(session, org, holder) if rows else {}
    return [_opened(sealer, keys, row) for row in rows]


def _opened(sealer: Sealer, keys: Mapping[UUID, DataKey], row: tables.Message) -> Message:
    content: dict[str, Any] = sealer.open(keys, row.sealed, _about(row.id))
    function = Holder.read(row.function) if row.function else None
    author = Author(row.person, function, row.named) if row.person else None
    return Message(row.id, row.submission, row.at, author, content["text"], tuple(content["files"]), row.seen_at)


def unseen(eyes: Sight) -> Select[tables.Message, tables.Submission]:
    """The messages that wait for a person, with their submissions: in the mailbox that has received its case, or has it waiting."""
    report, link, case = tables.Submission, tables.CaseSubmission, tables.Case
    mine = sorted(eyes.actor.mailboxes)
    linked = and_(link.org == eyes.org, link.submission == report.id)
    received = exists().where(linked, case.org == eyes.org, case.id == link.case, case.erased_at.is_(None), case.mailbox.in_(mine))
    waits = or_(report.mailbox.in_(mine), report.mailbox.is_(None) if eyes.everything else false())
    return (
        select(_ROW, report)
        .join(report, (report.org == _ROW.org) & (report.id == _ROW.submission))
        .where(_ROW.org == eyes.org, _ROW.seen_at.is_(None), _ROW.person.is_(None), eyes.report())
        .where(or_(received, and_(~exists().where(linked), waits)))
        .order_by(_ROW.at, _ROW.id)
    )


def unseen_of(session: Session, eyes: Sight, submissions: Collection[UUID]) -> list[tables.Message]:
    """Those of some submissions."""
    return list(session.scalars(unseen(eyes).where(_ROW.submission.in_(list(submissions))).with_only_columns(_ROW)))


def any_unseen(session: Session, org: str, submission: UUID) -> bool:
    """True when a message waits that somebody has been told of already."""
    query = select(_ROW.id).where(_ROW.org == org, _ROW.submission == submission, _ROW.seen_at.is_(None), _ROW.person.is_(None))
    return session.scalars(query.limit(1)).first() is not None


def remove_of(session: Session, org: str, submission: UUID) -> None:
    """Deletes the dialogue of a submission whose key is gone: its messages, its code and the address."""
    for table in (tables.Message, tables.DialogueVisit, tables.Dialogue):
        session.execute(delete(table).where(table.org == org, table.submission == submission))


def contact(sealer: Sealer, keys: Mapping[UUID, DataKey], row: tables.Dialogue) -> Contact | None:
    """The address that is kept for a submission, opened by its own keys."""
    if row.contact is None:
        return None
    kept = sealer.open(keys, row.contact, _contact_of(row.submission))
    return Contact(kept["email"], kept["language"])


def keep_contact(sealer: Sealer, key: DataKey, row: tables.Dialogue, given: Contact | None) -> None:
    """Keeps an address under the submission's key in place of the one before; forgets it when there is none."""
    about = _contact_of(row.submission)
    row.contact = sealer.seal(key, {"email": given.email, "language": given.language}, about) if given else None


def _about(id: UUID) -> str:
    return place("message", id, "content")


def _contact_of(submission: UUID) -> str:
    return place("dialogue", submission, "contact")
