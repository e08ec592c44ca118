"""Draws a sample of closed cases by chance, in a way that anyone can repeat from the journal and so see that no case was chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.errors import NotPossible
from engine.ids import new_id
from engine.organisation import Organisation
from engine.store import journal, notices, samples

MOST = 50
"""So many cases in one sample."""


@dataclass(frozen=True)
class Draw:
    """What to draw from: the cases that a mailbox was told of, closed between two days, both among them."""

    mailbox: str
    first: date
    last: date
    count: int


def drawn(seed: str, population: Iterable[UUID], count: int) -> tuple[UUID, ...]:
    """The first of the population when each case is ordered by the SHA-256 of the seed, a slash and its id."""
    return tuple(sorted(population, key=lambda id: sha256(f"{seed}/{id}".encode()).digest())[:count])


def draw_sample(session: Session, organisation: Organisation, draw: Draw, actor: Actor, now: datetime, *, seed: str) -> UUID:
    """Draws; raises NotPossible for a mailbox that is not the person's or was never told of anything, and where nothing was closed.

    The seed is made by whoever calls, by chance, and no person names it.
    """
    org = organisation.key
    if draw.mailbox not in actor.mailboxes or not notices.receives(session, org, [draw.mailbox]):
        raise NotPossible("no-such-mailbox")
    if not 0 < draw.count <= MOST:
        raise NotPossible("no-such-count")
    first, end = (_begins(organisation, day) for day in (draw.first, draw.last + timedelta(days=1)))
    population = samples.population(session, org, draw.mailbox, first, end)
    if not population:
        raise NotPossible("nothing-to-draw")
    found, id = drawn(seed, population, draw.count), new_id()
    kept = samples.Drawn(id, draw.mailbox, draw.first, draw.last, len(population), seed, now, actor.id)
    samples.add(session, org, kept, found)
    facts = {
        "sample": str(id),
        "mailbox": draw.mailbox,
        "first": draw.first.isoformat(),
        "last": draw.last.isoformat(),
        "seed": seed,
        "population": len(population),
        "digest": sha256("\n".join(map(str, population)).encode()).hexdigest(),
        "cases": [str(case) for case in found],
    }
    journal.append(session, org, journal.ORGANISATION, "sample-drawn", at=now, person=actor.id, facts=facts)
    return id


def _begins(organisation: Organisation, day: date) -> datetime:
    return datetime.combine(day, time(), organisation.zone).astimezone(UTC)
