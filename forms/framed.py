"""A form inside another site's page, where browsers keep no cookies: what a cookie would hold travels in the page's own forms.

It must not set or read a cookie, nor put the draft's token in an address.
"""

import re
import secrets
from io import BytesIO

from flask import g, has_request_context, request, url_for

from forms.decoder import BadInput, decode

BLUEPRINT = "embed"
FIELD = "_draft"
"""The hidden input with the draft's token, or before there is a draft with a random text that stands for the page."""

_TOKEN = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PAGE = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_BROUGHT = "mallverk.brought"


def framed() -> bool:
    """True for a request to a form inside another page."""
    return has_request_context() and request.blueprint == BLUEPRINT


def brought() -> str | None:
    """What the request's form brought along, or the request that was led on to this one."""
    if _BROUGHT in request.environ:
        led_on: str | None = request.environ[_BROUGHT]
        return led_on
    if request.method != "POST":
        return None
    try:
        value = decode(request, lambda name: name != FIELD).first(FIELD)
    except BadInput:  # the page that says so brings nothing
        return None
    return value if _TOKEN.fullmatch(value) or _PAGE.fullmatch(value) else None


def draft_token() -> bytes | None:
    """The token of the draft that was brought along, None before there is one."""
    value = brought()
    return bytes.fromhex(value) if value and _TOKEN.fullmatch(value) else None


def carry(token: bytes | None) -> None:
    """From here on the pages bring this draft along, or none."""
    g.carried = token.hex() if token else None


def carried() -> str:
    """What the forms of the page that is being made bring along."""
    if "carried" not in g:
        g.carried = brought()
    g.carried = g.carried or secrets.token_urlsafe(32)
    return str(g.carried)


def address_of_ways() -> str:
    """Where the page's ways to other pages of the form are sent."""
    place = request.view_args or {}
    return url_for(f"{BLUEPRINT}.go", org=place["org"], template=place["template"])


def led_on_to(path: str, query: str) -> dict[str, object]:
    """The request that a browser would make if it were led on to an address, with what it could not bring along."""
    own = {name: value for name, value in request.environ.items() if not name.startswith(("CONTENT_", "werkzeug.", "mallverk."))}
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"}
    return {**own, **asked, _BROUGHT: g.get("carried", brought())}
