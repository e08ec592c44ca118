"""Steps that open a case of another template ask what that asks where it is in use, and otherwise say that it is not."""

from collections.abc import Mapping
from dataclasses import replace

from engine.fields import Form
from engine.steps import Step
from engine.template.model import FormTemplate
from engine.texts import Text


def opened_by(template: FormTemplate) -> frozenset[str]:
    """The names of the templates that steps open cases of."""
    return frozenset(step.opens for step in template.steps() if step.opens)


def with_forms(template: FormTemplate, forms: Mapping[str, Form]) -> FormTemplate:
    """The template as somebody works by it where these other templates' forms are in use."""
    return replace(template, workflow=tuple(_step(step, forms, template.languages) for step in template.workflow))


def _step(step: Step, forms: Mapping[str, Form], languages: tuple[str, ...]) -> Step:
    if step.steps:
        return replace(step, steps=tuple(_step(inner, forms, languages) for inner in step.steps))
    if not step.opens:
        return step
    form = forms.get(step.opens)
    if form is None:
        return replace(step, opens=None, hint=_said(step, "absent", languages))
    return replace(step, form=without_files(form), hint=step.hint or _said(step, "hint", languages))


def _said(step: Step, code: str, languages: tuple[str, ...]) -> Text:
    return {language: step.kind.word(code, language) for language in languages}


def without_files(form: Form) -> Form:
    """The form without what is answered with a file: files stay where they were sent."""
    pages = (replace(page, questions=tuple(asked for asked in page.questions if asked.type.kind != "files")) for page in form.pages)
    return replace(form, pages=tuple(pages))
