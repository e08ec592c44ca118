"""Acknowledging notices, from the queue or from the page of a case; the page after it says who had done it before."""

from collections.abc import Iterable
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import visit
from admin.received.asked import Asked
from engine.actions.acknowledge import acknowledge as verb
from engine.errors import NotPossible
from engine.ids import read_id
from forms.decoder import decode

SEVERAL = "notice"
"""The boxes that mark notices; a row's own button is `ONE`, which leaves the boxes aside."""
ONE = "one"


def acknowledge(org: str) -> ResponseReturnValue:
    """Acknowledges one, or all that are marked."""
    here, sent = visit(), decode(request, lambda name: name == SEVERAL)
    wanted = ids_in([sent.first(ONE)] if sent.first(ONE) else sent.getlist(SEVERAL))
    asked = Asked.read(here, sent)
    if not wanted:
        return redirect(asked.url(done="nothing"), 303)
    try:
        found = here.office.write(org, lambda session: verb(session, here.organisation, wanted, here.actor, here.now))
    except NotPossible:
        abort(404)
    case = next(iter(ids_in([sent.first("case")])), None)
    if case is not None:
        return redirect(url_for("admin.case", org=org, case=case, done="acknowledged" if found.done else "acknowledged-before"), 303)
    before = [str(id) for id in found.before]
    return redirect(asked.url(done="acknowledged", count=str(len(found.done)), before=before[:10]), 303)


def ids_in(texts: Iterable[str]) -> list[UUID]:
    """The ids among some texts."""
    return [id for text in texts if (id := read_id(text)) is not None]
