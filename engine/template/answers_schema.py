"""The JSON Schema (2020-12) of the answers to a template's form, as they are stored."""

from typing import Any

from engine.fields import Question
from engine.template.model import FormTemplate
from engine.texts import in_language


def answers_schema(template: FormTemplate) -> dict[str, Any]:
    """What answers can look like. A question with a condition is never required here: only the engine can tell when it is.

    A form that was written as a JSON Schema has that one.
    """
    if template.form.judge is not None:
        return {"$schema": template.form.judge.dialect.uri, **template.form.judge.schema}
    properties = {question.id: _described(question, template.language) for question in template.form.questions() if question.type.stored}
    conditional = {question.id for page in template.form.pages if page.show_if is not None for question in page.questions}
    required = [question.id for question in template.form.questions() if _demanded(question) and question.id not in conditional]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": in_language(template.title, template.language),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _demanded(question: Question) -> bool:
    if question.repeat is not None:
        return question.show_if is None and question.repeat.least > 0
    return question.type.asks and question.show_if is None and not question.optional


def _described(question: Question, language: str) -> dict[str, Any]:
    found = {"title": in_language(question.label, language), **question.type.json_schema(question)}
    if question.repeat is None:
        return found
    rows = {inner.id: _described(inner, language) for inner in question.questions if inner.type.stored}
    required = [inner.id for inner in question.questions if _demanded(inner)]
    found["items"] = {"type": "object", "properties": rows, "required": required, "additionalProperties": False}
    return found | {"minItems": question.repeat.least, "maxItems": question.repeat.most}
