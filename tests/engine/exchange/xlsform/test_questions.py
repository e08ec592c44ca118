"""Each sort of row becomes a question of the type that asks for the same, with what it says of labels, demands and beginnings."""

from typing import Any

import pytest

from engine.texts.markdown import as_words
from tests.engine.exchange.xlsform.books import lost, pages, questions, read, told

CHOICES = "| list_name | name | label |\n| l | a | A |\n| l | b | B |\n| jn | yes | Ja |\n| jn | no | Nej |"


def question(columns: str, cells: str) -> dict[str, Any]:
    """The question that a row becomes, without its label and whether it is optional."""
    found = questions(read(f"| name | label | {columns} |\n| q | Fråga | {cells} |", CHOICES))["q"]
    return {key: value for key, value in found.items() if key not in ("optional",) and (key, value) != ("label", "Fråga")}


@pytest.mark.parametrize(
    ("type", "made"),
    [
        ("text", {"type": "text"}),
        ("integer", {"type": "number"}),
        ("decimal", {"type": "number", "decimals": 6}),
        ("percentage", {"type": "number", "min": 0, "max": 100, "unit": "%"}),
        ("select_one l", {"type": "choice", "options": {"a": "A", "b": "B"}}),
        ("select_multiple l", {"type": "choices", "options": {"a": "A", "b": "B"}}),
        ("date", {"type": "date"}),
        ("time", {"type": "time"}),
        ("phone number", {"type": "phone"}),
        ("acknowledge", {"type": "consent", "text": "OK"}),
        ("note", {"type": "info"}),
        ("range", {"type": "scale", "from": 1, "to": 10}),
        ("photo", {"type": "file", "accept": ["image"], "max_files": 1}),
        ("file", {"type": "file", "accept": ["image", "pdf", "document"], "max_files": 1}),
    ],
)
def test_a_sort_becomes_a_type(type: str, made: dict[str, Any]) -> None:
    assert question("type", type) == made


@pytest.mark.parametrize(
    ("parameters", "made"),
    [
        ("start=0 end=5 step=1", {"type": "scale", "from": 0, "to": 5}),
        ("start=0, end=100, step=1", {"type": "number", "min": 0, "max": 100}),
        ("start = 0 end = 1 step = 0.1", {"type": "number", "min": 0, "max": 1, "decimals": 1}),
    ],
)
def test_a_range_is_a_scale_when_it_has_room_on_a_phone(parameters: str, made: dict[str, Any]) -> None:
    assert question("type | parameters", f"range | {parameters}") == made


@pytest.mark.parametrize(
    ("columns", "cells", "made"),
    [
        ("type | appearance", "text | multiline", {"type": "long_text"}),
        ("type | parameters", "text | rows=8", {"type": "long_text", "rows": 8}),
        ("type | appearance", "image | signature", {"type": "signature"}),
        ("type | mallverk", "text | email", {"type": "email"}),
        ("type | mallverk", "text | unit", {"type": "unit"}),
        ("type | mallverk", "text | group", {"type": "text"}),
        ("type | mallverk", "select_one jn | yes_no", {"type": "yes_no"}),
        ("type | mallverk", "select_one l | yes_no", {"type": "choice", "options": {"a": "A", "b": "B"}}),
        ("type | mallverk", "file | file", {"type": "file"}),
        ("type | mallverk", "image | file accept=pdf,image max_size=2", {"type": "file", "accept": ["pdf", "image"], "max_size": 2}),
        ("type | mallverk", "image | file max_files=11", {"type": "file", "accept": ["image"], "max_files": 1}),
        ("type | mallverk", "image | file accept=pdf,pdf", {"type": "file", "accept": ["image"], "max_files": 1}),
        ("type | mallverk", "image | email", {"type": "file", "accept": ["image"], "max_files": 1}),
        ("type | mallverk | constraint", "decimal | money | . >= 1.5", {"type": "money", "min": 150}),
        ("type | hint", "text | Hjälp", {"type": "text", "hint": "Hjälp"}),
        ("type | read_only", "text | yes", {"type": "info"}),
        ("type | default", "select_one l | b", {"type": "choice", "options": {"a": "A", "b": "B"}, "preset": "b"}),
        ("type | default", "select_multiple l | b", {"type": "choices", "options": {"a": "A", "b": "B"}, "preset": "b"}),
        ("type | default", "date | today()", {"type": "date", "preset": "today"}),
        ("type | default", "date | 2026-01-02", {"type": "date", "preset": "2026-01-02"}),
        ("type | default", "time | 08:30:00", {"type": "time", "preset": "08:30"}),
        ("type | default", "integer | 5", {"type": "number", "preset": 5}),
        ("type | default", "text | Hej", {"type": "text", "preset": "Hej"}),
        ("type | default", "hidden | affisch", {"type": "constant", "value": "affisch"}),
    ],
)
def test_other_columns_are_taken_along(columns: str, cells: str, made: dict[str, Any]) -> None:
    assert question(columns, cells) == made


