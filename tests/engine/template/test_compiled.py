"""The whole form for machines holds all that someone needs to build it elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.exchange.sections import with_sections
from engine.library import from_library
from engine.template.answers_schema import answers_schema
from engine.template.compiled import ANNOTATION, compiled
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.small import SMALL
from tests.engine.template.from_schema.made import with_schema
from tests.site import READY_MADE

NOT_OF_THE_FORM = (
    "reports",
    "spans",
    "signals",
    "compilations",
    "examples",
    "shared",
    "extends",
    "without",
    "workflow",
    "forms",
    "cases",
    "routing",
    "lists",
    "blocks",
    "changes",
    "documents",
    "persons",
)
STEPS = {"workflow": {"slut": {"kind": "decision", "title": "Slut", "by": "receiver", "outcomes": {"ja": {"label": "Ja"}}}}}


def rebuilt(template: FormTemplate) -> FormTemplate:
    """The same form, made from nothing but its annotation."""
    form = compiled(template)[ANNOTATION]
    pages = {page["id"]: whole_page(page) for page in form["pages"]}
    function = next(iter(template.functions))
    sections: dict[str, Any] = {name: None for name in NOT_OF_THE_FORM} | {"form": {"pages": pages}, "routing": [{"to": function}], **STEPS}
    return load(with_sections(template.source, sections), from_library)


def whole_page(page: dict[str, Any]) -> dict[str, Any]:
    """A page of the format; a group that has the page's own id is the page."""
    own = next((question for question in page["questions"] if question["id"] == page["id"]), None)
    if own is not None:
        parts = {key: value for key, value in question(own).items() if key not in ("type", "label", "hint")}
        return {key: page[key] for key in ("title", "hint", "show_if") if key in page} | parts
    return {key: value for key, value in page.items() if key not in ("id", "questions")} | {"questions": questions(page["questions"])}


def questions(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Questions of the format, by their ids."""
    return {one["id"]: question(one) for one in found}


def question(found: dict[str, Any]) -> dict[str, Any]:
    """A question of the format."""
    made = {key: value for key, value in found.items() if key != "id"}
    if "options" in made:
        made["options"] = {option["key"]: {key: value for key, value in option.items() if key != "key"} for option in made["options"]}
    if "questions" in made:
        made["questions"] = questions(made["questions"])
    else:
        made["personal"] = made.get("personal", False)
    return made


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_a_machine_can_build_the_form_from_what_the_schema_says(path: Path) -> None:
    template = load(path.read_bytes(), from_library)
    assert compiled(rebuilt(template)) == compiled(template)


def test_the_annotation_says_nothing_else_of_the_answers() -> None:
    template = load(SMALL)
    found = compiled(template)
    Draft202012Validator.check_schema(found)
    assert {key: value for key, value in found.items() if key != ANNOTATION} == answers_schema(template)
    assert json.loads(json.dumps(found)) == found


def test_a_form_that_is_a_schema_keeps_it_and_is_annotated_by_its_pointers() -> None:
    schema = {"type": "object", "properties": {"ort": {"type": "string", "title": "Ort"}}}
    found = compiled(with_schema(schema))
    assert found["properties"] == schema["properties"]
    assert [one["id"] for page in found[ANNOTATION]["pages"] for one in page["questions"]] == ["/ort"]
