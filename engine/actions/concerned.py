"""Whom a case is about: everybody whom its reports name or somebody has added, and how each may be shown. It reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.answers import values_of
from engine.persons import Part, Spot, letters, masked, spots
from engine.store import records, tables
from engine.store.records import Linked
from engine.store.seal import Sealer
from engine.template.model import PersonRole
from engine.texts import engine_texts


@dataclass(frozen=True)
class Told:
    """A report as a case has it: its answers, and the row that they are of where the case has no other."""

    report: UUID
    answers: Mapping[str, Any]
    row: int | None = None

    def part(self, scene: Scene) -> Part:
        """Which of its rows are there."""
        return Part(scene.template.cases.one_per, self.row)


@dataclass(frozen=True)
class Concerned:
    """One person in a case. `shown` is what everybody sees; `spot` has the name as it was written and is for verbs alone.

    `key` names the place, which is the same in every case that has the report. `others` are records that are known not to be this person.
    """

    key: str
    role: PersonRole
    shown: str
    hidden: bool
    spot: Spot | None = None
    record: tables.Record | None = None
    others: frozenset[UUID] = frozenset()


def concerned_in(session: Session, scene: Scene, case: UUID, reports: Iterable[Told]) -> tuple[Concerned, ...]:
    """Everybody whom a case is about, those of its reports first."""
    if not scene.template.persons:
        return ()
    named = {f"{told.report}/{spot.place}": spot for told in reports for spot in _spots(scene, told)}
    links = records.links_of_case(session, scene.org, case, named)
    found = [_concerned(session, scene, key, [each for each in links if each.link.spot == key], spot=spot) for key, spot in named.items()]
    by_hand = [each for each in links if each.link.spot not in named and each.link.same]
    return (*found, *(_concerned(session, scene, each.link.spot, [each]) for each in by_hand))


def as_everybody_sees(scene: Scene, told: Told, persons: Iterable[Concerned]) -> dict[str, Any]:
    """A report's answers with the names that may not be seen masked."""
    before = f"{told.report}/"
    shown = {each.key.removeprefix(before): each.shown for each in persons if each.hidden and each.key.startswith(before)}
    return masked(scene.template, told.answers, shown, part=told.part(scene)) if shown else dict(told.answers)


def before_any_case(scene: Scene, told: Told) -> dict[str, Any]:
    """The answers of a report that is in no case, likewise."""
    hidden = [spot for spot in _spots(scene, told) if spot.protected]
    persons = [Concerned(f"{told.report}/{spot.place}", spot.role, _protected(scene), hidden=True) for spot in hidden]
    return as_everybody_sees(scene, told, persons)


def pseudonym(number: int, language: str) -> str:
    """What a protected record is called."""
    return engine_texts().say("persons.pseudonym", language, letters=letters(number))


def name_of(session: Session, sealer: Sealer, record: tables.Record, language: str) -> str:
    """What a record is called to everybody who may see it."""
    return pseudonym(record.pseudonym or 1, language) if record.protected else records.identity(session, sealer, record).name


def _spots(scene: Scene, told: Told) -> tuple[Spot, ...]:
    values = values_of(scene.template.form, told.answers, scene.organisation)
    return spots(scene.template, told.answers, values, scene.day, part=told.part(scene))


def _concerned(session: Session, scene: Scene, key: str, links: list[Linked], *, spot: Spot | None = None) -> Concerned:
    mine = next((each for each in links if each.link.same), None)
    record = mine.record if mine else None
    role = spot.role if spot else scene.template.persons.get(mine.link.role if mine else "", PersonRole("", {}))
    hidden = (spot is not None and spot.protected) or (record is not None and record.protected)
    if record is not None and (hidden or spot is None):
        shown = name_of(session, scene.sealer, record, scene.language)
    else:
        shown = _protected(scene) if hidden or spot is None else spot.name
    others = frozenset(each.record.id for each in links if not each.link.same)
    return Concerned(key, role, shown, hidden, spot, record, others)


def _protected(scene: Scene) -> str:
    return engine_texts().say("persons.protected", scene.language)
