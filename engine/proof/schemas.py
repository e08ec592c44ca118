"""What in a form's JSON Schema has no effect on the form: advice, since the schema is right as it is."""

from collections.abc import Iterator

from engine.proof.findings import HINT, Finding
from engine.template.model import FormTemplate

CHECK = "schema"


def schemas(template: FormTemplate) -> Iterator[Finding]:
    """Advice about the form that is sent and about those of steps."""
    forms = [template.form, *(form for step in template.steps() if (form := step.kind.form(step)) is not None)]
    for form in forms:
        for note in form.judge.notes if form.judge is not None else ():
            yield Finding(CHECK, note.code, HINT, note.mark, note.facts)
