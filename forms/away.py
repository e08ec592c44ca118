"""Hiding the screen: a page that anyone could have open takes the place of the report, and the browser forgets what was typed and read.

It must not tell that there has been a report.
"""

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from engine.calendars import day_in_words
from forms.decoder import cookie
from forms.dialogue_visit import end_visit
from forms.door import door, organisation_of
from forms.headers import is_https
from forms.visit import cookie_name, remember
from forms.wording import language

OURS = ("same-origin", "none")
"""From where a browser that says so may come: no other site's link makes anybody forget."""


def away(org: str) -> ResponseReturnValue:
    """The day and the week, and nothing else."""
    organisation = organisation_of(org)
    today = door().office.clock().astimezone(organisation.zone).date()
    page = render_template("away.html", week=today.isocalendar().week, day=day_in_words(today, language(), year=True))
    answer = make_response(page)
    return _forget(answer, org) if request.headers.get("Sec-Fetch-Site", "none") in OURS else answer


def _forget(answer: Response, org: str) -> Response:
    """The browser keeps no way back to a draft, a receipt, a number or a dialogue."""
    for name in _begun(org):
        remember(answer, org, name, None)
        answer.delete_cookie(cookie_name("code", org, name), path="/" if is_https() else f"/{org}/{name}/move", secure=is_https())
    return end_visit(answer, org)


def _begun(org: str) -> list[str]:
    """The forms of which the browser may have a draft; without https it keeps each for its own pages, and does not tell."""
    every = door().office.latest(org)
    return [name for name in every if not is_https() or cookie(request, cookie_name("draft", org, name))]


def add_away(pages: Blueprint) -> None:
    """Add this view to the public pages."""
    pages.add_url_rule("/<org>/away", "away", away)
