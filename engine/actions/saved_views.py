"""A person keeps a view of the case list under a name, renames it, or takes it away. It is nobody else's, so no journal tells of it."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine.errors import NotPossible
from engine.ids import new_id
from engine.store import saved_views
from engine.store.saved_views import Owner, View
from engine.store.seal import Sealer

MOST = 30
LONGEST = 40
"""Characters of a name."""


def save_view(session: Session, sealer: Sealer, owner: Owner, name: str, *, filters: Mapping[str, str]) -> None:
    """Keeps the filter under the name, in place of what had that name; raises NotPossible without a name, and when there are too many."""
    name, views = _name(name), saved_views.of_person(session, sealer, owner)
    same = next((view for view in views if view.name.casefold() == name.casefold()), None)
    if same is None and len(views) >= MOST:
        raise NotPossible("too-many-views")
    saved_views.keep(session, sealer, owner, View(same.id if same else new_id(), name, filters))


def rename_view(session: Session, sealer: Sealer, owner: Owner, id: UUID, *, name: str) -> None:
    """Gives one of the person's views another name, which none of the others has."""
    name, views = _name(name), saved_views.of_person(session, sealer, owner)
    mine = next((view for view in views if view.id == id), None)
    if mine is None:
        raise NotPossible("no-such-view")
    if any(view.id != id and view.name.casefold() == name.casefold() for view in views):
        raise NotPossible("same-name")
    saved_views.keep(session, sealer, owner, replace(mine, name=name))


def remove_view(session: Session, owner: Owner, id: UUID) -> None:
    """Takes one of the person's views away; where there is none nothing happens."""
    saved_views.remove(session, owner, id)


def _name(typed: str) -> str:
    name = " ".join(typed.split())[:LONGEST]
    if not name:
        raise NotPossible("no-name")
    return name
