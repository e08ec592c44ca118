"""A form whose main language is another than that of the template that it goes into."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from engine import fields, steps
from engine.exchange import Carried, Remark
from engine.template.schema import meta_schema
from engine.template.source import look

_TEXT = {"$ref": "#/$defs/text"}


def fitted(carried: Carried, text: str) -> Carried:
    """The form with each of its texts in the main language of the template, too: one that lacks it says there what it says in its own.

    A remark tells it. Raises InvalidTemplate when the text of the template can not be read.
    """
    own = languages_of(carried.sections)
    main = languages_of(look(text).value)[0]
    if "languages" not in carried.sections or own[0] == main:
        return carried
    sections = {key: _filled(value, main, own) for key, value in carried.sections.items()}
    told = Remark("other-main-language", "", {"language": main, "own": own[0]}, lost=False)
    return replace(carried, sections=sections, remarks=(*carried.remarks, told))


def languages_of(template: Mapping[str, Any]) -> list[str]:
    """The languages that a template names, the main one first; Swedish where it names none."""
    named = template.get("languages")
    return [language for language in named if isinstance(language, str)] or ["sv"] if isinstance(named, list) else ["sv"]


def _filled(value: Any, main: str, own: list[str], *, named: bool = False) -> Any:
    """What stands in a form, with its texts; `named` says that there is one under each key."""
    if isinstance(value, list):
        return [_filled(inner, main, own) for inner in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: _said(inner, main, own) if named or key in _keys() else _filled(inner, main, own, named=key == "rows")
        for key, inner in value.items()
    }


def _said(value: Any, main: str, own: list[str]) -> Any:
    """A text with the main language first; what has the name of a text and is none is looked into."""
    if not isinstance(value, Mapping) or not value or not set(value) <= set(own):
        return _filled(value, main, own)
    return {main: value.get(main) or value.get(own[0]) or next(iter(value.values())), **value}


@cache
def _keys() -> frozenset[str]:
    """The keys under which templates have texts."""
    return frozenset(_text_keys(meta_schema(fields.built_in(), steps.built_in())))


def _text_keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        yield from (key for key, inner in schema.items() if inner == _TEXT)
        for inner in schema.values():
            yield from _text_keys(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _text_keys(inner)
