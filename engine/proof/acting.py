"""Someone acts in a case: which step, which button and which answers are chosen, and what comes of it by the workflow's own moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.answers import Values, values_of
from engine.fields import Context
from engine.proof.choosing import Chooser, DeadEnd
from engine.proof.findings import Shown
from engine.proof.steering import Steering, StepForm
from engine.proof.world import Filled, Guesses, World, fill
from engine.steps import Step
from engine.workflow import Case, Outcome, Run, Situation, act
from engine.workflow.known import Known

Key = tuple[Any, ...]


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

    def waiting(self) -> tuple[Run, ...]:
        """What someone can act in."""
        inside = {run.parent for run in self.case.open()}
        return tuple(run for run in self.case.open() if run.number not in inside)

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
    def after(self) -> Moment:
        """The case as it then is."""
        return replace(self.moment, case=self.outcome.case)


@dataclass
class Actor:
    """Whoever acts in cases. Of each step's form is asked what steers cases, and the questions in `besides`, each value of them."""

    world: World
    steering: Steering
    besides: frozenset[str] = frozenset()
    _forms: dict[str, StepForm] = field(default_factory=dict)

    def situation(self, moment: Moment) -> Situation:
        """The situation of a move."""
        return Situation(self.world.template, moment.filled.organisation, moment.filled.now, moment.lookup)

    def asked(self, moment: Moment) -> int:
        """How many questions there are in all that can be done."""
        steps = (self.world.template.step(run.step) for run in moment.waiting())
        return sum(len(self._form(step).form.every()) for step in steps if step.id in self.steering.forms)

    def act(self, moment: Moment, chooser: Chooser) -> Done:
        """One act; raises DeadEnd where what was chosen can not be done."""
        run = chooser.one_of(moment.waiting())
        step = self.world.template.step(run.step)
        button = chooser.one_of([button for button in step.kind.buttons(step, run.rounds) if not button.leads])
        given: Mapping[str, Any] = {}
        if button.saves and step.id in self.steering.forms:
            given = self._answers(moment, step, chooser)
            values = values_of(self.steering.forms[step.id], given, moment.filled.organisation)
            moment = replace(moment, steps={**moment.steps, step.id: values})
        outcome = act(self.situation(moment), moment.case, run.number, button.name, answers=given)
        done = outcome.case.run(run.number).outcome or button.name
        return Done(step, given, replace(moment, acts=(*moment.acts, (step.id, done))), outcome)

    def _answers(self, moment: Moment, step: Step, chooser: Chooser) -> Mapping[str, Any]:
        left = self._form(step)
        if not left.sure:
            chooser.unsure()
        context = Context(moment.filled.organisation, moment.filled.now, self.world.template.language)
        given = fill(left.form, Guesses(chooser, left.domains), context, moment.lookup).answers
        if step.kind.problems(step, given):
            raise DeadEnd
        return given

    def _form(self, step: Step) -> StepForm:
        if step.id not in self._forms:
            self._forms[step.id] = self.steering.left_of(step, self.besides)
        return self._forms[step.id]
