"""A person keeps a view under a name, renames it, begins with it, or takes it away. It is nobody else's, so no journal tells of it."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine.errors import NotPossible
from engine.ids import new_id
from engine.store import saved_views
from engine.store.saved_views import CASES, Chosen, Owner, View
from engine.store.seal import Sealer

MOST = 30
LONGEST = 40
"""Characters of a name."""


def save_view(session: Session, sealer: Sealer, owner: Owner, name: str, *, chosen: Chosen, of: str = CASES) -> None:
    """Keeps what is chosen under the name, in place of what had that name there; raises NotPossible without a name, and when there are
    too many."""
    name, views = _name(name), saved_views.of_person(session, sealer, owner)
    same = next((view for view in views if view.of == of and view.name.casefold() == name.casefold()), None)
    if same is None and len(views) >= MOST:
        raise NotPossible("too-many-views")
    view = replace(same, name=name, chosen=chosen) if same else View(new_id(), name, chosen, of)
    saved_views.keep(session, sealer, owner, view)


def rename_view(session: Session, sealer: Sealer, owner: Owner, id: UUID, *, name: str) -> None:
    """Gives one of the person's views another name, which none of the others of the same list or report has."""
    name, views = _name(name), saved_views.of_person(session, sealer, owner)
    mine = _mine(views, id)
    if any(view.id != id and view.of == mine.of and view.name.casefold() == name.casefold() for view in views):
        raise NotPossible("same-name")
    saved_views.keep(session, sealer, owner, replace(mine, name=name))


def begin_with_view(session: Session, sealer: Sealer, owner: Owner, id: UUID, *, start: bool) -> None:
    """Says that a view is what the person begins with, and no other, or that it is not."""
    views = saved_views.of_person(session, sealer, owner)
    mine = _mine(views, id)
    for view in views:
        wanted = start if view == mine else view.start and not start
        if view.start != wanted:
            saved_views.keep(session, sealer, owner, replace(view, start=wanted))


def remove_view(session: Session, owner: Owner, id: UUID) -> None:
    """Takes one of the person's views away; where there is none nothing happens."""
    saved_views.remove(session, owner, id)


def _mine(views: list[View], id: UUID) -> View:
    mine = next((view for view in views if view.id == id), None)
    if mine is None:
        raise NotPossible("no-such-view")
    return mine


def _name(typed: str) -> str:
    name = " ".join(typed.split())[:LONGEST]
    if not name:
        raise NotPossible("no-name")
    return name
