"""Whether a running case can go on by a later version of its template: nothing that it has come to or said may be lost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from engine.answers import Values
from engine.fields import Form, Question
from engine.organisation import Holder, Organisation
from engine.routing import Place, route
from engine.steps import Step
from engine.template.model import FormTemplate
from engine.texts import Text
from engine.workflow.case import Case


@dataclass(frozen=True)
class Obstacle:
    """Why a case can not go on by a version: a code, and what it is about as the old version calls it."""

    code: str
    what: Text


@dataclass(frozen=True)
class Standing:
    """What a case has to keep: its value, the answers of its report as it sees them, and its marks."""

    case: Case
    values: Values
    flags: tuple[str, ...] = ()


def obstacles(old: FormTemplate, new: FormTemplate, standing: Standing, *, organisation: Organisation, day: date) -> tuple[Obstacle, ...]:
    """All that stands in the way of going on by `new`; none when the case can."""
    check = _Check(old, new, standing)
    shut = [check.shut_out(template, organisation, day) for template in (old, new)]
    changed = [Obstacle("exclusions", old.title)] if shut[0] != shut[1] else []
    found = (*check.whole(), *check.steps(), *check.questions(old.form, new.form), *changed)
    return tuple(one for place, one in enumerate(found) if one not in found[:place])


@dataclass(frozen=True)
class _Check:
    """Holds one version against another, for one case."""

    old: FormTemplate
    new: FormTemplate
    standing: Standing

    def whole(self) -> Iterator[Obstacle]:
        """What the case is as a whole, and what has been named in it."""
        if (self.old.cases.compartment, self.old.cases.one_per) != (self.new.cases.compartment, self.new.cases.one_per):
            yield Obstacle("other-cases", self.old.title)
        if (self.old.form.judge is None) != (self.new.form.judge is None):
            yield Obstacle("other-form", self.old.title)
        kept = {flag.key for flag in self.new.cases.flags}
        yield from (
            Obstacle("mark-gone", flag.label) for flag in self.old.cases.flags if flag.key in self.standing.flags and flag.key not in kept
        )
        yield from (Obstacle("role-gone", role.label) for id, role in self.old.persons.items() if id not in self.new.persons)
        yield from (Obstacle("document-gone", made.title) for id, made in self.old.documents.items() if id not in self.new.documents)
        holders = {self.standing.case.receiver, *(run.holder for run in self.standing.case.open())} - {None}
        lost = {holder.function for holder in holders if holder is not None} & self.old.functions.keys() - self.new.functions.keys()
        yield from (Obstacle("function-gone", self.old.functions[function].label) for function in sorted(lost))
        written = {run.step for run in self.standing.case.runs}
        yield from (Obstacle("notice-new", self.new.step(id).title) for id in sorted(self.new.standing - written))

    def steps(self) -> Iterator[Obstacle]:
        """The steps that the case has come to."""
        now = {step.id: step for step in self.new.steps()}
        for id in dict.fromkeys(run.step for run in self.standing.case.runs):
            was = self.old.step(id)
            if id not in now:
                yield Obstacle("step-gone", was.title)
            elif now[id].kind.name != was.kind.name or _id(self.new.parent(id)) != _id(self.old.parent(id)):
                yield Obstacle("step-other", was.title)
            else:
                yield from self._step(was, now[id])

    def _step(self, was: Step, now: Step) -> Iterator[Obstacle]:
        taken = {run.outcome for run in self.standing.case.runs if run.step == was.id}
        kept = {way.key for way in now.exits}
        yield from (Obstacle("outcome-gone", way.label) for way in was.exits if way.key in taken and way.key not in kept)
        before, after = was.kind.form(was), now.kind.form(now)
        if before is not None:
            yield from self.questions(before, after or Form(now.title, ()))

    def questions(self, was: Form, now: Form) -> Iterator[Obstacle]:
        """What has been asked, and can have been answered."""
        for question in was.every():
            found = now.find(question.id)
            if found is None or was.groups[question.id] != now.groups[question.id]:
                yield Obstacle("question-gone", question.label)
            elif found.type.name != question.type.name or _options(question) - _options(found):
                yield Obstacle("question-other", question.label)

    def shut_out(self, template: FormTemplate, organisation: Organisation, day: date) -> frozenset[Holder]:
        """Whom a version shuts out of such a case."""
        values = replace(self.standing.values, groups=template.form.groups)
        return route(Place(template, organisation, self.standing.case.unit), values, day).excluded


def _id(step: Step | None) -> str | None:
    return step.id if step is not None else None


def _options(question: Question) -> set[str]:
    return {option.key for option in question.options}
