"""The views that a person keeps of the case list and of reports: what an address chooses, under a name. They are nobody else's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.ready import ReadyQuery
from engine.store.seal import Sealer, place

_ROW = tables.SavedView
Chosen = tuple[tuple[str, str], ...]
"""What an address chooses, by the names that it uses."""
CASES = ""
"""The case list, where a report is `template/report`."""


@dataclass(frozen=True)
class View:
    """What is chosen in the list or report that the view is `of`, and what its owner calls it; at most one of theirs is the `start`."""

    id: UUID
    name: str
    chosen: Chosen
    of: str = CASES
    start: bool = False


@dataclass(frozen=True)
class Owner:
    """The person whose views they are."""

    org: str
    person: UUID


def of_person(session: Session, sealer: Sealer, owner: Owner) -> list[View]:
    """The person's views, by name."""
    rows = _THEIRS.every(session, {"org": owner.org, "person": owner.person})
    key = sealer.person_key(owner.org, owner.person)
    found = [_view(id, sealer.open(key, sealed, _about(id))) for id, sealed in rows]
    return sorted(found, key=lambda view: (view.name.casefold(), view.id))


_THEIRS = ReadyQuery(select(_ROW.id, _ROW.sealed).where(_ROW.org == bindparam("org"), _ROW.person == bindparam("person")))


def keep(session: Session, sealer: Sealer, owner: Owner, view: View) -> None:
    """Writes a view down, in place of the one with its id where there is one."""
    said = {"name": view.name, "filters": [list(pair) for pair in view.chosen], "of": view.of, "start": view.start}
    sealed = sealer.seal(sealer.person_key(owner.org, owner.person), said, _about(view.id))
    row = session.get(_ROW, (owner.org, view.id))
    if row is None:
        row = _ROW(org=owner.org, id=view.id, person=owner.person)
        session.add(row)
    row.sealed = sealed
    session.flush()


def remove(session: Session, owner: Owner, id: UUID) -> None:
    """Takes one of the person's views away."""
    session.execute(delete(_ROW).where(_ROW.org == owner.org, _ROW.person == owner.person, _ROW.id == id))


def _view(id: UUID, said: Mapping[str, Any]) -> View:
    # views of the case list were first kept with one value for each name
    pairs = said["filters"].items() if isinstance(said["filters"], dict) else said["filters"]
    return View(id, said["name"], tuple((name, value) for name, value in pairs), said.get("of", CASES), said.get("start", False))


def _about(id: UUID) -> str:
    return place("saved_view", id, "view")
