"""How every page of the settings is made: parts with a list, lines or forms, what was just done, and what someone else did meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.guard import Visit
from admin.guard import visit as signed_in
from admin.settings.entry import Entry
from admin.settings.places import PLACES, WITHIN
from engine.actions.keeping import Keeper
from engine.errors import NotPossible
from engine.store import directory
from engine.store.particulars import mark
from forms.decoder import decode, decode_query
from forms.view import Asked, error_lines
from forms.wording import say


@dataclass(frozen=True)
class Sheet:
    """One form: `do` is what its button does. A folded one has a title, and opens by itself when something in it is wrong.

    `files` are the words beside an input for a file, where it takes one.
    """

    do: str
    button: str
    fields: tuple[Asked, ...] = ()
    title: str = ""
    lead: str = ""
    kind: str = "secondary"
    folded: bool = True
    files: str = ""

    @property
    def open(self) -> bool:
        """True when something in it is to be put right."""
        return any(asked.error for asked in self.fields)


@dataclass(frozen=True)
class Part:
    """A part of a page: a list, or what stands where there is none; lines of text; and forms."""

    title: str = ""
    columns: tuple[str, ...] = ()
    rows: Sequence[Sequence[Any]] = ()
    empty: str = ""
    lead: str = ""
    lines: Sequence[str] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True)
class Screen:
    """A page: its heading, its parts, and `seen`, from which others' changes are told."""

    title: str
    parts: tuple[Part, ...]
    over: str = ""
    lead: str = ""
    back: tuple[str, str] | None = None
    seen: object = None


def visit() -> Visit:
    """The visit, with the organisation as it is this moment: what someone else has just changed must be seen."""
    here = signed_in()
    now = here.office.read(here.org, lambda session: directory.organisation(session, here.org))
    return replace(here, organisation=now or here.organisation)


def show(here: Visit, screen: Screen, *, refused: str = "") -> Response:
    """The page; with 422 when what was sent could not be done, and 409 when someone else was faster."""
    fields = [asked for part in screen.parts for sheet in part.sheets for asked in sheet.fields]
    errors = error_lines(fields)
    done = decode_query(request).first("done")
    page = render_template(
        "settings.html",
        screen=screen,
        seen=mark(screen.seen),
        views=_views(here),
        errors=errors,
        refused="" if refused == "changed-meanwhile" else refused and say(f"settings.refused.{refused}"),
        changed=refused == "changed-meanwhile",
        done=say(f"settings.done.{done}") if done in DONE and not (errors or refused) else "",
    )
    return make_response(page, 409 if refused == "changed-meanwhile" else 422 if errors or refused else 200)


SEVERAL = ("-weekdays", "-functions")
"""How the names of inputs end that may come more than once."""
DONE = ("saved", "added", "removed", "paused", "resumed", "sent")
"""What a page may say that has just been done."""


def _views(here: Visit) -> list[dict[str, Any]]:
    """The places of the settings; none on a page that is elsewhere."""
    if request.endpoint not in WITHIN:
        return []
    endpoint = (request.endpoint or "").removeprefix("admin.")
    return [
        {"text": say(f"settings.places.{place}"), "url": url_for(f"admin.{place}", org=here.org), "current": endpoint in (place, *pages)}
        for place, pages in PLACES.items()
    ]


Change = Callable[[Any, Keeper], Any]
"""A verb, told in which session and by whom."""
Shown = Callable[[Entry, str], ResponseReturnValue]
"""Shows the page again with what was typed, and the code of why it was refused, if any."""


def sent() -> Entry:
    """The form that was sent."""
    return Entry(decode(request, lambda name: name.endswith(SEVERAL)))


def carry_out(
    here: Visit, entry: Entry, change: Change, show_again: Shown, *, to: str | Callable[[Any], ResponseReturnValue], done: str = "saved"
) -> ResponseReturnValue:
    """Does it and leads on; what is wrong, or was changed by someone else meanwhile, is shown with what was typed.

    `to` is an address, or makes the page that alone will ever show what the verb gave.
    """
    if not entry.fine or entry.posted is None:
        return show_again(entry, "")
    keeper = Keeper(here.organisation, here.actor, here.now, entry.posted.first("seen"))
    try:
        made = here.office.write(here.org, lambda session: change(session, keeper))
    except NotPossible as error:
        here.office.forget()
        return show_again(entry, error.code)
    here.office.settle(here.org, actor=here.actor.id)
    return redirect(f"{to}?done={done}", 303) if isinstance(to, str) else to(made)
