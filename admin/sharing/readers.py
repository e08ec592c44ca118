"""Extra readers of a case: who, why, and until when. The reason is asked for, since the case holds what few may see."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import abort, make_response, redirect, render_template, url_for
from flask import request as sent_request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.case_view import CaseView, case_view, open_scene
from admin.guard import case_row, visit
from admin.inputs import line, one_of
from admin.sharing.choice import choice
from engine.actions.readers import Reading
from engine.actions.readers import add_reader as add
from engine.actions.readers import end_reader as end
from engine.errors import NotPossible
from engine.ids import read_id
from engine.store.case_people import READER, let_in
from forms.csrf import FIELD
from forms.decoder import Posted, decode, decode_query
from forms.view import Asked, error_lines
from forms.wording import say

MONTH = timedelta(days=30)
LONGEST = timedelta(days=366)
"""Nobody is let in for longer at a time."""


@dataclass(frozen=True)
class Typed:
    """What was typed, and what is wrong with each part of it."""

    person: str = ""
    reason: str = ""
    until: str = ""
    q: str = ""
    errors: tuple[tuple[str, str], ...] = ()

    def error(self, name: str) -> str:
        """What is wrong with a part."""
        return dict(self.errors).get(name, "")


def readers(org: str, case: UUID) -> ResponseReturnValue:
    """The page: who reads by name, and the way to let someone in."""
    here = visit()
    return _page(Typed(until=(here.day + MONTH).isoformat(), q=decode_query(sent_request).first("q").strip()[:100]))


def add_reader(org: str, case: UUID) -> ResponseReturnValue:
    """Lets someone in, when all is there."""
    here, row = visit(), case_row()
    typed, reading = _read(decode(sent_request, lambda name: name in (FIELD, "person", "reason", "until", "q")), here.day)
    if reading is None:
        return _page(typed)
    scene = open_scene(here, row)
    before = here.office.read(org, lambda session: let_in(session, org, case))
    try:
        here.office.write(here.org, lambda session: add(session, scene, row.id, reading, here.actor))
    except NotPossible:
        abort(404)
    # taking back what only changed the last day of a reading would end it, which is more than was done
    fresh = all((one.person, one.why) != (reading.person, READER) for one in before)
    return redirect(url_for("admin.case", org=org, case=case, done="reader-added", reader=reading.person if fresh else None), 303)


def end_reader(org: str, case: UUID) -> ResponseReturnValue:
    """Takes a reading back."""
    here, row = visit(), case_row()
    sent = decode(sent_request, lambda name: name in (FIELD, "person"))
    person, scene = read_id(sent.first("person")) or abort(404), open_scene(here, row)
    here.office.write(here.org, lambda session: end(session, scene, row.id, person, here.actor))
    return redirect(url_for("admin.case", org=org, case=case, done="reader-ended"), 303)


def _read(sent: Posted, today: date) -> tuple[Typed, Reading | None]:
    person, until = read_id(sent.first("person")), _day(sent.first("until"))
    reason = sent.first("reason").strip()[:1000]
    errors = [] if person else [("person", say("readers.no_person"))]
    errors += [] if reason else [("reason", say("readers.no_reason"))]
    errors += [] if until and today <= until <= today + LONGEST else [("until", say("readers.no_day"))]
    typed = Typed(sent.first("person"), reason, sent.first("until")[:40], sent.first("q")[:100], tuple(errors))
    return typed, Reading(person, reason, until) if person and until and not errors else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _page(typed: Typed) -> Response:
    view = case_view()
    found = choice(view.here, view.file.subject, view.file.subject.reached, typed.q)
    picks = [(str(person.id), person.name) for person in found.everyone]
    fields: list[Asked] = [
        one_of("person", say("readers.person"), picks, typed.person, error=typed.error("person"), widget="select"),
        line("reason", say("readers.reason"), typed.reason, error=typed.error("reason"), hint=say("readers.reason_hint")),
        line("until", say("readers.until"), typed.until, error=typed.error("until"), hint=say("readers.until_hint")),
    ]
    page = render_template(
        "readers.html",
        number=view.row.number,
        fields=fields,
        errors=error_lines(fields),
        inside=[_inside(view, one.person, one.until, one.reason) for one in view.whole.named if one.why == READER],
        q=typed.q,
        more=found.more,
        back=view.url("case"),
        here=view.url("readers"),
        add=view.url("add_reader"),
        end=view.url("end_reader"),
    )
    return make_response(page, 422 if typed.errors else 200)


def _inside(view: CaseView, person: UUID, until: date | None, reason: str) -> dict[str, Any]:
    return {"id": person, "name": view.whole.names.get(person, ""), "until": view.when.on(until) if until else "", "reason": reason}
