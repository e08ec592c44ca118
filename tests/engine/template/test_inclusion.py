"""A schema that lies in a file beside the template is read as if it stood there, and keeps the places that it has in its file."""

import json
from typing import Any

import pytest

from engine.errors import Fault, InvalidTemplate
from engine.template.layers import from_texts
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.template.source import MAX_BYTES
from tests.engine.written import faults, template, workflow

SCHEMA = {"properties": {"a": {"type": "string", "title": "Å ”a”: #1", "pattern": "^\\d+$"}}}
STEPS = workflow("one: {kind: form, form: x, by: desk}\ntwo: {kind: form, form: y, by: desk}")


def taking(part: str, *parts: str, **files: str) -> FormTemplate:
    """A template with its files; `a_json` is the file `a.json`."""
    return load(template(part, *parts), from_texts({name.replace("_", "."): content for name, content in files.items()}))


def refusals(part: str, **files: str) -> tuple[Fault, ...]:
    """Each fault."""
    with pytest.raises(InvalidTemplate) as caught:
        taking(part, **files)
    return caught.value.faults


def form(found: FormTemplate) -> Any:
    """What the loader read as the form."""
    return found.written.value["form"]


@pytest.mark.parametrize(
    "part", ["form: {file: a.json}", "form:\n  file: a.json\n  title: T", "form:\n  file: 'a.json'  # here", 'form: {"file": "a.json"}']
)
def test_the_schema_takes_the_place_of_its_file(part: str) -> None:
    found = taking(part, a_json=json.dumps(SCHEMA))
    assert (form(found)["schema"], "file" in form(found)) == (SCHEMA, False)


def test_the_text_stays_as_it_is_and_the_file_is_kept_beside_it() -> None:
    found = taking("form: {file: a.json}", a_json=json.dumps(SCHEMA))
    assert "file: a.json" in found.source
    assert dict(found.files) == {"a.json": json.dumps(SCHEMA)}
    assert found.digest != taking("form: {file: a.json}", a_json=json.dumps(SCHEMA, indent=1)).digest


@pytest.mark.parametrize("content", ["properties: {a: {type: string}}", '{\n\t"properties": {"a": {"type": "string"}}\n}'])
def test_a_file_is_json_or_yaml(content: str) -> None:
    assert form(taking("form: {file: a.json}", a_json=content))["schema"] == {"properties": {"a": {"type": "string"}}}


FOREIGN = '{\n"title"\n: "A", "properties": {\n"a": %s}}'
"""JSON in which a name and its colon are on two lines, which YAML does not read."""


@pytest.mark.parametrize(
    "content", ['{"properties": {"a": {"type": "number", "maximum": 1e3}}}', FOREIGN % '{"type": "number", "maximum": 1e3}']
)
def test_a_number_is_what_it_is_in_json(content: str) -> None:
    assert form(taking("form: {file: a.json}", a_json=content))["schema"]["properties"]["a"]["maximum"] == 1000


def test_each_form_of_a_step_may_have_a_file() -> None:
    part = "forms: {x: {title: X, file: a.json}, y: {title: Y, file: b.json}}"
    found = taking(part, STEPS, a_json=json.dumps(SCHEMA), b_json='{"properties": {"b": {"type": "string"}}}')
    assert [list(inner["schema"]["properties"]) for inner in found.written.value["forms"].values()] == [["a"], ["b"]]


def test_a_fault_in_the_schema_is_told_in_its_file() -> None:
    (found,) = refusals("form: {file: a.json}", a_json='{"properties": {\n  "a": {"type": "string", "pattern": "(?=a)"}}}')
    assert (found.code, found.mark.file, found.mark.line) == ("schema-pattern", "a.json", 2)


def test_a_fault_in_json_that_is_no_yaml_is_told_at_its_beginning() -> None:
    (found,) = refusals("form: {file: a.json}", a_json=FOREIGN % '{"type": "string", "pattern": "(?=a)"}')
    assert (found.code, found.mark.file, found.mark.line) == ("schema-pattern", "a.json", 1)


def test_a_fault_beside_the_schema_is_told_in_the_template() -> None:
    (found,) = refusals("form:\n  file: a.json\n  ui:\n    /b: {label: B}", a_json=json.dumps(SCHEMA, indent=2))
    assert (found.code, found.mark.file, found.mark.line) == ("unknown-pointer", None, 4)


@pytest.mark.parametrize("name", ["../a.json", "/etc/passwd", "a/../../b", ".hidden", "a\\b", "http://example.invalid/a", "missing.json"])
def test_only_a_file_beside_the_template_is_opened(name: str) -> None:
    opened: list[str] = []
    with pytest.raises(InvalidTemplate, match="file-not-read"):
        load(template(f"form: {{file: '{name}'}}"), lambda name: opened.append(name))
    assert opened in ([], ["missing.json"])


@pytest.mark.parametrize("content", [b"", b"[]", b"5", b"\xff", b'{"a": 1, "a": 2}', b"a: *b", b'{"a": "\\ud800"}', b" " * 300_000])
def test_what_holds_no_schema_is_not_read(content: bytes) -> None:
    with pytest.raises(InvalidTemplate, match="file-not-read"):
        load(template("form: {file: a.json}"), lambda name: content)


@pytest.mark.parametrize("content", ['{"a":' * 40 + "1" + "}" * 40, '{\t"a": [' + "1," * 70_000 + "1]}"])
def test_a_schema_has_the_limits_of_a_template(content: str) -> None:
    assert [fault.code for fault in refusals("form: {file: a.json}", a_json=content)] == ["file-not-read"]


def test_files_of_schemas_are_together_no_larger_than_a_template() -> None:
    filled = json.dumps(SCHEMA) + " " * (MAX_BYTES // 2)
    part = "forms: {x: {title: X, file: a.json}, y: {title: Y, file: a.json}}"
    assert "files-too-big" in [fault.code for fault in refusals(part, a_json=filled)]


@pytest.mark.parametrize("part", ["form: []", "forms: 5", "form: {file: 5}", "form: {file: a.json, schema: {}}"])
def test_no_file_is_opened_for_what_names_none(part: str) -> None:
    opened: list[str] = []
    with pytest.raises(InvalidTemplate):
        load(template(part), lambda name: opened.append(name))
    assert opened == []


def test_a_form_that_asks_for_a_file_which_nobody_opens_is_told() -> None:
    assert [fault.code for fault in faults("form: {file: a.json}")] == ["file-not-read"]
