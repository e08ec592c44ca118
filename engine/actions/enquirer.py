"""Somebody who asks about people whom cases are about: who, in which session, when. It must not decide what they may see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.errors import NotPossible
from engine.organisation import Organisation
from engine.store import records, tables
from engine.store.record_sight import seen_by
from engine.store.seal import Sealer
from engine.store.sight import sight


@dataclass(frozen=True)
class Enquirer:
    """A signed-in person who asks. `signed_in` names the session without telling it."""

    organisation: Organisation
    sealer: Sealer
    actor: Actor
    signed_in: str
    now: datetime
    language: str = "sv"

    @property
    def org(self) -> str:
        """The organisation's key."""
        return self.organisation.key

    def eyes(self, session: Session) -> ColumnElement[bool]:
        """A row of `Record` that the person may see."""
        return seen_by(sight(session, self.organisation, self.actor), self.organisation)

    def see(self, session: Session, record: UUID) -> tables.Record:
        """The record; raises NotPossible where there is none that the person may see."""
        row = records.seen(session, self.org, record, self.eyes(session))
        if row is None:
            raise NotPossible("no-such-record")
        return row
