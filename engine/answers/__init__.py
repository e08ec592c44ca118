"""From what was sent to what was answered: reads a form's answers, leaves out what is hidden, and gathers every problem."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Protocol

from engine.answers.judged import judged
from engine.answers.values import Values, values_of
from engine.conditions import Condition, Lookup, holds
from engine.errors import AnswerError, Problem
from engine.fields import Context, Form, Question, Value
from engine.texts import in_language

__all__ = ["Reading", "Source", "Values", "read", "values_of"]


class Source(Protocol):
    """Where answers come from: a web form's texts, or JSON values."""

    def value(self, at: str, question: Question, context: Context) -> Value:
        """The value at a path, None when absent; raises AnswerError."""

    def rows(self, at: str, question: Question) -> int:
        """How many rows were sent for a group; raises AnswerError."""

    def unknown(self, form: Form, shown: Set[str]) -> Iterator[str]:
        """Paths that were sent but that no question has; of a group only where its path is among the shown ones."""

    def whole(self, form: Form, answers: Mapping[str, Value], shown: frozenset[str]) -> Value:
        """All that was sent as the one value that a form's judge looks at, without what is not shown."""


@dataclass(frozen=True)
class Reading:
    """What was answered: stored values without the hidden and the absent, every problem, and what was visible.

    `visible` holds the ids of pages, groups and questions that were shown in any row; `shown` the paths of questions.
    """

    answers: Mapping[str, Value]
    problems: tuple[Problem, ...]
    visible: frozenset[str]
    shown: frozenset[str] = frozenset()


def read(form: Form, source: Source, context: Context, outside: Lookup | None = None) -> Reading:
    """Reads every answer of a form in order. `outside` looks up what lies before the form, such as earlier steps."""
    walk = _Walk(form, source, context, outside)
    for page in form.pages:
        if walk.holds(page.show_if):
            walk.visible.add(page.id)
            walk.questions(page.questions, "", walk.answers)
    shown = frozenset(walk.shown)
    if form.judge is None:
        walk.problems.extend(Problem(at, "unknown-question") for at in source.unknown(form, shown))
    else:
        whole, told = source.whole(form, walk.answers, shown), {problem.at for problem in walk.problems}
        walk.problems.extend(judged(form, whole, context, shown=shown, told=told))
    return Reading(walk.answers, tuple(walk.problems), frozenset(walk.visible), shown)


@dataclass
class _Walk:
    """One pass over a form: conditions only look backwards, so once is enough. What a form's judge demands is not demanded here."""

    form: Form
    source: Source
    context: Context
    outside: Lookup | None = None
    answers: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    visible: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.groups = self.form.groups
        self.here = Values(self.answers, self.context.organisation, self.groups)
        self.inside = replace(self.context, holds=self.holds)

    def holds(self, condition: Condition | None) -> bool:
        """True when the condition holds on the answers so far, seen from where the walk stands."""
        return condition is None or holds(condition, self._look, self.inside.today)

    def _look(self, reference: str) -> Value:
        if self.outside is None or reference.partition(".")[0] in self.groups:
            return self.here(reference)
        return self.outside(reference)

    def questions(self, questions: tuple[Question, ...], prefix: str, into: dict[str, Value]) -> None:
        """Reads some questions into a row or into the answers themselves."""
        for question in questions:
            if question.show_if is not None and not self.holds(question.show_if):
                continue
            at = f"{prefix}{question.id}"
            self.visible.add(question.id)
            self.shown.add(at)
            if question.type.kind == "rows":
                self._group(question, at, into)
            elif question.type.asks:
                self._one(question, at, into)
            elif (value := question.type.given(question, self._look, self.inside)) is not None:
                into[question.id] = value

    def _label(self, question: Question) -> str:
        return in_language(self.inside.worded(question)[0], self.context.language)

    def _one(self, question: Question, at: str, into: dict[str, Value]) -> None:
        try:
            value = self.source.value(at, question, self.inside)
            if value is not None:
                value = question.type.check(value, question, self.inside)
        except AnswerError as error:
            self.problems.append(Problem(at, error.code, error.facts, question))
            return
        if value in (None, "", []):
            if not question.optional and self.form.judge is None:
                self.problems.append(Problem(at, "required", {"label": self._label(question)}, question))
            return
        into[question.id] = value

    def _group(self, question: Question, at: str, into: dict[str, Value]) -> None:
        try:
            count = self.source.rows(at, question)
        except AnswerError as error:
            self.problems.append(Problem(at, error.code, error.facts, question))
            return
        repeat = question.repeat
        least, most = (repeat.least, repeat.most) if repeat else (1, 1)
        if self.form.judge is not None:
            most = max(most, count)
        elif not least <= count <= most:
            code, limit = ("too-few-rows", least) if count < least else ("too-many-rows", most)
            self.problems.append(Problem(at, code, {"label": self._label(question), "count": limit}, question))
        rows: list[dict[str, Value]] = []
        around = self.here
        for number in range(min(count, most)):
            row: dict[str, Value] = {}
            rows.append(row)
            into[question.id] = rows
            self.here = around.in_row(question.id, row)
            self.questions(question.questions, f"{at}/{number}/", row)
        self.here = around
