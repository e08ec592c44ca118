"""Somebody looks for a person whom cases are about: by name, identity number or pseudonym, and by nothing else."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from engine.access import Actor, seeks_people
from engine.actions.attempts import allowed, count_attempt
from engine.actions.casefile import CaseFile
from engine.actions.concerned import Concerned, pseudonym
from engine.actions.enquirer import Enquirer
from engine.actions.scene import Scene
from engine.alike import enough, index_number, index_words, likeness, within
from engine.errors import NotPossible
from engine.persons import pseudonym_number
from engine.store import journal, records, tables
from engine.store.record_sight import seen_by
from engine.store.records import Identity
from engine.store.sight import sight

SEARCHES = 30
"""In ten minutes, by one person."""
SHORTEST_NUMBER = 6
MOST = 20
SUGGESTED = 5
_SURE = 1_000_000
"""More than any likeness of names: the same identity number."""


@dataclass(frozen=True)
class Hit:
    """A record that was found. Of a protected one nothing is told but its pseudonym."""

    id: UUID
    name: str
    born: int | None
    unit: str | None


def search(session: Session, by: Enquirer, text: str) -> tuple[Hit, ...]:
    """The records that are meant, within the person's rights; raises NotPossible without a right or reason, and after too many searches.

    The line in the journal has a keyed digest of what was asked, which tells whether two searches asked the same, and not what.
    """
    if not seeks_people(by.actor):
        raise NotPossible("not-yours")
    if not records.has_reason(session, by.org, None, by.actor.id, signed_in=by.signed_in):
        raise NotPossible("no-reason")
    what = f"record-search/{by.actor.id}"
    if not allowed(session, by.org, what, by.now, SEARCHES):
        raise NotPossible("too-many")
    count_attempt(session, by.org, by.now, what)
    found = _meant(session, by, text)
    digest = hmac.digest(by.sealer.journal_key, f"{by.org}/{' '.join(index_words(text)) or index_number(text)}".encode(), "sha256")
    facts = {"session": by.signed_in, "digest": digest.hex(), "hits": len(found)}
    journal.append(session, by.org, journal.ORGANISATION, "record-searched", at=by.now, person=by.actor.id, facts=facts)
    return found


def _meant(session: Session, by: Enquirer, text: str) -> tuple[Hit, ...]:
    seen, sealer = by.eyes(session), by.sealer
    number = pseudonym_number(text)
    if number and pseudonym(number, by.language).casefold() == " ".join(text.split()).casefold():
        row = records.with_pseudonym(session, seen, number, by.org)
        return (Hit(row.id, pseudonym(number, by.language), None, row.unit),) if row is not None else ()
    if sum(map(str.isdigit, text)) >= SHORTEST_NUMBER:
        rows = records.with_number(session, sealer, seen, text, by.org)
    else:
        rows = records.with_words(session, sealer, seen, text, org=by.org, least=len(index_words(text)))
    known = records.identities(session, sealer, by.org, rows)
    meant = [row for row in rows if within(text, known[row.id].name) or _same(text, known[row.id].number)]
    return tuple(_hit(row, known[row.id]) for row in meant[:MOST])


def _same(number: str, other: str) -> bool:
    return bool(number) and index_number(number) == index_number(other)


def suggestions(session: Session, scene: Scene, file: CaseFile, actor: Actor) -> dict[str, tuple[Hit, ...]]:
    """For each person of a case whom nobody has linked: records that the reader may see and that may be the same, the likeliest first."""
    seen = seen_by(sight(session, scene.organisation, actor), scene.organisation)
    open_ones = [person for person in file.persons if person.record is None and not person.hidden and person.spot is not None]
    return {person.key: tuple(_like(session, scene, seen, person)) for person in open_ones}


def _like(session: Session, scene: Scene, seen: ColumnElement[bool], person: Concerned) -> Iterable[Hit]:
    sealer, spot = scene.sealer, person.spot
    if spot is None:
        return []
    found = (
        *records.with_number(session, sealer, seen, spot.number, scene.org),
        *records.with_words(session, sealer, seen, spot.name, org=scene.org, least=enough(spot.name)),
    )
    rows = {row.id: row for row in found if row.id not in person.others}
    known = records.identities(session, sealer, scene.org, rows.values())
    points = {id: likeness(spot.name, who.name) + (_SURE if _same(spot.number, who.number) else 0) for id, who in known.items()}
    best = sorted((id for id in known if points[id]), key=lambda id: -points[id])
    return [_hit(rows[id], known[id]) for id in best[:SUGGESTED]]


def _hit(row: tables.Record, known: Identity) -> Hit:
    return Hit(row.id, known.name, known.born, row.unit)
