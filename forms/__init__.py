"""The public side: a Flask app in which anyone can report, without an account and without JavaScript."""

from flask import Blueprint, Flask, abort
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import ServiceUnavailable

from engine.config import Settings
from engine.office import Office, Unavailable
from engine.policy import POLICY
from forms.assets import add_static
from forms.away import add_away
from forms.dialogue import add_dialogue
from forms.door import Door, frame, set_door
from forms.embed import embedded
from forms.following import add_following
from forms.moving import add_moving
from forms.pages import add_pages
from forms.questions import add_questions
from forms.receipt import add_receipt
from forms.receipt_calendar import add_receipt_calendar
from forms.sending import add_sending
from forms.web import add_health, enforce, make_app

ROOMS = (
    add_pages,
    add_away,
    add_questions,
    add_sending,
    add_receipt,
    add_receipt_calendar,
    add_following,
    add_dialogue,
    add_moving,
)
TAKE_FILES = ("forms.save_page", "embed.save_page", "forms.write_message")


def create_app(office: Office, settings: Settings, *, secret: bytes) -> Flask:
    """The public side of an installation; `secret` signs what browsers keep for it."""
    app = make_app("forms", settings, secret=secret, clock=office.clock, frame=frame, takes_files=TAKE_FILES)
    set_door(app, Door(office, secret))
    enforce(app, POLICY, _judge)
    app.register_error_handler(Unavailable, lambda error: app.handle_http_exception(ServiceUnavailable()))
    pages = Blueprint("forms", __name__)
    for add in ROOMS:
        add(pages)
    app.register_blueprint(pages)
    app.register_blueprint(embedded())
    add_static(app)
    add_health(app, lambda: _reach(office))
    return app


def _reach(office: Office) -> None:
    """Raises Unavailable when the database does not answer."""
    office.organisations()


def _judge(rule: str) -> ResponseReturnValue | None:
    """Only what is for anyone is here."""
    return None if rule == "anyone" else abort(404)
