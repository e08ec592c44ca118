"""The page of a case: what to do now, and the panels around it. Nothing is shown before its reading is written down."""

from collections.abc import Mapping
from typing import Any

from flask import make_response, render_template
from werkzeug.wrappers import Response

from admin.case_view import CaseView, open_case, open_scene
from admin.guard import case_row, visit
from admin.panels import MAIN, SIDE, drawn
from admin.step_form import Attempt, Desk, StepForm, in_words
from admin.when import Tag
from engine.texts import in_language
from engine.workflow import OPEN
from forms.wording import language, say


def show(*, chosen: int | None = None, attempt: Attempt | None = None, done: str = "", status: int = 200) -> Response:
    """The page; `chosen` is the run whose form to show, `attempt` what was typed in it, `done` what has just been done."""
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    page = _Page(CaseView(here, scene, row, open_case(here, scene, row)))
    return make_response(render_template("case.html", **page.context(chosen, attempt, done)), status)


DONE = (
    "step",
    "saved",
    "started",
    "joined",
    "shut-out",
    "paused",
    "resumed",
    "registered",
    "no-register-number",
    "handed",
    "added",
    "not-added",
    "reader-added",
    "reader-ended",
    "related",
    "unrelated",
    "merged",
    "split",
    "reopened",
    "acknowledged",
    "acknowledged-before",
    "written",
)
"""What may just have been done, as the address names it."""


class _Page:
    """Puts the page together."""

    def __init__(self, view: CaseView) -> None:
        self.view = view
        self.desk = Desk(view.scene, view.file, view.whole.people, view.whole.waiting)

    def context(self, chosen: int | None, attempt: Attempt | None, done: str) -> dict[str, Any]:
        """What the page is drawn from."""
        form, view = self._form(chosen, attempt), self.view
        lost = attempt is not None and (form is None or form.run != attempt.run)
        others = [run for run in view.mine if form and run.number != form.run]
        return {
            "number": view.row.number,
            "screen": form.title if form else say("case.screen"),
            "identity": self._identity(),
            "done": self._done(done),
            "why": attempt.why if attempt else "",
            "faster": self._faster(attempt) if attempt and attempt.why == "changed" else "",
            "lost": self._lost(attempt) if lost else [],
            "form": form,
            "errors": form.errors if form else [],
            "act": view.url("act", run=form.run) if form else "",
            "hand_over": view.url("hand_over", run=form.run) if form else "",
            "others": [(view.book.step(view.scene.published.key, run.step), view.step_url(run)) for run in others],
            "main": drawn(MAIN, view),
            "side": drawn(SIDE, view),
        }

    def _form(self, chosen: int | None, attempt: Attempt | None) -> StepForm | None:
        """The form of the run that was asked for, else of the most urgent one that the reader can do."""
        waiting = (run for run in self.view.mine if run.status == OPEN)
        soonest = sorted(waiting, key=lambda run: (run.paused is not None, run.due is None, run.due or run.opened, run.number))
        run = next((run for run in self.view.mine if run.number == chosen), next(iter(soonest), None))
        if run is None:
            return None
        typed = attempt if attempt is not None and attempt.run == run.number else None
        return self.desk.form(run, self.view.scene.template.step(run.step), typed)

    def _identity(self) -> list[Mapping[str, Any]]:
        items: list[dict[str, Any]] = [
            {"label": say("case.kind"), "value": in_language(self.view.scene.template.title, language())},
            *([{"label": say("case.unit"), "value": self.view.book.unit(self.view.row.unit)}] if self.view.row.unit else []),
            {"label": say("case.opened"), "value": self.view.when.day(self.view.row.opened_at)},
        ]
        tag, key = self._state(), self.view.scene.published.key
        marks = [{"label": say("case.flag"), "value": self.view.book.flag(key, flag), "tag": ""} for flag in self.view.whole.flags]
        return [*items, {"label": say("case.state"), "value": tag.text, "tag": tag.kind}, *marks]

    def _state(self) -> Tag:
        """Closed, or how near the nearest deadline is."""
        if self.view.row.closed_at is not None:
            return Tag(say("case.closed"))
        runs = self.view.mine or self.view.file.case.open()
        soonest = min((run for run in runs if run.due and not run.paused), key=lambda run: run.due or run.opened, default=None)
        if soonest is None:
            still = (self.view.when.standing(run.paused, run.remind) for run in runs)
            return next((tag for tag in still if tag), Tag(say("case.running")))
        step = self.view.scene.template.step(soonest.step)
        return self.view.when.tag(soonest.due, self.view.book.calendar(step, self.view.row.unit)) or Tag(say("case.running"))

    def _done(self, code: str) -> str:
        """What has just been done, and where the case is now."""
        if code not in DONE:
            return ""
        if self.view.file.case.closed and code == "step":
            return say("done.closed")
        waiting = dict.fromkeys(
            self.view.book.function(self.view.scene.template, run.holder)
            for run in self.view.file.case.open()
            if run.holder and run.status == OPEN
        )
        return " ".join([say(f"done.{code}"), *([say("done.waits", who=", ".join(waiting))] if waiting and code == "step" else [])])

    def _faster(self, attempt: Attempt) -> str:
        """Who was faster, and when."""
        lines = [line for line in self.view.whole.lines if line.facts.get("run") == attempt.run and line.person]
        name = self.view.whole.names.get(lines[-1].person) if lines and lines[-1].person else None
        return say("conflict.by", name=name, when=self.view.when.moment(lines[-1].at)) if name else say("conflict.someone")

    def _lost(self, attempt: Attempt | None) -> list[dict[str, Any]]:
        """What was typed in a step that is no longer open."""
        run = next((run for run in self.view.file.case.runs if attempt and run.number == attempt.run), None)
        if attempt is None or run is None:
            return []
        form = self.desk.form(run, self.view.scene.template.step(run.step), attempt)
        return in_words(asked for part in form.parts for asked in part.fields)
