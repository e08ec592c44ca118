"""Yes, no, and "do not know" where it is allowed."""

import pytest

from tests.engine.factories import TYPES, again, context, parsed, question, refused, shown, unreadable


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("no", False), ("unknown", "unknown")])
def test_a_button_gives_its_value(text: str, value: object) -> None:
    asked = question("yes_no", unknown=True)
    assert parsed(asked, text) == value
    assert again(asked, value) == value


def test_unknown_needs_leave() -> None:
    assert unreadable(question("yes_no"), "unknown") == "not-an-option"


@pytest.mark.parametrize("value", ["yes", "true", "", "Ja"])
def test_other_words_are_refused(value: str) -> None:
    assert refused(question("yes_no"), value) == "not-an-option"


@pytest.mark.parametrize("value", [1, 0, 1.0, [True], {}])
def test_a_number_is_no_truth(value: object) -> None:
    assert refused(question("yes_no"), value) == "wrong-type"


def test_it_is_shown_in_the_readers_language() -> None:
    asked = question("yes_no", unknown=True)
    assert [shown(asked, value) for value in (True, False, "unknown")] == ["Ja", "Nej", "Vet inte"]
    assert shown(asked, False, context(language="en")) == "No"


def test_the_options_are_the_buttons() -> None:
    asked = question("yes_no")
    assert [(option.key, option.label["sv"]) for option in TYPES["yes_no"].options(asked, context())] == [("yes", "Ja"), ("no", "Nej")]


def test_no_is_counted_like_yes() -> None:
    asked = question("yes_no")
    assert TYPES["yes_no"].category(False, asked) == ("no",)
    assert TYPES["yes_no"].category_label("no", asked, context()) == "Nej"
