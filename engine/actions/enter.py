"""Someone comes with a session's token: who it is, and what they may at this moment. Nothing of it is kept between requests."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions import sign_in
from engine.organisation import Organisation
from engine.store import access_facts
from engine.store.seal import Sealer


@dataclass(frozen=True)
class Entry:
    """A person with an open session; `stale` when its sign of life is worth renewing."""

    actor: Actor
    session: str
    stale: bool


def enter(session: Session, organisation: Organisation, sealer: Sealer, token: str, *, now: datetime) -> Entry | None:
    """The person behind the token; None when the session is unknown, idle for too long, too old, or the account is closed."""
    known = sign_in.who(session, organisation.key, sealer, token, now)
    if known is None:
        return None
    day = now.astimezone(organisation.zone).date()
    actor = access_facts.actor(session, organisation, known.person, day)
    return Entry(actor, known.session, known.stale)
