"""The bones that both apps share: pages, texts, headers, input checks, errors and the access policy. It must not know any page."""

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from flask import Flask, Response, abort, g, request
from flask.typing import ResponseReturnValue
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from engine.texts import Catalogue
from engine.texts.markdown import as_html
from forms.assets import static_url
from forms.csrf import csrf_token, protect
from forms.decoder import BODY, check_address, take_files
from forms.error_pages import LOG, Caught, add_error_pages, log_unexpected
from forms.framed import address_of_ways, carried, framed
from forms.headers import absolute_url, secure
from forms.on_behalf import typist
from forms.wording import add_texts, language, say

FOLDER = Path(__file__).parent

Clock = Callable[[], datetime]
Judge = Callable[[str], ResponseReturnValue | None]
"""Takes the rule of the endpoint that is asked for; answers None to let the request on, else what is shown instead."""
Frame = Callable[[], Mapping[str, Any]]
"""What the frame of a page shows around it: language, organisation, home, footer and so on."""


class WebSettings(Protocol):
    """The settings that the web needs."""

    @property
    def base_url(self) -> str:
        """Address that visitors use."""

    @property
    def language(self) -> str:
        """Language where nothing else is chosen."""


class Missing(StrictUndefined):
    """A page may ask whether a value is there; it may not print or walk one that is not."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override] # asking is what this class allows
        return False


class WebApp(Flask):
    """A Flask app that logs an unexpected error without what the visitor wrote."""

    jinja_options = {"autoescape": True, "undefined": Missing, "trim_blocks": True, "lstrip_blocks": True}  # noqa: RUF012 - Flask's own way

    def log_exception(self, exc_info: Caught) -> None:
        """Log kinds and places only."""
        log_unexpected(exc_info)


def make_app(
    name: str,
    settings: WebSettings,
    *,
    secret: bytes,
    clock: Clock,
    texts: Sequence[Catalogue] = (),
    html: Sequence[Path] = (),
    frame: Frame | None = None,
    takes_files: Container[str] = (),
) -> Flask:
    """An app with everything both sides need and no page; `texts` and `html` come before those of `forms`.

    Only the endpoints in `takes_files` let files in.
    """
    app = WebApp(name, static_folder=None)
    app.config.update(LANGUAGE=settings.language, MAX_CONTENT_LENGTH=BODY, PROVIDE_AUTOMATIC_OPTIONS=False)
    app.jinja_loader = FileSystemLoader([*html, FOLDER / "html"])
    add_texts(app, [*texts, own_texts()])
    app.jinja_env.filters["markdown"] = drawn_markdown
    app.jinja_env.globals.update(static_url=static_url, asset=static_url, csrf_token=csrf_token, absolute_url=absolute_url)
    app.jinja_env.globals.update(framed=framed, carried=carried, go=address_of_ways, typist=typist)
    app.context_processor(lambda: {"shell": {**(frame() if frame and not g.get("plain") else plain_frame()), **_banner(app)}})
    secure(app, settings.base_url)
    app.before_request(lambda: check_address(request))
    app.before_request(lambda: take_files(request) if request.endpoint in takes_files else None)
    protect(app, secret, clock=clock)
    add_error_pages(app)
    return app


@cache
def own_texts() -> Catalogue:
    """What the pages and the frame say on both sides. Read once: a running process shows one release."""
    return Catalogue(FOLDER / "texts")


def _banner(app: Flask) -> dict[str, Any]:
    """What stands above every page where this is no ordinary installation: `app.config["BANNER"]` gives it."""
    banner: Callable[[], Mapping[str, Any]] | None = app.config.get("BANNER")
    return {"banner": banner()} if banner else {}


def plain_frame() -> dict[str, Any]:
    """The frame of a page that belongs to no organisation; it asks nothing of anyone."""
    return {"language": language(), "organisation": say("errors.product"), "home": "/", "footer": []}


def drawn_markdown(text: str) -> Markup:
    """An author's Markdown as the page shows it. Inside another site's page a link leads to a window of its own."""
    html = as_html(text)
    if framed():
        # what was written is escaped, so that every tag is one of ours
        told = f'<span class="govuk-visually-hidden"> {escape(say("layout.new_window"))}</span></a>'
        html = html.replace("<a ", '<a target="_blank" rel="noopener" ').replace("</a>", told)
    return Markup(html)  # noqa: S704


def add_health(app: Flask, check: Callable[[], None]) -> None:
    """Answer `/health`, endpoint `health`: 200 when `check` returns, else what it raises."""

    def health() -> Response:
        check()
        return Response("ok\n", content_type="text/plain; charset=utf-8")

    app.add_url_rule("/health", "health", health)


def enforce(app: Flask, policy: Mapping[str, str], judge: Judge) -> None:
    """Answer only endpoints that `policy` lists, each by its rule; call it before other checks of the app's own."""

    def check() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None
        if request.endpoint not in policy:
            LOG.error("%s is not in the access policy", request.endpoint)
            abort(404)
        return judge(policy[request.endpoint])

    app.before_request(check)


def unlisted(app: Flask, policy: Mapping[str, str]) -> list[str]:
    """The endpoints of `app` that the policy does not list."""
    return sorted({rule.endpoint for rule in app.url_map.iter_rules()} - set(policy))
