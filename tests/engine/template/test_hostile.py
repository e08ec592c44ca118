"""Whatever is done to a template, loading it gives a template or its faults, never another error; and what loads can be tried."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Fault, InvalidTemplate
from engine.template import source
from engine.template.load import built_in_loader, load
from engine.template.model import FormTemplate
from engine.template.schema import meta_schema
from engine.template.shape import validator
from engine.wording import fault_in_words
from tests.engine.generated import any_json
from tests.engine.small import SMALL
from tests.engine.written import code, form, template, tried

LINES = SMALL.splitlines()
SCHEMA = validator(meta_schema(built_in_loader().types, built_in_loader().kinds))
VALUE: dict[str, Any] = source.read(SMALL).value
steady = settings(max_examples=60)


def outcome(text: str) -> FormTemplate | tuple[Fault, ...]:
    """The template, or its faults."""
    try:
        return load(text)
    except InvalidTemplate as error:
        return error.faults


def check(text: str) -> None:
    """Faults have places within the text and sentences; what loads can be tried on anything."""
    found = outcome(text)
    if isinstance(found, FormTemplate):
        assert SCHEMA.is_valid(source.read(text).value)
        assert tried(found, found.examples[0].answers if found.examples else {})
        return
    assert found
    for fault in found:
        assert 1 <= fault.mark.line <= text.count("\n") + 2
        assert fault_in_words(fault)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a value but the top."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*path, key)
        yield from places(inner, (*path, key))


PLACES = list(places(VALUE))


def changed(path: tuple[Any, ...], to: Any, *, drop: bool = False) -> dict[str, Any]:
    """The template's values with one of them changed or dropped."""
    copy: dict[str, Any] = json.loads(json.dumps(VALUE))
    around: Any = copy
    for part in path[:-1]:
        around = around[part]
    if drop:
        del around[path[-1]]
    else:
        around[path[-1]] = to
    return copy


@steady
@given(st.sampled_from(range(len(LINES))), st.sampled_from(["drop", "twice", "indent", "outdent", "up"]))
def test_a_line_that_goes_astray(number: int, how: str) -> None:
    line = LINES[number]
    new = {"drop": [], "twice": [line, line], "indent": [f"  {line}"], "outdent": [line[2:]], "up": [line.upper()]}[how]
    check("\n".join([*LINES[:number], *new, *LINES[number + 1 :]]))


@steady
@given(st.integers(0, len(SMALL) - 1), st.text(st.sampled_from(":{}[],'\"#&*!|>@%-? \n\t0aå\x00"), min_size=0, max_size=3))
def test_characters_that_go_astray(place: int, characters: str) -> None:
    check(SMALL[:place] + characters + SMALL[place + 1 :])


@steady
@given(st.sampled_from(PLACES), any_json)
def test_a_value_that_is_something_else(path: tuple[Any, ...], to: Any) -> None:
    check(json.dumps(changed(path, to)))


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
def test_a_value_that_is_not_there(path: tuple[Any, ...]) -> None:
    check(json.dumps(changed(path, None, drop=True)))


@steady
@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_a_value_that_stands_where_another_should(path: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    value: Any = VALUE
    for part in other:
        value = value[part]
    check(json.dumps(changed(path, value)))


@steady
@given(st.dictionaries(st.sampled_from([*VALUE, "zzz"]), any_json))
def test_any_values_under_the_right_names(value: dict[str, Any]) -> None:
    check(json.dumps(value))


EVIL = ("(a+)+$", "(a|aa)+$", "(.*a){20}", "([a-zA-Z]+)*$", "(a?){30}a{30}", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y")


@pytest.mark.parametrize("pattern", EVIL)
def test_a_pattern_of_an_author_never_runs_away(pattern: str) -> None:
    found = load(template(form(f"what: {{type: long_text, label: W, max_length: 20000, pattern: '{pattern}'}}")))
    begun = time.perf_counter()
    tried(found, {"what": "a" * 19_999 + "!"})
    assert time.perf_counter() - begun < 1


def test_a_pattern_that_would_take_too_much_memory_is_refused() -> None:
    assert code(form("what: {type: text, label: W, pattern: '((a{100}){100}){100}'}")) == "not-a-pattern"


@pytest.mark.parametrize("ref", ["http://127.0.0.1:9/x", "file:///etc/passwd", "//host/x", "#/$defs/text", "urn:x"])
def test_no_reference_of_an_author_is_ever_followed(ref: str) -> None:
    text = json.dumps({**VALUE, "$ref": ref, "form": {"$ref": ref}, "title": {"$ref": ref}})
    assert isinstance(outcome(text), tuple)


@pytest.mark.parametrize("count", [250, 500])
def test_a_big_template_is_read_in_time(count: int) -> None:
    questions = "\n".join(f"q{n}: {{type: choice, label: Q, options: {{a: A, b: B}}, show_if: {{q{n - 1}: a}}}}" for n in range(1, count))
    text = template(form("q0: {type: choice, label: Q, options: {a: A, b: B}}\n" + questions))
    begun = time.perf_counter()
    found = load(text)
    tried(found, {f"q{n}": "a" for n in range(count)})
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "text",
    [
        "{" + ",".join(f"k{n}: {n}" for n in range(9000)) + "}",
        template("functions: {" + ", ".join(f"f{n}: {{desk: Desk}}" for n in range(4000)) + "}"),
        template(form("\n".join(f"q{n}: {{type: text, label: Q, show_if: {{a{n}b: x}}}}" for n in range(3000)))),
        template(form("\n".join(f"q{n}: {{type: choice, label: 4, options: {{a: {{lable: A}}}}}}" for n in range(600)))),
    ],
    ids=["keys", "functions", "conditions", "questions"],
)
def test_a_template_full_of_faults_is_told_in_time(text: str) -> None:
    begun = time.process_time()
    assert outcome(text)
    assert time.process_time() - begun < 3
