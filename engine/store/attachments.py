"""Files that come with answers. Each is sealed by a key of its own, and that one by the key of the answer that names the file.

So a file is read by those who read the answer and by nobody else, it dies with the answer's key, and its content is written once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from engine.attachments import Attachment
from engine.attachments.receiving import Received
from engine.errors import NotPossible
from engine.store import tables
from engine.store.batch import Batch
from engine.store.seal import DataKey, Sealer, digest, key_id, place

_ROW, _CONTENT = tables.Attachment, tables.AttachmentContent


@dataclass(frozen=True)
class Kept:
    """A stored file that can be opened: what it is, its own key, and the digest of its sealed content."""

    attachment: Attachment
    key: DataKey
    digest: bytes = field(repr=False)


@dataclass(frozen=True)
class Sealed:
    """A file ready to be stored."""

    kept: Kept
    content: bytes = field(repr=False)


Files = Mapping[str, Kept]
"""Stored files by their ids, as answers name them."""


def seal(sealer: Sealer, org: str, received: Received) -> Sealed:
    """Seals a file under a fresh key, whose id is the file's; done before the transaction, since it takes its time."""
    key = replace(sealer.fresh_key(org), id=UUID(received.attachment.id))
    content = sealer.seal_bytes(key, received.content, _about(key.id, "content"))
    return Sealed(Kept(received.attachment, key, digest(content)), content)


