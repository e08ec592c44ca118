"""A text between the questions."""

import pytest

from tests.engine.factories import TYPES, parsed, question, refused


def test_it_asks_nothing() -> None:
    assert not TYPES["info"].asks
    assert parsed(question("info"), "hello") is None


@pytest.mark.parametrize("value", ["hello", "", [], True, 0])
def test_no_value_fits(value: object) -> None:
    assert refused(question("info"), value) == "no-answer"


def test_its_text_is_said_in_the_readers_language() -> None:
    asked = question("info", text={"sv": "Läs", "en": "Read"})
    assert asked.said("text", "en") == "Read"
    assert question("info", text="Läs").said("text", "en") == "Läs"
    assert question("info").said("text", "sv") == ""
