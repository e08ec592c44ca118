"""The views of the case list that a person keeps under names of their own. The address stays the truth: a view is one of them."""

from collections.abc import Mapping
from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.trying import tried
from engine.actions import saved_views as verbs
from engine.ids import read_id
from engine.store import saved_views
from engine.store.saved_views import Owner
from forms.decoder import Posted, decode

FILTERS = ("state", "unit", "template", "flag", "q")
"""What the case list is filtered by, as its address names it."""
DONE = ("view-saved", "view-renamed", "view-removed")
REFUSED = ("no-name", "same-name", "too-many-views")


def shown(here: Visit, filters: Mapping[str, str]) -> list[dict[str, Any]]:
    """The person's views for the list that is filtered so."""
    owner, sealer = Owner(here.org, here.actor.id), here.office.sealer
    return [
        {"id": view.id, "text": view.name, "url": _list(here.org, view.filters), "current": dict(view.filters) == dict(filters)}
        for view in here.office.read(here.org, lambda session: saved_views.of_person(session, sealer, owner))
    ]


def save_view(org: str) -> ResponseReturnValue:
    """Keeps the filter of the list that the form stood on."""
    here, sent = visit(), decode(request)
    owner, filters, name = Owner(org, here.actor.id), _filters(sent), sent.first("name")
    _, why = tried(lambda session: verbs.save_view(session, here.office.sealer, owner, name, filters=filters), *REFUSED)
    return _back(sent, why or "view-saved")


def change_view(org: str) -> ResponseReturnValue:
    """Renames one of the person's views, or takes it away."""
    here, sent = visit(), decode(request)
    owner, id, name = Owner(org, here.actor.id), read_id(sent.first("view")) or abort(404), sent.first("name")
    if sent.first("do") == "remove":
        here.office.write(org, lambda session: verbs.remove_view(session, owner, id))
        return _back(sent, "view-removed")
    _, why = tried(lambda session: verbs.rename_view(session, here.office.sealer, owner, id, name=name), *REFUSED)
    return _back(sent, why or "view-renamed")


def _filters(sent: Posted) -> dict[str, str]:
    return {name: sent.first(name)[:100] for name in FILTERS if sent.first(name)}


def _back(sent: Posted, done: str) -> ResponseReturnValue:
    return redirect(_list(visit().org, {**_filters(sent), "done": done}), 303)


def _list(org: str, asked: Mapping[str, str]) -> str:
    known: dict[str, Any] = {name: value for name, value in asked.items() if name in (*FILTERS, "done")}
    return url_for("admin.case_list", org=org, **known)