def add(
    session: Session,
    sealer: Sealer,
    files: Iterable[Sealed],
    under: DataKey,
    *,
    draft: bytes | None = None,
    submission: UUID | None = None,
    case: UUID | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Stores new files of a draft, a submission or a case, under the key of their answers."""
    batch = Batch(under.org)
    for file in files:
        owner = {"draft": draft, "submission": submission, "case": case, "expires_at": expires_at}
        batch.add(_ROW, id=file.kept.key.id, **owner, sealed=_facts(sealer, file.kept, under), digest=file.kept.digest)
        batch.add(_CONTENT, attachment=file.kept.key.id, sealed=file.content)
    batch.write(session)


def of_draft(session: Session, sealer: Sealer, key: DataKey, draft: bytes) -> dict[str, Kept]:
    """The files of a draft, which its key opens."""
    return _opened(session, sealer, {key.id: key}, key.org, _ROW.draft == draft)


def of_report(session: Session, sealer: Sealer, org: str, report: UUID) -> dict[str, Kept]:
    """The files of a submission, which it opens itself."""
    return _opened(session, sealer, sealer.keys_of(session, org, report), org, _ROW.submission == report)


def of_case(session: Session, sealer: Sealer, org: str, case: UUID, reports: Collection[UUID]) -> dict[str, Kept]:
    """The files of a case's steps and of its reports that the case's keys open; those of other rows stay shut."""
    theirs = (_ROW.case == case) | _ROW.submission.in_(reports)
    return _opened(session, sealer, sealer.keys_of(session, org, case), org, theirs)


def waiting_in(session: Session, org: str, case: UUID) -> frozenset[UUID]:
    """The files of a case that no round of a step has come to name."""
    return frozenset(session.scalars(select(_ROW.id).where(_ROW.org == org, _ROW.case == case, _ROW.expires_at.is_not(None))))


def content(session: Session, sealer: Sealer, kept: Kept) -> bytes:
    """What a file holds; raises SealBroken when it has been changed."""
    query = select(_CONTENT.sealed).where(_CONTENT.org == kept.key.org, _CONTENT.attachment == kept.key.id)
    return sealer.open_bytes(kept.key, session.scalars(query).one(), _about(kept.key.id, "content"))


def named_in(answers: Any, files: Files) -> Iterator[str]:
    """The ids of files in stored answers, whatever they stand in."""
    if isinstance(answers, str):
        yield from (answers,) if answers in files else ()
    elif isinstance(answers, Mapping | list):
        for value in answers.values() if isinstance(answers, Mapping) else answers:
            yield from named_in(value, files)


@dataclass(frozen=True)
class Move:
    """A file that goes from a draft to the submission it became, with its key sealed anew."""

    id: UUID
    sealed: bytes = field(repr=False)
    digest: bytes = field(repr=False)


def moves(sealer: Sealer, files: Files, answers: Any, under: DataKey) -> Iterator[Move]:
    """The files that answers name, made ready for the key that seals these answers."""
    for id in dict.fromkeys(named_in(answers, files)):
        yield Move(files[id].key.id, _facts(sealer, files[id], under), files[id].digest)


def digests(files: Iterable[Move | Kept]) -> dict[str, list[str]]:
    """What a line of the journal says of files, nothing where there are none: so a file that is changed or taken away shows."""
    found = sorted(file.digest.hex() for file in files)
    return {"files": found} if found else {}


def hand_over(session: Session, org: str, draft: bytes, files: Iterable[Move], submission: UUID) -> None:
    """Moves files of a draft to its submission and deletes the others; raises NotPossible when one has been taken away meanwhile."""
    for file in files:
        mine = (_ROW.org == org, _ROW.id == file.id, _ROW.draft == draft)
        found: Any = session.execute(update(_ROW).where(*mine).values(draft=None, submission=submission, sealed=file.sealed))
        if found.rowcount != 1:
            raise NotPossible("file-gone")
    keep_only(session, org, draft, ())


def hand_in(session: Session, org: str, case: UUID, ids: Iterable[str]) -> None:
    """The files are named by a finished round from now on; raises NotPossible when one has been taken away meanwhile."""
    named = [UUID(id) for id in ids]
    if named:
        mine = (_ROW.org == org, _ROW.case == case, _ROW.id.in_(named))
        found: Any = session.execute(update(_ROW).where(*mine).values(expires_at=None))
        if found.rowcount != len(named):
            raise NotPossible("file-gone")


def keep_until(session: Session, org: str, case: UUID, ids: Iterable[str], until: datetime) -> None:
    """The files that a draft of a step names live as long as it does; what a round has named lives on."""
    named = [UUID(id) for id in ids]
    if named:
        mine = (_ROW.org == org, _ROW.case == case, _ROW.id.in_(named), _ROW.expires_at.is_not(None))
        session.execute(update(_ROW).where(*mine).values(expires_at=until))


def keep_only(session: Session, org: str, draft: bytes, ids: Collection[str]) -> None:
    """Deletes the files of a draft that nothing in it names any longer."""
    stored = session.scalars(select(_ROW.id).where(_ROW.org == org, _ROW.draft == draft))
    _delete(session, org, _ROW.id.in_([id for id in stored if str(id) not in ids]))


def forget_old(session: Session, org: str, now: datetime) -> None:
    """Deletes the files of expired drafts, and those that no round came to name."""
    drafts = select(tables.Draft.id).where(tables.Draft.org == org, tables.Draft.expires_at <= now)
    _delete(session, org, _ROW.draft.in_(drafts))
    _delete(session, org, _ROW.expires_at <= now)


def remove_of(session: Session, org: str, owner: UUID) -> None:
    """Deletes every file of a case's steps or of a submission: nobody can open them once its keys are gone."""
    _delete(session, org, (_ROW.case == owner) | (_ROW.submission == owner))


def _delete(session: Session, org: str, which: ColumnElement[bool]) -> None:
    gone = session.scalars(select(_ROW.id).where(_ROW.org == org, which)).all()
    if gone:
        session.execute(delete(_CONTENT).where(_CONTENT.org == org, _CONTENT.attachment.in_(gone)))
        session.execute(delete(_ROW).where(_ROW.org == org, _ROW.id.in_(gone)))


def _opened(session: Session, sealer: Sealer, keys: Mapping[UUID, DataKey], org: str, which: ColumnElement[bool]) -> dict[str, Kept]:
    """The files whose keys are held, in the order in which they came."""
    rows = session.scalars(select(_ROW).where(_ROW.org == org, which).order_by(_ROW.id))
    return {str(row.id): _open(sealer, keys, row) for row in rows if key_id(row.sealed) in keys}


def _open(sealer: Sealer, keys: Mapping[UUID, DataKey], row: tables.Attachment) -> Kept:
    facts = sealer.open(keys, row.sealed, _about(row.id, "facts"))
    attachment = Attachment(str(row.id), facts["name"], facts["format"], facts["size"])
    return Kept(attachment, DataKey(row.org, row.id, bytes.fromhex(facts["key"])), row.digest)


def _facts(sealer: Sealer, kept: Kept, under: DataKey) -> bytes:
    """What a file is and its key, sealed under the key of the answer that names it."""
    file = kept.attachment
    facts = {"name": file.name, "format": file.format, "size": file.size, "key": kept.key.secret.hex()}
    return sealer.seal(under, facts, _about(kept.key.id, "facts"))


def _about(id: UUID, what: str) -> str:
    return place("attachment", id, what)
