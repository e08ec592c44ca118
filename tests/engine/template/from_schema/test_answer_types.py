"""Types of questions that come from a schema: what a browser sends becomes the schema's own values, and back."""

from typing import Any

import pytest

from engine.errors import AnswerError
from engine.fields import Question
from tests.engine.factories import again, checked, context, parsed, shown, unreadable
from tests.engine.template.from_schema.written import asked

TEXT = {"type": "string"}
VALUES = ["a", 1, True, "two words", "1"]


def one(schema: Any) -> Question:
    """The question of a property with that schema."""
    return asked({"properties": {"a": schema}})["/a"]


CHOICE, CHOICES = one({"enum": VALUES}), one({"type": "array", "items": {"enum": VALUES}})
LINE, DAY, NUMBER, TRUTH = one(TEXT), one({**TEXT, "format": "date"}), one({"type": "integer"}), one({"type": "boolean"})


@pytest.mark.parametrize(
    ("question", "value"), [(CHOICE, value) for value in VALUES] + [(CHOICES, ["a", 1]), (DAY, "2026-11-01"), (NUMBER, 7), (TRUTH, False)]
)
def test_a_value_that_is_shown_and_sent_again_is_the_same(question: Question, value: Any) -> None:
    assert again(question, value) == value
    assert type(again(question, value)) is type(value)


def test_a_value_has_its_label() -> None:
    assert [shown(CHOICE, value) for value in VALUES] == ["a", "1", "Ja", "two words", "1"]
    assert shown(CHOICES, ["a", True]) == "a, Ja"


def test_a_key_that_there_is_not_is_refused() -> None:
    assert unreadable(CHOICE, "z") == unreadable(CHOICES, "z") == "not-an-option"


def test_a_choice_is_counted_by_its_key() -> None:
    assert [CHOICE.type.category(value, CHOICE) for value in ("a", 1, 1.0)] == [("a",), ("1",), ("1",)]
    assert CHOICES.type.category(["a", 1], CHOICES) == ("a", "1")
    assert CHOICE.type.category_label("1", CHOICE, context()) == "1"


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (LINE, [5, True, ["a"], {}, ""]),
        (DAY, ["soon", 5, "2026-02-30"]),
        (NUMBER, ["5", True, float("inf")]),
        (TRUTH, [1, "yes", "unknown"]),
        (CHOICE, ["z", False, [1]]),
        (CHOICES, [["z"], "a", [], [["a"]]]),
    ],
)
def test_what_the_question_can_not_hold_is_not_kept(question: Question, values: list[Any]) -> None:
    assert [checked(question, value) for value in values] == [None] * len(values)


@pytest.mark.parametrize("text", [" a ", "x" * 500, "\x00", "a\u202eb"])
def test_a_text_that_the_schema_takes_is_kept_as_it_is(text: str) -> None:
    assert checked(LINE, text) == text


def test_a_text_that_a_browser_sends_is_cleaned() -> None:
    assert parsed(LINE, " a \t b ") == "a b"
    with pytest.raises(AnswerError):
        parsed(LINE, "a\x00")


def test_a_text_is_shown_without_what_would_turn_the_words_around_it() -> None:
    assert shown(LINE, "a\u202eb\nc\x00") == "ab\nc"


def test_a_whole_number_is_an_integer_and_one_beyond_all_others_is_kept() -> None:
    assert checked(NUMBER, 2.0) == 2
    assert isinstance(checked(NUMBER, 2.0), int)
    assert checked(NUMBER, 10**400) == 10**400
    assert checked(NUMBER, 1e300) == 1e300


def test_a_number_may_be_written_with_decimals_for_the_schema_to_judge() -> None:
    assert parsed(NUMBER, "1,5") == 1.5


def test_a_number_has_the_keypad_that_fits_it() -> None:
    schemas: list[dict[str, Any]] = [{"type": "integer", "minimum": 0}, {"type": "number", "minimum": 0}, {"type": "integer"}]
    attributes = [question.type.attributes_for(question) for question in map(one, schemas)]
    assert [found.get("inputmode") for found in attributes] == ["numeric", "decimal", None]
