"""Signing in and out with a local account. A wrong name and a wrong password look alike, and too many tries only have to wait."""

import re
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any

from flask import current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.guard import Visit, sent_token, session_cookie, visit
from admin.inputs import line
from admin.saved_views import start_of
from engine.actions import sign_in as verbs
from engine.office import Office
from forms.decoder import decode, decode_query
from forms.headers import is_https
from forms.source import source
from forms.view import error_lines
from forms.wording import say

OFFICE = "mallverk.office"
WAIT = timedelta(minutes=10)
_OWN = re.compile(r"/[A-Za-z0-9/_.~%=&?,+:-]*", re.ASCII)
# each takes 64 MiB and a good part of a second of a processor
_VERIFYING = BoundedSemaphore(2)


def home() -> ResponseReturnValue:
    """Leads to the only organisation there is, else lists them."""
    office: Office = current_app.extensions[OFFICE]
    found = office.organisations()
    if len(found) == 1:
        return redirect(url_for("admin.inbox", org=found[0][0]), 303)
    return render_template("home.html", items=[{"label": name, "url": url_for("admin.inbox", org=key)} for key, name in found])


def sign_in(org: str) -> ResponseReturnValue:
    """The page to sign in on; whoever already has is led on."""
    wanted = _own(org, decode_query(request).first("next"))
    if g.get("visit") is not None:
        return redirect(wanted, 303)
    return _page(org, wanted)


def do_sign_in(org: str) -> ResponseReturnValue:
    """Tries the address and the password. What is slow is done outside the one thread that writes."""
    office: Office = current_app.extensions[OFFICE]
    sent = decode(request)
    email, password, wanted = sent.first("email").strip(), sent.first("password"), _own(org, sent.first("next"))
    if not email or not password:
        return _page(org, wanted, email=email, missing=[name for name, value in (("email", email), ("password", password)) if not value])
    now, tried_from = office.clock(), source(office.sealer)
    if not office.read(org, lambda session: verbs.may_sign_in(session, org, email, tried_from, now=now)):
        response = _page(org, wanted, email=email, refused="too-many", status=429)
        response.headers["Retry-After"] = str(int(WAIT.total_seconds()))
        return response
    with _VERIFYING:
        person = office.read(org, lambda session: verbs.verify_password(session, org, email, password))
    if person is None:
        office.write(org, lambda session: verbs.note_failure(session, org, email, tried_from, now=now))
        return _page(org, wanted, email=email, refused="wrong", status=422)
    return _enter(office, org, person, wanted)


def _enter(office: Office, org: str, person: Any, wanted: str) -> Response:
    """A session of its own for each time someone signs in; the one that the browser had ends."""
    old, now = sent_token(org), office.clock()

    token = office.write(org, lambda session: verbs.open_session(session, org, office.sealer, person, now))
    if old is not None:
        office.write(org, lambda session: verbs.close_session(session, org, office.sealer, old))
    start = start_of(office, org, person, now) if wanted == url_for("admin.inbox", org=org) else ""
    response = make_response(redirect(start or wanted, 303))
    set_session(response, org, token)
    return response


def set_session(response: Response, org: str, token: str) -> None:
    """Puts a session's token into the browser: sent with our own pages and with links that lead here, never to a script."""
    https = is_https()
    response.set_cookie(session_cookie(org, https=https), token, secure=https, httponly=True, samesite="Lax", path="/")


def sign_out(org: str) -> ResponseReturnValue:
    """Ends the session, and asks the browser to forget what it has seen."""
    here: Visit = visit()
    here.office.write(org, lambda session: verbs.close_session(session, org, here.office.sealer, here.token))
    response = make_response(redirect(url_for("admin.sign_in", org=org, done="out"), 303))
    https = is_https()
    response.delete_cookie(session_cookie(org, https=https), secure=https, httponly=True, samesite="Lax", path="/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _page(org: str, wanted: str, *, email: str = "", refused: str = "", missing: list[str] | None = None, status: int = 200) -> Response:
    wrong = missing or []
    fields = [
        line(
            "email",
            say("signin.email"),
            email,
            error=say("signin.missing.email") if "email" in wrong else "",
            attributes={"type": "email", "autocomplete": "username", "spellcheck": "false"},
        ),
        line(
            "password",
            say("signin.password"),
            error=say("signin.missing.password") if "password" in wrong else "",
            attributes={"type": "password", "autocomplete": "current-password"},
        ),
    ]
    errors: list[Any] = [*error_lines(fields), *([{"id": "email", "text": say(f"signin.{refused}")}] if refused else [])]
    done = decode_query(request).first("done")
    told = say(f"signin.{done}") if done in ("out", "chosen") else ""
    page = render_template(
        "signin.html", fields=fields, errors=errors, wanted=wanted, done=told, action=url_for("admin.do_sign_in", org=org)
    )
    return make_response(page, 422 if wrong else status)


def _own(org: str, wanted: str) -> str:
    """A page of the organisation's own to go on to; anything else that an address says is passed over."""
    begins = url_for("admin.inbox", org=org)
    own = wanted.startswith(begins) and _OWN.fullmatch(wanted) and "//" not in wanted and "/../" not in wanted
    return wanted if own else begins
