"""A small app on the shared bones, for tests of what every request goes through."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from flask import request as current
from flask.testing import FlaskClient

from forms.csrf import FIELD, csrf_token
from forms.decoder import decode
from forms.web import make_app

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Web:
    """The settings that the bones need."""

    base_url: str = "http://127.0.0.1:8000"
    language: str = "sv"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        """Go forward."""
        self.now += by


def bones(*, name: str = "bones", base_url: str = Web.base_url, clock: Clock | None = None, **more: Any) -> Flask:
    """An app with a page that gives a token, one that takes what is posted, and one that breaks."""
    app = make_app(name, Web(base_url), secret=b"s" * 32, clock=clock or Clock(), **more)
    app.add_url_rule("/token", "token", csrf_token)
    app.add_url_rule("/take", "take", lambda: dict(decode(current, repeats={"many"})), methods=["POST"])
    app.add_url_rule("/breaks/<word>", "breaks", lambda word: {}[word], methods=["GET", "POST"])
    return app


def visitor(app: Flask) -> FlaskClient:
    """A browser that reaches the app by its own address."""
    return app.test_client()


def send(client: FlaskClient, fields: dict[str, Any], **more: Any) -> Any:
    """Post `fields` as a page of the app would."""
    token = client.get("/token", base_url=more.get("base_url")).get_data(as_text=True)
    return client.post("/take", data={FIELD: token, **fields}, **more)
