"""Facts: one per submission, row of a group, finished round, and case as it opens and closes, with the values that the template marks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.fields import Question
from engine.template.counted import CASES, CLOSED, INCIDENTS, SUBMISSIONS, carries, several
from engine.template.model import FormTemplate

Categories = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Fact:
    """Something counted once. `single` has one value per reference, `several` all of an answer with several values.

    A sensitive fact holds that one answer alone, is dated to its month, and has no source.
    """

    grain: str
    day: date
    unit: str | None
    single: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sensitive: bool = False


@dataclass(frozen=True)
class Course:
    """What has become of a case, by its steps: the latest outcome of each that has one, and the number of finished rounds of each."""

    outcomes: Mapping[str, str]
    rounds: Mapping[str, int]


@dataclass(frozen=True)
class Counter:
    """Makes the facts of one template for one unit and day."""

    template: FormTemplate
    unit: str | None
    day: date

    def submission(self, answers: Mapping[str, Any]) -> tuple[Fact, ...]:
        """The facts of a report: itself, and each row of its groups."""
        return tuple(self._level(SUBMISSIONS, self.template.form.questions(), answers, "", above={}))

    def incident(self, answers: Mapping[str, Any]) -> tuple[Fact, ...]:
        """The fact of an incident: carries what its first report does."""
        own = self._inside(self.template.form.questions(), answers, "")
        return tuple(fact for fact in self._make(INCIDENTS, own) if not fact.sensitive)

    def case(self, answers: Mapping[str, Any], row: Mapping[str, Any] | None) -> tuple[Fact, ...]:
        """The fact of a case as it opens."""
        return self._make(CASES, self._above(answers, row))

    def round(self, step: str, given: Mapping[str, Any], answers: Mapping[str, Any], row: Mapping[str, Any] | None) -> tuple[Fact, ...]:
        """The facts of a finished round of a step: itself, and each row of its groups."""
        found = self.template.step(step)
        asked = found.kind.form(found)
        return tuple(self._level(step, asked.questions() if asked else (), given, f"{step}.", above=self._above(answers, row)))

    def closed(self, course: Course, answers: Mapping[str, Any], row: Mapping[str, Any] | None) -> tuple[Fact, ...]:
        """The fact of a case as it is closed: what it carried as it opened, and what has become of it since."""
        found = self._above(answers, row) | {f"rounds.{step}": (str(number),) for step, number in course.rounds.items()}
        outcomes = {f"{step}.outcome": (outcome,) for step, outcome in course.outcomes.items()}
        known = {name: kept for name, kept in (found | outcomes).items() if name in self.template.counted}
        return self._make(CLOSED, known)

    def span(self, id: str, days: int, *, in_time: bool | None, answers: Mapping[str, Any], row: Mapping[str, Any] | None) -> Fact:
        """The fact of a case that has come to the end of a span; `in_time` is None where there was no day to keep."""
        found = self._above(answers, row) | {f"{id}.days": (str(days),)}
        kept = {} if in_time is None else {f"{id}.in_time": ("yes" if in_time else "no",)}
        known = {name: values for name, values in (found | kept).items() if name in self.template.counted}
        (fact,) = self._make(id, known)
        return fact

    def _above(self, answers: Mapping[str, Any], row: Mapping[str, Any] | None) -> Categories:
        """What a case carries: its report's values and its own row's."""
        found = self._categories(self.template.form.questions(), answers, "")
        group = self.template.cases.one_per
        asked = self.template.form.find(group) if group and row is not None else None
        return found | (self._categories(asked.questions, row or {}, "") if asked else {})

    def _level(
        self, grain: str, questions: tuple[Question, ...], answers: Mapping[str, Any], prefix: str, *, above: Categories
    ) -> Iterator[Fact]:
        """The fact of one level of answers, then those of each row inside it."""
        own = self._categories(questions, answers, prefix)
        yield from self._make(grain, {**above, **self._with_rows(own, questions, answers, prefix)})
        around = {**above, **own}
        for question in _groups(questions):
            for row in answers.get(question.id) or ():
                yield from self._level(f"{prefix}{question.id}", question.questions, row, prefix, above=around)

    def _inside(self, questions: tuple[Question, ...], answers: Mapping[str, Any], prefix: str) -> Categories:
        """The counted values of a level and of every row inside it, each said once."""
        return self._with_rows(self._categories(questions, answers, prefix), questions, answers, prefix)

    def _with_rows(self, own: Categories, questions: tuple[Question, ...], answers: Mapping[str, Any], prefix: str) -> Categories:
        found = dict(own)
        for question in _groups(questions):
            for row in answers.get(question.id) or ():
                for reference, values in self._inside(question.questions, row, prefix).items():
                    found[reference] = tuple(dict.fromkeys((*found.get(reference, ()), *values)))
        return found

    def _categories(self, questions: tuple[Question, ...], answers: Mapping[str, Any], prefix: str) -> Categories:
        """The counted values of one level of answers, by reference."""
        found, counted = {}, self.template.counted
        for question in questions:
            reference = f"{prefix}{question.id}"
            if reference in counted and (value := answers.get(question.id)) is not None:
                found[reference] = question.type.category(value, question)
        return found

    def _make(self, grain: str, values: Categories) -> tuple[Fact, ...]:
        known = self.template.grains
        carried = {name: kept for name, kept in values.items() if kept and carries(grain, self.template.counted[name], known)}
        plain = {name: kept for name, kept in carried.items() if not self.template.counted[name].alone}
        many = {name: kept for name, kept in plain.items() if several(grain, self.template.counted[name], known)}
        single = {name: kept[0] for name, kept in plain.items() if name not in many}
        alone = (
            Fact(f"{grain}/{name}", self.day.replace(day=1), self.unit, several={name: kept}, sensitive=True)
            for name, kept in carried.items()
            if name not in plain
        )
        return (Fact(grain, self.day, self.unit, single, many), *alone)


def _groups(questions: tuple[Question, ...]) -> list[Question]:
    """Those of the questions that are answered in rows."""
    return [question for question in questions if question.type.kind == "rows"]
