"""All about one person in one place: the cases that the reader may read and the role in each, once it is known why."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.book import Book
from admin.guard import visit
from admin.records.asking import enquirer, reason_in, why
from admin.when import When
from engine.actions import read_record as verbs
from engine.actions.enquirer import Enquirer
from engine.actions.read_record import Part, WholeRecord
from engine.errors import NotPossible
from engine.store.records import Identity
from engine.texts import in_language
from forms.decoder import decode, decode_query
from forms.view import error_lines
from forms.wording import language, say


def record(org: str, record: UUID) -> ResponseReturnValue:
    """The record, or first the question of why."""
    done = decode_query(request).first("done")
    whole = _whole(record)
    return _shown(whole, done=done) if whole is not None else _ask(record)


def give_reason(org: str, record: UUID) -> ResponseReturnValue:
    """Keeps why, and goes on to the record."""
    typed = decode(request).first("reason")
    if not reason_in(typed):
        return _ask(record, typed, missing=True)
    _do(lambda session, by: verbs.say_why(session, by, record, typed))
    return _record(record)


def open_name(org: str, record: UUID) -> ResponseReturnValue:
    """The name of a protected person, on this one page."""
    typed = decode(request).first("why")
    whole = _whole(record)
    if whole is None:
        return _ask(record)
    if not reason_in(typed):
        return _shown(whole, typed=typed, missing=True)
    known: Identity = _do(lambda session, by: verbs.open_name(session, by, record, typed))
    return _shown(whole, known=known)


def protect(org: str, record: UUID) -> ResponseReturnValue:
    """Marks the identity as protected, or as not protected any more."""
    protected = decode(request).first("do") == "protect"
    _do(lambda session, by: verbs.protect_record(session, by, record, protected=protected))
    return _record(record, done="protected" if protected else "unprotected")


def _do(verb: Callable[[Any, Enquirer], Any]) -> Any:
    """What a verb gives; what it refuses is not there."""
    here, by = visit(), enquirer(visit())
    try:
        return here.office.write(here.org, lambda session: verb(session, by))
    except NotPossible:
        abort(404)


def _whole(record: UUID) -> WholeRecord | None:
    """The record; None for somebody who has not said why in this session."""
    here, by = visit(), enquirer(visit())
    try:
        return here.office.read(here.org, lambda session: verbs.whole_record(session, by, record))
    except NotPossible as refused:
        return None if refused.code == "no-reason" else abort(404)


def _record(record: UUID, *, done: str | None = None) -> Response:
    return make_response(redirect(url_for("admin.record", org=visit().org, record=record, done=done), 303))


def _ask(record: UUID, typed: str = "", *, missing: bool = False) -> Response:
    field = why(typed, missing=missing)
    action = url_for("admin.record_reason", org=visit().org, record=record)
    page = render_template("record_reason.html", field=field, errors=error_lines([field]), action=action)
    return make_response(page, 422 if missing else 200)


def _shown(whole: WholeRecord, *, done: str = "", known: Identity | None = None, typed: str = "", missing: bool = False) -> Response:
    here = visit()
    book, when = Book(here.office, here.organisation), When(here.organisation, here.now)
    field = why(typed, missing=missing, id="why") if whole.protected else None
    urls = {name: url_for(f"admin.{name}", org=here.org, record=whole.id) for name in ("open_name", "protect_record")}
    page = render_template(
        "record.html",
        name=whole.name,
        protected=whole.protected,
        keeps=whole.keeps,
        facts=_facts(book, whole),
        rows=[_row(book, when, part) for part in whole.parts],
        done=say(f"people.done.{done}") if done in ("protected", "unprotected") else "",
        known=known,
        field=field,
        errors=error_lines([field] if field else []),
        urls=urls,
    )
    return make_response(page, 422 if missing else 200)


def _facts(book: Book, whole: WholeRecord) -> list[dict[str, str]]:
    told = {"born": str(whole.born or ""), "number": whole.number, "unit": book.unit(whole.unit)}
    return [{"label": say(f"people.{name}"), "value": value} for name, value in told.items() if value]


def _row(book: Book, when: When, part: Part) -> list[Any]:
    role = book.template(part.template).persons.get(part.role)
    return [
        {"text": part.number, "url": url_for("admin.case", org=visit().org, case=part.id), "ref": True},
        in_language(role.label, language()) if role else "",
        book.title(part.template),
        book.unit(part.unit),
        when.day(part.opened),
        when.day(part.closed) if part.closed else say("case.running"),
    ]
