"""The whole form for machines: the JSON Schema of its answers, annotated with all that someone needs to ask for them elsewhere."""

from collections.abc import Iterator
from typing import Any

from engine.conditions.written import written
from engine.fields import Option, Page, Question
from engine.template.answers_schema import answers_schema
from engine.template.model import FormTemplate

ANNOTATION = "x-mallverk"
"""The keyword of the annotation: JSON Schema leaves those that it does not know aside."""
_FLAGS = ("optional", "routes", "statistics", "sensitive", "personal", "excludes")
_TEXTS = ("hint", "why", "missing")


def compiled(template: FormTemplate) -> dict[str, Any]:
    """The schema of the answers, with the pages and questions in order, their texts by language, options and conditions as data.

    Every part is said in the words of the template format; conditions look at answers by the names that stand in the schema.
    """
    form = {
        "template": template.name,
        "title": template.title,
        "languages": list(template.languages),
        "pages": [dict(_page(page)) for page in template.form.pages],
    }
    return {**answers_schema(template), ANNOTATION: form}


def _page(page: Page) -> Iterator[tuple[str, Any]]:
    yield "id", page.id
    yield "title", page.title
    yield from _given(hint=page.hint, show_if=page.show_if and written(page.show_if))
    yield "questions", [dict(_question(question)) for question in page.questions]


def _question(question: Question) -> Iterator[tuple[str, Any]]:
    yield "id", question.called
    yield "type", question.type.name
    yield "label", question.label
    yield from _given(**{name: getattr(question, name) for name in (*_TEXTS, *_FLAGS)})
    yield from _given(
        show_if=question.show_if and written(question.show_if),
        wording=[dict(_given(when=written(words.when), label=words.label, hint=words.hint)) for words in question.wording],
        options=[dict(_option(option)) for option in question.options],
        repeat=question.repeat and {"min": question.repeat.least, "max": question.repeat.most, "item": question.repeat.item},
        questions=[dict(_question(inner)) for inner in question.questions],
    )
    if question.preset is not None:
        yield "preset", question.preset
    yield from question.keys.items()


def _option(option: Option) -> Iterator[tuple[str, Any]]:
    yield "key", option.key
    yield "label", option.label
    yield from _given(
        hint=option.hint,
        when=option.when and written(option.when),
        **{"from": option.start and option.start.isoformat(), "until": option.until and option.until.isoformat()},
        counts_as=option.counts_as,
    )


def _given(**parts: Any) -> Iterator[tuple[str, Any]]:
    """What was said, without what was not."""
    return ((name, value) for name, value in parts.items() if value)
