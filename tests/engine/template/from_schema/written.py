"""Small templates whose form is a schema, and what the engine makes of them."""

import json
from typing import Any

from engine.answers import Reading, read
from engine.answers.sources import FromForm, FromJson
from engine.fields import Question
from engine.template.model import FormTemplate
from engine.wording import problem_in_words
from tests.engine.factories import context
from tests.engine.template.from_schema.made import with_schema
from tests.engine.written import faults, loaded

DRAFT_4, DRAFT_7, DRAFT_2020 = (
    "http://json-schema.org/draft-04/schema#",
    "http://json-schema.org/draft-07/schema#",
    "https://json-schema.org/draft/2020-12/schema",
)


def part(schema: Any, ui: Any = None) -> str:
    """The part of a template that is a form with a schema."""
    return f"form: {json.dumps({'schema': schema} | ({} if ui is None else {'ui': ui}))}"


def asked(schema: Any, ui: Any = None, *more: str) -> dict[str, Question]:
    """The questions of a form with a schema, by their pointers."""
    return {question.pointer: question for question in loaded(part(schema, ui), *more).form.every()}


def codes(schema: Any, ui: Any = None, *more: str) -> list[tuple[str, Any]]:
    """Code and pointer, or what else is given, of each fault of such a form."""
    return [
        (fault.code, fault.facts.get("pointer", fault.facts.get("given", fault.facts.get("key"))))
        for fault in faults(part(schema, ui), *more)
    ]


def answered(template: FormTemplate, value: Any) -> Reading:
    """What the form makes of a value."""
    return read(template.form, FromJson(value), context())


def filled(template: FormTemplate, **sent: str | list[str]) -> Reading:
    """What the form makes of what a browser sends."""
    return read(template.form, FromForm({name: [text] if isinstance(text, str) else text for name, text in sent.items()}), context())


def wrong(schema: Any, value: Any) -> list[tuple[str, str]]:
    """Place and code of each problem with a value."""
    return [(problem.at, problem.code) for problem in answered(with_schema(schema), value).problems]


def said(schema: Any, value: Any, language: str = "sv") -> list[str]:
    """The problems with a value in words."""
    where = context(language=language)
    return [problem_in_words(problem, where) for problem in read(with_schema(schema).form, FromJson(value), where).problems]
