"""Finds the texts of a template that the public reads, each with where it stands."""

from collections.abc import Iterator
from dataclasses import fields

from engine.fields import Question
from engine.template.model import FormTemplate
from engine.texts import Text

Placed = tuple[str, Text | None]


def public_texts(template: FormTemplate) -> Iterator[tuple[str, Text]]:
    """Those of the title, the start page, the public form and the functions, which start page, receipt and status name."""
    yield from ((at, text) for at, text in _all(template) if text)


def _all(template: FormTemplate) -> Iterator[Placed]:
    yield "title", template.title
    yield from ((f"start.{part.name}", getattr(template.start, part.name)) for part in fields(template.start))
    for page in template.form.pages:
        yield from ((f"{page.id}.{key}", getattr(page, key)) for key in ("title", "hint"))
    for question in template.form.every():
        yield from _of(question)
    yield from ((f"functions.{function.id}", function.label) for function in template.functions.values())


def _of(question: Question) -> Iterator[Placed]:
    id = question.id
    yield from ((f"{id}.{key}", getattr(question, key)) for key in ("label", "hint", "why", "missing"))
    yield f"{id}.item", question.repeat.item if question.repeat else None
    for number, wording in enumerate(question.wording):
        yield from ((f"{id}.wording.{number}.{key}", getattr(wording, key)) for key in ("label", "hint"))
    for option in question.options:
        yield from ((f"{id}.{option.key}.{key}", getattr(option, key)) for key in ("label", "hint"))
    for key, schema in question.type.schema.items():
        if schema == {"$ref": "#/$defs/text"} and key in question.keys:
            text = question.keys[key]
            yield f"{id}.{key}", {"sv": text} if isinstance(text, str) else text
