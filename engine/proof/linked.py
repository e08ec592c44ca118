"""Whether steps that open cases of other templates fit these: they are there, and have the questions that answers are taken over to."""

from collections.abc import Callable, Iterator

from engine.errors import likely
from engine.proof import conditions
from engine.proof.findings import HINT, REFUTED, Finding
from engine.proof.places import Places
from engine.steps import Step
from engine.template.linked import without_files
from engine.template.model import FormTemplate

Others = Callable[[str], FormTemplate | None]
"""Finds another template by its name, None where there is none."""
CHECK = conditions.CHECK


def linked(template: FormTemplate, others: Others) -> Iterator[Finding]:
    """Templates that are not there, which hinders nothing, and questions that they do not have."""
    places = Places(template)
    for step in template.steps():
        other = template if step.opens == template.name else others(step.opens) if step.opens else None
        if other is not None:
            yield from _unknown(step, other, places)
        elif step.opens:
            facts = {"what": step.title, "template": step.opens}
            yield Finding(CHECK, "linked-not-there", HINT, places.inside(step.mark, "template"), facts)


def _unknown(step: Step, other: FormTemplate, places: Places) -> Iterator[Finding]:
    asked = {question.id for question in without_files(other.form).questions() if question.type.asks}
    for name in step.takes:
        if name not in asked:
            facts = {"question": name, "template": other.name, "guess": likely(name, asked, 0) or "–"}
            yield Finding(CHECK, "linked-unknown-question", REFUTED, places.inside(step.mark, "answers", name), facts)
