"""The visit to a dialogue, as a browser has it: a cookie of its own, for its own pages, that no other site can make it send."""

from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from engine.actions.visit_dialogue import LONGEST, keep_alive, leave, open_visit, visited
from engine.store.dialogue import by_code
from forms.decoder import cookie
from forms.door import door
from forms.headers import is_https
from forms.visit import cookie_name


def opened(org: str, code: str) -> tuple[str, UUID] | None:
    """The token of a new visit, and the report that it is to; None for a code that opens nothing here."""
    office = door().office
    now, sealer = office.clock(), office.sealer
    # a wrong code is found out without a write
    report = office.read(org, lambda session: by_code(session, org, sealer, code))
    token = office.write(org, lambda session: open_visit(session, org, sealer, code, now)) if report else None
    return (token, report) if token and report else None


def visited_report(org: str) -> UUID | None:
    """The report of the open visit that the browser has; its sign of life is renewed at most once a minute."""
    token, office = cookie(request, _cookie(org)), door().office
    if not token:
        return None
    now, sealer = office.clock(), office.sealer
    found = office.read(org, lambda session: visited(session, org, sealer, token, now))
    if found is not None and found.stale:
        office.write(org, lambda session: keep_alive(session, org, sealer, token, now))
    return found.submission if found else None


def end_visit(answer: Response, org: str) -> Response:
    """The visit is over on the server too, and the browser keeps neither its token nor pages from us, nor the number it has asked for."""
    token, office = cookie(request, _cookie(org)), door().office
    if token:
        office.write(org, lambda session: leave(session, org, office.sealer, token))
    answer.headers["Clear-Site-Data"] = '"cache"'
    answer.delete_cookie(cookie_name("follow", org), path="/" if is_https() else f"/{org}/status", secure=is_https())
    return remember_visit(answer, org, "")


def remember_visit(answer: Response, org: str, token: str) -> Response:
    """The browser keeps the visit's token; an empty one makes it forget."""
    path = "/" if is_https() else f"/{org}/status"
    life = LONGEST if token else 0
    answer.set_cookie(_cookie(org), token, max_age=life, path=path, secure=is_https(), httponly=True, samesite="Strict")
    return answer


def _cookie(org: str) -> str:
    return cookie_name("dialogue", org)
