"""Writing to whoever sent a report: from a case that the report is in, or from the report as long as it is in none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.book import Book
from admin.case_view import open_case, open_scene
from admin.guard import case_row, submission_row, visit
from admin.inputs import some_of
from admin.messages import Said, Teller
from admin.submissions import open_report
from admin.when import When
from engine.actions.scene import Scene
from engine.actions.whole_case import WholeCase, WholeReport
from engine.actions.write_message import write_in_case, write_in_report
from engine.errors import NotPossible
from engine.fields import Context
from engine.ids import show_reference
from engine.office import Unavailable
from engine.store import tables
from forms.decoder import decode
from forms.dialogue_form import TEXT, Filled, filled, text_form
from forms.view import Asked, Pick, error_lines
from forms.wording import language, say

NAMED = "named"


@dataclass(frozen=True)
class _Desk:
    """Where somebody writes: the report's own world, the page to go back to, and the verb that sends a text.

    `silent` when nothing has been written since the case was closed.
    """

    scene: Scene
    report: tables.Submission
    number: str
    back: str
    messages: list[Said]
    closed: bool
    silent: bool
    send: Callable[[Any, str, bool], None]


def case_dialogue(org: str, case: UUID, submission: UUID) -> ResponseReturnValue:
    """The page, with a neutral last message begun once the case is closed."""
    return _begun(_in_case(submission))


def write_in_case_dialogue(org: str, case: UUID, submission: UUID) -> ResponseReturnValue:
    """Sends what was written."""
    return _write(_in_case(submission))


def report_dialogue(org: str, submission: UUID) -> ResponseReturnValue:
    """The same for a report that is in no case."""
    return _begun(_in_report())


def write_in_report_dialogue(org: str, submission: UUID) -> ResponseReturnValue:
    """Sends what was written."""
    return _write(_in_report())


def _in_case(submission: UUID) -> _Desk:
    here, row = visit(), case_row()
    whole = open_case(here, open_scene(here, row), row)
    report = next((report for report, _ in whole.file.reports if report.id == submission and submission in whole.dialogues), None)
    if report is None:
        abort(404)
    scene = open_scene(here, report)

    def send(session: Any, text: str, named: bool) -> None:
        write_in_case(session, scene, row.id, report.id, text, actor=here.actor, named=named)

    def saved_from(file: str) -> str:
        return url_for("admin.case_file", org=here.org, case=row.id, file=file)

    told = _told(whole, scene, report, saved_from)
    silent = all(row.closed_at is not None and message.at < row.closed_at for message in whole.dialogues[report.id])
    back = url_for("admin.case", org=here.org, case=row.id)
    return _Desk(scene, report, row.number, back, told, row.closed_at is not None, silent, send)


def _in_report() -> _Desk:
    here, report = visit(), submission_row()
    scene = open_scene(here, report)
    whole = open_report(here, scene, report)
    if report.id not in whole.dialogues:
        abort(404)

    def send(session: Any, text: str, named: bool) -> None:
        write_in_report(session, scene, report.id, text, actor=here.actor, named=named)

    def saved_from(file: str) -> str:
        return url_for("admin.submission_file", org=here.org, submission=report.id, file=file)

    told, back = _told(whole, scene, report, saved_from), url_for("admin.submission", org=here.org, submission=report.id)
    return _Desk(scene, report, show_reference(report.reference), back, told, False, False, send)


def _told(whole: WholeCase | WholeReport, scene: Scene, report: tables.Submission, link: Callable[[str], str]) -> list[Said]:
    book, when = Book(visit().office, scene.organisation, whole.mailboxes), When(scene.organisation, scene.now)
    return Teller(book, when, whole.names, whole.files, link).told(whole.dialogues[report.id], scene.template)


def _begun(desk: _Desk) -> Response:
    text = say("dialogue.last_message") if desk.closed and desk.silent else ""
    return _page(desk, filled(_form(), _context(desk), begun={TEXT: text} if text else None))


def _write(desk: _Desk) -> Response:
    posted = decode(request)
    sent, named = filled(_form(), _context(desk), posted), bool(posted.first(NAMED))
    if not sent.problems and TEXT not in sent.reading.answers:
        sent = sent.missing(TEXT)
    if sent.problems:
        return _page(desk, sent, named=named, status=422)
    try:
        visit().office.write(visit().org, lambda session: desk.send(session, sent.reading.answers[TEXT], named))
    except NotPossible:
        abort(404)
    except Unavailable:
        return _page(desk, sent, named=named, failed=True, status=503)
    return redirect(f"{desk.back}?done=written", 303)


def _page(desk: _Desk, sent: Filled, *, named: bool = False, failed: bool = False, status: int = 200) -> Response:
    fields = (*sent.fields(), _named(named))
    page = render_template(
        "dialogue.html",
        number=desk.number,
        reference=show_reference(desk.report.reference),
        back=desk.back,
        messages=desk.messages,
        closed=desk.closed,
        fields=fields,
        errors=error_lines(fields),
        failed=failed,
    )
    return make_response(page, status)


def _form() -> Any:
    return text_form("dialogue.write")


def _named(chosen: bool) -> Asked:
    return some_of(NAMED, say("dialogue.named_ask"), [Pick("yes", say("dialogue.named_yes"), chosen)], hint=say("dialogue.named_hint"))


def _context(desk: _Desk) -> Context:
    return Context(desk.scene.organisation, desk.scene.now, language())


def add_dialogue(blueprint: Blueprint) -> None:
    """Add these views to the signed-in pages."""
    for rule, endpoint, shown, sent in (
        ("/<org>/cases/<uuid:case>/dialogue/<uuid:submission>", "case_dialogue", case_dialogue, write_in_case_dialogue),
        ("/<org>/submissions/<uuid:submission>/dialogue", "report_dialogue", report_dialogue, write_in_report_dialogue),
    ):
        blueprint.add_url_rule(rule, endpoint, shown, methods=["GET"])
        blueprint.add_url_rule(rule, f"write_in_{endpoint}", sent, methods=["POST"])
