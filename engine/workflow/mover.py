"""What a move does to a case: what opens because of it, what ends, what is skipped, and who is told. `moves` says which moves there are."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engine.conditions import Lookup, holds
from engine.organisation import Holder, Organisation
from engine.routing import Place
from engine.steps import CLOSE, DECISIONS, RECEIVER, Acted, Step, Tell
from engine.template.model import FormTemplate
from engine.workflow.case import OPEN, WAITING, Case, Event, Opens, Outcome, Run, Told
from engine.workflow.pausing import resume
from engine.workflow.schedule import scheduled
from engine.workflow.times import TIMES, due_at, wakes_at


@dataclass(frozen=True)
class Situation:
    """The world around a move. `lookup` answers for the report as the case sees it, for finished steps, and for what is being saved.

    `report` answers for the whole report, where that is another view: the notices that stand on it are written for all its cases.
    `since` is when the report reached the organisation, where that was earlier: what has to be done with it is due from then.
    """

    template: FormTemplate
    organisation: Organisation
    now: datetime
    lookup: Lookup
    report: Lookup | None = None
    since: datetime | None = None


class Mover:
    """Gathers the effects of one move."""

    def __init__(self, situation: Situation, case: Case) -> None:
        self.situation = situation
        self.case = case
        self.events: list[Event] = []
        self.told: list[Told] = []
        self.opens: Opens | None = None

    @property
    def place(self) -> Place:
        return Place(self.situation.template, self.situation.organisation, self.case.unit)

    def outcome(self) -> Outcome:
        """What has come of it."""
        return Outcome(self.case, tuple(self.events), tuple(self.told), self.opens)

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
        if acted.opens:
            self.opens = Opens(step.id, run.number, acted.opens)
        if not acted.done:
            return
        self._finish(run, step)
        for tell in acted.tells:
            self._tell(tell, step, run)
        if acted.closes:
            self._give_up(self.case.open())
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
        if step.optional and run.parent is None:
            return
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
        """Ends a group: what is still open in it is skipped."""
        self._give_up(tuple(run for run in self.case.open() if run.parent == number))
        group = self.case.run(number)
        self._finish(group, self.situation.template.step(group.step))

    def _give_up(self, runs: tuple[Run, ...]) -> None:
        for run in runs:
            self.case = self.case.with_run(replace(run, status="skipped", finished=self.situation.now))
            self.events.append(Event("step-skipped", {"step": run.step, "run": run.number}))

    def _joined(self, number: int) -> bool:
        """Ends a group in which enough is done, or nothing more can be; True when it is over."""
        join = self.situation.template.step(self.case.run(number).step).join
        inside = [run for run in self.case.runs if run.parent == number]
        done = sum(run.status == "done" and not self.situation.template.step(run.step).optional for run in inside)
        if any(run.going for run in inside) and (join is None or done < join):
            return False
        self._leave(number)
        return True

    def _group_done(self, number: int) -> None:
        if self._joined(number):
            group = self.case.run(number)
            self._after(group, self.situation.template.step(group.step), None)

    def around(self, step: Step) -> int | None:
        """The number of the open group that a step stands in, None for none."""
        group = self.situation.template.parent(step.id)
        return next((run.number for run in self.case.open() if group is not None and run.step == group.id), None)

    def takes(self, step: Step) -> bool:
        """True when an optional step can be added."""
        group, parent = self.situation.template.parent(step.id), self.around(step)
        before = [run for run in self.case.runs if run.step == step.id and run.parent == parent]
        free = not before or (step.repeat and not any(run.going for run in before))
        return free and (group is None or parent is not None) and self.wanted(step)

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
            if step.before == DECISIONS or step.optional:
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
        due = self._due(step)
        person = self._chosen(step) if doer else None
        # where neither a day nor an event will end the waiting, somebody has to
        rests = step.until is not None and (due is not None or len(step.until.keys() - TIMES) > 0)
        status = WAITING if rests else OPEN
        now = self.situation.now
        run = Run(len(self.case.runs) + 1, step.id, status, now, doer, due, parent=parent, person=person)
        self.case = self.case.with_run(scheduled(self.place, run, now))
        whom = ({"holder": str(doer)} if doer else {}) | ({"person": str(person)} if person else {})
        self.events.append(Event("step-opened", {"step": step.id, "run": run.number} | whom))
        tells = entered.tells if rests or step.until is None else (Tell(step.by, "step", reads=True),)
        for tell in (*tells, *(Tell(function, "copy") for function in step.copy_to)):
            self._tell(tell, step, run)
        if entered.done or (step.until is not None and due is not None and due <= self.situation.now):
            self._finish(run, step)
            return False
        return self._open_inside(step, run) if step.steps else True

    def _open_inside(self, step: Step, run: Run) -> bool:
        """Opens the steps of a group together; False when it is over at once."""
        for inner in step.steps:
            if inner.before == DECISIONS or inner.optional:
                continue
            if self.wanted(inner):
                self.open(inner, run.number)
            else:
                self._skip(inner, run.number)
        return not self._joined(run.number)

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
        """By when a step is to be done, or until when it waits."""
        spec, when = (step.due, due_at) if step.until is None else (step.until, wakes_at)
        if spec is None:
            return None
        organisation = self.situation.organisation
        calendar = organisation.calendar(spec.get("calendar"), self.case.unit)
        answer = self._lookup(spec["from"]) if "from" in spec else None
        since = self.situation.since or self.situation.now
        return when(spec, since.astimezone(organisation.zone), answer, calendar)
