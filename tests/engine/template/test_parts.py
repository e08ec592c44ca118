"""The parts of a template's values are what the schema calls them, wherever they stand."""

from engine.template.load import built_in_loader
from engine.template.parts import parts
from engine.template.schema import meta_schema
from engine.template.shape import validator
from engine.template.source import Path, read
from tests.engine.small import SMALL
from tests.engine.written import form, template, workflow

LOADER = built_in_loader()
SCHEMA = validator(meta_schema(LOADER.types, LOADER.kinds))


def found(kind: str, *written: str) -> list[Path]:
    """Where the parts of a kind stand in a template."""
    return [part.path for part in parts(read(template(*written)).value, SCHEMA) if part.kind == kind]


def test_texts_are_found_in_questions_with_the_keys_of_their_type_and_in_steps() -> None:
    questions = "a: {type: info, label: A, text: T}\nb: {type: text, label: {sv: B}, pattern: x, wording: [{when: {a: x}, hint: H}]}"
    steps = "look: {kind: decision, title: Look, outcomes: {a: A}, questions: {c: {type: text, label: C}}}"
    base = ("form", "questions")
    assert found("text", form(questions), workflow(steps), "functions: {desk: {label: D}}") == [
        (*base, "a", "label"),
        (*base, "a", "text"),
        (*base, "b", "label"),
        (*base, "b", "wording", 0, "hint"),
        ("workflow", "look", "title"),
        ("workflow", "look", "questions", "c", "label"),
        ("functions", "desk", "label"),
        ("title",),
    ]


def test_an_option_is_found_and_a_name_of_a_list_is_none() -> None:
    questions = "a: {type: choice, label: A, options: {list: l}}\nb: {type: choice, label: B, options: {x: X, list: List}}"
    options = ("form", "questions", "b", "options")
    assert found("option", form(questions), "lists: {l: {y: Y}}") == [(*options, "x"), (*options, "list"), ("lists", "l", "y")]


def test_questions_are_found_on_pages_in_groups_in_forms_and_in_steps() -> None:
    places = [part.path for part in parts(read(SMALL).value, SCHEMA) if part.kind == "questions"]
    assert places == [*(("form", "pages", page, "questions") for page in ("var", "utsatt", "utovare")),
                      ("forms", "samtal", "questions"), ("forms", "analys", "questions")]  # fmt: skip


def test_conditions_are_found_whole() -> None:
    condition = "show_if: {any: [{a: true}, {not: {a: true}}]}"
    assert found("condition", form(f"a: {{type: yes_no, label: A}}\nb: {{type: text, label: B, {condition}}}")) == [
        ("form", "questions", "b", "show_if")
    ]
