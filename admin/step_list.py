"""The steps of a case in written order, in words: what is done, what goes on, what is left. It must not decide what comes next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from admin.book import Book
from admin.when import When
from engine.organisation import Holder
from engine.routing import Place
from engine.steps import RECEIVER, Step
from engine.template.model import FormTemplate
from engine.texts import in_language
from engine.workflow import WAITING, Case, Run
from forms.wording import language, say

DONE, NOW, LATER, SKIPPED = "done", "now", "later", "skipped"


@dataclass(frozen=True)
class StepLine:
    """One step as parts/steps.html draws it."""

    title: str
    state: str
    notes: tuple[str, ...] = ()
    url: str = ""
    tag: str = ""
    tag_text: str = ""
    steps: tuple["StepLine", ...] = ()


@dataclass(frozen=True)
class StepList:
    """Tells the steps of one case; `url` leads to a run that the reader can do something in, or is empty.

    `wanted` says whether a step that has not come yet will, None when later answers decide. `names` are those of
    people. `still` tells of a paused step.
    """

    book: Book
    template: FormTemplate
    when: When
    case: Case
    url: Callable[[Run], str]
    wanted: Callable[[Step], bool | None]
    names: Mapping[UUID, str]
    still: Callable[[Run], str]

    def lines(self) -> tuple[StepLine, ...]:
        """Every step of the workflow."""
        return self._several(self.template.workflow, self._furthest())

    def _several(self, steps: Iterable[Step], passed: int) -> tuple[StepLine, ...]:
        """What only a person adds is not among what will come, nor among what was passed by."""
        numbered = ((number, step) for number, step in enumerate(steps) if not step.optional or self.case.last(step.id))
        return tuple(self._line(step, number < passed) for number, step in numbered)

    def _furthest(self) -> int:
        """How far the case has come; whatever stands before that and was never opened has been passed by."""
        if self.case.closed:
            return len(self.template.workflow)
        visited = {run.step for run in self.case.runs}
        return max((number for number, step in enumerate(self.template.workflow) if step.id in visited), default=0)

    def _line(self, step: Step, passed: bool) -> StepLine:
        run = self.case.last(step.id)
        title = in_language(step.title, language())
        inner = self._several(step.steps, 0) if not (passed and run is None) else ()
        if run is None:
            wanted = not passed and self.wanted(step)
            perhaps = (say("steps.perhaps"),) if wanted is None else ()
            return StepLine(
                title, LATER if wanted is not False else SKIPPED, (*perhaps, *self._who(step)) if wanted is not False else (), steps=inner
            )
        if run.status == "skipped":
            return StepLine(title, SKIPPED)
        if run.status == "done":
            return StepLine(title, DONE, self._done(step, run), steps=inner)
        if run.paused:
            return StepLine(title, NOW, (*self._doer(run.holder), self.still(run)), self.url(run), tag_text=say("when.paused"), steps=inner)
        if run.status == WAITING:
            until = (say("steps.until", day=self.when.day(run.due)),) if run.due else ()
            return StepLine(title, NOW, until, self.url(run))
        tag = self.when.tag(run.due, self.book.calendar(step, self.case.unit))
        notes = (*self._doer(run.holder), *self._given(run), *((self.when.by(run.due),) if run.due else ()))
        return StepLine(title, NOW, notes, self.url(run), tag.kind if tag else "", tag.text if tag else "", inner)

    def _done(self, step: Step, run: Run) -> tuple[str, ...]:
        chosen = next((way for way in step.exits if way.key == run.outcome), None)
        visits = sum(other.step == step.id for other in self.case.runs)
        return (
            *((in_language(chosen.label, language()),) if chosen else ()),
            *((say("steps.visits", count=visits),) if visits > 1 else ()),
            *((self.when.day(run.finished),) if isinstance(run.finished, datetime) else ()),
        )

    def _given(self, run: Run) -> tuple[str, ...]:
        name = self.names.get(run.person) if run.person else None
        return (say("steps.given", name=name),) if name else ()

    def _doer(self, holder: Holder | None) -> tuple[str, ...]:
        words = self.book.function(self.template, holder)
        return (words,) if words else ()

    def _who(self, step: Step) -> tuple[str, ...]:
        """Who would do a step that has not come yet."""
        if not step.kind.waits:
            return ()
        if step.by == RECEIVER:
            return self._doer(self.case.receiver)
        return self._doer(Place(self.template, self.book.organisation, self.case.unit).holder(step.by, self.case.excluded))
