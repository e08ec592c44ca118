"""A case that is walked through, move by move, and small workflows to walk through."""

from datetime import datetime
from textwrap import dedent
from typing import Any

from engine.organisation import Holder
from engine.template.model import FormTemplate
from engine.workflow import Case, Outcome, Situation, act, start
from tests.engine.factories import FRIDAY
from tests.engine.written import forms, loaded, staffed, workflow

DESK = Holder("desk", "north")
TALK = forms(talk="a: {type: text, label: A}")
DECIDE = "{kind: decision, title: D, outcomes: {a: A, b: {label: B, reason: required, assign: expert, go: last}, c: {label: C, go: close}}}"
FORM_STEP = "{kind: form, form: talk%s}"


class Walk:
    """A case that is walked through: what was answered stands in `answers` by reference."""

    def __init__(self, template: FormTemplate, excluded: frozenset[Holder] = frozenset(), **answers: Any) -> None:
        self.template = template
        self.now: datetime = FRIDAY
        self.answers = {name.replace("__", "."): value for name, value in answers.items()}
        self.outcome: Outcome = start(self.situation, Case(DESK, "north", excluded))

    @property
    def situation(self) -> Situation:
        """The world as it now is."""
        return Situation(self.template, staffed(self.template), self.now, self.answers.get)

    @property
    def open(self) -> list[str]:
        """The steps that wait."""
        return [run.step for run in self.outcome.case.open()]

    def press(self, step: str, button: str = "save", **answers: Any) -> Outcome:
        """Someone presses a button in the open run of a step."""
        run = next(run for run in self.outcome.case.open() if run.step == step)
        self.answers |= {f"{step}.{name}": value for name, value in answers.items()}
        self.outcome = act(self.situation, self.outcome.case, run.number, button, answers=answers)
        return self.outcome

    def told(self) -> list[tuple[str, str, str]]:
        """Who was told of which step, and why."""
        return [(str(item.holder), item.why, item.step) for item in self.outcome.told]

    def events(self) -> list[str]:
        """The journal's lines of the last move, as kind and step."""
        return [f"{event.kind} {event.facts.get('step', '')}".strip() for event in self.outcome.events]


def walk(steps: str, excluded: frozenset[Holder] = frozenset(), **answers: Any) -> Walk:
    """A case of a template with these steps, and the form `talk`."""
    text = dedent(steps) + "\nspare: {kind: form, form: talk, when: {organisation.kind: never}}"
    return Walk(loaded(TALK, workflow(text)), excluded, **answers)
