"""A report that waits in a mailbox: read it, start its case, join it to a running one, send it on, or mark it as wrong."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.book import Book
from admin.case_view import open_scene
from admin.guard import Visit, submission_row, submission_subject, visit
from admin.inputs import one_of
from admin.messages import Teller
from admin.record import sections
from admin.timeline import Timeline
from admin.trying import FASTER, tried
from admin.when import When
from engine.access import may_handle
from engine.actions import start_case as verbs
from engine.actions.read_it import read_it
from engine.actions.scene import Scene
from engine.actions.wake import JOINED, come_to_pass
from engine.actions.whole_case import WholeReport, whole_report
from engine.fields import Context
from engine.ids import show_reference
from engine.store import submissions, tables
from engine.store.case_list import Listed
from engine.texts import in_language
from forms.decoder import decode, decode_query
from forms.view import Asked, error_lines
from forms.wording import language, say

CHOICES = ("case", "mailbox", "reason")
"""The inputs of the three further ways on, each of which is required in its own form."""


def submission(org: str, submission: UUID) -> ResponseReturnValue:
    """The report, or the only case that it has become."""
    here, row = visit(), submission_row()
    whole = open_report(here, open_scene(here, row), row)
    if whole.answers is None and len(whole.cases) == 1:
        return redirect(url_for("admin.case", org=org, case=whole.cases[0].id), 303)
    return _show(whole, done=decode_query(request).first("done"))


def start_case(org: str, submission: UUID) -> ResponseReturnValue:
    """Starts the case, or one for each row where the template says so."""
    here, row = visit(), submission_row()
    scene = open_scene(here, row)
    opened, why = tried(lambda session: verbs.start_case(session, scene, row.id, here.actor), FASTER)
    if why or len(opened) != 1:
        return _report("changed" if why else "started")
    return redirect(url_for("admin.case", org=org, case=opened[0].id, done="started"), 303)


def join_case(org: str, submission: UUID) -> ResponseReturnValue:
    """Joins the report to a running case."""
    here, row = visit(), submission_row()
    scene = open_scene(here, row)
    whole = open_report(here, scene, row)
    chosen = decode(request).first("case")
    target = next((item for item in whole.joinable if str(item.id) == chosen), None)
    if target is None:
        return _show(whole, missing="case")
    # the case goes by its own version of the template
    into = here.office.scene(here.org, *target.template)

    def verb(session: Any) -> None:
        verbs.join_case(session, scene, row.id, target.id, here.actor)
        if into is not None:
            come_to_pass(session, into, target.id, JOINED, here.actor)

    _, why = tried(verb, FASTER)
    return _report("changed") if why else redirect(url_for("admin.case", org=org, case=target.id, done="joined"), 303)


def forward(org: str, submission: UUID) -> ResponseReturnValue:
    """Sends the report on to another mailbox."""
    here, row = visit(), submission_row()
    scene = open_scene(here, row)
    whole = open_report(here, scene, row)
    chosen = decode(request).first("mailbox")
    if chosen not in _mailboxes(scene, whole):
        return _show(whole, missing="mailbox")
    _, why = tried(lambda session: verbs.forward(session, scene, row.id, chosen, here.actor), FASTER)
    return _report("changed") if why else _inbox("forwarded")


def mark_wrong(org: str, submission: UUID) -> ResponseReturnValue:
    """Marks the report as wrong, with the reason."""
    here, row = visit(), submission_row()
    scene = open_scene(here, row)
    chosen = decode(request).first("reason")
    if chosen not in verbs.REASONS:
        return _show(open_report(here, scene, row), missing="reason")
    _, why = tried(lambda session: verbs.mark_wrong(session, scene, row.id, chosen, here.actor), FASTER)
    return _report("changed") if why else _inbox("wrong")


def _report(done: str) -> ResponseReturnValue:
    return redirect(url_for("admin.submission", org=visit().org, submission=submission_row().id, done=done), 303)


def _inbox(done: str) -> ResponseReturnValue:
    return redirect(url_for("admin.inbox", org=visit().org, done=done), 303)


def open_report(here: Visit, scene: Scene, row: tables.Submission) -> WholeReport:
    """The report, once its reading is in the journal and its notices are seen."""
    whole = here.office.read(here.org, lambda session: whole_report(session, scene, row, here.actor, signed_in=here.session))
    if whole.unread:
        here.office.write(
            here.org,
            lambda session: read_it(session, scene, row.id, [row.id], actor=here.actor, signed_in=here.session),
        )
    return whole


def _show(whole: WholeReport, *, done: str = "", missing: str = "") -> Response:
    here, row = visit(), whole.row
    scene = open_scene(here, row)
    view = _View(here, scene, whole, missing)
    return make_response(render_template("submission.html", **view.context(done)), 422 if missing else 200)


def _mailboxes(scene: Scene, whole: WholeReport) -> dict[str, str]:
    """Where the report can be sent: mailboxes that hold one of the template's functions, none that is shut out, nor its own.

    A report that nobody could receive can be sent to any mailbox, since those functions may be held nowhere.
    """
    known = scene.template.functions if whole.row.mailbox is not None else {holder.function for holder in scene.organisation.mailboxes}
    held = {mailbox for holder, mailbox in scene.organisation.mailboxes.items() if holder.function in known}
    shut = {scene.organisation.mailboxes[holder] for holder in whole.shut if holder in scene.organisation.mailboxes}
    named = sorted((whole.mailboxes.get(key, key), key) for key in held - shut - {whole.row.mailbox})
    return {key: name for name, key in named}


class _View:
    """What the page is drawn from."""

    def __init__(self, here: Visit, scene: Scene, whole: WholeReport, missing: str) -> None:
        self.here, self.scene, self.whole, self.row, self.missing = here, scene, whole, whole.row, missing
        self.when = When(scene.organisation, scene.now)
        self.book = Book(here.office, scene.organisation, whole.mailboxes)

    def context(self, done: str) -> dict[str, Any]:
        """All of it."""
        fields = self._fields() if self._handles() else {}
        return {
            "reference": show_reference(self.row.reference),
            "identity": self._identity(),
            "done": say(f"done.{done}") if done in ("changed", "started", "written") else "",
            "sections": self._sections(),
            "cases": [self._case(item) for item in self.whole.cases],
            "waits": self.row.state == submissions.NEW,
            "handles": bool(fields),
            "received": self.row.mailbox is not None,
            "urls": {name: self._url(name) for name in ("start_case", "join_case", "forward", "mark_wrong")},
            "fields": fields,
            "errors": error_lines(fields.values()),
            "dialogue": self._dialogue(),
            "events": Timeline(self.book, self.scene.template, self.when, self.whole.names).told(self.whole.lines),
        }

    def _dialogue(self) -> dict[str, Any] | None:
        """The messages with whoever sent the report, and where to write; None where there is no way back."""
        if self.row.id not in self.whole.dialogues:
            return None
        teller = Teller(self.book, self.when, self.whole.names, self.whole.files, self._file)
        writes = may_handle(self.here.actor, submission_subject())
        return {
            "messages": teller.told(self.whole.dialogues[self.row.id], self.scene.template),
            "write": self._url("report_dialogue") if writes else "",
        }

    def _handles(self) -> bool:
        return self.row.state == submissions.NEW and may_handle(self.here.actor, submission_subject())

    def _url(self, name: str) -> str:
        return url_for(f"admin.{name}", org=self.here.org, submission=self.row.id)

    def _identity(self) -> list[Mapping[str, Any]]:
        fresh = self.row.state == submissions.NEW
        return [
            {"label": say("case.kind"), "value": in_language(self.scene.template.title, language())},
            *([{"label": say("case.unit"), "value": self.book.unit(self.row.unit)}] if self.row.unit else []),
            {"label": say("report.received"), "value": self.when.moment(self.row.received_at)},
            *([{"label": say("report.registration"), "value": self.book.typed_in(self.row, self.whole.names)}] if self.row.way else []),
            *([{"label": say("report.mailbox"), "value": self.book.mailbox(self.row.mailbox)}] if fresh and self.row.mailbox else []),
            {"label": say("case.state"), "value": say(f"report.states.{self.row.state}"), "tag": "new" if fresh else ""},
        ]

    def _sections(self) -> list[Any]:
        if self.whole.answers is None:
            return []
        files = {id: kept.attachment for id, kept in self.whole.files.items()}
        context = Context(self.scene.organisation, self.row.received_at, language(), files=files)
        return sections(self.scene.template.form, self.whole.answers, context, link=self._file)

    def _file(self, id: str) -> str:
        return url_for("admin.submission_file", org=self.here.org, submission=self.row.id, file=id)

    def _case(self, item: Listed) -> dict[str, str]:
        url = url_for("admin.case", org=self.here.org, case=item.id)
        return {"text": item.number, "url": url, "about": self._about(item)}

    def _about(self, item: Listed) -> str:
        """What tells one running case from another without a word of its content."""
        steps = [self.book.step(item.template, run.step) for run in item.steps]
        parts = [self.book.unit(item.unit), self.when.day(item.opened), ", ".join(dict.fromkeys(steps))]
        return ", ".join(part for part in parts if part)

    def _fields(self) -> dict[str, Asked]:
        """One input for each further way on; a way that leads nowhere has none."""
        found = {"reason": [(reason, say(f"wrong.{reason}")) for reason in verbs.REASONS]}
        if self.whole.joinable:
            found["case"] = [(str(item.id), f"{item.number}, {self._about(item)}") for item in self.whole.joinable]
        if mailboxes := _mailboxes(self.scene, self.whole):
            found["mailbox"] = list(mailboxes.items())
        return {
            name: one_of(
                name,
                say(f"report.ask.{name}"),
                options,
                error=say(f"report.missing.{name}") if name == self.missing else "",
                widget="select" if name == "mailbox" else "radios",
            )
            for name, options in found.items()
        }
