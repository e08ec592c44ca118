"""Who somebody in a case is: suggestions, a new record, or somebody whom no report names. Only by hand, and it can be taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.book import Book
from admin.case_view import open_case, open_scene
from admin.guard import case_row, visit
from admin.inputs import line
from admin.records.new_person import NewForm
from engine.actions import link_person as verbs
from engine.actions.casefile import CaseFile
from engine.actions.concerned import Concerned
from engine.actions.find_person import suggestions
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.ids import read_id
from engine.texts import in_language
from forms.decoder import Posted, decode, decode_query
from forms.view import error_lines
from forms.wording import language, say

DONE = ("linked", "unlinked", "not-same", "changed")


def person_in_case(org: str, case: UUID, at: int) -> ResponseReturnValue:
    """One person of the case."""
    file = _file()
    return _one(file, file.persons[at]) if at < len(file.persons) else abort(404)


def add_person(org: str, case: UUID) -> ResponseReturnValue:
    """The question of whom else the case is about."""
    return _add(NewForm(roles=_roles()))


def link_person(org: str, case: UUID) -> ResponseReturnValue:
    """Does what a button says."""
    sent = decode(request, lambda name: name == "protected")
    what, _, about = sent.first("do").partition(":")
    if what == "add":
        return _added(NewForm(sent, roles=_roles(), tried=True))
    file = _file()
    person = next((person for person in file.persons if person.key == sent.first("key")), None) or abort(404)
    if what == "new":
        form = _new_form(person, sent, tried=True)
        new = form.value()
        if new is None:
            return _one(file, person, form=form)
        return _done(person, "linked", lambda session, scene, by: verbs.new_person(session, scene, case, person.key, new, actor=by))
    if what == "pseudonym":
        return _by_pseudonym(file, person, sent.first("pseudonym"))
    if what == "unlink":
        return _done(person, "unlinked", lambda session, scene, by: verbs.unlink_person(session, scene, case, person.key, actor=by))
    verb = {"link": verbs.link_person, "not-same": verbs.not_same}.get(what) or abort(404)
    record = read_id(about) or abort(404)
    done = "linked" if what == "link" else what
    return _done(person, done, lambda session, scene, by: verb(session, scene, case, person.key, record, actor=by))


def _by_pseudonym(file: CaseFile, person: Concerned, written: str) -> Response:
    try:
        _write(lambda session, scene, by: verbs.link_pseudonym(session, scene, file.row.id, person.key, written, actor=by))
    except NotPossible as refused:
        return _one(file, person, typed=written, unknown=True) if refused.code == "no-such-record" else _back(person.key, "changed")
    return _back(person.key, "linked")


def _added(form: NewForm) -> Response:
    new, role, case = form.value(), form.typed.first("role"), case_row().id
    if new is None:
        return _add(form)
    try:
        _write(lambda session, scene, by: verbs.add_person(session, scene, case, role, new, actor=by))
    except NotPossible:
        abort(404)
    return make_response(redirect(_address("case"), 303))


def _done(person: Concerned, done: str, verb: Callable[[Any, Scene, Any], Any]) -> Response:
    """Does something and shows the person again; the case where the person is gone, and in words when somebody else was faster."""
    try:
        _write(verb)
    except NotPossible as refused:
        return _back(person.key, "changed") if refused.code in ("changed-meanwhile", "no-such-record") else abort(404)
    return _back(person.key, done)


def _write(verb: Callable[[Any, Scene, Any], Any]) -> None:
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    here.office.write(here.org, lambda session: verb(session, scene, here.actor))


def _back(key: str, done: str) -> Response:
    places = [person.key for person in _file().persons]
    page = _address("person_in_case", at=places.index(key), done=done) if key in places else _address("case")
    return make_response(redirect(page, 303))


def _file() -> CaseFile:
    """The case, once its reading is in the journal."""
    here, row = visit(), case_row()
    return open_case(here, open_scene(here, row), row).file


def _roles() -> dict[str, str]:
    template = open_scene(visit(), case_row()).template
    return {id: in_language(role.label, language()) for id, role in template.persons.items()} or abort(404)


def _address(endpoint: str, **values: Any) -> str:
    return url_for(f"admin.{endpoint}", org=visit().org, case=case_row().id, **values)


def _new_form(person: Concerned, typed: Posted, *, tried: bool = False) -> NewForm:
    named = person.spot is not None and bool(person.spot.name)
    return NewForm(typed, named=named, hidden=person.hidden, tried=tried)


def _one(file: CaseFile, person: Concerned, *, form: NewForm | None = None, typed: str = "", unknown: bool = False) -> Response:
    here, row = visit(), case_row()
    scene, book = open_scene(here, row), Book(here.office, here.organisation)
    found = here.office.read(here.org, lambda session: suggestions(session, scene, file, here.actor)).get(person.key, ())
    error = say("people.missing.pseudonym") if unknown else ""
    fields = (form or _new_form(person, Posted(()))).fields()
    pseudonym = line("pseudonym", say("people.pseudonym"), typed, hint=say("people.pseudonym_hint"), error=error)
    done = decode_query(request).first("done") if request.method == "GET" else ""
    page = render_template(
        "person_in_case.html",
        number=row.number,
        back=_address("case"),
        name=person.shown,
        role=in_language(person.role.label, language()),
        key=person.key,
        hidden=person.hidden,
        unlinks=verbs.may_unlink(here.actor, person, scene.organisation),
        record=url_for("admin.record", org=here.org, record=person.record.id) if person.record else "",
        suggested=[(str(hit.id), hit.name, ", ".join(filter(None, (str(hit.born or ""), book.unit(hit.unit))))) for hit in found],
        fields=fields,
        pseudonym=pseudonym,
        errors=error_lines([*fields, pseudonym]),
        action=_address("link_person"),
        done=say(f"people.done.{done}") if done in DONE else "",
        open_form=form is not None,
    )
    return make_response(page, 422 if unknown or form is not None else 200)


def _add(form: NewForm) -> Response:
    fields = form.fields()
    page = render_template(
        "add_person.html",
        number=case_row().number,
        back=_address("case"),
        fields=fields,
        errors=error_lines(fields),
        action=_address("link_person"),
    )
    return make_response(page, 422 if form.tried else 200)