@pytest.mark.parametrize(
    ("required", "made"), [("yes", {}), ("true()", {}), ("TRUE", {}), ("", {"optional": True}), ("no", {"optional": True})]
)
def test_a_question_is_demanded_when_it_says_so(required: str, made: dict[str, Any]) -> None:
    found = questions(read(f"| type | name | label | required |\n| text | q | Q | {required} |"))["q"]
    assert found == {"type": "text", "label": "Q", **made}


def test_what_is_said_when_an_answer_is_missing_is_taken_along() -> None:
    found = read("| type | name | label | required | required_message |\n| text | q | Q | yes | Skriv något |")
    assert questions(found)["q"]["missing"] == "Skriv något"


@pytest.mark.parametrize(
    ("columns", "cells", "code"),
    [
        ("required", "${a} = 'x'", "required-sometimes"),
        ("default", "concat('a', 'b')", "default"),
        ("default", "x" * 201, "default"),
        ("calculation", "${a}", "calculation-beside"),
        ("trigger", "${a}", "trigger"),
        ("guidance_hint", "Läs högt", "guidance"),
        ("media::image", "karta.png", "media"),
    ],
)
def test_what_a_question_can_not_have_is_lost(columns: str, cells: str, code: str) -> None:
    found = read(f"| type | name | label | {columns} |\n| text | a | A | |\n| text | q | Q | {cells} |")
    assert lost(found) == [(f"survey:3:{columns}", code)]
    assert "q" in questions(found)


def test_a_text_to_read_that_demands_an_answer_is_told() -> None:
    found = read("| type | name | label | required |\n| text | a | A | |\n| note | n | N | yes |")
    assert (lost(found), told(found)) == ([], [("survey:3:required", "note-required")])


@pytest.mark.parametrize("type", ["geopoint", "barcode", "audio", "video", "rank l", "select_one_from_file a.csv", "hittepå"])
def test_a_sort_that_can_not_be_asked_is_lost(type: str) -> None:
    found = read(f"| type | name | label |\n| text | a | A |\n| {type} | q | Q |", CHOICES)
    assert (list(questions(found)), lost(found)) == (["a"], [("survey:3:type", "type-not-carried")])


def test_a_condition_asks_whether_there_is_a_file() -> None:
    found = read("| type | name | label | relevant |\n| image | f | F | |\n| text | q | Q | ${f} != '' |")
    assert questions(found)["q"]["show_if"] == {"f": {"answered": True}}
    assert told(found) == [("survey:2:type", "own-check")]


@pytest.mark.parametrize("type", ["start", "end", "today", "deviceid", "username", "phonenumber", "audit"])
def test_what_the_device_notes_is_told_and_left_out(type: str) -> None:
    found = read(f"| type | name | label |\n| text | a | A |\n| {type} | q | |")
    assert (list(questions(found)), lost(found)) == (["a"], [])
    assert told(found) == [("survey:3:type", "about-the-device")]


