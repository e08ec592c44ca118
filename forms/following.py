"""Following a report by its number: how far it has come, never what it says. Its code leads on to the dialogue instead.

It must not tell an unknown number or code from a wrong one.
"""

import hmac

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from engine.ids import CODE_LENGTH, read_code, read_reference, show_reference
from engine.organisation import Organisation
from engine.store import submissions
from forms.codes import ask, count_try, may_try
from forms.decoder import cookie, decode, decode_query
from forms.dialogue import begin
from forms.door import door, organisation_of
from forms.headers import is_https
from forms.progress import progress
from forms.receipt_words import ReceiptWords
from forms.visit import cookie_name, see_other
from forms.wording import say

SHOWN_FOR = 600
NOTICES = ("left", "over")
"""What the page can say of a visit to the dialogue that has ended."""


def page(org: str) -> ResponseReturnValue:
    """One field, or how far the report has come whose number was given a moment ago."""
    organisation = organisation_of(org)
    told = decode_query(request).first("told")
    notice = say(f"public.status.{told}") if told in NOTICES else ""
    reference = None if notice else _remembered(org)
    words = _progress(organisation, reference) if reference else None
    return ask(org, notice=notice) if words is None else ask(org, reference=show_reference(reference or ""), words=words)


def show(org: str) -> ResponseReturnValue:
    """Looks for the number or the code; what a right number tells is shown by the page itself, so that it can be loaded again."""
    organisation = organisation_of(org)
    posted = decode(request)
    typed, unsent = posted.first("reference")[:100], posted.first("unsent")
    reference, code = read_reference(typed), read_code(typed, CODE_LENGTH)
    # a right code opens however many wrong ones have come: nobody guesses it, and a limit would let others shut the dialogue
    if code is not None and (answer := begin(organisation, code, unsent)) is not None:
        return answer
    if not may_try(org, "status"):
        return ask(org, typed=typed, error=say("public.status.wait"), unsent=unsent), 429
    if reference is not None and _progress(organisation, reference) is not None:
        return _remember(see_other("status", org=org), org, reference)
    if reference is None and code is None:
        return ask(org, typed=typed, error=say(f"public.status.{'malformed' if typed.strip() else 'missing'}"), unsent=unsent)
    count_try(org, "status")
    return ask(org, typed=typed, error=say("public.status.unknown"), unsent=unsent)


def _progress(organisation: Organisation, reference: str) -> ReceiptWords | None:
    """The words about the report with this number."""
    found = progress(organisation, lambda session: submissions.by_reference(session, organisation.key, reference))
    return found.words if found else None


def _remember(response: Response, org: str, reference: str) -> Response:
    """For a while the browser keeps the number, signed, so that nobody can ask by trying cookies."""
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
