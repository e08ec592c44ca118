"""Following a report by its reference: how far it has come, never what it says. It must not tell an unknown reference from a wrong one."""

import hmac
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from engine.actions.attempts import allowed, count_attempt
from engine.ids import read_reference, show_reference
from engine.organisation import Organisation
from engine.store import status, submissions
from forms.decoder import cookie, decode
from forms.door import door, organisation_of
from forms.headers import is_https
from forms.receipt_words import ReceiptWords
from forms.start_words import StartWords
from forms.view import Asked, error_lines
from forms.visit import chosen_language, cookie_name, see_other
from forms.wording import say

MOST = 20
"""Wrong references from one address in a while, before it has to wait: enough for a whole workplace behind one address."""
SHOWN_FOR = 600


def page(org: str) -> ResponseReturnValue:
    """One field, or how far the report has come whose reference was given a moment ago."""
    organisation = organisation_of(org)
    reference = _remembered(org)
    words = _progress(organisation, reference) if reference else None
    return _status(org) if words is None else _status(org, reference=show_reference(reference or ""), words=words)


def show(org: str) -> ResponseReturnValue:
    """Looks for the reference; a right one is shown by the page itself, so that it can be loaded again."""
    organisation = organisation_of(org)
    typed = decode(request).first("reference")[:100]
    if not may_try(org, "status"):
        return _status(org, typed=typed, error=say("public.status.wait")), 429
    reference = read_reference(typed)
    if reference is None:
        return _status(org, typed=typed, error=say("public.status.missing" if not typed.strip() else "public.status.malformed"))
    if _progress(organisation, reference) is None:
        count_try(org, "status")
        return _status(org, typed=typed, error=say("public.status.unknown"))
    return _remember(see_other("status", org=org), org, reference)


def may_try(org: str, what: str) -> bool:
    """True unless too many wrong codes have come from the visitor's address."""
    office, source = door().office, _source(what)
    return office.read(org, lambda session: allowed(session, org, source, office.clock(), MOST))


def count_try(org: str, what: str) -> None:
    """Counts a wrong code."""
    office, source = door().office, _source(what)
    office.write(org, lambda session: count_attempt(session, org, source, office.clock()))


def _source(what: str) -> str:
    return f"{what} {request.remote_addr}"


def _progress(organisation: Organisation, reference: str) -> ReceiptWords | None:
    """The words about the report with this reference."""
    office, org = door().office, organisation.key

    def found(session: Any) -> Any:
        row = submissions.by_reference(session, org, reference)
        return None if row is None else (row, status.status_of(session, row))

    report = office.read(org, found)
    published = office.published(org, report[0].template, report[0].version) if report else None
    if report is None or published is None:
        return None
    row, progress = report
    now = office.clock()
    today = now.astimezone(organisation.zone).date()
    spoken = chosen_language(published.template)
    return ReceiptWords(StartWords(published.template, organisation, row.unit, today, spoken, say), progress, row.mailbox, now)


def _status(org: str, *, typed: str = "", error: str = "", reference: str = "", words: ReceiptWords | None = None) -> str:
    asked = code_field("reference", "public.status", typed, error)
    return render_template("status.html", org=org, field=asked, errors=error_lines([asked]), reference=reference, words=words)


def code_field(id: str, texts: str, typed: str, error: str) -> Asked:
    """One line for a code that people read from a page or a paper."""
    attributes = {"autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off", "size": "18"}
    return Asked("input", id, say(f"{texts}.field"), say(f"{texts}.hint"), error=error, values={"": [typed]}, attributes=attributes)


def _remember(response: Response, org: str, reference: str) -> Response:
    """For a while the browser keeps the reference, signed, so that nobody can ask by trying cookies."""
    path = "/" if is_https() else f"/{org}/status"
    value = f"{reference}.{_signature(org, reference)}"
    response.set_cookie(cookie_name("follow", org), value, max_age=SHOWN_FOR, path=path, secure=is_https(), httponly=True, samesite="Lax")
    return response


def _remembered(org: str) -> str | None:
    reference, _, signature = (cookie(request, cookie_name("follow", org)) or "").partition(".")
    return reference if reference and hmac.compare_digest(signature, _signature(org, reference)) else None


def _signature(org: str, reference: str) -> str:
    return hmac.digest(door().secret, f"follow|{org}|{reference}".encode(), "sha256").hex()


def add_following(pages: Blueprint) -> None:
    """Add these views to the public pages."""
    pages.add_url_rule("/<org>/status", "status", page)
    pages.add_url_rule("/<org>/status", "show_status", show, methods=["POST"])
