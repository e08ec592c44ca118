"""Several lines of text."""

from engine.texts import engine_texts
from tests.engine.factories import TYPES, checked, parsed, question, refused


def test_lines_are_kept_with_plain_ends() -> None:
    assert parsed(question("long_text"), " one\r\ntwo\rthree\u2028four ") == "one\ntwo\nthree\nfour"


def test_a_tab_becomes_a_blank() -> None:
    assert checked(question("long_text"), "a\tb") == "a b"


def test_the_usual_limit_is_five_thousand() -> None:
    assert refused(question("long_text"), "a" * 5001) == "too-long"


def test_too_long_says_by_how_much() -> None:
    said = engine_texts().say("answers.too-long", over=240)
    assert said == "Texten är 240 tecken för lång. Korta den eller lägg det viktigaste först"


def test_the_author_chooses_the_height() -> None:
    assert TYPES["long_text"].attributes_for(question("long_text", rows=8))["rows"] == "8"


def test_its_form_is_told_the_most_characters() -> None:
    asked = (question("long_text"), question("long_text", max_length=500))
    assert [TYPES["long_text"].attributes_for(one)["maxlength"] for one in asked] == ["5000", "500"]


def test_it_is_personal_and_not_counted() -> None:
    assert TYPES["long_text"].free_text
    assert not TYPES["long_text"].countable
