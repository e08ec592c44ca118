"""What every answer says to the browser, and which addresses the product answers to. It must not trust a name that the visitor sent."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, g, request

from forms.decoder import BadInput

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # with no-referrer a browser sends `Origin: null` with our own forms, and then nothing tells them from foreign ones
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
NOBODY = "frame-ancestors 'none'"
TWO_YEARS = "max-age=63072000"
_LOOPBACK = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.ASCII)


def headers_for(sites: Sequence[str]) -> Mapping[str, str]:
    """The headers of a page that may stand inside pages of these sites, given as origins; of an ordinary page when there are none."""
    if not sites:
        return HEADERS
    open_to = {
        "Content-Security-Policy": POLICY.replace(NOBODY, f"frame-ancestors {' '.join(sites)}"),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    # the older header knows no list, and where both are there a browser goes by the policy
    return {name: open_to.get(name, value) for name, value in HEADERS.items() if name != "X-Frame-Options"}


def secure(app: Flask, base_url: str) -> None:
    """Put the headers on every answer of `app`, and answer only to the host of `base_url` (and to this machine while that is no https)."""
    app.config["BASE_URL"] = base_url.rstrip("/")
    app.before_request(_check_host)
    app.after_request(_add_headers)


def absolute_url(path: str) -> str:
    """A whole address for mails and codes to scan; built from the settings, never from the request."""
    return f"{current_app.config['BASE_URL']}{path}"


def is_https() -> bool:
    """True when visitors come by https, whatever the last hop to us is."""
    return str(current_app.config["BASE_URL"]).startswith("https:")


def own_origin(request: Request) -> str:
    """The origin that a page of ours has in the browser that sent this request."""
    return f"{'https' if is_https() else 'http'}://{_host(request)}"


def _host(request: Request) -> str:
    return str(request.environ.get("HTTP_HOST", "")).lower()


def _check_host() -> None:
    host = _host(request)
    ours, standard = _own_host(current_app.config["BASE_URL"])
    if host.removesuffix(standard) == ours:
        return
    if is_https() or not _LOOPBACK.fullmatch(host):
        raise BadInput("host")


@cache
def _own_host(base_url: str) -> tuple[str, str]:
    """The host of our address without the port that goes without saying, and that port."""
    ours = urlsplit(base_url)
    standard = {"http": ":80", "https": ":443"}[ours.scheme]
    return ours.netloc.lower().removesuffix(standard), standard


def _add_headers(response: Response) -> Response:
    for name, value in headers_for(g.get("framed_by", ())).items():
        # what is not a page of ours sets a stricter policy
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    if is_https():
        response.headers["Strict-Transport-Security"] = TWO_YEARS
    return response
