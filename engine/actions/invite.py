"""Choosing a password by a link that works once: made for a new person, or anew for one who has forgotten theirs."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engine.actions.keeping import Keeper, begin, note, unchanged
from engine.actions.sign_in import use_password_hash
from engine.errors import NotPossible
from engine.ids import new_id
from engine.mails import invitation
from engine.store import directory, journal, outbox, people, tables
from engine.store.batch import Batch
from engine.store.seal import Sealer

OPEN = timedelta(days=7)
SHORTEST = 12
LONGEST = 1000


def invite(session: Session, keeper: Keeper, sealer: Sealer, base_url: str, *, name: str, email: str) -> tuple[UUID, str]:
    """A new person: the id, and the token of the link. A mail says that there is an account, and not how to get into it."""
    begin(session, keeper)
    if people.by_email(session, keeper.org, email) is not None:
        raise NotPossible("email-taken")
    id = new_id()
    row = tables.Person(org=keeper.org, id=id, name=name, email=email.lower(), password_hash=None, disabled_at=None)
    session.add(row)
    session.flush()
    note(session, keeper, "person-invited", persons=[str(id)])
    batch = Batch(keeper.org)
    letter = invitation(keeper.organisation, f"{base_url}/admin/{keeper.org}/", people.language(session, keeper.org))
    outbox.add_for(batch, row.email, "invitation", letter, now=keeper.now, actor=keeper.actor.id)
    batch.write(session)
    return id, _link(session, keeper, sealer, id)


def invite_again(session: Session, keeper: Keeper, sealer: Sealer, person: UUID) -> str:
    """Another link for someone; the one before no longer works. The password they have does, until they choose another."""
    begin(session, keeper)
    unchanged(keeper, people.one(session, keeper.org, person))
    if directory.person(session, keeper.org, person) is None:
        raise NotPossible("no-such-person")
    note(session, keeper, "person-invited", persons=[str(person)])
    return _link(session, keeper, sealer, person)


def _link(session: Session, keeper: Keeper, sealer: Sealer, person: UUID) -> str:
    row = tables.Invitation
    session.execute(delete(row).where(row.org == keeper.org, row.person == person))
    token = secrets.token_urlsafe(32)
    session.add(row(org=keeper.org, id=sealer.token_id(token), person=person, expires_at=keeper.now + OPEN))
    session.flush()
    return token


def invited(session: Session, org: str, sealer: Sealer, token: str, now: datetime) -> directory.Person | None:
    """The person whom an open link is for; None when it is unknown, used, too old, or the account is closed."""
    row = session.get(tables.Invitation, (org, sealer.token_id(token)))
    return directory.person(session, org, row.person) if row is not None and now < row.expires_at else None


def choose_password(session: Session, org: str, sealer: Sealer, token: str, *, hashed: str, now: datetime) -> None:
    """The password of whom the link is for, already hashed since that takes time; the link no longer works, and open sessions end."""
    person = invited(session, org, sealer, token, now)
    if person is None:
        raise NotPossible("no-such-link")
    row = tables.Invitation
    used: Any = session.execute(delete(row).where(row.org == org, row.person == person.id))
    # of two who use it at once, the other has it already
    if not used.rowcount:
        raise NotPossible("no-such-link")
    use_password_hash(session, org, person.id, hashed)
    journal.append(session, org, journal.ORGANISATION, "password-chosen", at=now, person=person.id)


def too_weak(password: str, person: directory.Person) -> str:
    """Why a password will not do, as a code; empty for one that does. Length is what counts (NIST SP 800-63B, 3.1.1.2)."""
    if len(password) < SHORTEST:
        return "too-short"
    if len(password) > LONGEST:
        return "too-long"
    known = (person.email.casefold(), person.name.casefold())
    return "easy" if password.casefold() in known or len(set(password)) < 4 else ""
