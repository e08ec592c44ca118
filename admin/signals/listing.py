"""Every signal that the visitor may know of: those that wait for somebody, and those that were put away."""

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from admin.guard import visit
from admin.raised_signals import Shown, shown
from admin.when import When
from engine.store.readers import names_of
from forms.wording import say


def signals(org: str) -> ResponseReturnValue:
    """The list."""
    here = visit()
    waiting, settled = shown(here), shown(here, settled=True)
    people = {one.raised.settled_by for one in settled if one.raised.settled_by is not None}
    names = here.office.read(org, lambda session: names_of(session, org, people)) if people else {}
    when = When(here.organisation, here.now)
    return render_template(
        "signals.html",
        waiting=[[_title(one), one.where, one.when] for one in waiting],
        settled=[[_title(one), one.where, one.when, _signed(one, names, when)] for one in settled],
        columns=[say(f"signals.columns.{name}") for name in ("what", "where", "when", "settled")],
        back=url_for("admin.reports", org=org),
    )


def _title(one: Shown) -> dict[str, Any]:
    return {"text": one.title, "url": one.url}


def _signed(one: Shown, names: dict[UUID, str], when: When) -> str:
    """Who has put it away, and when."""
    raised = one.raised
    return f"{names.get(raised.settled_by, '')}, {when.short(raised.settled_at)}" if raised.settled_by and raised.settled_at else ""
