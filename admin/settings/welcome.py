"""Choosing a password by the link that one has been given. A link that is used, too old or wrong says the same."""

from threading import BoundedSemaphore

from flask import current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.inputs import line
from admin.signin import OFFICE
from engine.actions import invite
from engine.actions.sign_in import hash_password
from engine.errors import NotPossible
from engine.office import Office
from engine.store.directory import Person
from forms.decoder import decode
from forms.view import error_lines
from forms.wording import say

# each takes 64 MiB and a good part of a second of a processor
_HASHING = BoundedSemaphore(2)


def welcome(org: str, token: str) -> ResponseReturnValue:
    """The page to choose on."""
    person = _invited(org, token)
    return _page(person, "") if person is not None else _gone(org)


def choose_password(org: str, token: str) -> ResponseReturnValue:
    """Takes the password and leads to the page to sign in on."""
    office: Office = current_app.extensions[OFFICE]
    person, password = _invited(org, token), decode(request).first("password")
    if person is None:
        return _gone(org)
    if weak := invite.too_weak(password, person):
        return _page(person, weak), 422
    with _HASHING:
        hashed = hash_password(password)
    now, sealer = office.clock(), office.sealer
    try:
        office.write(org, lambda session: invite.choose_password(session, org, sealer, token, hashed=hashed, now=now))
    except NotPossible:
        return _gone(org)
    return redirect(url_for("admin.sign_in", org=org, done="chosen"), 303)


def _invited(org: str, token: str) -> Person | None:
    office: Office = current_app.extensions[OFFICE]
    return office.read(org, lambda session: invite.invited(session, org, office.sealer, token, office.clock()))


def _page(person: Person, weak: str) -> str:
    error = say(f"settings.password.{weak}", count=invite.SHORTEST) if weak else ""
    attributes = {"type": "password", "autocomplete": "new-password"}
    hint = say("settings.password.hint", count=invite.SHORTEST)
    field = line("password", say("settings.password.label"), error=error, hint=hint, attributes=attributes)
    return render_template("welcome.html", name=person.name, email=person.email, field=field, errors=error_lines([field]))


def _gone(org: str) -> ResponseReturnValue:
    return make_response(render_template("welcome.html", sign_in=url_for("admin.sign_in", org=org), errors=[]), 410)