@pytest.mark.parametrize(
    ("type", "appearance", "gone"), [("date", "year", True), ("date", "no-calendar", False), ("text", "numbers", False)]
)
def test_an_appearance_is_told_and_lost_where_it_asks_for_less(type: str, appearance: str, gone: bool) -> None:
    found = read(f"| type | name | label | appearance |\n| {type} | q | Q | {appearance} |")
    assert [(place, code) for place, code in (lost(found) if gone else told(found))] == [
        ("survey:2:appearance", "appearance-less" if gone else "appearance")
    ]


def test_a_day_with_a_time_becomes_two_questions() -> None:
    found = read("| type | name | label | required | relevant |\n| text | a | A | | |\n| dateTime | q | När? | yes | ${a} != '' |")
    shown = {"show_if": {"a": {"answered": True}}}
    assert questions(found)["q"] == {"type": "date", "label": "När?", **shown}
    assert questions(found)["q_time"] == {"type": "time", "label": "När? – klockslag", **shown}


def test_a_note_has_a_heading_and_a_long_one_a_heading_of_ours() -> None:
    long = "Det här är en lång text. " * 8
    found = questions(
        read(f"| type | name | label |\n| note | a | Kort |\n| note | b | Rubrik\\nOch text |\n| note | c | {long} |\n| text | d | D |")
    )
    assert found["a"] == {"type": "info", "label": "Kort"}
    assert found["b"] == {"type": "info", "label": "Rubrik", "text": "Och text"}
    assert found["c"] == {"type": "info", "label": "Att veta", "text": long.strip()}


@pytest.mark.parametrize(
    ("below", "text"),
    [
        ("Se **noga** på [råden](https://x.se/a)", "Se **noga** på [råden](https://x.se/a)"),
        ("Se [råden](http://x.se) och [dem](lokalt)", "Se råden (http://x.se) och [dem] (lokalt)"),
        ("Se <b>noga</b>", "Se noga"),
    ],
)
def test_what_stands_below_the_heading_of_a_note_keeps_the_marks_that_a_template_knows(below: str, text: str) -> None:
    found = questions(read(f"| type | name | label |\n| note | a | **Läs**\\n{below} |\n| text | d | D |"))
    assert found["a"] == {"type": "info", "label": "Läs", "text": text}


def test_a_link_of_a_note_that_leads_nowhere_here_is_told() -> None:
    found = read("| type | name | label |\n| note | a | Läs\\n2 \\* 3 [råden](http://x.se) |\n| text | d | D |")
    assert told(found) == [("survey:2:label", "text-plain")]
    assert as_words(questions(found)["a"]["text"]) == "2 * 3 råden (http://x.se)"


def test_a_row_without_a_label_is_called_by_its_name() -> None:
    found = read("| type | name | label |\n| text | a_b | |")
    assert questions(found)["a_b"]["label"] == "a_b"
    assert told(found) == [("survey:2:label", "no-label")]


def test_a_row_without_a_type_is_lost_unless_it_is_a_remark() -> None:
    found = read("| type | name | label | hint |\n| text | a | A | |\n| | b | B | |\n| | | | en anteckning |")
    assert (list(questions(found)), lost(found)) == (["a"], [("survey:3", "no-type")])


def test_a_row_that_is_switched_off_is_not_there() -> None:
    found = read("| type | name | label | disabled |\n| text | a | A | |\n| text | b | B | yes |")
    assert (list(questions(found)), lost(found), told(found)) == (["a"], [], [])


def test_the_same_name_in_two_groups_is_told_apart_by_the_group() -> None:
    survey = "| begin group | {0} | {0} |\n| text | namn | Namn |\n| end group | | |\n"
    found = read("| type | name | label |\n" + survey.format("barn") + survey.format("vuxen"))
    assert [list(page["questions"]) for page in pages(found).values()] == [["namn"], ["vuxen_namn"]]
