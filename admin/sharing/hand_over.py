"""Handing a step over: each person is a button, so that it takes two taps. What is handed over can be handed back."""

from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.case_view import CaseView, case_view, open_scene
from admin.guard import case_row, visit
from admin.sharing.choice import MAILBOX, choice
from admin.trying import FASTER, tried
from engine.actions import hand_over as action
from engine.actions.whole_case import afterwards
from engine.ids import read_id
from engine.workflow import Run
from forms.csrf import FIELD
from forms.decoder import decode, decode_query
from forms.wording import say


def hand_over(org: str, case: UUID, run: int) -> ResponseReturnValue:
    """The page with those who can take over."""
    return _page(run, decode_query(request).first("q").strip()[:100])


def _page(number: int, typed: str, error: str = "") -> Response:
    view = case_view()
    run = _open_run(view, number)
    mailbox = view.scene.organisation.mailboxes.get(run.holder) if run.holder else None
    found = choice(view.here, view.file.subject, [mailbox] if mailbox else [], typed)
    page = render_template(
        "hand_over.html",
        number=view.row.number,
        step=view.book.step(view.scene.published.key, run.step),
        error=error,
        has=_name(view, run.person),
        seen=run.person or "",
        mailbox=view.book.mailbox(mailbox),
        near=[person for person in found.near if person.id != run.person],
        others=[person for person in found.others if person.id != run.person],
        more=found.more,
        typed=typed,
        back=view.url("case"),
        here=view.url("hand_over", run=number),
        action=view.url("do_hand_over", run=number),
    )
    return make_response(page, 409 if error else 200)


def do_hand_over(org: str, case: UUID, run: int) -> ResponseReturnValue:
    """Someone was chosen."""
    sent = decode(request, lambda name: name in (FIELD, "to", "seen"))
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    to = None if sent.first("to") == MAILBOX else read_id(sent.first("to")) or abort(404)
    handing = action.Handing(run, to, read_id(sent.first("seen")))
    _, why = tried(lambda session: action.hand_over(session, scene, row.id, handing, here.actor), FASTER)
    if why:
        return _page(run, "", error=say("hand_over.changed"))
    inside = here.office.read(here.org, lambda session: afterwards(session, scene, row.id, here.actor)).inside
    if not inside:
        return redirect(url_for("admin.inbox", org=org, done="handed"), 303)
    return redirect(url_for("admin.case", org=org, case=case, done="handed", run=run, had=handing.seen or MAILBOX, has=to), 303)


def _open_run(view: CaseView, number: int) -> Run:
    return next((run for run in view.file.case.open() if run.number == number and run.holder and not view.closed), None) or abort(404)


def _name(view: CaseView, person: UUID | None) -> str:
    return view.whole.names.get(person, "") if person else ""
