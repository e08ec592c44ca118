"""The signed-in side: a Flask app that refuses everyone by default and shows what the engine's access policy allows."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask
from werkzeug.exceptions import ServiceUnavailable

from admin import adding, affected, cases, files, inbox, moving, pausing, saved_views, signin, step_drafts, steps, submissions
from admin.compilations import add_compilations
from admin.dialogue import add_dialogue
from admin.documents import add_documents
from admin.frame import frame
from admin.guard import Judge
from admin.mailing import add_mailing
from admin.notes import add_notes
from admin.on_behalf import forms_for_others
from admin.own_reports import add_own_reports
from admin.received import add_received
from admin.records import add_records
from admin.registration import add_registration
from admin.reports import add_reports
from admin.schedules import add_schedules
from admin.settings import add_settings
from admin.sharing import add_sharing
from admin.signals import add_signals
from admin.studio import add_studio
from admin.ties import add_ties
from engine.office import Office, Unavailable
from engine.policy import POLICY
from engine.texts import Catalogue
from forms.csrf import SAFE
from forms.door import Door, set_door
from forms.on_behalf import BLUEPRINT
from forms.web import WebSettings, enforce, make_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FOLDER = Path(__file__).parent

ROUTES: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("GET", "/", "home", signin.home),
    ("GET", "/<org>/sign-in", "sign_in", signin.sign_in),
    ("POST", "/<org>/sign-in", "do_sign_in", signin.do_sign_in),
    ("POST", "/<org>/sign-out", "sign_out", signin.sign_out),
    ("GET", "/<org>/", "inbox", inbox.show_inbox),
    ("GET", "/<org>/cases/", "case_list", cases.listing),
    ("POST", "/<org>/cases/views", "save_view", saved_views.save_view),
    ("POST", "/<org>/cases/views/change", "change_view", saved_views.change_view),
    ("GET", "/<org>/cases/<uuid:case>", "case", cases.case),
    ("GET", "/<org>/cases/<uuid:case>/files/<uuid:file>", "case_file", files.case_file),
    ("GET", "/<org>/cases/<uuid:case>/steps/<int:run>", "step", steps.step),
    ("POST", "/<org>/cases/<uuid:case>/steps/<int:run>", "act", steps.act),
    ("POST", "/<org>/cases/<uuid:case>/steps", "add_step", adding.add_step),
    ("POST", "/<org>/cases/<uuid:case>/steps/<int:run>/draft", "keep_draft", step_drafts.keep_draft),
    ("POST", "/<org>/cases/<uuid:case>/steps/<int:run>/draft/drop", "drop_draft", step_drafts.drop_draft),
    ("GET", "/<org>/cases/<uuid:case>/affected", "affected", affected.affected),
    ("POST", "/<org>/cases/<uuid:case>/affected", "shut_out", affected.shut_out),
    ("GET", "/<org>/cases/<uuid:case>/steps/<int:run>/pause", "ask_pause", pausing.ask_pause),
    ("POST", "/<org>/cases/<uuid:case>/steps/<int:run>/pause", "pause", pausing.pause),
    ("POST", "/<org>/cases/<uuid:case>/steps/<int:run>/resume", "resume", pausing.resume),
    ("GET", "/<org>/cases/<uuid:case>/version", "ask_move", moving.ask_move),
    ("POST", "/<org>/cases/<uuid:case>/version", "move_case", moving.move),
    ("GET", "/<org>/submissions/<uuid:submission>", "submission", submissions.submission),
    ("GET", "/<org>/submissions/<uuid:submission>/files/<uuid:file>", "submission_file", files.submission_file),
    ("POST", "/<org>/submissions/<uuid:submission>/start", "start_case", submissions.start_case),
    ("POST", "/<org>/submissions/<uuid:submission>/join", "join_case", submissions.join_case),
    ("POST", "/<org>/submissions/<uuid:submission>/forward", "forward", submissions.forward),
    ("POST", "/<org>/submissions/<uuid:submission>/wrong", "mark_wrong", submissions.mark_wrong),
)


def create_app(office: Office, settings: WebSettings, *, secret: bytes) -> Flask:
    """The app, to be mounted at /admin."""
    app = make_app(
        "admin",
        settings,
        secret=secret,
        clock=office.clock,
        texts=[texts()],
        html=[FOLDER / "html"],
        frame=frame,
        takes_files=(
            *(
                "admin.act",
                "admin.import_template",
                "admin.add_unit",
                "admin.change_unit_numbers",
                "admin.add_note",
                "admin.keep_draft",
                "admin.drop_draft",
            ),
            f"{BLUEPRINT}.save_page",
        ),
    )
    app.wsgi_app = _at_one_moment(office, app.wsgi_app)  # type: ignore[assignment, method-assign]
    app.extensions[signin.OFFICE] = office
    set_door(app, Door(office, secret))
    enforce(app, POLICY, Judge(office))
    app.register_error_handler(Unavailable, lambda error: app.handle_http_exception(ServiceUnavailable()))
    app.register_blueprint(pages())
    app.register_blueprint(forms_for_others())
    return app


def _at_one_moment(office: Office, answer: "WSGIApplication") -> "WSGIApplication":
    """Each page as it was at one moment; what is sent does something, and sees what it did."""

    def answered(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        with office.at_one_moment() if environ["REQUEST_METHOD"] in SAFE else nullcontext():
            return answer(environ, start)

    return answered


@cache
def texts() -> Catalogue:
    """The sentences of this side."""
    return Catalogue(FOLDER / "texts")


def pages() -> Blueprint:
    """Every route of the signed-in side."""
    blueprint = Blueprint("admin", __name__)
    for method, rule, endpoint, view in ROUTES:
        blueprint.add_url_rule(rule, endpoint, view, methods=[method])
    add_mailing(blueprint)
    add_received(blueprint)
    add_records(blueprint)
    add_dialogue(blueprint)
    add_documents(blueprint)
    add_registration(blueprint)
    add_reports(blueprint)
    add_compilations(blueprint)
    add_schedules(blueprint)
    add_own_reports(blueprint)
    add_signals(blueprint)
    add_studio(blueprint)
    add_sharing(blueprint)
    add_notes(blueprint)
    add_ties(blueprint)
    add_settings(blueprint)
    return blueprint
