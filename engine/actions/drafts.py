"""A visitor's draft: what was typed so far, sealed by a token that only the browser has, for 24 hours from the last change."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from engine.ids import CROCKFORD
from engine.store import attachments, step_drafts, tables
from engine.store.keys import SealBroken
from engine.store.ready import Ready, ReadyQuery
from engine.store.seal import Sealer, place

LIFE = timedelta(hours=24)
CODE_LIFE = timedelta(minutes=30)
CODE_LENGTH = 12
_ID_LENGTH = len(str(UUID(int=0)))

Typed = Mapping[str, list[str]]


@dataclass(frozen=True)
class Draft:
    """What a visitor has typed, page by page, as raw texts, and the files that they name; `submission` once it has been sent."""

    template: str
    version: int
    pages: Mapping[str, Typed] = field(default_factory=dict)
    expires_at: datetime | None = None
    submission: UUID | None = None
    files: attachments.Files = field(default_factory=dict)

    def sent(self) -> dict[str, list[str]]:
        """All pages together, as one form would send them."""
        return {name: values for page in self.pages.values() for name, values in page.items()}


def new_token() -> bytes:
    """256 random bits for a browser to keep."""
    return secrets.token_bytes(32)


def read_draft(session: Session, org: str, sealer: Sealer, token: bytes, now: datetime) -> Draft | None:
    """The draft that the token opens; None when there is none, or when it has expired."""
    id = sealer.token_id(token)
    row = _ONE.first(session, {"the_org": org, "the_id": id})
    if row is None:
        return None
    template, version, sealed, expires_at, submission = row
    if expires_at <= now:
        return None
    if submission is not None:
        return Draft(template, version, {}, expires_at, submission)
    key = sealer.draft_key(org, token)
    try:
        pages: dict[str, dict[str, list[str]]] = sealer.open(key, sealed, _about(id))
    except SealBroken:
        return None
    # most forms ask for no files, and their drafts are not searched for any
    files = attachments.of_draft(session, sealer, key, id) if any(len(text) == _ID_LENGTH for text in _texts(pages)) else {}
    return Draft(template, version, pages, expires_at, files=files)


def save_page(
    session: Session,
    org: str,
    sealer: Sealer,
    token: bytes,
    template: tuple[str, int],
    *,
    page: str,
    typed: Typed,
    now: datetime,
    files: Iterable[attachments.Sealed] = (),
) -> Draft:
    """Keeps what was typed on one page and the files that came with it; makes the draft when it is the first.

    A file that no page names any longer is deleted. A draft that was sent is left as it is.
    """
    id = sealer.token_id(token)
    row = _held(session, org, id)
    before = read_draft(session, org, sealer, token, now)
    if before is not None and before.submission is not None:
        return before
    name, version = (before.template, before.version) if before is not None else template
    pages = {**(before.pages if before is not None else {}), page: dict(typed)}
    key = sealer.draft_key(org, token)
    sealed = sealer.seal(key, pages, _about(id))
    had_files = row is not None and (before is None or bool(before.files))
    if row is None:
        row = tables.Draft(org=org, id=id, template=name, version=version, sealed=sealed, expires_at=now + LIFE)
        session.add(row)
    elif before is None:
        # what an expired draft became, or where it was to go on, is not this one's, nor are its files
        row.submission = row.code_hash = row.code_sealed = row.code_expires_at = None
    row.template, row.version, row.sealed, row.expires_at = name, version, sealed, now + LIFE
    session.flush()
    if had_files:
        attachments.keep_only(session, org, id, frozenset(_texts(pages)) if before is not None else ())
    attachments.add(session, sealer, files, key, draft=id)
    return Draft(name, version, pages, row.expires_at)


def _texts(pages: Mapping[str, Typed]) -> Iterator[str]:
    """Every text of a draft."""
    return (text for typed in pages.values() for texts in typed.values() for text in texts)


def _held(session: Session, org: str, id: bytes) -> tables.Draft | None:
    """The row, held until the transaction ends, so that two pages that are saved at once are both kept."""
    return session.get(tables.Draft, (org, id), with_for_update=True, populate_existing=True)


def mark_sent(session: Session, org: str, sealer: Sealer, token: bytes, submission: UUID) -> None:
    """Forgets what was typed and remembers what it became, so that sending again and going back give the same receipt."""
    _SENT.run(session.connection(), {"the_org": org, "the_id": sealer.token_id(token), "submission": submission})


_DRAFT = tables.Draft.__table__.c
_MINE = (_DRAFT.org == bindparam("the_org"), _DRAFT.id == bindparam("the_id"))
# every page of a visitor asks for the draft
_ONE = ReadyQuery(select(_DRAFT.template, _DRAFT.version, _DRAFT.sealed, _DRAFT.expires_at, _DRAFT.submission).where(*_MINE))
_SENT = Ready(
    update(tables.Draft)
    .where(*_MINE)
    .values(submission=bindparam("submission"), sealed=b"", code_hash=None, code_sealed=None, code_expires_at=None)
)


def make_code(session: Session, org: str, sealer: Sealer, token: bytes, now: datetime) -> str | None:
    """A code that takes the draft to another device, once and for half an hour; None when there is no draft."""
    row = _held(session, org, sealer.token_id(token))
    if row is None or row.expires_at <= now or row.submission is not None:
        return None
    code = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
    row.code_hash = sealer.token_id(code)
    row.code_sealed = sealer.seal(sealer.code_key(org, code), token.hex(), place("draft", row.id.hex(), "code"))
    row.code_expires_at = now + CODE_LIFE
    session.flush()
    return code


def use_code(session: Session, org: str, sealer: Sealer, code: str, now: datetime) -> tuple[bytes, str] | None:
    """The token that a code gives, and the draft's template; the code is then used up. None for an unknown or old one."""
    query = select(tables.Draft).where(tables.Draft.org == org, tables.Draft.code_hash == sealer.token_id(code))
    # held, so that of two who use it at once one does
    row = session.scalars(query.with_for_update()).one_or_none()
    if row is None or row.code_sealed is None or row.code_expires_at is None or row.code_expires_at <= now:
        return None
    token = bytes.fromhex(sealer.open(sealer.code_key(org, code), row.code_sealed, place("draft", row.id.hex(), "code")))
    row.code_hash = row.code_sealed = row.code_expires_at = None
    session.flush()
    return token, row.template


def forget_old(session: Session, org: str, now: datetime) -> int:
    """Deletes what has expired, with its files, those of steps too; the number of visitors' drafts."""
    step_drafts.forget_old(session, org, now)
    attachments.forget_old(session, org, now)
    gone: Any = session.execute(delete(tables.Draft).where(tables.Draft.org == org, tables.Draft.expires_at <= now))
    return int(gone.rowcount)


def _about(id: bytes) -> str:
    return place("draft", id.hex(), "pages")
