"""A schema that lies in a file beside the template becomes a part of its text, on the same line."""

import json
from typing import Any

import pytest

from engine.errors import InvalidTemplate
from engine.template.inclusion import with_files
from engine.template.load import load
from engine.template.source import read
from tests.engine.written import template

SCHEMA = {"properties": {"a": {"type": "string", "title": "Å ”a”: #1", "pattern": "^\\d+$"}}}


def included(part: str, **files: Any) -> Any:
    """The values of a template with its files written in."""
    known = {name.replace("__", "/").replace("_", ".", 1): content for name, content in files.items()}
    return read(with_files(template(part).encode(), lambda name: known.get(name))).value


@pytest.mark.parametrize(
    "part", ["form: {file: a.json}", "form:\n  file: a.json\n  title: T", "form:\n  file: 'a.json'  # here", 'form: {"file": "a.json"}']
)
def test_the_schema_takes_the_place_of_its_file(part: str) -> None:
    form = included(part, a_json=json.dumps(SCHEMA).encode())["form"]
    assert (form["schema"], "file" in form) == (SCHEMA, False)


@pytest.mark.parametrize("content", ["properties: {a: {type: string}}", '{\n\t"properties": {"a": {"type": "string"}}\n}'])
def test_a_file_is_json_or_yaml(content: str) -> None:
    assert included("form: {file: a.json}", a_json=content.encode())["form"]["schema"] == {"properties": {"a": {"type": "string"}}}


def test_each_form_of_a_step_may_have_a_file() -> None:
    part = "forms:\n  x:\n    file: a.json\n  y:\n    file: a.json"
    assert [form["schema"] for form in included(part, a_json=json.dumps(SCHEMA).encode())["forms"].values()] == [SCHEMA, SCHEMA]


def test_forms_on_one_line_each_get_their_own() -> None:
    part = "forms: {x: {file: a.json}, y: {title: Y, file: b.json}}"
    forms = included(part, a_json=b'{"title": "A"}', b_json=b'{"title": "B"}')["forms"]
    assert [form["schema"]["title"] for form in forms.values()] == ["A", "B"]


def test_lines_stay_where_they_are() -> None:
    text = template("form:\n  file: a.json\n  ui:\n    /b: {label: B}").encode()
    with pytest.raises(InvalidTemplate) as caught:
        load(with_files(text, lambda name: json.dumps(SCHEMA, indent=2).encode()))
    assert [(fault.code, fault.mark.line) for fault in caught.value.faults] == [("unknown-pointer", 4)]


@pytest.mark.parametrize("name", ["../a.json", "/etc/passwd", "a/../../b", ".hidden", "a\\b", "http://example.invalid/a", "missing.json"])
def test_only_a_file_beside_the_template_is_opened(name: str) -> None:
    opened: list[str] = []
    text = template(f"form: {{file: '{name}'}}").encode()
    assert with_files(text, lambda name: opened.append(name)) == text
    assert opened in ([], ["missing.json"])


@pytest.mark.parametrize("content", [b"", b"[]", b"5", b"\xff", b'{"a": 1, "a": 2}', b"a: *b", b'{"a": "\\ud800"}', b" " * 300_000])
def test_what_holds_no_schema_stays_as_it_is(content: bytes) -> None:
    text = template("form: {file: a.json}").encode()
    assert with_files(text, lambda name: content) == text


@pytest.mark.parametrize(
    "text", [b"\xff", b"form: {", b"[]", b"form: []", b"forms: 5", b"form: {file: 5}", b"form: {file: a.json, schema: {}}"]
)
def test_any_other_text_stays_as_it_is(text: bytes) -> None:
    assert with_files(text, lambda name: b"{}") == text
