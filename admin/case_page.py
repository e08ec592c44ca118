"""The page of a case: what to do now, and the panels around it. Nothing is shown before its reading is written down."""

from collections.abc import Mapping
from typing import Any

from flask import make_response, render_template
from werkzeug.wrappers import Response

from admin.case_view import CaseView, case_view
from admin.panels import MAIN, SIDE, drawn
from admin.panels.rounds import shown
from admin.step_form import Attempt, Desk, StepForm, in_words
from admin.undo import undo
from admin.when import Tag
from engine.texts import in_language
from engine.workflow import OPEN, Run
from forms.wording import language, say


def show(*, chosen: int | None = None, attempt: Attempt | None = None, done: str = "", status: int = 200) -> Response:
    """The page; `chosen` is the run whose form to show, `attempt` what was typed in it, `done` what has just been done."""
    page = _Page(case_view())
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
    "moved",
    "acknowledged",
    "acknowledged-before",
    "written",
    "note-added",
    "note-done",
    "note-open",
    "note-withdrawn",
    "note-restored",
    "changed-note",
    "draft-kept",
    "draft-dropped",
)
"""What may just have been done, as the address names it."""


class _Page:
    """Puts the page together."""

    def __init__(self, view: CaseView) -> None:
        self.view = view
        self.desk = Desk(view.scene, view.file, view.whole.people, view.whole.waiting)

    def context(self, chosen: int | None, attempt: Attempt | None, done: str) -> dict[str, Any]:
        """What the page is drawn from."""
        view, run = self.view, self._run(chosen)
        here = attempt is not None and run is not None and attempt.run == run.number
        typed = attempt if here else self._draft(run)
        attempt, form = attempt or typed, self._form(run, typed)
        lost = attempt is not None and (form is None or form.run != attempt.run)
        others = [run for run in view.mine if form and run.number != form.run]
        return {
            "number": view.row.number,
            "screen": form.title if form else say("case.screen"),
            "identity": self._identity(),
            "done": self._done(done),
            "undo": undo(view, done),
            "why": attempt.why if attempt else "",
            "faster": self._faster(attempt) if attempt and attempt.why == "changed" else "",
            "theirs": self._theirs(attempt) if attempt and attempt.why == "changed" else [],
            "lost": self._lost(attempt) if attempt and lost else [],
            "draft": self._kept(form, typed),
            "left": self._left(attempt),
            "form": form,
            "errors": form.errors if form else [],
            "act": view.url("act", run=form.run) if form else "",
            "hand_over": view.url("hand_over", run=form.run) if form else "",
            "others": [(view.book.step(view.scene.published.key, run.step), view.step_url(run)) for run in others],
            "main": drawn(MAIN, view),
            "side": drawn(SIDE, view),
        }

    def _run(self, chosen: int | None) -> Run | None:
        """The run that was asked for, else the most urgent one that the reader can do."""
        waiting = (run for run in self.view.mine if run.status == OPEN)
        soonest = sorted(waiting, key=lambda run: (run.paused is not None, run.due is None, run.due or run.opened, run.number))
        return next((run for run in self.view.mine if run.number == chosen), next(iter(soonest), None))

    def _draft(self, run: Run | None) -> Attempt | None:
        """What the reader has half written in it; "changed" where somebody else has saved a round since then."""
        kept = self.view.whole.drafts.get(run.number) if run else None
        if kept is None or run is None:
            return None
        return Attempt(run.number, kept.typed, why="changed" if kept.rounds < run.rounds else "", seen=kept.rounds)

    def _form(self, run: Run | None, typed: Attempt | None) -> StepForm | None:
        """The form of the run with what was typed in it, or untouched."""
        return self.desk.form(run, self.view.scene.template.step(run.step), typed) if run is not None else None

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

    def _theirs(self, attempt: Attempt) -> list[dict[str, Any]]:
        """What has been saved in the step since the page was opened."""
        fresh = [item for item in self.view.file.rounds if item.run == attempt.run and item.number > attempt.seen]
        return [shown(self.view, item, several=False) for item in fresh]

    def _kept(self, form: StepForm | None, attempt: Attempt | None) -> Mapping[str, str]:
        """The ways to keep and drop what is half written in the form; `typed` where something on the page is not kept yet."""
        if form is None or not form.parts:
            return {}
        kept, number = self.view.whole.drafts.get(form.run), form.run
        fresh = kept is not None and attempt is not None and attempt.typed == kept.typed
        return {
            "keep": self.view.url("keep_draft", run=number),
            "drop": self.view.url("drop_draft", run=number) if fresh else "",
            "words": say("drafts.from", when=self.view.when.moment(kept.at)) if kept and fresh else "",
            "typed": "typed" if attempt is not None and not fresh else "",
        }

    def _left(self, attempt: Attempt | None) -> list[dict[str, Any]]:
        """What the reader had half written in steps that wait no longer, besides what was just sent."""
        mine = {run.number for run in self.view.mine} | ({attempt.run} if attempt else set())
        return [
            {
                "title": say(
                    "drafts.left_title", step=self.view.book.step(self.view.scene.published.key, self.view.file.case.run(run).step)
                ),
                "words": say("drafts.left", when=self.view.when.moment(kept.at)),
                "rows": self._lost(Attempt(run, kept.typed)),
                "drop": self.view.url("drop_draft", run=run),
            }
            for run, kept in self.view.whole.drafts.items()
            if run not in mine
        ]

    def _lost(self, attempt: Attempt) -> list[dict[str, Any]]:
        """What was typed in a step that is no longer open."""
        run = next((run for run in self.view.file.case.runs if run.number == attempt.run), None)
        if run is None:
            return []
        form = self.desk.form(run, self.view.scene.template.step(run.step), attempt)
        return in_words(asked for part in form.parts for asked in part.fields)
