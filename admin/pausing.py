"""A step stands still for a reason, or goes on again. Who may say so is asked once more by the verb."""

from datetime import date
from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.book import Book
from admin.case_view import open_scene
from admin.guard import case_row, visit
from admin.inputs import line, lines
from engine.actions.pause_step import pause_step, resume_step
from engine.errors import NotPossible
from engine.store import cases
from forms.decoder import Posted, decode
from forms.view import error_lines
from forms.wording import say

LONGEST_REASON = 2000
_WRONG = {"no-reason": "reason", "not-that-day": "until"}


def ask_pause(org: str, case: UUID, run: int) -> ResponseReturnValue:
    """The question why, and until when."""
    return _ask(run, "", "", {})


def pause(org: str, case: UUID, run: int) -> ResponseReturnValue:
    """Lets the step stand still."""
    sent = decode(request, lambda name: name in ("reason", "until"))
    here, row = visit(), case_row()
    reason, errors = sent.first("reason").strip(), {}
    until, readable = _day(sent)
    if not readable:
        errors["until"] = say("pause.not-that-day")
    if len(reason) > LONGEST_REASON:
        errors["reason"] = say("pause.too-long", most=LONGEST_REASON)
    scene = open_scene(here, row)
    try:
        if not errors:
            here.office.write(org, lambda session: pause_step(session, scene, case, run, here.actor, until=until, reason=reason))
    except NotPossible as no:
        if no.code == "not-yours":
            abort(404)
        if no.code not in _WRONG:
            return redirect(url_for("admin.case", org=org, case=case), 303)
        errors[_WRONG[no.code]] = say(f"pause.{no.code}")
    if errors:
        return _ask(run, reason, sent.first("until"), errors)
    return redirect(url_for("admin.case", org=org, case=case, done="paused"), 303)


def resume(org: str, case: UUID, run: int) -> ResponseReturnValue:
    """Lets the step go on; nothing is said of one that does already."""
    here, scene = visit(), open_scene(visit(), case_row())
    try:
        here.office.write(org, lambda session: resume_step(session, scene, case, run, here.actor))
    except NotPossible as no:
        if no.code == "not-yours":
            abort(404)
        return redirect(url_for("admin.case", org=org, case=case), 303)
    return redirect(url_for("admin.case", org=org, case=case, done="resumed"), 303)


def _day(sent: Posted) -> tuple[date | None, bool]:
    """The day that was sent, if any, and whether it is one."""
    text = sent.first("until").strip()
    try:
        return (date.fromisoformat(text) if text else None), True
    except ValueError:
        return None, False


def _ask(number: int, reason: str, until: str, errors: dict[str, str]) -> ResponseReturnValue:
    """The page, with what was typed."""
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    value = here.office.read(here.org, lambda session: cases.as_value(session, here.organisation, row))
    waiting = next((run for run in value.open() if run.number == number and not run.paused), None)
    if waiting is None:
        return redirect(url_for("admin.case", org=here.org, case=row.id), 303)
    fields = [
        lines("reason", say("pause.reason"), reason, error=errors.get("reason", ""), hint=say("pause.reason_hint"), most=LONGEST_REASON),
        line(
            "until",
            say("pause.day"),
            until,
            error=errors.get("until", ""),
            hint=say("pause.day_hint"),
            attributes={"type": "date"},
        ),
    ]
    step = Book(here.office, here.organisation).step(scene.published.key, waiting.step)
    drawn = {"number": row.number, "step": step, "fields": fields, "errors": error_lines(fields)}
    page = render_template("pause.html", **drawn, org=here.org, case=row.id, run=number)
    return make_response(page, 422 if errors else 200)
