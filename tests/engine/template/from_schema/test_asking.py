"""How a place of a schema is asked, and what the author may say of it under `ui`."""

from typing import Any

import pytest

from engine.conditions import All
from engine.conditions import Test as Asked
from tests.engine.template.from_schema.written import asked, codes, part
from tests.engine.written import loaded

TEXT = {"type": "string"}
ALL = {
    "required": ["name", "version"],
    "properties": {
        "version": {"const": 2},
        "name": TEXT,
        "age": {"type": "integer", "minimum": 0},
        "kind": {"enum": ["a", 1]},
        "day": {**TEXT, "format": "date"},
        "rows": {"type": "array", "items": {"properties": {"who": TEXT}}},
        "o": {"properties": {"p": TEXT}},
    },
}


def one(schema: Any, ui: Any = None) -> Any:
    """The question of a property with that schema."""
    return asked({"properties": {"a": schema}}, None if ui is None else {"/a": ui})["/a"]


@pytest.mark.parametrize(
    ("schema", "widget"),
    [
        (TEXT, "input"),
        ({**TEXT, "maxLength": 2000}, "textarea"),
        ({**TEXT, "maxLength": 255}, "input"),
        ({**TEXT, "maxLength": 2000, "format": "uri"}, "input"),
        ({**TEXT, "format": "textarea"}, "textarea"),
        ({**TEXT, "format": "date"}, "date"),
        ({**TEXT, "format": "date-time"}, "input"),
        ({"type": "boolean"}, "radios"),
        ({"enum": ["a", "b"]}, "radios"),
        ({"type": "array", "items": {"enum": ["a"]}}, "checkboxes"),
        ({"type": "array", "items": TEXT}, "group"),
        ({"type": "number"}, "input"),
    ],
)
def test_a_place_has_the_look_of_its_sort(schema: Any, widget: str) -> None:
    assert one(schema).type.widget == widget


@pytest.mark.parametrize(("format", "type"), [("email", "email"), ("uri", "url"), ("phone", "tel"), ("hostname", None)])
def test_a_format_chooses_the_keyboard(format: str, type: str | None) -> None:
    question = one({**TEXT, "format": format})
    assert question.type.attributes_for(question).get("type") == type


def test_a_title_is_the_label_and_a_description_the_hint() -> None:
    question = one({**TEXT, "title": "What?", "description": "In short"})
    assert (question.label, question.hint) == ({"sv": "What?"}, {"sv": "In short"})
    assert asked({"properties": {"o": {"properties": {"a/b": TEXT}}}})["/o/a~1b"].label == {"sv": "a/b"}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("firstName", "First name"),
        ("last_name", "Last name"),
        ("homeURL", "Home URL"),
        ("HTMLTitle", "HTML title"),
        ("date-of.birth", "Date of birth"),
        ("Vem såg Dig", "Vem såg Dig"),
        ("_", "_"),
        ("1a", "1a"),
        ("", "–"),
    ],
)
def test_what_has_no_title_is_called_its_name_as_words(name: str, label: str) -> None:
    assert asked({"properties": {name: TEXT}})[f"/{name}"].label == {"sv": label}


def test_no_word_of_a_schema_turns_those_around_it() -> None:
    schema = {"title": "a\u202eb", "description": "c\u0000\u00a0d", "enum": ["x\u0007", "y"]}
    question = one(schema)
    assert (question.label, question.hint) == ({"sv": "ab"}, {"sv": "c d"})
    assert [option.label for option in question.options] == [{"sv": "x"}, {"sv": "y"}]


def test_an_item_that_is_one_answer_is_called_what_the_list_is() -> None:
    schema = {
        "properties": {"a": {"title": "Tags", "type": "array", "items": TEXT}, "b": {"type": "array", "items": {**TEXT, "title": "One"}}}
    }
    found = asked(schema)
    assert (found["/a/*"].label, found["/b/*"].label) == ({"sv": "Tags"}, {"sv": "One"})


def test_options_are_called_what_the_schema_calls_them() -> None:
    found = one({"oneOf": [{"const": 1, "title": "One", "description": "First"}, {"const": True}, {"const": "b c"}]}).options
    assert [option.label["sv"] for option in found] == ["One", "Ja", "b c"]
    assert found[0].hint == {"sv": "First"}


def test_a_default_is_what_a_question_begins_with() -> None:
    assert [
        one({"default": value, **schema}).preset for value, schema in ((3, {"type": "integer"}), (False, {"type": "boolean"}), ("x", TEXT))
    ] == [3, False, "x"]
    assert one({"type": "array", "items": {"enum": ["a", "b"]}, "default": ["b"]}).preset == ["b"]
    assert one({**TEXT, "default": ""}).preset is None


@pytest.mark.parametrize(
    "schema", [{"type": "integer", "default": "x"}, {"enum": ["a"], "default": "b"}, {**TEXT, "format": "date", "default": "soon"}]
)
def test_a_default_that_is_no_answer_is_only_noted(schema: Any) -> None:
    form = loaded(part({"properties": {"a": schema}})).form
    assert form.find("a").preset is None
    assert [(note.code, note.facts["pointer"]) for note in form.judge.notes] == [("schema-default-unused", "/properties/a/default")]


@pytest.mark.parametrize(("schema", "least", "most"), [({}, 0, 50), ({"minItems": 2, "maxItems": 3}, 0, 3), ({"maxItems": 1000}, 0, 50)])
def test_rows_have_the_limits_of_the_list(schema: Any, least: int, most: int) -> None:
    repeat = one({"type": "array", "items": TEXT, **schema}).repeat
    assert (repeat.least, repeat.most) == (least, most)


