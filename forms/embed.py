"""The forms at addresses of their own for other sites' pages: the same views, with everything that leads on done by POST."""

import re
from urllib.parse import unquote, urlsplit

from flask import Blueprint, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from forms.decoder import decode
from forms.door import door
from forms.framed import BLUEPRINT, led_on_to
from forms.pages import choose_language
from forms.questions import add_questions
from forms.receipt import add_receipt
from forms.sending import add_sending

TO = "to"
"""What a button of the page is called that leads to another one."""
_ADDRESS = re.compile("[!-~]+")


def go(org: str, template: str) -> ResponseReturnValue:
    """Another page of the form, with the draft: what a link is elsewhere."""
    wanted = decode(request).first(TO)
    if not wanted.startswith(url_for(".start", org=org, template=template)) or not _ADDRESS.fullmatch(wanted):
        abort(404)
    return redirect(wanted, 303)


def embedded() -> Blueprint:
    """The pages of a form, below `/embed`."""
    pages = Blueprint(BLUEPRINT, __name__, url_prefix=f"/{BLUEPRINT}")
    pages.url_value_preprocessor(_name_sites)
    pages.before_request(choose_language)
    pages.after_request(_stay)
    for add in (add_questions, add_sending, add_receipt):
        add(pages)
    pages.add_url_rule("/<org>/<template>/go", "go", go, methods=["POST"])
    return pages


def _name_sites(endpoint: str | None, values: dict[str, str] | None) -> None:
    """The sites whose pages may show this one; before anything else, so that a refusal can be read there, too."""
    organisation = door().office.organisation((values or {}).get("org", ""))
    g.framed_by = organisation.framed_by if organisation is not None else ()


def _stay(response: Response) -> Response:
    """A page that leads on is followed here: a browser that keeps no cookie could not bring the draft along."""
    leads = urlsplit(response.headers.get("Location", ""))
    if response.status_code != 303 or not leads.path.startswith(f"/{BLUEPRINT}/"):
        return response
    environ = led_on_to(unquote(leads.path, "latin-1"), leads.query)
    g.pop("csrf_token", None)
    app = current_app._get_current_object()  # type: ignore[attr-defined] # a proxy can not make a request's context
    with app.request_context(environ):
        found: Response = app.full_dispatch_request()
    return found
