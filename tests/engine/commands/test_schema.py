"""`mallverk schema`: the JSON Schema of a template's answers, or of templates themselves."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.answers import read
from engine.answers.sources import FromJson
from engine.commands.files import roster_from
from engine.fields import Context
from engine.library import from_library
from engine.proof import DEFAULT_TIME
from engine.template.compiled import ANNOTATION
from engine.template.load import load
from tests.engine.commands.terminal import LIBRARY, run, value, written
from tests.engine.small import SMALL
from tests.engine.written import form, template
from tests.site import READY_MADE


def schema(folder: Path, text: str) -> Any:
    """The schema that is printed for a template."""
    return value(run("schema", written(folder, "t.yaml", text)))


def test_without_a_template_it_prints_the_committed_schema_of_templates() -> None:
    assert run("schema").output == (LIBRARY / "template.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_the_schema_of_answers_takes_what_is_stored_of_the_examples(path: Path) -> None:
    found, template_ = value(run("schema", path)), load(path.read_bytes(), from_library)
    Draft202012Validator.check_schema(found)
    for example in template_.examples:
        at = datetime.fromisoformat(example.at or DEFAULT_TIME)
        reading = read(template_.form, FromJson(example.answers), Context(roster_from(None).organisation, at))
        assert Draft202012Validator(found).is_valid(reading.answers) or reading.problems


QUESTIONS = """
a: {type: choice, label: A, options: {x: X}}
b: {type: text, label: B, optional: true}
c: {type: text, label: C, show_if: {a: x}}
d: {type: info, label: D}
"""


def test_what_is_always_asked_is_required_and_what_has_a_condition_is_not(tmp_path: Path) -> None:
    found = schema(tmp_path, template(form(QUESTIONS)))
    assert (sorted(found["properties"]), found["required"], found["additionalProperties"]) == (["a", "b", "c"], ["a"], False)


def test_rows_have_their_least_and_most(tmp_path: Path) -> None:
    rows = schema(tmp_path, SMALL)["properties"]["utsatt"]
    assert (rows["minItems"], rows["maxItems"], rows["items"]["required"]) == (1, 10, ["utsatt_namn", "utsatt_arskurs"])


def test_a_question_of_a_hidden_page_is_not_required(tmp_path: Path) -> None:
    pages = """
    form:
      pages:
        one: {title: O, questions: {a: {type: choice, label: A, options: {x: X}}}}
        two: {title: T, show_if: {a: x}, questions: {b: {type: text, label: B}}}
    """
    assert schema(tmp_path, template(pages))["required"] == ["a"]


def test_a_template_with_faults_has_no_schema(tmp_path: Path) -> None:
    assert run("schema", written(tmp_path, "t.yaml", "a: 1")).exit_code == 1


def test_a_form_that_is_a_schema_has_that_one(tmp_path: Path) -> None:
    found = schema(
        tmp_path, template("form: {schema: {$schema: 'http://json-schema.org/draft-07/schema#', properties: {a: {type: string}}}}")
    )
    assert found.pop(ANNOTATION)["pages"]
    assert found == {"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"type": "string"}}}