def test_a_list_that_is_demanded_begins_with_its_fewest_rows() -> None:
    assert asked({"required": ["a"], "properties": {"a": {"type": "array", "minItems": 2}}})["/a"].repeat.least == 2


def test_the_author_s_words_come_before_the_schema_s() -> None:
    ui = {"label": "Mine", "hint": "Help", "why": "Since", "missing": "Say it", "personal": False, "expect": 7, "rows": 4}
    question = one({**TEXT, "title": "Theirs"}, ui)
    assert (question.label, question.hint, question.why, question.missing) == tuple(
        {"sv": text} for text in ("Mine", "Help", "Since", "Say it")
    )
    assert (question.personal, question.expect, question.type.attributes_for(question)["rows"]) == (False, 7, "4")


def test_the_author_words_options_by_their_keys() -> None:
    question = one({"enum": ["a", 1]}, {"options": {"1": {"label": "One", "hint": "Only"}}, "statistics": True, "preset": "1"})
    assert [option.label["sv"] for option in question.options] == ["a", "One"]
    assert (question.statistics, question.preset) == (True, 1)


def test_the_author_names_objects_rows_and_the_whole() -> None:
    ui = {"/o": {"label": "Object", "hint": "Inside"}, "/rows": {"repeat": {"item": "Person"}}, "": {"label": "Whole"}}
    assert asked(ALL, ui)["/rows"].repeat.item == {"sv": "Person"}


def test_a_condition_of_the_author_s_may_stand_where_the_schema_demands_nothing() -> None:
    found = asked(ALL, {"/age": {"show_if": {"/name": "Kim"}}, "/o": {"show_if": {"/kind": 1}}, "/rows/*/who": {"show_if": {"/kind": "a"}}})
    assert found["/age"].show_if == Asked("name", "is", ("Kim",))
    assert found["/o/p"].show_if == Asked("kind", "is", (1,))
    assert found["/rows/*/who"].show_if == Asked("kind", "is", ("a",))


def test_conditions_of_schema_and_author_both_hold() -> None:
    schema = {"properties": {"c": TEXT, "a": {"enum": ["x"]}}, "dependentSchemas": {"a": {"properties": {"b": TEXT}}}}
    assert asked(schema, {"/b": {"show_if": {"/c": "y"}}})["/b"].show_if == All((Asked("a", "answered", True), Asked("c", "is", ("y",))))


@pytest.mark.parametrize(
    ("ui", "code", "about"),
    [
        ({"/name": {"show_if": {"/age": 1}}}, "schema-decides", "/name"),
        ({"/name": {"optional": True}}, "schema-decides", "/name"),
        ({"/age": {"optional": False}}, "schema-decides", "/age"),
        ({"/age": {"type": "text"}}, "unknown-key", "type"),
        ({"/age": {"rows": 3}}, "unknown-key", "rows"),
        ({"/o": {"why": "Since"}}, "unknown-key", "why"),
        ({"/rows/*": {"label": "Row"}}, "unknown-key", "label"),
        ({"": {"why": "Since"}}, "unknown-key", "why"),
        ({"/version": {"label": "Version"}}, "unknown-key", "label"),
        ({"/nam": {"label": "Name"}}, "unknown-pointer", "/nam"),
        ({"/kind": {"options": {"b": "B"}}}, "unknown-option", "b"),
        ({"/kind": {"preset": "b"}}, "unknown-option", "b"),
        ({"/age": {"preset": "many"}}, "schema-default", "/age"),
        ({"/name": {"statistics": True}}, "not-countable", None),
        ({"/name": {"routes": True}}, "routes-needs-unit", None),
        ({"/name": {"excludes": True}}, "excludes-needs-person", None),
        ({"/age": {"unit": {"en": "kg"}}}, "unknown-language", None),
    ],
)
def test_what_the_author_can_not_say_of_a_place(ui: Any, code: str, about: str | None) -> None:
    assert (code, about) in codes(ALL, ui)


def test_a_condition_that_would_look_ahead_is_left_to_the_schema() -> None:
    schema = {
        "properties": {"b": TEXT},
        "if": {"properties": {"z": {"const": "y"}}, "required": ["z"]},
        "then": {"properties": {"c": TEXT, "z": TEXT}},
    }
    assert asked(schema)["/c"].show_if is None


def test_a_row_looks_at_its_own_answers() -> None:
    item = {
        "properties": {"k": {"enum": ["x", "y"]}},
        "required": ["k"],
        "if": {"properties": {"k": {"const": "x"}}},
        "then": {"properties": {"m": TEXT}},
    }
    assert asked({"properties": {"rows": {"type": "array", "items": item}}})["/rows/*/m"].show_if == Asked("rows__k", "is", ("x",))


def test_a_branch_is_asked_when_the_answer_that_names_it_is_its_own() -> None:
    branches = [{"properties": {"kind": {"const": name}, name: TEXT}, "required": ["kind"]} for name in ("car", "boat")]
    found = asked({"oneOf": branches})
    assert [found[pointer].show_if for pointer in ("/kind", "/car", "/boat")] == [
        None,
        Asked("kind", "is", ("car",)),
        Asked("kind", "is", ("boat",)),
    ]


@pytest.mark.parametrize(
    "schema", [{}, {"type": ["string", "integer"]}, {"enum": ["x", None]}, {**TEXT, "format": "date"}, {"type": ["boolean", "null"]}]
)
def test_no_condition_looks_at_an_answer_that_can_be_what_the_question_can_not_hold(schema: Any) -> None:
    assert asked({"properties": {"a": schema}, "dependentSchemas": {"a": {"properties": {"b": TEXT}}}})["/b"].show_if is None
