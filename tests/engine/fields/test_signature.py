"""A name that somebody writes by hand as a signature."""

import pytest

from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown

SIGNED = question("signature")


def test_the_name_is_stored_as_it_was_written() -> None:
    assert parsed(SIGNED, "  Kim  Ek ") == "Kim Ek"
    assert again(SIGNED, "Åsa-Lo Ö.") == "Åsa-Lo Ö."
    assert shown(SIGNED, "Kim Ek") == "Kim Ek"


@pytest.mark.parametrize("text", ["x", "...", "K.", "12345", "☺☺"])
def test_what_is_no_name_is_refused(text: str) -> None:
    assert refused(SIGNED, text) == "not-a-name"


def test_blanks_are_no_signature() -> None:
    assert checked(SIGNED, "  ") is None


@pytest.mark.parametrize(("value", "code"), [(True, "wrong-type"), ("a" * 101, "too-long")])
def test_other_answers_are_refused(value: object, code: str) -> None:
    assert refused(SIGNED, value) == code


def test_no_browser_fills_it_in() -> None:
    assert TYPES["signature"].attributes_for(SIGNED)["autocomplete"] == "off"
    assert TYPES["signature"].widget_for(SIGNED, context()) == "input"


def test_it_is_personal_and_never_counted() -> None:
    assert (TYPES["signature"].free_text, TYPES["signature"].countable) == (True, False)
