"""Findings in words, and as plain values for machines."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from engine.conditions import All, Any_, Not, Test
from engine.conditions.words import in_words
from engine.fields import Context, Question
from engine.proof.acting import ADDED, WOKEN
from engine.proof.findings import Finding, Shown
from engine.proof.focus import OTHER
from engine.template.model import FormTemplate
from engine.template.names import TemplateNames
from engine.texts import engine_texts, in_language
from engine.wording import met_in_words

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Labels do not depend on the day."""


def finding_in_words(finding: Finding, template: FormTemplate, language: str = "sv") -> str:
    """The sentence for a finding, with the example that shows it."""
    facts = {name: _plain(fact, template, language) for name, fact in finding.facts.items()}
    sentence = engine_texts().say(f"checks.{finding.code}", language, **facts)
    example = example_in_words(finding.shown, template, language) if finding.shown is not None else ""
    told = f"{sentence} {engine_texts().say('checks.words.example', language, example=example)}" if example else sentence
    return f"{told} {met_in_words(finding.mark, language)}" if finding.mark.use is not None else told


def _plain(fact: Any, template: FormTemplate, language: str) -> Any:
    if isinstance(fact, Mapping):
        return in_language(fact, language)
    if isinstance(fact, All | Any_ | Not | Test):
        return in_words(fact, TemplateNames(template, language), language)
    return fact


def example_in_words(shown: Shown, template: FormTemplate, language: str = "sv") -> str:
    """Answers by their labels, then what is done in which step."""
    context = Context(shown.organisation, _ANY_TIME, language)
    parts = list(_answers(shown.answers, template.form.questions(), context))
    for id, done in shown.acts:
        step = template.step(id)
        way = next((way.label for way in step.exits if way.key == done), None)
        does = engine_texts().say(f"checks.words.{done}", language) if done in (ADDED, WOKEN) else step.kind.word(done, language)
        parts.append(f"{in_language(step.title, language)}: {in_language(way, language) if way else does}")
    return "; ".join(parts)


def _answers(answers: Mapping[str, Any], questions: tuple[Question, ...], context: Context) -> Iterator[str]:
    for question in questions:
        value = answers.get(question.id)
        if question.type.kind == "rows":
            for row in value or ():
                yield from _answers(row, question.questions, context)
        elif value is not None:
            yield f"{in_language(question.label, context.language)} {_shown(value, question, context)}"


def _shown(value: Any, question: Question, context: Context) -> str:
    return OTHER if value == OTHER else question.type.show(value, question, context)


def as_json(finding: Finding, template: FormTemplate, language: str = "sv") -> dict[str, Any]:
    """A finding as JSON values: which check, how sure, the place, the sentence, and the answers that show it."""
    shown = finding.shown
    example = None
    if shown is not None:
        acts = [{"step": step, "done": done} for step, done in shown.acts]
        example = {"answers": shown.answers, "acts": acts, "words": example_in_words(shown, template, language)}
    return {
        "key": finding.key,
        "line": finding.mark.line,
        "column": finding.mark.column,
        "code": finding.code,
        "message": finding_in_words(finding, template, language),
        "severity": finding.severity,
        "check": finding.check,
        "example": example,
    }
