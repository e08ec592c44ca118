"""What the references of a template's conditions are called: questions by their labels, steps by their titles, values by their options."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from engine.errors import AnswerError
from engine.fields import Context, Question
from engine.organisation import Organisation
from engine.steps import Step
from engine.template.model import FormTemplate
from engine.texts import engine_texts, in_language

_PARTS = ("kind", "area")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Labels do not depend on the day."""


@dataclass(frozen=True)
class TemplateNames:
    """The names for conditions of one template; inside a step's form the step's own questions come first."""

    template: FormTemplate
    language: str = "sv"
    step: Step | None = None

    def subject(self, reference: str, *, many: bool) -> str:
        """The answer to a reference: of the report, of an earlier step, or of the organisation."""
        first, _, rest = reference.partition(".")
        if first == "rounds":
            return self._say("rounds", step=self._title(rest))
        question, step = self._found(reference)
        if question is None:
            return self._say("organisation")
        label = in_language(question.label, self.language)
        if step is not None and rest == "outcome":
            return self._say("outcome", step=self._title(step.id))
        said = self._say("answers" if many else "answer", label=label)
        part = reference.rpartition(".")[2]
        said = self._say(part, answer=said) if part in _PARTS and question.type.kind == "unit" else said
        return said if step is None else self._say("in-step", answer=said, step=self._title(step.id))

    def value(self, reference: str, value: Any) -> str:
        """The label of an option, a day in words, or the value itself."""
        question, _ = self._found(reference)
        if question is None or reference.rpartition(".")[2] in _PARTS:
            return str(value)
        shown = [value] if question.type.kind == "choices" else value
        context = Context(Organisation("", ""), _ANY_TIME, self.language)
        return question.type.show(shown, question, context) if _could_be(question, shown, context) else str(value)

    def _found(self, reference: str) -> tuple[Question | None, Step | None]:
        """The question that a reference names, and the earlier step that asks it, if any."""
        first, _, rest = reference.partition(".")
        own = self._asked(self.step, first) if self.step is not None else None
        if own is not None:
            return own, None
        step = next((step for step in self.template.steps() if step.id == first), None)
        if step is not None:
            return self._asked(step, rest.partition(".")[0]), step
        return self.template.form.find(first), None

    def _asked(self, step: Step, id: str) -> Question | None:
        form = step.kind.form(step)
        return form.find(id) if form is not None else None

    def _title(self, step: str) -> str:
        return in_language(self.template.step(step).title, self.language)

    def _say(self, code: str, **facts: Any) -> str:
        return engine_texts().say(f"conditions.{code}", self.language, **facts)


def _could_be(question: Question, value: Any, context: Context) -> bool:
    """False for what can be no answer to the question: a schema may compare it with that all the same."""
    if question.type.kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    try:
        question.type.check(value, question, context)
    except AnswerError as refused:
        return refused.code not in ("wrong-type", "not-a-time")
    return True
