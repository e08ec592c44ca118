"""The moves of a case: starting it, acting on a step, what time and events do, and what people add."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.errors import NotPossible
from engine.steps import Acted, Button, Step
from engine.workflow.case import Case, Event, Outcome
from engine.workflow.mover import Mover, Situation


def start(situation: Situation, case: Case) -> Outcome:
    """Opens the case: first every notice that must stand before decisions, then the steps in written order."""
    mover = Mover(situation, case)
    mover.notify()
    mover.follow(next(iter(situation.template.workflow), None))
    return mover.outcome()


def notify(situation: Situation, case: Case) -> Outcome:
    """Only the notices that must stand before decisions: for a report that waits to be started or joins a running case."""
    mover = Mover(situation, case)
    mover.notify()
    return mover.outcome()


def act(situation: Situation, case: Case, number: int, pressed: str, *, answers: Mapping[str, Any]) -> Outcome:
    """Someone pressed a button in a step; raises NotPossible when the step no longer waits for that."""
    run = case.going(number)
    if run is None or case.closed:
        raise NotPossible("step-not-open")
    step = situation.template.step(run.step)
    button = button_of(step, run.rounds, pressed)
    mover = Mover(situation, case)
    run = mover.awake(run)
    saved = button.saves and step.kind.form(step) is not None
    mover.acted(run, step, step.kind.act(step, pressed, answers), saved=saved)
    return mover.outcome()


def reopen(situation: Situation, case: Case, step: str, reason: str) -> Outcome:
    """Opens a closed case again at a step of its workflow; raises NotPossible for one in which nobody acts, or inside a group."""
    stepping = (item for item in situation.template.workflow if item.id == step and (item.kind.waits or item.steps) and not item.optional)
    chosen = next(stepping, None)
    if chosen is None or case.closed is None:
        raise NotPossible("no-such-step")
    mover = Mover(situation, replace(case, closed=None))
    mover.events.append(Event("reopened", {"step": step, "reason": reason}))
    if not mover.open(chosen, None):
        mover.follow(mover.following(chosen))
    return mover.outcome()


def button_of(step: Step, rounds: int, pressed: str | None = None) -> Button:
    """The button with a name, or the first one, of those that do not lead elsewhere; raises NotPossible when there is none."""
    for button in step.kind.buttons(step, rounds):
        if not button.leads and pressed in (None, button.name):
            return button
    raise NotPossible("no-such-button", button=pressed)


def wake(situation: Situation, case: Case, number: int) -> Outcome:
    """The time has come that a step waits for; raises NotPossible when it waits no longer."""
    run = case.going(number)
    if run is None or case.closed or situation.template.step(run.step).until is None:
        raise NotPossible("step-not-open")
    mover = Mover(situation, case)
    mover.acted(run, situation.template.step(run.step), Acted(), saved=False)
    return mover.outcome()


def happened(situation: Situation, case: Case, event: str) -> Outcome:
    """Something has come to pass, such as "joined": every step that waits for that goes on."""
    mover = Mover(situation, case)
    for run in () if case.closed else case.open():
        step = situation.template.step(run.step)
        if event in (step.until or {}) and mover.case.run(run.number).going:
            mover.acted(run, step, Acted(), saved=False)
    return mover.outcome()


def addable(situation: Situation, case: Case) -> tuple[Step, ...]:
    """The optional steps that someone can add to the case now: each once where it is, or again when it is done and may be repeated."""
    mover = Mover(situation, case)
    return () if case.closed else tuple(step for step in situation.template.steps() if step.optional and mover.takes(step))


def add(situation: Situation, case: Case, id: str) -> Outcome:
    """Someone adds an optional step; raises NotPossible when it can not be added now. Its deadline is counted from now."""
    step = next((step for step in addable(situation, case) if step.id == id), None)
    if step is None:
        raise NotPossible("cannot-be-added")
    mover = Mover(situation, case)
    mover.open(step, mover.around(step))
    return mover.outcome()
