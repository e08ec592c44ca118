"""Signing in with a local account: argon2id, delays instead of locks, and sessions whose tokens are stored as hashes only."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from engine.actions.attempts import allowed, count_attempt
from engine.errors import NotPossible
from engine.store import directory, journal, tables
from engine.store.ready import ReadyQuery
from engine.store.seal import Sealer

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
TRIES = 10

_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))
"""Verified when there is no such person, so that both take the same time."""


@dataclass(frozen=True)
class SignedIn:
    """An open session: the person, and the name that the journal has for the session.

    `stale` when its last sign of life is more than a minute old, so that it is worth a write.
    """

    person: directory.Person
    session: str
    stale: bool


def hash_password(password: str) -> str:
    """The argon2id hash of a password (RFC 9106, the library's second recommended setting)."""
    return _HASHER.hash(password)


def set_password(session: Session, org: str, person: UUID, password: str) -> None:
    """A new password; every open session of the person ends."""
    use_password_hash(session, org, person, hash_password(password))


def use_password_hash(session: Session, org: str, person: UUID, hashed: str) -> None:
    """The same with a password that is hashed already: that takes a while, and is better done before anything is written."""
    row = session.get(tables.Person, (org, person))
    if row is None:
        raise NotPossible("no-such-person")
    row.password_hash = hashed
    end_sessions(session, org, person)


def end_sessions(session: Session, org: str, person: UUID) -> None:
    """Signs a person out everywhere."""
    session.execute(delete(tables.SignIn).where(tables.SignIn.org == org, tables.SignIn.person == person))
    session.flush()


def verify_password(session: Session, org: str, email: str, password: str) -> UUID | None:
    """The person with this address and password. Does the same work when there is none; stores nothing."""
    query = select(tables.Person).where(tables.Person.org == org, tables.Person.email == email.strip().lower())
    row = session.scalars(query).one_or_none()
    try:
        _HASHER.verify(row.password_hash if row is not None and row.password_hash else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    return row.id if row is not None and row.password_hash and row.disabled_at is None else None


def may_sign_in(session: Session, org: str, email: str, source: str, *, now: datetime) -> bool:
    """False when too much has failed in the last minutes: for this address from this source, for the address, or from the source.

    Nobody is ever locked out: whoever fails from elsewhere has the narrow limit to themselves, and every limit is gone after the window.
    """
    return all(allowed(session, org, what, now, most) for what, most in _counted(email, source))


def note_failure(session: Session, org: str, email: str, source: str, *, now: datetime) -> None:
    """Counts a failed try."""
    count_attempt(session, org, now, *(what for what, _ in _counted(email, source)))


def _counted(email: str, source: str) -> tuple[tuple[str, int], ...]:
    """What failures are counted by, and how many of each are let through."""
    who = email.strip().lower()
    return (f"sign-in {who} from {source}", TRIES), (f"sign-in {who}", 5 * TRIES), (f"sign-in from {source}", 10 * TRIES)


def open_session(session: Session, org: str, sealer: Sealer, person: UUID, now: datetime) -> str:
    """A new session; its token, for the browser's cookie."""
    if directory.person(session, org, person) is None:
        raise NotPossible("no-such-person")
    token = secrets.token_urlsafe(32)
    row = tables.SignIn(org=org, id=sealer.token_id(token), person=person, created_at=now, seen_at=now, expires_at=now + LONGEST)
    session.add(row)
    journal.append(session, org, journal.ORGANISATION, "signed-in", at=now, person=person)
    return token


def who(session: Session, org: str, sealer: Sealer, token: str, now: datetime) -> SignedIn | None:
    """The person behind a token; None when the session is unknown, idle for too long, too old, or the account is closed."""
    id = sealer.token_id(token)
    row = _OPEN.first(session, {"org": org, "id": id})
    if row is None:
        return None
    seen, expires, *person = row
    if expires <= now or seen + IDLE <= now:
        return None
    return SignedIn(directory.Person(*person), id.hex()[:16], seen + timedelta(minutes=1) <= now)


def _open() -> ReadyQuery:
    """The session and its person: every page asks for them."""
    row, person = tables.SignIn, tables.Person
    query = select(row.seen_at, row.expires_at, person.id, person.name, person.email).join(
        person, (person.org == row.org) & (person.id == row.person)
    )
    return ReadyQuery(query.where(row.org == bindparam("org"), row.id == bindparam("id"), person.disabled_at.is_(None)))


_OPEN = _open()


def keep_alive(session: Session, org: str, sealer: Sealer, token: str, now: datetime) -> None:
    """Notes a sign of life."""
    row = session.get(tables.SignIn, (org, sealer.token_id(token)))
    if row is not None:
        row.seen_at = now


def close_session(session: Session, org: str, sealer: Sealer, token: str) -> None:
    """Signs out."""
    session.execute(delete(tables.SignIn).where(tables.SignIn.org == org, tables.SignIn.id == sealer.token_id(token)))
