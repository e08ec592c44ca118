"""Every case that a template can lead to, act by act, by the workflow's own moves; cases that no condition tells apart are one."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from engine.answers import Values
from engine.conditions import holds
from engine.proof.acting import Actor, Key, Moment
from engine.proof.choosing import COMBINATIONS
from engine.proof.domains import Domains
from engine.proof.steering import Steering
from engine.proof.world import Filled, Reporter, World, views
from engine.workflow import Case, Outcome, Run, start
from engine.workflow.mover import Mover

_ACT = 10
"""What one act takes besides the answers that are chosen for it."""


class Cases:
    """All moments of all cases, found once. `whole` says that there are no others."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.steering = Steering(world)
        self.whens: dict[str, set[bool]] = {}
        self.moments: dict[Key, Moment] = {}
        self.leads: dict[Key, set[Key]] = {}
        self.unsure: set[Key] = set()
        self._aside: dict[Key, str] = {}
        # what nothing looks at is added once to cases that differ by nothing but what is open in them
        self._spared: dict[Key, set[str]] = {}
        self._actor = Actor(world, self.steering)
        self._waiting: deque[Key] = deque()
        self._begun: set[Key] = set()
        self.whole = self._begin()
        while self._waiting and len(self.moments) <= COMBINATIONS:
            self._go_on(self._waiting.popleft())
        self.unsure |= set(self._waiting)
        self.whole = self.whole and not self.unsure

    @cached_property
    def open(self) -> Mapping[str, list[Moment]]:
        """For each step the moments in which it is open; of those that differ by nothing but a step that was added, one."""
        found: dict[str, list[Moment]] = {}
        for key, moment in self.moments.items():
            for run in moment.case.open():
                if self._aside.get(key, run.step) == run.step:
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
                situation = replace(self._actor.situation(moment), report=desk.values(filled.answers, None))
                self._note(moment, start(situation, moment.case), None)
        return walk.whole

    def _go_on(self, key: Key) -> None:
        """Everything that can be done in a moment."""
        moment = self.moments[key]
        self.leads.setdefault(key, set())
        if moment.case.closed:
            return
        self._note_optional(moment)
        spared, aside = self._spared.setdefault((key[0], *key[2:]), set()), set[str]()
        walk = self.world.walk(_ACT + len(self.world.template.workflow) + self._actor.asked(moment, spared))
        for done in walk.every(lambda chooser: self._actor.act(moment, chooser, spared)):
            beside = done.added and done.step.id not in self.steering.looked_at
            aside |= {done.step.id} if beside else set()
            self._note(done.moment, done.outcome, key, aside=done.step.id if beside else None)
        spared |= aside
        if not walk.whole:
            self.unsure.add(key)

    def _note_optional(self, moment: Moment) -> None:
        """What a person may add is neither opened nor skipped by itself: its condition is looked at wherever it could be added."""
        template = self.world.template
        inside = {None, *(run.step for run in moment.case.open())}
        mover = Mover(self._actor.situation(moment), moment.case)
        for step in template.steps():
            parent = template.parent(step.id) if step.optional and step.when is not None else None
            if step.optional and step.when is not None and (parent.id if parent else None) in inside:
                self.whens.setdefault(step.id, set()).add(mover.wanted(step))

    def _note(self, before: Moment, outcome: Outcome, cause: Key | None, *, aside: str | None = None) -> None:
        """Takes a moment in. A step `aside` was added, and nothing looks at it: it changes nothing, so that from there it is only ended."""
        for event in outcome.events:
            if event.kind == "step-opened" or (event.kind == "step-skipped" and "run" not in event.facts):
                self.whens.setdefault(event.facts["step"], set()).add(event.kind == "step-opened")
        moment = replace(before, case=outcome.case)
        key = self._key(moment)
        if cause is None:
            self._begun.add(key)
        else:
            self.leads[cause].add(key)
        if aside and cause is not None:
            self._aside[key] = aside
            self.leads.setdefault(key, set()).add(cause)
        if key not in self.moments:
            self.moments[key] = moment
            self._waiting.extend(() if aside else (key,))

    def _key(self, moment: Moment) -> Key:
        """What can make a difference from here on."""
        day, case = moment.filled.today, moment.case
        steps = tuple(
            (step, *(holds(test, moment.steps[step], day) for test in asked))
            for step, asked in self.steering.asked.items()
            if asked and step in moment.steps
        )
        rounds = tuple(min(_rounds(case, test.reference), _most(test) + 1) for test in self.steering.counted)
        runs = tuple(sorted((run.step, run.rounds > 0, self._done_inside(case, run)) for run in case.open()))
        return (moment.root, runs, steps, rounds, case.closed is not None)

    def _done_inside(self, case: Case, group: Run) -> int:
        """How many steps of a group are done, where it does not wait for all of them."""
        joins = self.world.template.step(group.step).join is not None
        return sum(run.status == "done" for run in case.runs if run.parent == group.number) if joins else 0


def _rounds(case: Case, reference: str) -> int:
    step = reference.partition(".")[2]
    return sum(run.rounds for run in case.runs if run.step == step)


def _most(test: Any) -> int:
    """The largest number of rounds that a test names."""
    named = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    return max((int(value) for value in named if isinstance(value, int | float)), default=0)
