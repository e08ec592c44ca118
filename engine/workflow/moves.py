"""The moves of a case: starting it, acting on a step, and what opens because of that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engine.calendars import due as due_at
from engine.conditions import Lookup, holds
from engine.errors import NotPossible
from engine.organisation import Holder, Organisation
from engine.routing import Place
from engine.steps import CLOSE, DECISIONS, RECEIVER, Acted, Button, Step, Tell
from engine.template.model import FormTemplate
from engine.workflow.case import Case, Event, Outcome, Run, Told
from engine.workflow.pausing import resume
from engine.workflow.schedule import scheduled


@dataclass(frozen=True)
class Situation:
    """The world around a move. `lookup` answers for the report as the case sees it, for finished steps, and for what is being saved.

    `report` answers for the whole report, where that is another view: the notices that stand on it are written for all its cases.
    """

    template: FormTemplate
    organisation: Organisation
    now: datetime
    lookup: Lookup
    report: Lookup | None = None


def start(situation: Situation, case: Case) -> Outcome:
    """Opens the case: first every notice that must stand before decisions, then the steps in written order."""
    mover = _Mover(situation, case)
    mover.notify()
    mover.follow(next(iter(situation.template.workflow), None))
    return mover.outcome()


def notify(situation: Situation, case: Case) -> Outcome:
    """Only the notices that must stand before decisions: for a report that waits to be started or joins a running case."""
    mover = _Mover(situation, case)
    mover.notify()
    return mover.outcome()


def act(situation: Situation, case: Case, number: int, pressed: str, *, answers: Mapping[str, Any]) -> Outcome:
    """Someone pressed a button in a step; raises NotPossible when the step no longer waits for that."""
    run = next((run for run in case.runs if run.number == number), None)
    if run is None or run.status != "open" or case.closed:
        raise NotPossible("step-not-open")
    step = situation.template.step(run.step)
    button = button_of(step, run.rounds, pressed)
    mover = _Mover(situation, case)
    run = mover.awake(run)
    saved = button.saves and step.kind.form(step) is not None
    mover.acted(run, step, step.kind.act(step, pressed, answers), saved=saved)
    return mover.outcome()


def reopen(situation: Situation, case: Case, step: str, reason: str) -> Outcome:
    """Opens a closed case again at a step of its workflow; raises NotPossible for one in which nobody acts, or inside a group."""
    chosen = next((item for item in situation.template.workflow if item.id == step and (item.kind.waits or item.steps)), None)
    if chosen is None or case.closed is None:
        raise NotPossible("no-such-step")
    mover = _Mover(situation, replace(case, closed=None))
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


class _Mover:
    """Gathers the effects of one move."""

    def __init__(self, situation: Situation, case: Case) -> None:
        self.situation = situation
        self.case = case
        self.events: list[Event] = []
        self.told: list[Told] = []

    @property
    def place(self) -> Place:
        return Place(self.situation.template, self.situation.organisation, self.case.unit)

    def outcome(self) -> Outcome:
        """What has come of it."""
        return Outcome(self.case, tuple(self.events), tuple(self.told))

    def notify(self) -> None:
        """Opens every notice that must stand before decisions."""
        for step in self.situation.template.steps():
            if step.before != DECISIONS:
                continue
            if holds(step.when, self.situation.report or self.situation.lookup, self._today):
                self.open(step, None)
            else:
                self._skip(step, None)

    def awake(self, run: Run) -> Run:
        """A step that stood still goes on when somebody acts in it."""
        if run.paused is None:
            return run
        going = resume(self.place, self.case, run.number, self.situation.now)
        self.case, self.events = going.case, [*going.events]
        return self.case.run(run.number)

    def acted(self, run: Run, step: Step, acted: Acted, *, saved: bool) -> None:
        """Writes down what a person did, and goes on when the step is done."""
        run = replace(run, rounds=run.rounds + (1 if saved else 0), outcome=acted.outcome or run.outcome)
        if saved:
            self.events.append(Event("round-saved", {"step": step.id, "run": run.number, "round": run.rounds}))
        self.case = self.case.with_run(run)
        if not acted.done:
            return
        self._finish(run, step)
        for tell in acted.tells:
            self._tell(tell, step, run)
        if acted.closes:
            self.case = replace(self.case, closed=self.situation.now)
            self.events.append(Event("closed", {"step": step.id}))
        else:
            self._after(run, step, acted.go)

    def _finish(self, run: Run, step: Step) -> None:
        done = replace(run, status="done", finished=self.situation.now)
        self.case = self.case.with_run(done)
        facts = {"step": step.id, "run": run.number} | ({"outcome": run.outcome} if run.outcome else {})
        self.events.append(Event("step-done", facts))

    def _after(self, run: Run, step: Step, go: str | None) -> None:
        """Goes where the outcome or the step says, else on in written order; inside a group, waits for the others unless told to leave."""
        target = go or step.next
        if run.parent is not None and target is None:
            self._group_done(run.parent)
            return
        if run.parent is not None:
            self._leave(run.parent)
        self.follow(self.following(step) if target is None else self._target(target))

    def _target(self, id: str) -> Step:
        return self._closing() if id == CLOSE else self.situation.template.step(id)

    def _closing(self) -> Step:
        return next(step for step in self.situation.template.workflow if step.kind.closes)

    def following(self, step: Step) -> Step | None:
        """The next step in written order; after the last one, the one that closes."""
        workflow = self.situation.template.workflow
        place = next(index for index, outer in enumerate(workflow) if outer.id == step.id)
        if place + 1 < len(workflow):
            return workflow[place + 1]
        return None if step.kind.closes else self._closing()

    def _leave(self, number: int) -> None:
        """Ends a group before its time: what is still open in it is skipped."""
        for run in self.case.runs:
            if run.parent == number and run.status == "open":
                self.case = self.case.with_run(replace(run, status="skipped", finished=self.situation.now))
                self.events.append(Event("step-skipped", {"step": run.step, "run": run.number}))
        group = self.case.run(number)
        self._finish(group, self.situation.template.step(group.step))

    def _group_done(self, number: int) -> None:
        inside = [run for run in self.case.runs if run.parent == number]
        if all(run.status != "open" for run in inside):
            group = self.case.run(number)
            step = self.situation.template.step(group.step)
            self._finish(group, step)
            self._after(group, step, None)

    def wanted(self, step: Step) -> bool:
        """True when the step's own condition holds."""
        return holds(step.when, self._lookup, self._today)

    @property
    def _today(self) -> date:
        return self.situation.now.astimezone(self.situation.organisation.zone).date()

    def _lookup(self, reference: str) -> Any:
        """What the runs of this case now say, else what the situation knows."""
        first, _, rest = reference.partition(".")
        if first == "rounds":
            return sum(run.rounds for run in self.case.runs if run.step == rest)
        if rest == "outcome" and (taken := self._taken(first)) is not None:
            return taken
        return self.situation.lookup(reference)

    def _taken(self, step: str) -> str | None:
        """The latest outcome of a step, which may wait for another one."""
        return next((run.outcome for run in reversed(self.case.runs) if run.step == step and run.outcome), None)

    def follow(self, step: Step | None) -> None:
        """Opens the step, or skips ahead to the next one that is wanted; a round in which nobody acts ends at the closing step."""
        passed: set[str] = set()
        while step is not None:
            if step.id in passed:
                step = self._closing()
            passed.add(step.id)
            if step.before == DECISIONS:
                step = self.following(step)
            elif not self.wanted(step):
                self._skip(step, None)
                step = self.following(step)
            else:
                waits = self.open(step, None)
                step = None if waits or step.kind.closes else self._next_of(step)

    def _next_of(self, step: Step) -> Step | None:
        return self._target(step.next) if step.next else self.following(step)

    def _skip(self, step: Step, parent: int | None) -> None:
        now = self.situation.now
        self.case = self.case.with_run(Run(len(self.case.runs) + 1, step.id, "skipped", now, finished=now, parent=parent))
        self.events.append(Event("step-skipped", {"step": step.id}))

    def open(self, step: Step, parent: int | None) -> bool:
        """Opens a step; True when someone must act before the case goes on."""
        entered = step.kind.enter(step)
        doer = self._doer(step.by) if step.kind.waits else None
        person = self._chosen(step) if doer else None
        now = self.situation.now
        run = Run(len(self.case.runs) + 1, step.id, "open", now, doer, self._due(step), parent=parent, person=person)
        self.case = self.case.with_run(scheduled(self.place, run, now))
        whom = ({"holder": str(doer)} if doer else {}) | ({"person": str(person)} if person else {})
        self.events.append(Event("step-opened", {"step": step.id, "run": run.number} | whom))
        for tell in (*entered.tells, *(Tell(function, "copy") for function in step.copy_to)):
            self._tell(tell, step, run)
        if entered.done:
            self._finish(run, step)
            return False
        return self._open_inside(step, run) if step.steps else True

    def _open_inside(self, step: Step, run: Run) -> bool:
        """Opens the steps of a group together; False when none of them waits."""
        waits = False
        for inner in step.steps:
            if inner.before == DECISIONS:
                continue
            if self.wanted(inner):
                waits = self.open(inner, run.number) or waits
            else:
                self._skip(inner, run.number)
        if not waits:
            self._finish(self.case.run(run.number), step)
        return waits

    def _doer(self, function: str) -> Holder | None:
        """Who does a step: the receiver where the step says so, where its function is excluded, and where nobody holds it."""
        if function == RECEIVER:
            return self.case.receiver
        held = self.place.holders((function,))
        if held and self.place.shut_out(held[0], self.case.excluded):
            return self.case.receiver
        return self.place.holder(function, self.case.excluded) or self.case.receiver

    def _chosen(self, step: Step) -> UUID | None:
        """The person whom an earlier step has chosen for this one, unless that person is shut out."""
        answers = (self._lookup(reference) for reference in self.situation.template.choosing(step.id))
        chosen = next((UUID(answer) for answer in answers if isinstance(answer, str)), None)
        return None if chosen in self.case.shut else chosen

    def _tell(self, tell: Tell, step: Step, run: Run) -> None:
        """Tells a function, but nobody who is shut out. A copy is sent to its function alone, never to who stands in for it."""
        if tell.why == "copy" and tell.function != RECEIVER:
            holder = next(iter(self.place.holders((tell.function,))), None)
        else:
            holder = self._doer(tell.function)
        if holder is not None and not self.place.shut_out(holder, self.case.excluded):
            person = run.person if holder == run.holder else None
            self.told.append(Told(holder, tell.why, step.id, run.number, tell.reads, run.due, person))

    def _due(self, step: Step) -> datetime | None:
        if step.due is None:
            return None
        calendar = self.situation.organisation.calendar(step.due.get("calendar"), self.case.unit)
        return due_at(self.situation.now, step.due, calendar, self.situation.organisation.zone)
