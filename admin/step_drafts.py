"""Keeping what is half written in a step: by a script while it is typed, or by a button. Only the one who wrote it ever sees it."""

from dataclasses import replace
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.case_view import open_case, open_scene
from admin.guard import case_row, visit
from admin.steps import Sent, conflict, failed, read_sent
from admin.uploading import stored, taken
from admin.when import When
from engine.actions.step_drafts import Typing
from engine.actions.step_drafts import drop_draft as drop
from engine.actions.step_drafts import keep_draft as keep
from engine.errors import NotPossible
from engine.office import Unavailable
from forms.wording import say


def keep_draft(org: str, case: UUID, run: int) -> ResponseReturnValue:
    """Keeps it. A script is answered in a few words, a press of the button with the page."""
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    whole = open_case(here, scene, row)
    sent = read_sent(scene, whole.file.case.run(run), whole.waiting)
    came = taken(sent.posted, sent.form, sent.typed, sent.files)
    try:
        sent = replace(sent, typed=came.typed, files={**sent.files, **stored(scene, came)})
        typing = Typing(run, sent.rounds, sent.typed, sent.files)
        here.office.write(org, lambda session: keep(session, scene, case, typing, here.actor))
    except NotPossible as reason:
        if reason.code != "changed-meanwhile":
            abort(404)
        return _told(sent, "changed", 409)
    except Unavailable:
        return _told(sent, "failed", 503)
    if "X-Fragment" in request.headers:
        return _words(say("drafts.kept", time=When(here.organisation, here.now).clock(here.now)), 200)
    return redirect(url_for("admin.step", org=org, case=case, run=run, done="draft-kept"), 303)


def drop_draft(org: str, case: UUID, run: int) -> ResponseReturnValue:
    """Throws it away."""
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    here.office.write(org, lambda session: drop(session, scene, case, run, here.actor))
    return redirect(url_for("admin.step", org=org, case=case, run=run, done="draft-dropped"), 303)


def _told(sent: Sent, why: str, status: int) -> ResponseReturnValue:
    if "X-Fragment" in request.headers:
        return _words(say(f"drafts.{why}"), status)
    return conflict(sent) if why == "changed" else failed(sent)


def _words(words: str, status: int) -> Response:
    return Response(words, status, content_type="text/plain; charset=utf-8")
