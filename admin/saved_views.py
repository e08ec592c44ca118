"""The views that a person keeps of the case list and of reports, under names of their own. The address stays the truth: a view is one of
them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.counted_over import over
from admin.guard import Visit, visit
from admin.trying import tried
from engine.access import reads_reports
from engine.actions import saved_views as verbs
from engine.ids import read_id
from engine.office import Office
from engine.store import access_facts, directory, saved_views
from engine.store.saved_views import CASES, Chosen, Owner, View
from forms.decoder import Posted, decode
from forms.wording import say

FILTERS = ("state", "unit", "template", "flag", "q")
"""What the case list is filtered by, as its address names it."""
DONE = ("view-saved", "view-renamed", "view-removed", "view-begins", "view-ends")
REFUSED = ("no-name", "same-name", "too-many-views")
SAID = "done"
"""The name under which the address says what was done."""
_MOST, _LONGEST = 100, 100


@dataclass(frozen=True)
class Kept:
    """What a page shows of views: those of its own list or report, what it shows now, and what has just been done or refused."""

    of: str
    now: str
    views: list[dict[str, Any]]
    done: str
    refused: str
    save: str
    change: str


def kept(here: Visit, of: str, chosen: Chosen, done: str = "") -> Kept:
    """The person's views for a list or report where this is chosen."""
    views = [
        {"id": view.id, "text": view.name, "url": address(here.org, view), "current": set(view.chosen) == set(chosen), "start": view.start}
        for view in _views(here)
        if view.of == of
    ]
    save, change = url_for("admin.save_view", org=here.org), url_for("admin.change_view", org=here.org)
    return Kept(of, urlencode(chosen), views, _said(done, DONE, "done"), _said(done, REFUSED, "refused"), save, change)


def of_reports(here: Visit) -> list[dict[str, Any]]:
    """The person's views of every report."""
    return [{"text": view.name, "url": address(here.org, view)} for view in _views(here) if view.of != CASES]


def start_of(office: Office, org: str, person: UUID, now: datetime) -> str:
    """The address that a person begins with; empty when it is the usual one, or is not theirs to see any more."""
    organisation, owner = office.organisation(org), Owner(org, person)
    found = office.read(org, lambda session: saved_views.of_person(session, office.sealer, owner))
    view = next((view for view in found if view.start), None)
    row = office.read(org, lambda session: directory.person(session, org, person)) if view and organisation else None
    if view is None or organisation is None or row is None or (view.of != CASES and not _is_report(office, org, view.of)):
        return ""
    day = now.astimezone(organisation.zone).date()
    actor = office.read(org, lambda session: access_facts.actor(session, organisation, row, day))
    return address(org, view) if view.of == CASES or reads_reports(actor) else ""


def address(org: str, view: View, done: str = "") -> str:
    """Where a view leads."""
    pairs = [*view.chosen, *([(SAID, done)] if done else [])]
    if view.of == CASES:
        path = url_for("admin.case_list", org=org)
    else:
        template, _, report = view.of.partition("/")
        path = url_for("admin.report", org=org, template=template, report=report)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def save_view(org: str) -> ResponseReturnValue:
    """Keeps what is chosen in the list or report that the form stood on."""
    here, sent = visit(), decode(request)
    owner, shown, name = Owner(org, here.actor.id), _shown(here, sent), sent.first("name")
    _, why = tried(lambda session: verbs.save_view(session, here.office.sealer, owner, name, chosen=shown.chosen, of=shown.of), *REFUSED)
    return redirect(address(org, shown, why or "view-saved"), 303)


def change_view(org: str) -> ResponseReturnValue:
    """Renames one of the person's views, begins with it, or takes it away."""
    here, sent = visit(), decode(request)
    owner, sealer, id, name = Owner(org, here.actor.id), here.office.sealer, read_id(sent.first("view")) or abort(404), sent.first("name")
    shown, do = _shown(here, sent), sent.first("do")
    if do == "remove":
        here.office.write(org, lambda session: verbs.remove_view(session, owner, id))
        return redirect(address(org, shown, "view-removed"), 303)
    if do in ("begin", "end"):
        tried(lambda session: verbs.begin_with_view(session, sealer, owner, id, start=do == "begin"))
        return redirect(address(org, shown, f"view-{do}s"), 303)
    _, why = tried(lambda session: verbs.rename_view(session, sealer, owner, id, name=name), *REFUSED)
    return redirect(address(org, shown, why or "view-renamed"), 303)


def _views(here: Visit) -> list[View]:
    owner, sealer = Owner(here.org, here.actor.id), here.office.sealer
    return here.office.read(here.org, lambda session: saved_views.of_person(session, sealer, owner))


def _shown(here: Visit, sent: Posted) -> View:
    """What the form stood on, as a view that is not kept yet."""
    of, typed = sent.first("of"), parse_qsl(sent.first("chosen"), max_num_fields=None)[:_MOST]
    if of != CASES and not _is_report(here.office, here.org, of):
        abort(404)
    pairs = [(name, value[:_LONGEST]) for name, value in typed if name != SAID and (of != CASES or name in FILTERS)]
    return View(UUID(int=0), "", tuple(pairs), of)


def _is_report(office: Office, org: str, of: str) -> bool:
    template, _, report = of.partition("/")
    return over(office, org, template, report) is not None


def _said(code: str, known: tuple[str, ...], where: str) -> str:
    return say(f"{where}.{code}") if code in known else ""
