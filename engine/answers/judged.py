"""What the schema of a form has against its answers, as problems at questions. It must not decide: the form's judge does."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from engine.errors import Problem
from engine.fields import Context, Form, Question, Value
from engine.fields.number import words
from engine.template.from_schema.judge import Judge
from engine.texts import in_language


def judged(form: Form, value: Value, context: Context, *, shown: frozenset[str], told: set[str]) -> Iterator[Problem]:
    """Every problem with a whole value, but for places in `told`, which have one already."""
    judge: Judge = form.judge
    found: set[tuple[str, str]] = set()
    for at, question, complaint in judge.problems(form, value, shown):
        if at not in told and (at, complaint.code) not in found:
            found.add((at, complaint.code))
            code, facts = _worded(complaint.code, complaint.facts, question, context)
            yield Problem(at, code, facts, question)


def _worded(code: str, facts: Mapping[str, Any], question: Question | None, context: Context) -> tuple[str, Mapping[str, Any]]:
    """Numbers as the language writes them, the question by its label, and the author's own words on a pattern."""
    spelt = {name: words(fact, context.language) if isinstance(fact, Decimal) else fact for name, fact in facts.items()}
    if question is None:  # nothing is shown that could be to blame
        return "does-not-fit", {}
    message = question.said("pattern_message", context.language) if code == "pattern" else ""
    return ("pattern-said", {"message": message}) if message else (code, {"label": in_language(question.label, context.language), **spelt})
