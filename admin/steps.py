"""Doing something in a step: reads what was typed, says what is wrong with it, or saves it. It must not decide what a step does."""

import re
from dataclasses import dataclass, replace
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.affected import ask, passed_on
from admin.case_page import show
from admin.case_view import open_case, open_scene
from admin.documents.making import look
from admin.guard import case_row, visit
from admin.step_form import Attempt, Desk
from admin.uploading import stored, taken
from engine.actions.act_on_step import Press, act_on_step
from engine.actions.casefile import CaseFile
from engine.actions.naming import asks_for_members
from engine.actions.scene import Scene
from engine.answers import Reading
from engine.answers.sources import input_name
from engine.errors import NotPossible, Problem
from engine.fields import Form
from engine.fields.file import REFUSALS
from engine.office import Unavailable
from engine.steps import Button, Step
from engine.steps.document import WRITTEN
from engine.store import attachments
from engine.workflow import Outcome, Run
from forms.csrf import FIELD
from forms.decoder import Posted, decode, decode_query
from forms.rows import pressed as row_pressed
from forms.uploads import dropped

OURS = frozenset({FIELD, "button", "do", "rounds", "asked"})
EXCLUDE, DOCUMENT = "exclude", "document"
"""The one page that a button can lead to: who is affected."""
CHANGED = frozenset({"changed-meanwhile", "step-not-open", "no-such-button"})
"""What the engine answers when someone else was faster."""


@dataclass(frozen=True)
class Sent:
    """What came with a press: the run, the step, the texts without our own, and the files that these may name."""

    posted: Posted
    run: Run
    step: Step
    typed: dict[str, list[str]]
    files: attachments.Files

    @property
    def form(self) -> Form | None:
        """What the step asks."""
        return self.step.kind.form(self.step)

    @property
    def button(self) -> Button | None:
        """The button that was pressed, if the step has it."""
        named = self.posted.first("button")
        return next((button for button in self.step.kind.buttons(self.step, self.run.rounds) if button.name == named), None)

    @property
    def rounds(self) -> int:
        """How many rounds the person saw; none that there can be, where that is not told."""
        told = self.posted.first("rounds")
        return int(told) if re.fullmatch(r"[0-9]{1,6}", told) else -1

    def attempt(self, problems: tuple[Problem, ...] = (), *, why: str = "") -> Attempt:
        """What was typed, for the page to show again."""
        return Attempt(self.run.number, self.typed, problems, why, self.rounds)


def step(org: str, case: UUID, run: int) -> ResponseReturnValue:
    """The case's page with the form of one of several steps that wait."""
    return show(chosen=run, done=decode_query(request).first("done"))


def act(org: str, case: UUID, run: int) -> ResponseReturnValue:
    """Someone pressed a button in a step."""
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    whole = open_case(here, scene, row)
    sent = read_sent(scene, whole.file.case.run(run), whole.waiting)
    if not sent.run.going or whole.file.case.closed:
        return conflict(sent)
    came = taken(sent.posted, sent.form, sent.typed, sent.files)
    try:
        sent = replace(sent, typed=came.typed, files={**sent.files, **stored(scene, came)})
    except NotPossible:
        return conflict(sent)
    except Unavailable:
        lost = replace(sent, typed=came.lost(came.typed))
        return failed(lost, _refusals(lost, Desk(scene, whole.file, whole.people, sent.files)))
    button, desk = sent.button, Desk(scene, whole.file, whole.people, sent.files)
    if button is not None and button.leads == DOCUMENT and not came.refused:
        return _look(scene, whole.file, sent, desk)
    if button is None or button.leads not in (None, EXCLUDE) or (button.leads and came.refused):
        return show(chosen=run, attempt=_rows(sent, desk))
    if button.leads == EXCLUDE:
        return ask(kept={"run": [str(run)], **sent.typed})
    form = sent.form if button.saves else None
    reading = desk.read(form, sent.typed) if form else None
    again = _again(sent, form, reading) if form and reading else None
    if again is not None:
        return show(chosen=run, attempt=again, status=422 if again.problems else 200)
    return _save(scene, sent, button, reading)


def _look(scene: Scene, file: CaseFile, sent: Sent, desk: Desk) -> ResponseReturnValue:
    """The document that the step makes, with what was typed."""
    form = desk.form(sent.run, sent.step, sent.attempt())
    written = "".join(sent.typed.get(WRITTEN, ())).replace("\r\n", "\n")
    return look(scene, file, sent.step.kind.document(sent.step) or "", form, written=written)


def read_sent(scene: Scene, run: Run, files: attachments.Files) -> Sent:
    """What the request brought for a run."""
    posted = decode(request, lambda name: name not in OURS)
    typed = {name: list(values) for name, values in posted.items() if name not in OURS}
    return Sent(posted, run, scene.template.step(run.step), typed, files)


def _refusals(sent: Sent, desk: Desk) -> tuple[Problem, ...]:
    """What is said of files whatever was pressed: why they were not taken."""
    problems = desk.read(sent.form, sent.typed).problems if sent.form else ()
    return tuple(problem for problem in problems if problem.code in REFUSALS)


def failed(sent: Sent, problems: tuple[Problem, ...] = ()) -> ResponseReturnValue:
    """The page again, since it could not be stored."""
    return show(chosen=sent.run.number, attempt=sent.attempt(problems, why="failed"), status=503)


def conflict(sent: Sent) -> ResponseReturnValue:
    """The page again, since someone else was faster."""
    return show(chosen=sent.run.number, attempt=sent.attempt(why="changed"), status=409)


def _rows(sent: Sent, desk: Desk) -> Attempt:
    """A button inside the form was pressed: a row or a file comes or goes, or questions are to be shown that the answers call for."""
    button, questions = sent.posted.first("do"), sent.form.questions() if sent.form else ()
    changed = row_pressed(button, sent.typed, questions) or dropped(button, sent.typed)
    left = replace(sent, typed=changed[0]) if changed else sent
    return left.attempt(_refusals(left, desk))


def _again(sent: Sent, form: Form, reading: Reading) -> Attempt | None:
    """The page once more, when something is wrong or when the answers call for questions that were not on it; None to go on."""
    problems = (*reading.problems, *sent.step.kind.problems(sent.step, reading.answers))
    asked = frozenset(sent.posted.first("asked").split()) if "asked" in sent.posted else None
    fresh = frozenset() if asked is None else frozenset(input_name(at) for at in reading.shown) - asked
    if not (problems or fresh):
        return None
    seen = tuple(problem for problem in problems if input_name(problem.at) not in fresh)
    return sent.attempt(seen, why="" if seen else "added")


def _save(scene: Scene, sent: Sent, button: Button, reading: Reading | None) -> ResponseReturnValue:
    here, row = visit(), case_row()
    press = Press(sent.run.number, sent.rounds, button.name, reading.answers if reading else {}, sent.files)
    try:
        outcome: Outcome = here.office.write(here.org, lambda session: act_on_step(session, scene, row.id, press, here.actor))
    except NotPossible as reason:
        if reason.code in ("file-gone", "document-too-long"):
            return failed(sent)
        if reason.code not in CHANGED:
            abort(404)
        return conflict(sent)
    except Unavailable:
        return failed(sent)
    if asks_for_members(sent.step.kind.form(sent.step)) and (left := passed_on(here, scene, row)) is not None:
        return left
    if outcome.case.run(sent.run.number).going:
        return redirect(url_for("admin.step", org=here.org, case=row.id, run=sent.run.number, done="saved"), 303)
    return redirect(url_for("admin.case", org=here.org, case=row.id, done="step"), 303)
