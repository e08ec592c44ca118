"""Does the template give the statistics that it is wanted for? Advice about what is asked, and how it can be chosen."""

from collections.abc import Iterator

from engine.fields import Question
from engine.proof.findings import HINT, Finding
from engine.proof.places import Places
from engine.template.model import FormTemplate
from engine.texts import engine_texts, in_language

CHECK = "statistics"
_FEW = 2
"""A choice between so few options says all there is."""


def counting(template: FormTemplate, places: Places) -> Iterator[Finding]:
    """Advice about the report's own questions."""
    if template.reports:
        yield from _units(template, places)
    for question in template.form.every():
        yield from _question(template, question, places)


def _units(template: FormTemplate, places: Places) -> Iterator[Finding]:
    """Reports that can not say where."""
    if not any(item.question.type.kind == "unit" for item in template.counted.values()):
        unit = next((question for question in template.form.every() if question.type.kind == "unit"), None)
        yield Finding(CHECK, "no-unit-counted", HINT, unit.mark if unit else places.at("reports"))


def _question(template: FormTemplate, question: Question, places: Places) -> Iterator[Finding]:
    about = {"what": question.label}
    alone = question.type.free_text and question.type.widget == "input" and not question.personal and question.show_if is None
    if template.reports and alone:
        yield Finding(CHECK, "free-text", HINT, question.mark, about)
    if _forced(question, template.language):
        yield Finding(CHECK, "no-unsure-option", HINT, question.mark, about)
    seen: dict[str, str] = {}
    for option in question.options:
        label = in_language(option.label, template.language).strip().casefold()
        counted = option.counts_as or option.key
        if seen.setdefault(label, counted) != counted:
            yield Finding(CHECK, "same-option", HINT, places.option(question, option.key), about | {"label": option.label})


def _forced(question: Question, language: str) -> bool:
    """True for a choice that must be made, and that has no way to say that one does not know."""
    if question.type.kind != "choice" or question.optional or question.preset is not None or len(question.options) <= _FEW:
        return False
    unsure = engine_texts().say("checks.words.unsure", language).split("|")
    labels = [f" {in_language(option.label, language).casefold()}" for option in question.options]
    return not any(f" {word}" in label for word in unsure for label in labels)
