"""Writing a note: its page, and what is said when something is wrong; what was typed and the files that came stay."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.case_view import CaseView, case_view
from admin.notes.form import note_form, written
from admin.panels.notes import notes as drawn
from admin.step_form import Desk
from admin.uploading import stored, taken
from engine.actions.notes import write_note
from engine.errors import NotPossible, Problem
from engine.office import Unavailable
from forms.csrf import FIELD
from forms.decoder import decode
from forms.uploads import dropped
from forms.view import error_lines
from forms.wording import say

OURS = frozenset({FIELD, "do"})


@dataclass(frozen=True)
class Typed:
    """What was typed, what is wrong with it, and what is said of the whole."""

    texts: dict[str, list[str]]
    problems: tuple[Problem, ...] = ()
    failed: str = ""


def notes(org: str, case: UUID) -> ResponseReturnValue:
    """The page with the notes and the form for a new one."""
    return _page(case_view(), Typed({}))


def add_note(org: str, case: UUID) -> ResponseReturnValue:
    """Writes the note, when all is there."""
    view, form = case_view(), note_form()
    sent = decode(request, lambda name: name not in OURS)
    typed = {name: list(values) for name, values in sent.items() if name not in OURS}
    came = taken(sent, form, typed, view.whole.waiting)
    try:
        files = {**view.whole.waiting, **stored(view.scene, came)}
    except (NotPossible, Unavailable):
        return _page(view, Typed(came.lost(came.typed), failed=say("failed.text")), 503)
    desk = Desk(view.scene, view.file, view.whole.people, files)
    if left := dropped(sent.first("do"), came.typed):
        return _page(view, Typed(left[0]), desk=desk)
    reading = desk.read(form, came.typed)
    if reading.problems:
        return _page(view, Typed(came.typed, reading.problems), 422, desk=desk)
    note, here = written(reading.answers), view.here
    try:
        here.office.write(org, lambda session: write_note(session, view.scene, case, note, here.actor, files=files))
    except NotPossible as reason:
        if reason.code != "file-gone":
            abort(404)
        return _page(view, Typed(came.typed, failed=say("failed.text")), 503)
    except Unavailable:
        return _page(view, Typed(came.typed, failed=say("failed.text")), 503, desk=desk)
    return redirect(url_for("admin.case", org=org, case=case, done="note-added"), 303)


def _page(view: CaseView, typed: Typed, status: int = 200, *, desk: Desk | None = None) -> Response:
    desk = desk or Desk(view.scene, view.file, view.whole.people, view.whole.waiting)
    fields = [asked for part in desk.parts(note_form(), typed.texts, problems=typed.problems) for asked in part.fields]
    page = render_template(
        "notes.html",
        number=view.row.number,
        fields=fields,
        errors=error_lines(fields),
        failed=typed.failed,
        panel=drawn(view),
        action=view.url("add_note"),
        back=view.url("case"),
    )
    return make_response(page, status)
