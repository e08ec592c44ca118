"""Keeps foreign pages from sending in a visitor's name, without a session. It must not let an unsafe request pass unchecked."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, Request, Response, current_app, g, request
from wtforms import ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.form import BaseForm

from forms.decoder import BadInput, cookie, decode
from forms.framed import brought, carried, framed
from forms.headers import is_https, own_origin

FIELD = "csrf_token"
LIFETIME = timedelta(hours=24)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

FRAMED = "framed|"
"""Before what a form inside another page is bound to, so that no token of an ordinary page holds there."""

_EXTENSION = "mallverk.csrf"
_BROWSER = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_TOKEN = re.compile(r"([0-9a-f]{1,12})\.([A-Za-z0-9_-]{43})", re.ASCII)


@dataclass(frozen=True)
class Guard:
    """Makes and judges tokens: a MAC over the browser's cookie, the purpose and the time of issue."""

    key: bytes
    purpose: str
    clock: Callable[[], datetime]

    def token(self, browser: str) -> str:
        """A token for this browser from now on."""
        issued = int(self.clock().timestamp())
        return f"{issued:x}.{self._mac(browser, issued)}"

    def fault(self, token: str, browser: str | None) -> str | None:
        """Why a token does not hold, as a code of BadInput; None when it does."""
        if not token:
            return "csrf-missing"
        parts = _TOKEN.fullmatch(token)
        if parts is None or browser is None:
            return "csrf-foreign"
        issued = int(parts[1], 16)
        if not hmac.compare_digest(parts[2], self._mac(browser, issued)):
            return "csrf-foreign"
        age = self.clock().timestamp() - issued
        return None if -60 <= age <= LIFETIME.total_seconds() else "csrf-expired"

    def _mac(self, browser: str, issued: int) -> str:
        message = f"{self.purpose}|{browser}|{issued}".encode()
        return base64.urlsafe_b64encode(hmac.digest(self.key, message, hashlib.sha256)).decode().rstrip("=")


class BrowserCSRF(CSRF):
    """The same tokens for a WTForms form: name it as `csrf_class` in the form's Meta."""

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        """The token for the request's browser."""
        return csrf_token()

    def validate_csrf_token(self, form: BaseForm, field: CSRFTokenField) -> None:
        """Raise ValidationError with the code of what is wrong."""
        if fault := _guard().fault(str(field.data or ""), _sender()):
            raise ValidationError(fault)


def protect(app: Flask, secret: bytes, *, clock: Callable[[], datetime]) -> None:
    """Refuse every unsafe request to `app` that a page of its own did not send."""
    key = hmac.digest(secret, b"mallverk csrf", hashlib.sha256)
    app.extensions[_EXTENSION] = Guard(key, app.name, clock)
    app.before_request(_check)
    app.after_request(_remember_browser)


def csrf_token() -> str:
    """The token to put in a form; the answer then carries the browser's cookie.

    It is one and the same however often an answer asks: pages that are kept for everybody are cut where it stands.
    """
    if "csrf_token" not in g:
        g.csrf_token = _guard().token(_bound())
    return str(g.csrf_token)


def _bound() -> str:
    """What a token is bound to: the browser, by its cookie, or inside another page the draft, by what its forms bring along."""
    if framed():
        return f"{FRAMED}{carried()}"
    g.browser = _sent_browser() or secrets.token_urlsafe(32)
    return str(g.browser)


def _guard() -> Guard:
    guard: Guard = current_app.extensions[_EXTENSION]
    return guard


def _cookie_name() -> str:
    return "__Host-browser" if is_https() else "browser"


def _sent_browser() -> str | None:
    browser = cookie(request, _cookie_name())
    return browser if browser and _BROWSER.fullmatch(browser) else None


def _sender() -> str | None:
    """What the request's token must be bound to."""
    if not framed():
        return _sent_browser()
    sent = brought()
    return f"{FRAMED}{sent}" if sent else None


def _check() -> None:
    if request.method in SAFE or request.url_rule is None:
        return
    if _is_foreign(request):
        raise BadInput("csrf-foreign")
    tokens = decode(request, lambda name: name != FIELD).getlist(FIELD)
    if fault := _guard().fault(tokens[0] if tokens else "", _sender()):
        raise BadInput(fault)


def _is_foreign(request: Request) -> bool:
    """What the browser itself says; one that says nothing is judged by the token alone."""
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and origin.lower() != own_origin(request)


def _remember_browser(response: Response) -> Response:
    """The cookie outlives every token that was made for it, and says nothing."""
    if "browser" in g:
        response.set_cookie(
            _cookie_name(),
            g.browser,
            max_age=2 * LIFETIME,
            secure=is_https(),
            httponly=True,
            samesite="Lax",
        )
    return response
