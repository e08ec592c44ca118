"""A text between the questions."""

import pytest

from tests.engine.factories import TYPES, parsed, question, refused
from tests.engine.written import code, form


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


@pytest.mark.parametrize("text", ["{sv: 'Se [lagen](https://a.example)', en: 'See [it](javascript:x)'}", "'[lagen](http://a.example)'"])
def test_a_link_that_leads_nowhere_is_a_fault(text: str) -> None:
    assert (
        code(form(f"it: {{type: info, label: {{sv: A, en: B}}, text: {text}}}"), "languages: [sv, en]", "title: {sv: T, en: T}")
        == "broken-link"
    )


def test_the_time_to_read_it_is_that_of_its_words() -> None:
    assert TYPES["info"].to_read(question("info", text="*Se* [lagen](https://a.example)"), "sv") == ("Se lagen",)
