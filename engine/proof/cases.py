"""Every case that a template can lead to, act by act, by the workflow's own moves; cases that no condition tells apart are one."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from engine.answers import Values, values_of
from engine.conditions import holds
from engine.fields import Context
from engine.proof.choosing import COMBINATIONS, Chooser, DeadEnd
from engine.proof.domains import Domains
from engine.proof.findings import Shown
from engine.proof.steering import Steering, StepForm
from engine.proof.world import Filled, Guesses, Reporter, World, fill, views
from engine.steps import Step
from engine.workflow import Case, Outcome, Run, Situation, act, start

Key = tuple[Any, ...]
_ACT = 10
"""What one act takes besides the answers that are chosen for it."""


@dataclass(frozen=True)
class Moment:
    """A case at some time: its report, its own row, what its finished steps say, and the acts that led here."""

    filled: Filled
    row: int | None
    values: Values
    root: Key
    case: Case
    steps: Mapping[str, Values] = field(default_factory=dict)
    acts: tuple[tuple[str, str], ...] = ()

    def lookup(self, reference: str) -> Any:
        """The answer to a reference: of the report, or of a finished step."""
        first, _, rest = reference.partition(".")
        return self.steps[first](rest) if first in self.steps else self.values(reference)

    def waiting(self) -> tuple[Run, ...]:
        """What someone can act in."""
        inside = {run.parent for run in self.case.open()}
        return tuple(run for run in self.case.open() if run.number not in inside)

    @property
    def shown(self) -> Shown:
        """The case as an example."""
        return Shown(self.filled.answers, self.filled.organisation, self.acts)


class Cases:
    """All moments of all cases, found once. `whole` says that there are no others."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.steering = Steering(world)
        self.whens: dict[str, set[bool]] = {}
        self.moments: dict[Key, Moment] = {}
        self.leads: dict[Key, set[Key]] = {}
        self.unsure: set[Key] = set()
        self._forms: dict[str, StepForm] = {}
        self._waiting: deque[Key] = deque()
        self._begun: set[Key] = set()
        self.whole = self._begin()
        while self._waiting and len(self.moments) <= COMBINATIONS:
            self._go_on(self._waiting.popleft())
        self.unsure |= set(self._waiting)
        self.whole = self.whole and not self.unsure

    @cached_property
    def open(self) -> Mapping[str, list[Moment]]:
        """For each step the moments in which it is open."""
        found: dict[str, list[Moment]] = {}
        for moment in self.moments.values():
            for run in moment.case.open():
                found.setdefault(run.step, []).append(moment)
        return found

    def root(self, filled: Filled, values: Values) -> Key:
        """What the steps can tell apart of a report."""
        return tuple(holds(test, values, filled.today) for test in self.steering.told_apart)

    def stuck(self) -> Iterator[Moment]:
        """Moments from which no act leads on to the end, where cases come to them from a better one or begin with them."""
        back: dict[Key, set[Key]] = {}
        for key, following in self.leads.items():
            for other in following:
                back.setdefault(other, set()).add(key)
        ending = {key for key, moment in self.moments.items() if moment.case.closed} | self.unsure
        waiting = list(ending)
        while waiting:
            fresh = back.get(waiting.pop(), set()) - ending
            ending |= fresh
            waiting += fresh
        return (moment for key, moment in self.moments.items() if key not in ending and (key in self._begun or back[key] & ending))

    def _begin(self) -> bool:
        """Opens a case for every report that can be told apart."""
        steering, world = self.steering, self.world
        reporter = Reporter(world, steering.report, Domains([*steering.report.tests, *steering.report.beyond]))
        walk, roots = world.walk(reporter.size + _ACT + len(world.template.workflow)), set()
        for filled in walk.every(reporter.report):
            for row, values in views(reporter.desk(filled), filled.answers):
                root = self.root(filled, values)
                if root in roots:
                    continue
                roots.add(root)
                desk = reporter.desk(filled)
                moment = Moment(filled, row, values, root, Case(None, desk.unit_of(filled.answers)))
                situation = replace(self._situation(moment), report=desk.values(filled.answers, None))
                self._note(moment, start(situation, moment.case), None)
        return walk.whole

    def _situation(self, moment: Moment) -> Situation:
        return Situation(self.world.template, moment.filled.organisation, moment.filled.now, moment.lookup)

    def _go_on(self, key: Key) -> None:
        """Everything that can be done in a moment."""
        moment = self.moments[key]
        self.leads.setdefault(key, set())
        if moment.case.closed:
            return
        forms = [self._form(step).form for run in moment.waiting() if (step := self._step(run)).id in self.steering.forms]
        walk = self.world.walk(_ACT + len(self.world.template.workflow) + sum(len(form.every()) for form in forms))
        for before, outcome in walk.every(lambda chooser: self._act(moment, chooser)):
            self._note(before, outcome, key)
        if not walk.whole:
            self.unsure.add(key)

    def _step(self, run: Run) -> Step:
        return self.world.template.step(run.step)

    def _form(self, step: Step) -> StepForm:
        if step.id not in self._forms:
            self._forms[step.id] = self.steering.left_of(step)
        return self._forms[step.id]

    def _act(self, moment: Moment, chooser: Chooser) -> tuple[Moment, Outcome]:
        """One act: the moment as it is when the answers are there, and what comes of it."""
        run = chooser.one_of(moment.waiting())
        step = self._step(run)
        button = chooser.one_of([button for button in step.kind.buttons(step, run.rounds) if not button.leads])
        given: Mapping[str, Any] = {}
        if button.saves and step.id in self.steering.forms:
            left = self._form(step)
            if not left.sure:
                chooser.unsure()
            context = Context(moment.filled.organisation, moment.filled.now, self.world.template.language)
            given = fill(left.form, Guesses(chooser, left.domains), context, moment.lookup).answers
            if step.kind.problems(step, given):
                raise DeadEnd
            values = values_of(self.steering.forms[step.id], given, moment.filled.organisation)
            moment = replace(moment, steps={**moment.steps, step.id: values})
        outcome = act(self._situation(moment), moment.case, run.number, button.name, answers=given)
        done = outcome.case.run(run.number).outcome or button.name
        return replace(moment, acts=(*moment.acts, (step.id, done))), outcome

    def _note(self, before: Moment, outcome: Outcome, cause: Key | None) -> None:
        for event in outcome.events:
            if event.kind == "step-opened" or (event.kind == "step-skipped" and "run" not in event.facts):
                self.whens.setdefault(event.facts["step"], set()).add(event.kind == "step-opened")
        moment = replace(before, case=outcome.case)
        key = self._key(moment)
        if cause is None:
            self._begun.add(key)
        else:
            self.leads[cause].add(key)
        if key not in self.moments:
            self.moments[key] = moment
            self._waiting.append(key)

    def _key(self, moment: Moment) -> Key:
        """What can make a difference from here on."""
        day, case = moment.filled.today, moment.case
        steps = tuple(
            (step, *(holds(test, moment.steps[step], day) for test in asked))
            for step, asked in self.steering.asked.items()
            if asked and step in moment.steps
        )
        rounds = tuple(min(_rounds(case, test.reference), _most(test) + 1) for test in self.steering.counted)
        runs = tuple(sorted((run.step, run.rounds > 0) for run in case.open()))
        return (moment.root, runs, steps, rounds, case.closed is not None)


def _rounds(case: Case, reference: str) -> int:
    step = reference.partition(".")[2]
    return sum(run.rounds for run in case.runs if run.step == step)


def _most(test: Any) -> int:
    """The largest number of rounds that a test names."""
    named = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    return max((int(value) for value in named if isinstance(value, int | float)), default=0)
