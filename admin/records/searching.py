"""Searching for a person whom cases are about. What is asked for is never in an address, so the answer comes by the same POST."""

from flask import abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.book import Book
from admin.guard import visit
from admin.inputs import line
from admin.records.asking import enquirer, reason_in, why
from engine.actions.find_person import Hit, search
from engine.actions.read_record import say_why
from engine.errors import NotPossible
from engine.store import records
from forms.decoder import decode
from forms.view import error_lines
from forms.wording import say

TOO_MANY = 429


def search_page(org: str) -> ResponseReturnValue:
    """The empty question."""
    return _page(reasoned=_reasoned())


def find(org: str) -> ResponseReturnValue:
    """What is found, once it is known why."""
    here, sent, reasoned = visit(), decode(request), _reasoned()
    text, reason = sent.first("name").strip(), reason_in(sent.first("reason"))
    if not text or not (reasoned or reason):
        return _page(reasoned=reasoned, text=text, reason=sent.first("reason"), tried=True)
    by = enquirer(here)
    try:
        if not reasoned:
            here.office.write(org, lambda session: say_why(session, by, None, reason))
        found = here.office.write(org, lambda session: search(session, by, text))
    except NotPossible as refused:
        return _page(reasoned=True, text=text, wrong=refused.code) if refused.code == "too-many" else abort(404)
    return _page(reasoned=True, text=text, found=found)


def _reasoned() -> bool:
    """True when the visitor has said why in this session."""
    here = visit()
    return here.office.read(here.org, lambda session: records.has_reason(session, here.org, None, here.actor.id, signed_in=here.session))


def _page(
    *, reasoned: bool, text: str = "", reason: str = "", tried: bool = False, wrong: str = "", found: tuple[Hit, ...] | None = None
) -> Response:
    here = visit()
    book = Book(here.office, here.organisation)
    missing = say("people.missing.name") if tried and not text else say(f"people.wrong.{wrong}") if wrong else ""
    name = line("name", say("people.name"), text, hint=say("people.name_hint"), error=missing)
    fields = [name, *([] if reasoned else [why(reason, missing=tried and not reason_in(reason))])]
    rows = [
        [
            {"text": hit.name, "url": url_for("admin.record", org=here.org, record=hit.id)},
            str(hit.born or ""),
            book.unit(hit.unit),
        ]
        for hit in found or ()
    ]
    page = render_template(
        "people.html",
        fields=fields,
        errors=error_lines(fields),
        action=url_for("admin.find_person", org=here.org),
        searched=found is not None,
        rows=rows,
    )
    return make_response(page, TOO_MANY if wrong else 422 if tried else 200)
