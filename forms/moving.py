"""Going on with a report on another device: a code takes the draft there, once and for half an hour. It must not show an answer."""

import re
from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.actions.drafts import CODE_LENGTH, CODE_LIFE, make_code, use_code
from engine.calendars import time_in_words
from engine.ids import read_code, show_code
from forms.codes import code_field, count_try, may_try
from forms.decoder import cookie, decode
from forms.door import door, organisation_of
from forms.headers import absolute_url, is_https
from forms.questions import expired
from forms.view import error_lines
from forms.visit import Visit, arrive, cookie_name, remember, see_other
from forms.wording import language, say

_CODE = re.compile(rf"[0-9A-Z]{{{CODE_LENGTH}}}\.[0-9]{{1,11}}", re.ASCII)


def move(org: str, template: str) -> ResponseReturnValue:
    """A button that makes a code, and the code once it is made."""
    visit = arrive(org, template)
    away = _elsewhere(visit)
    if away is not None:
        return away
    code, until = _made(visit)
    address = absolute_url(url_for("forms.continue_here", org=org))
    return render_template("move.html", visit=visit, code=code, until=until, address=address, back=visit.url("check"))


def make(org: str, template: str) -> ResponseReturnValue:
    """Makes a code; the browser keeps it, since the draft's row has only its hash."""
    decode(request)
    visit, office = arrive(org, template), door().office
    away = _elsewhere(visit)
    if away is not None:
        return away
    token, now = visit.token or b"", visit.context.now
    code = office.write(org, lambda session: make_code(session, org, office.sealer, token, now))
    answer = visit.go("move")
    if code is not None:
        until = int((now + CODE_LIFE).timestamp())
        path = "/" if is_https() else visit.url("move")
        answer.set_cookie(_cookie(visit), f"{code}.{until}", max_age=CODE_LIFE, path=path, secure=is_https(), httponly=True, samesite="Lax")
    return answer


def continue_here(org: str) -> ResponseReturnValue:
    """One field for the code."""
    organisation_of(org)
    return _ask(org)


def use(org: str) -> ResponseReturnValue:
    """The code gives this browser the draft's token, and is used up."""
    organisation_of(org)
    typed = decode(request).first("code")[:100]
    if not may_try(org, "code"):
        return _ask(org, typed, say("public.continue.wait")), 429
    code, office = read_code(typed, CODE_LENGTH), door().office
    found = None
    if code is not None:
        found = office.write(org, lambda session: use_code(session, org, office.sealer, code, office.clock()))
    if found is None:
        count_try(org, "code")
        return _ask(org, typed, say("public.continue.unknown" if typed.strip() else "public.continue.missing"))
    token, name = found
    return remember(see_other("check", org=org, template=name), org, name, token)


def _elsewhere(visit: Visit) -> ResponseReturnValue | None:
    """Where a visitor belongs who has nothing to take along."""
    if visit.sent:
        return visit.go("receipt", again=1)
    if visit.gone:
        return expired(visit)
    return visit.go("start") if visit.draft is None else None


def _ask(org: str, typed: str = "", error: str = "") -> str:
    asked = code_field("code", "public.continue", typed, error)
    return render_template("continue.html", org=org, field=asked, errors=error_lines([asked]))


def _cookie(visit: Visit) -> str:
    return cookie_name("code", visit.org, visit.template.name)


def _made(visit: Visit) -> tuple[str, str]:
    """The code that was made a moment ago, in groups of four, and until when it holds; empty when there is none."""
    value = cookie(request, _cookie(visit)) or ""
    if not _CODE.fullmatch(value):
        return "", ""
    code, _, until = value.partition(".")
    moment = datetime.fromtimestamp(int(until), visit.organisation.zone)
    if moment <= visit.context.now:
        return "", ""
    return show_code(code), time_in_words(moment, language())


def add_moving(pages: Blueprint) -> None:
    """Add these views to the public pages."""
    pages.add_url_rule("/<org>/<template>/move", "move", move)
    pages.add_url_rule("/<org>/<template>/move", "make_code", make, methods=["POST"])
    pages.add_url_rule("/<org>/continue", "continue_here", continue_here)
    pages.add_url_rule("/<org>/continue", "use_code", use, methods=["POST"])
