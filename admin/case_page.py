"""The page of a case: what to do now, the report, what has been done. Nothing is shown before its reading is written down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import make_response, render_template, url_for
from werkzeug.wrappers import Response

from admin.book import Book
from admin.guard import Visit, case_row, visit
from admin.record import Section, sections
from admin.step_form import Attempt, Desk, StepForm, in_words
from admin.step_list import StepList
from admin.timeline import Happened, Timeline
from admin.when import Tag, When
from engine.access import may_act, may_handle
from engine.actions.casefile import CaseFile
from engine.actions.read_it import read_it
from engine.actions.scene import Scene
from engine.actions.whole_case import WholeCase, whole_case
from engine.conditions import holds, references
from engine.fields import Context
from engine.ids import show_reference
from engine.steps import Step
from engine.store import tables
from engine.texts import in_language
from engine.workflow import Run
from forms.wording import language, say


def open_scene(here: Visit, row: tables.Case | tables.Submission) -> Scene:
    """The world of a case or report: its own version of the template."""
    scene = here.office.scene(here.org, row.template, row.version)
    if scene is None:
        raise LookupError(f"{row.template} {row.version} is used but not stored")
    return scene


def open_case(here: Visit, scene: Scene, row: tables.Case) -> WholeCase:
    """The case, once its reading is in the journal and its notices are seen."""
    whole = here.office.read(here.org, lambda session: whole_case(session, scene, row, here.actor, signed_in=here.session))
    if whole.unread:
        reports = [report.id for report, _ in whole.file.reports]
        here.office.write(
            here.org,
            lambda session: read_it(session, scene, row.id, reports, actor=here.actor, signed_in=here.session),
        )
    return whole


def show(*, chosen: int | None = None, attempt: Attempt | None = None, done: str = "", status: int = 200) -> Response:
    """The page; `chosen` is the run whose form to show, `attempt` what was typed in it, `done` what has just been done."""
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    page = _Page(here, scene, row, open_case(here, scene, row))
    return make_response(render_template("case.html", **page.context(chosen, attempt, done)), status)


class _Page:
    """Puts the page together."""

    def __init__(self, here: Visit, scene: Scene, row: tables.Case, whole: WholeCase) -> None:
        self.here, self.scene, self.row, self.whole = here, scene, row, whole
        self.when = When(scene.organisation, scene.now)
        self.book = Book(here.office, scene.organisation, whole.mailboxes)
        self.file: CaseFile = whole.file
        self.desk = Desk(scene, whole.file, whole.people, whole.waiting)
        self.mine = [run for run in self.file.case.open() if self._does(run)] if not self.file.case.closed else []

    def context(self, chosen: int | None, attempt: Attempt | None, done: str) -> dict[str, Any]:
        """What the page is drawn from."""
        form = self._form(chosen, attempt)
        lost = attempt is not None and (form is None or form.run != attempt.run)
        return {
            "number": self.row.number,
            "screen": form.title if form else say("case.screen"),
            "identity": self._identity(),
            "done": self._done(done),
            "why": attempt.why if attempt else "",
            "faster": self._faster(attempt) if attempt and attempt.why == "changed" else "",
            "lost": self._lost(attempt) if lost else [],
            "form": form,
            "errors": form.errors if form else [],
            "act": url_for("admin.act", org=self.here.org, case=self.row.id, run=form.run) if form else "",
            "others": [(self.book.step(self._key, run.step), self._url(run)) for run in self.mine if form and run.number != form.run],
            "reports": [self._report(report, answers) for report, answers in self.file.reports],
            "rounds": self._rounds(),
            "steps": StepList(self.book, self.scene.template, self.when, self.file.case, self._url, self._wanted).lines(),
            "events": self._events(),
            "siblings": [(item.number, url_for("admin.case", org=self.here.org, case=item.id)) for item in self.whole.siblings],
            "access": self._access(),
            "affected": self._affected(),
        }

    @property
    def _key(self) -> tuple[str, int]:
        return self.scene.published.key

    def _does(self, run: Run) -> bool:
        mailbox = self.scene.organisation.mailboxes.get(run.holder) if run.holder else None
        return may_act(self.here.actor, self.file.subject, mailbox)

    def _url(self, run: Run) -> str:
        return url_for("admin.step", org=self.here.org, case=self.row.id, run=run.number) if run in self.mine else ""

    def _wanted(self, step: Step) -> bool | None:
        """Whether a later step will come; not known as long as its condition asks for steps that are not done."""
        ahead = {other.id for other in self.scene.template.steps()} - set(self.file.steps)
        asked = {part for reference in references(step.when) for part in reference.split(".")}
        return None if asked & {*ahead, "rounds"} else holds(step.when, self.file.lookup, self.here.day)

    def _form(self, chosen: int | None, attempt: Attempt | None) -> StepForm | None:
        """The form of the run that was asked for, else of the most urgent one that the reader can do."""
        soonest = sorted(self.mine, key=lambda run: (run.due is None, run.due or run.opened, run.number))
        run = next((run for run in self.mine if run.number == chosen), next(iter(soonest), None))
        if run is None:
            return None
        typed = attempt if attempt is not None and attempt.run == run.number else None
        return self.desk.form(run, self.scene.template.step(run.step), typed)

    def _identity(self) -> list[Mapping[str, Any]]:
        items: list[dict[str, Any]] = [
            {"label": say("case.kind"), "value": in_language(self.scene.template.title, language())},
            *([{"label": say("case.unit"), "value": self.book.unit(self.row.unit)}] if self.row.unit else []),
            {"label": say("case.opened"), "value": self.when.day(self.row.opened_at)},
        ]
        tag = self._state()
        return [*items, {"label": say("case.state"), "value": tag.text, "tag": tag.kind}]

    def _state(self) -> Tag:
        """Closed, or how near the nearest deadline is."""
        if self.row.closed_at is not None:
            return Tag(say("case.closed"))
        runs = [run for run in self.mine or self.file.case.open() if run.due]
        soonest = min(runs, key=lambda run: run.due or run.opened, default=None)
        if soonest is None:
            return Tag(say("case.running"))
        step = self.scene.template.step(soonest.step)
        return self.when.tag(soonest.due, self.book.calendar(step, self.row.unit)) or Tag(say("case.running"))

    def _done(self, code: str) -> str:
        """What has just been done, and where the case is now."""
        if code not in ("step", "saved", "started", "joined", "shut-out"):
            return ""
        if self.file.case.closed and code == "step":
            return say("done.closed")
        waiting = dict.fromkeys(self.book.function(self.scene.template, run.holder) for run in self.file.case.open() if run.holder)
        return " ".join([say(f"done.{code}"), *([say("done.waits", who=", ".join(waiting))] if waiting and code == "step" else [])])

    def _faster(self, attempt: Attempt) -> str:
        """Who was faster, and when."""
        lines = [line for line in self.whole.lines if line.facts.get("run") == attempt.run and line.person]
        name = self.whole.names.get(lines[-1].person) if lines and lines[-1].person else None
        return say("conflict.by", name=name, when=self.when.moment(lines[-1].at)) if name else say("conflict.someone")

    def _lost(self, attempt: Attempt | None) -> list[dict[str, Any]]:
        """What was typed in a step that is no longer open."""
        run = next((run for run in self.file.case.runs if attempt and run.number == attempt.run), None)
        if attempt is None or run is None:
            return []
        form = self.desk.form(run, self.scene.template.step(run.step), attempt)
        return in_words(asked for part in form.parts for asked in part.fields)

    def _report(self, row: tables.Submission, answers: Mapping[str, Any]) -> dict[str, Any]:
        template = self.book.template((row.template, row.version))
        return {
            "reference": show_reference(row.reference),
            "when": self.when.moment(row.received_at),
            "sections": sections(template.form, answers, self._at(row.received_at), link=self._saved_from),
        }

    def _rounds(self) -> list[dict[str, Any]]:
        """Every finished round, with who answered and when."""
        found = []
        for item in self.file.rounds:
            run = self.file.case.run(item.run)
            step = self.scene.template.step(run.step)
            form, title = step.kind.form(step), in_language(step.title, language())
            told: list[Section] = sections(form, item.answers, self._at(item.at), self.file.lookup, link=self._saved_from) if form else []
            several = sum(other.run == item.run for other in self.file.rounds) > 1
            found.append(
                {
                    "title": say("case.round", step=title, number=item.number) if several else title,
                    "who": self.whole.names.get(item.person, "") if item.person else "",
                    "when": self.when.moment(item.at),
                    "sections": [Section("" if part.title == title else part.title, part.rows) for part in told],
                }
            )
        return found

    def _at(self, moment: datetime) -> Context:
        """The situation in which something was answered."""
        files = {id: kept.attachment for id, kept in self.whole.files.items()}
        return Context(self.scene.organisation, moment, language(), people=self.whole.people, files=files)

    def _saved_from(self, file: str) -> str:
        return url_for("admin.case_file", org=self.here.org, case=self.row.id, file=file)

    def _events(self) -> list[Happened]:
        told = Timeline(self.book, self.scene.template, self.when, self.whole.names).told(self.whole.lines)
        first = self.file.reports[0][0]
        received = Happened(say("timeline.submission-received"), self.when.moment(first.received_at), first.received_at.isoformat())
        return [*told, received]

    def _access(self) -> dict[str, Any]:
        """Who can read the case, and why."""
        inside = self.whole.readers
        return {
            "mailboxes": [
                {
                    "name": box.name,
                    "why": ", ".join(say(f"access.{why}") for why in sorted(box.why)),
                    "people": ", ".join(person.name for person in box.people) or say("access.nobody"),
                }
                for box in inside.mailboxes
            ],
            "granted": ", ".join(person.name for person in inside.granted),
            "shut": ", ".join(inside.shut),
        }

    def _affected(self) -> str:
        """Where to say that someone is affected, for those who may."""
        if self.file.case.closed or not (self.mine or may_handle(self.here.actor, self.file.subject)):
            return ""
        return url_for("admin.affected", org=self.here.org, case=self.row.id)
