"""Someone acts in a case: which step, which button and which answers are chosen, and what comes of it by the workflow's own moves."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

from engine.answers import Values, values_of
from engine.fields import Context
from engine.proof.choosing import Chooser, DeadEnd
from engine.proof.domains import Domains
from engine.proof.findings import Shown
from engine.proof.steering import Steering, StepForm
from engine.proof.world import Filled, Guesses, World, fill
from engine.steps import Button, Step
from engine.workflow import Case, Outcome, Run, Situation, act, add, addable, wake
from engine.workflow.known import Known

Key = tuple[Any, ...]
ADDED, WOKEN = "added", "woken"
"""What is done in a step besides its buttons: somebody adds it, or time ends it."""


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

    @property
    def lookup(self) -> Known:
        """What conditions ask: of the report, or of a finished step."""
        return Known(self.values, self.steps)

    @property
    def shown(self) -> Shown:
        """The case as an example."""
        return Shown(self.filled.answers, self.filled.organisation, self.acts)


@dataclass(frozen=True)
class Done:
    """One act: the step, its answers, the case as it was when they were there, and what came of it."""

    step: Step
    given: Mapping[str, Any]
    moment: Moment
    outcome: Outcome

    @property
    def saved(self) -> bool:
        """True when the answers were kept as a finished round."""
        return any(event.kind == "round-saved" for event in self.outcome.events)

    @property
    def added(self) -> bool:
        """True when somebody added the step."""
        return self.moment.acts[-1][1] == ADDED

    @property
    def over(self) -> bool:
        """True when the act ended the step."""
        last = self.outcome.case.last(self.step.id)
        return last is not None and last.status == "done"

    @property
    def after(self) -> Moment:
        """The case as it then is."""
        return replace(self.moment, case=self.outcome.case)


@dataclass
class Actor:
    """Whoever acts in cases. Of each step's form is asked what steers cases, and the questions in `besides`, each value of them.

    `once` is for whoever adds no step a second time, and `guesses` for whoever answers in a way of their own.
    """

    world: World
    steering: Steering
    besides: frozenset[str] = frozenset()
    once: bool = False
    guesses: Callable[[Chooser, Domains], Guesses] = Guesses
    _forms: dict[str, StepForm] = field(default_factory=dict)

    def situation(self, moment: Moment) -> Situation:
        """The situation of a move."""
        return Situation(self.world.template, moment.filled.organisation, moment.filled.now, moment.lookup)

    def asked(self, moment: Moment, spared: Set[str] = frozenset()) -> int:
        """How many questions there are in all that can be done, but for adding what is `spared`."""
        steps = (*(self.world.template.step(run.step) for run in moment.case.waiting()), *self._addable(moment, spared))
        return sum(len(self._form(step).form.every()) for step in steps if step.id in self.steering.forms)

    def act(self, moment: Moment, chooser: Chooser, spared: Set[str] = frozenset()) -> Done:
        """One act, or what time does, but not adding what is `spared`; raises DeadEnd where what was chosen can not be done."""
        possible: list[Run | Step] = [*moment.case.waiting(), *self._addable(moment, spared)]
        chosen = chooser.one_of(possible)
        if isinstance(chosen, Step):
            return self._without_answers(moment, chosen, ADDED, outcome=add(self.situation(moment), moment.case, chosen.id))
        step = self.world.template.step(chosen.step)
        ways = [button for button in step.kind.buttons(step, chosen.rounds) if not button.leads]
        button = chooser.one_of([*ways, *([None] if step.until is not None else [])])
        if button is None:
            return self._without_answers(moment, step, WOKEN, outcome=wake(self.situation(moment), moment.case, chosen.number))
        return self._press(moment, chosen, button, chooser=chooser)

    def _without_answers(self, moment: Moment, step: Step, what: str, *, outcome: Outcome) -> Done:
        return Done(step, {}, replace(moment, acts=(*moment.acts, (step.id, what))), outcome)

    def _press(self, moment: Moment, run: Run, button: Button, *, chooser: Chooser) -> Done:
        step = self.world.template.step(run.step)
        given: Mapping[str, Any] = {}
        if button.saves and step.id in self.steering.forms:
            given = self._answers(moment, step, chooser)
            values = values_of(self.steering.forms[step.id], given, moment.filled.organisation)
            moment = replace(moment, steps={**moment.steps, step.id: values})
        outcome = act(self.situation(moment), moment.case, run.number, button.name, answers=given)
        done = outcome.case.run(run.number).outcome or button.name
        return Done(step, given, replace(moment, acts=(*moment.acts, (step.id, done))), outcome)

    def _addable(self, moment: Moment, spared: Set[str]) -> tuple[Step, ...]:
        """What someone can add. One at a time is enough: what is done in one comes to the same before, beside or after another."""
        if any(self.world.template.step(run.step).optional for run in moment.case.open()):
            return ()
        found = tuple(step for step in addable(self.situation(moment), moment.case) if step.id not in spared)
        return tuple(step for step in found if moment.case.last(step.id) is None) if self.once else found

    def _answers(self, moment: Moment, step: Step, chooser: Chooser) -> Mapping[str, Any]:
        left = self._form(step)
        if not left.sure:
            chooser.unsure()
        context = Context(moment.filled.organisation, moment.filled.now, self.world.template.language)
        given = fill(left.form, self.guesses(chooser, left.domains), context, moment.lookup).answers
        if step.kind.problems(step, given):
            raise DeadEnd
        return given

    def _form(self, step: Step) -> StepForm:
        if step.id not in self._forms:
            self._forms[step.id] = self.steering.left_of(step, self.besides)
        return self._forms[step.id]
