"""A template with blocks is the same template as one that has their questions written out, whatever is in them."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import NOWHERE, Fault, InvalidTemplate
from engine.fields import Form, Page, Question
from engine.template.answers_schema import answers_schema
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.wording import fault_in_words
from tests.engine.generated import Made, any_json

HEAD = {"template": "made", "title": "Made", "functions": {"desk": "Desk"}, "routing": [{"to": "desk"}]}
WORDS = {"one": "Anna", "two": "Bo (b)"}


def by_hand(block: dict[str, Any], use: str, options: dict[str, Any]) -> dict[str, Any]:
    """What an author writes who has no blocks: the names in the block are q and a number, and no other text is only that."""
    own = "|".join(re.findall(r'"(q\d+)": \{"type"', json.dumps(block)))
    named = re.sub(rf'"({own})"', rf'"{use}_\1"', json.dumps(block))
    found: dict[str, Any] = json.loads(named.replace("((x))", WORDS[use]))
    for question in found.values():
        if "show_if" in options:
            both = {"all": [options["show_if"], question["show_if"]]} if "show_if" in question else options["show_if"]
            question["show_if"] = both
        if "optional" in options:
            question["optional"] = True
    return found


@st.composite
def both_ways(draw: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The questions of a form that uses a block twice, with the block, and the same questions written out."""
    made, scope = Made(draw), {}
    first = made.questions(scope, 0)
    names = dict(scope)
    inner = made.questions(names, 0)
    text = json.dumps(inner).replace('"label": "', '"label": "((x)) ').replace('"type": "choice"', '"type": "choice", "statistics": true')
    block: dict[str, Any] = json.loads(text)
    own = set(names) - set(scope)
    used: dict[str, Any] = {}
    written: dict[str, Any] = {}
    for use in WORDS:
        options = {"optional": True} if draw(st.booleans()) else {}
        options |= {"show_if": made.condition(dict(scope), 1)} if draw(st.booleans()) else {}
        used[use] = {"use": "b", "with": {"x": WORDS[use]}, **options}
        written |= by_hand(block, use, options)
        scope |= {f"{use}_{name}": names[name] for name in own}
    last = made.questions(scope, 0)
    blocks = {"b": {"parameters": {"x": None}, "questions": block}}
    return {"blocks": blocks, "form": {"questions": first | used | last}}, {"form": {"questions": first | written | last}}


def bare(form: Form) -> Form:
    """A form without the places where it stands in the text."""
    return replace(form, pages=tuple(_bare_page(page) for page in form.pages))


def _bare_page(page: Page) -> Page:
    return replace(page, mark=NOWHERE, questions=tuple(map(_bare, page.questions)))


def _bare(question: Question) -> Question:
    return replace(question, mark=NOWHERE, questions=tuple(map(_bare, question.questions)))


def meaning(template: FormTemplate) -> tuple[object, ...]:
    """All that a template's form comes to."""
    counted = [(item.reference, item.grain, item.label, item.multiple) for item in template.counted.values()]
    return bare(template.form), counted, template.grains, answers_schema(template)


@settings(max_examples=60)
@given(both_ways())
def test_a_template_with_blocks_means_what_it_means_written_out(ways: tuple[dict[str, Any], dict[str, Any]]) -> None:
    used, written = (load(json.dumps(HEAD | form)) for form in ways)
    assert meaning(used) == meaning(written)


def test_the_text_of_a_template_with_blocks_is_kept_as_it_was_written() -> None:
    text = json.dumps(HEAD | WHOLE)
    assert load(text).source == text


WHOLE: dict[str, Any] = {
    "blocks": {
        "b": {
            "parameters": {"x": None, "y": "Y"},
            "questions": {
                "kin": {"type": "choice", "label": "((x)) ((y))", "options": {"a": "((x))", "b": {"label": "B"}}},
                "rows": {
                    "type": "group",
                    "label": "R",
                    "repeat": {"max": 2, "item": "((x))"},
                    "questions": {"name": {"type": "text", "label": "N", "show_if": {"any": [{"kin": "a"}, {"not": {"first": True}}]}}},
                },
            },
        }
    },
    "form": {
        "questions": {
            "first": {"type": "yes_no", "label": "F"},
            "one": {"use": "b", "with": {"x": "X"}, "show_if": {"first": True}},
            "two": {"use": "b", "with": {"x": "X", "y": "Z"}, "optional": True},
            "last": {"type": "text", "label": "L", "show_if": {"one_name": {"includes": "x"}, "two_kin": "a"}},
        }
    },
}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a value but the top."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(inner, (*path, key))


PLACES = list(places(WHOLE))


def at(path: tuple[Any, ...], value: Any) -> Any:
    """What stands at a place."""
    for part in path:
        value = value[part]
    return value


def changed(path: tuple[Any, ...], to: Any) -> str:
    """The template with something else at a place; None takes away what stands there."""
    copy = json.loads(json.dumps(HEAD | WHOLE))
    around = at(path[:-1], copy)
    if to is None:
        del around[path[-1]]
    else:
        around[path[-1]] = to
    return json.dumps(copy)


def faults(text: str) -> tuple[Fault, ...]:
    """What is wrong with a template, if anything."""
    try:
        load(text)
        return ()
    except InvalidTemplate as error:
        return error.faults


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
def test_a_part_of_a_block_or_use_that_is_not_there(path: tuple[Any, ...]) -> None:
    assert all(fault_in_words(fault) for fault in faults(changed(path, None)))


@settings(max_examples=100)
@given(st.sampled_from(PLACES), any_json | st.sampled_from(PLACES).map(lambda path: at(path, WHOLE)))
def test_a_part_of_a_block_or_use_that_is_something_else(path: tuple[Any, ...], to: Any) -> None:
    assert all(fault_in_words(fault) for fault in faults(changed(path, to)))
