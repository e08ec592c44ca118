"""Says in words what went wrong and what became of the answers. It must not show, log or keep what the visitor wrote."""

import logging
import secrets
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from flask import Flask, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from forms.csrf import SAFE
from forms.decoder import BadInput
from forms.wording import say

LOG = logging.getLogger("mallverk.web")
WORDED = frozenset({400, 403, 404, 405, 413, 429, 500, 503})

Caught = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


def add_error_pages(app: Flask) -> None:
    """Answer every error of `app` with a page in words."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(BadInput, _bad_input)


def log_unexpected(caught: Caught) -> None:
    """One line with an id that the page shows too: kinds of error and places in the code, never a message, since messages quote values."""
    LOG.error("%s %s %s: %s", error_id(), request.method, request.endpoint, " <- ".join(_places(caught[1])))


def error_id() -> str:
    """The id by which a visitor's error page and the log are brought together."""
    if "error_id" not in g:
        g.error_id = secrets.token_hex(4)
    return str(g.error_id)


def _places(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        frames = traceback.extract_tb(error.__traceback__)[-6:]
        places = " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        yield f"{type(error).__module__}.{type(error).__qualname__} at {places}"
        error = error.__cause__ or error.__context__


def _bad_input(error: BadInput) -> ResponseReturnValue:
    return _page(error.status, say(f"errors.input.{error.code}"))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    status = error.code
    worded = status if status in WORDED else 400 if status < 500 else 500
    response = _page(status, say(f"errors.{worded}.text"), title=say(f"errors.{worded}.title"))
    response.headers.extend((name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After"))
    return response


def _page(status: int, text: str, title: str = "") -> Response:
    sent = request.method not in SAFE
    facts: dict[str, Any] = {
        "title": title or say("errors.400.title"),
        "text": text,
        "answers": say(f"errors.{'unsure' if status >= 500 else 'unsaved'}") if sent else say("errors.kept"),
        "error_id": error_id() if status == 500 else "",
    }
    # what the usual frame asks for may be what has failed
    g.plain = status >= 500
    return make_response(render_template("error.html", **facts), status)
