"""The views of the case list that a person keeps: the filter of an address under a name. Nobody else reads or changes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.seal import Sealer, place

_ROW = tables.SavedView


@dataclass(frozen=True)
class View:
    """A filter, by the names that the address uses, and what its owner calls it."""

    id: UUID
    name: str
    filters: Mapping[str, str]


@dataclass(frozen=True)
class Owner:
    """The person whose views they are."""

    org: str
    person: UUID


def of_person(session: Session, sealer: Sealer, owner: Owner) -> list[View]:
    """The person's views, by name."""
    rows = session.scalars(select(_ROW).where(_ROW.org == owner.org, _ROW.person == owner.person))
    key = sealer.person_key(owner.org, owner.person)
    said = [(row.id, sealer.open(key, row.sealed, _about(row.id))) for row in rows]
    return sorted((View(id, found["name"], found["filters"]) for id, found in said), key=lambda view: (view.name.casefold(), view.id))


def keep(session: Session, sealer: Sealer, owner: Owner, view: View) -> None:
    """Writes a view down, in place of the one with its id where there is one."""
    sealed = sealer.seal(sealer.person_key(owner.org, owner.person), {"name": view.name, "filters": dict(view.filters)}, _about(view.id))
    row = session.get(_ROW, (owner.org, view.id))
    if row is None:
        row = _ROW(org=owner.org, id=view.id, person=owner.person)
        session.add(row)
    row.sealed = sealed
    session.flush()


def remove(session: Session, owner: Owner, id: UUID) -> None:
    """Takes one of the person's views away."""
    session.execute(delete(_ROW).where(_ROW.org == owner.org, _ROW.person == owner.person, _ROW.id == id))


def _about(id: UUID) -> str:
    return place("saved_view", id, "view")
