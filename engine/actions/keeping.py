"""What every change of the organisation shares: who makes it, that nobody else was faster, and its line in the organisation's journal."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.access import Actor, administers
from engine.errors import NotPossible
from engine.organisation import Organisation
from engine.store import journal, tables
from engine.store.particulars import mark

_LONGEST = 50


@dataclass(frozen=True)
class Keeper:
    """Someone who changes the organisation; `seen` is the mark of what they had before them."""

    organisation: Organisation
    actor: Actor
    now: datetime
    seen: str = ""

    @property
    def org(self) -> str:
        """The organisation's key."""
        return self.organisation.key

    @property
    def day(self) -> date:
        """The organisation's local day."""
        return self.now.astimezone(self.organisation.zone).date()


def begin(session: Session, keeper: Keeper) -> None:
    """Lets one at a time change the organisation; raises NotPossible for anyone who may not."""
    if not administers(keeper.actor):
        raise NotPossible("not-yours")
    session.get(tables.Organisation, keeper.org, with_for_update=True, populate_existing=True)


def unchanged(keeper: Keeper, now: object) -> None:
    """Raises NotPossible when what the keeper had before them is another thing by now."""
    if keeper.seen != mark(now):
        raise NotPossible("changed-meanwhile")


def note(session: Session, keeper: Keeper, kind: str, **facts: Any) -> None:
    """The line that tells of the change: ids, keys, codes and days, never a name."""
    journal.append(session, keeper.org, journal.ORGANISATION, kind, at=keeper.now, person=keeper.actor.id, facts=facts)


def day_fact(day: date | None) -> str:
    """A day as the journal has it; empty for none."""
    return day.isoformat() if day else ""


def in_order(start: date, until: date | None) -> None:
    """Raises NotPossible where something would end before it begins."""
    if until is not None and until < start:
        raise NotPossible("until-before-start")


def new_key(name: str, taken: Container[str]) -> str:
    """A key of small letters, figures and _ for something of this name, that nothing else has."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isascii())
    wanted = re.sub("[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST] or "x"
    keys = (wanted if number == 1 else f"{wanted}_{number}" for number in range(1, 10_000))
    return next(key for key in keys if key not in taken)
