"""The same choice for each of some rows."""

import pytest

from engine.errors import AnswerError
from engine.fields import Option
from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown
from tests.engine.written import asking, code, form, problems

ROWS = {"back": {"sv": "Ryggen", "en": "The back"}, "neck": "Nacken"}
PAIN = question("grid", rows=ROWS, options=["never", "often"])
OPTIONAL = question("grid", rows=ROWS, options=["never", "often"], optional=True)


def about(value: object) -> tuple[str, str, str]:
    """Code, row and sentence of a refusal."""
    with pytest.raises(AnswerError) as caught:
        checked(PAIN, value)
    said = TYPES["grid"].say(caught.value.code, "sv", **caught.value.facts) or ""
    return caught.value.code, caught.value.facts["part"], said


def test_each_row_has_an_answer_of_its_own() -> None:
    assert parsed(PAIN, "often", neck="never") == {"back": "often", "neck": "never"}
    assert again(PAIN, {"back": "never", "neck": "often"}) == {"back": "never", "neck": "often"}


def test_it_is_stored_in_the_order_of_the_rows() -> None:
    assert list(checked(PAIN, {"neck": "often", "back": "never"})) == ["back", "neck"]


def test_required_means_every_row() -> None:
    assert about({"back": "often"}) == ("row-missing", "neck", "Välj ett svar på raden ”Nacken”")
    assert TYPES["grid"].json_schema(PAIN)["required"] == ["back", "neck"]


def test_rows_of_an_optional_question_may_be_left_out() -> None:
    assert checked(OPTIONAL, {"neck": "often", "back": None}) == {"neck": "often"}
    assert TYPES["grid"].json_schema(OPTIONAL)["required"] == []


def test_no_row_at_all_is_no_answer() -> None:
    assert checked(PAIN, {}) is None
    asked = asking("pain: {type: grid, label: Pain, rows: {back: Back}, options: {a: A}}")
    assert problems(asked, pain={}) == [("pain", "required")]


@pytest.mark.parametrize("value", ["always", 1, ["often"], {"often": True}])
def test_only_an_option_is_taken(value: object) -> None:
    assert about({"back": value, "neck": "often"})[:2] == ("not-an-option", "back")


def test_an_option_that_is_past_is_refused() -> None:
    gone = Option("gone", {"sv": "Borta"}, until=context().today.replace(year=2020))
    assert refused(question("grid", rows=ROWS, options=["never", gone]), {"back": "gone", "neck": "never"}) == "not-an-option"


@pytest.mark.parametrize("value", ["often", ["often", "never"], {"back": "often", "neck": "often", "knee": "often"}, {1: "often"}])
def test_what_is_no_answer_to_the_rows_is_refused(value: object) -> None:
    assert refused(PAIN, value) == "wrong-type"


def test_it_is_shown_row_by_row_in_the_readers_language() -> None:
    assert shown(PAIN, {"back": "often", "neck": "never"}, context(language="en")) == "The back: Often\nNacken: Never"


def test_it_takes_a_tap_and_the_reading_of_a_label_for_each_row() -> None:
    assert TYPES["grid"].taps_for(PAIN) == 2
    assert TYPES["grid"].to_read(PAIN, "en") == ("The back", "Nacken")


def test_its_rows_are_texts_in_the_languages_of_the_template() -> None:
    assert code(form("pain: {type: grid, label: Pain, rows: {back: {sv: Rygg, en: Back}}, options: {a: A}}")) == "unknown-language"
    assert code(form("pain: {type: grid, label: Pain, rows: {Back: Back}, options: {a: A}}")) == "bad-id"
    assert code(form("pain: {type: grid, label: Pain, options: {a: A}}")) == "missing-key"


def test_it_can_not_be_counted_as_a_whole() -> None:
    assert code(form("pain: {type: grid, label: Pain, rows: {back: Back}, options: {a: A}, statistics: true}")) == "not-countable"
