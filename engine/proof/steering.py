"""What steers the cases of a template: which answers decide, directly or through each other, which steps they come to."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from engine.conditions import All, Any_, Condition, Not, Test, tests
from engine.fields import Form
from engine.proof.domains import Domains
from engine.proof.focus import Focus, Place, conditions_in, layout, reduced
from engine.proof.world import World
from engine.steps import Step
from engine.template.model import FormTemplate

ROUNDS = "rounds"


@dataclass(frozen=True)
class StepForm:
    """What matters of a step's form, what can be answered in it, and whether that is all that could be."""

    form: Form
    domains: Domains
    sure: bool


class Steering:
    """The conditions of steps, and those of steps' forms that look at earlier steps.

    `report` says what matters of the report, and `told_apart` are the parts of conditions that it settles, by which cases differ;
    `asked` are the tests on each step's own answers, `counted` those on numbers of rounds; `looked_at` are the steps of either.
    """

    def __init__(self, world: World) -> None:
        self.template: FormTemplate = world.template
        self.forms: dict[str, Form] = {step.id: form for step in world.template.steps() if (form := step.kind.form(step)) is not None}
        self.places: dict[str, Mapping[str, Place]] = {step: layout(form) for step, form in self.forms.items()}
        self.asked: dict[str, dict[Test, None]] = {step: {} for step in self.forms}
        self.counted: dict[Test, None] = {}
        conditions: list[Condition] = [*self._of_steps(), *self._of_forms()]
        waiting = [test for condition in conditions for test in tests(condition)]
        while waiting:
            more = self._outside(waiting.pop())
            conditions += more
            waiting += more
        self.looked_at = {step for step, asked in self.asked.items() if asked} | {test.reference.partition(".")[2] for test in self.counted}
        self.report: Focus = world.focus(conditions)
        self.told_apart = tuple(
            dict.fromkeys(part for condition in conditions for part in _settled(condition, {*world.places, "organisation"}))
        )

    def _of_steps(self) -> Iterator[Condition]:
        return (step.when for step in self.template.steps() if step.when is not None)

    def _of_forms(self) -> Iterator[Condition]:
        """Conditions in steps' forms that look at an earlier step."""
        for step, form in self.forms.items():
            for condition in conditions_in(form):
                names = {test.reference.partition(".")[0] for test in tests(condition)} - set(self.places[step])
                if names & {*self.forms, ROUNDS}:
                    yield condition

    def _outside(self, test: Test) -> list[Test]:
        """Takes in a test on a step; gives what decides, outside that step, whether its question is asked."""
        step, _, rest = test.reference.partition(".")
        if step == ROUNDS:
            self.counted[test] = None
        if step not in self.asked:
            return []
        own = replace(test, reference=rest)
        if own in self.asked[step]:
            return []
        self.asked[step][own] = None
        return Focus(self.places[step], [own]).beyond

    def left_of(self, step: Step, besides: Set[str] = frozenset()) -> StepForm:
        """What is left of a step's form: what others look at, what is named as `step.question` in `besides`, and what its kind goes by.

        The kind's own questions are always answered.
        """
        written = {question.id for question in step.form.every()} if step.form else set()
        places, steered_by = self.places[step.id], step.kind.steered_by
        steers = {id for id in places if id not in written and (steered_by is None or id in steered_by)}
        full = steers | {id for id in places if f"{step.id}.{id}" in besides}
        focus = Focus(places, self.asked[step.id], full)
        pages = tuple(
            replace(page, questions=tuple(replace(asked, optional=asked.optional and asked.id in written) for asked in page.questions))
            for page in reduced(places, focus.ids).pages
        )
        return StepForm(Form({}, pages), Domains([*focus.tests, *focus.beyond], full), not focus.worked_out)


def _settled(condition: Condition, names: set[str]) -> Iterator[Condition]:
    """The largest parts of a condition that look at nothing but these names."""
    if all(test.reference.partition(".")[0] in names for test in tests(condition)):
        yield condition
        return
    match condition:
        case All(parts) | Any_(parts):
            for part in parts:
                yield from _settled(part, names)
        case Not(part):
            yield from _settled(part, names)
