"""A value that stands in every answer without being asked for."""

import pytest

from engine.statistics.table import closed_values
from engine.template.answers_schema import answers_schema
from tests.engine.factories import TYPES, context, parsed, question, refused, shown
from tests.engine.written import answered, asking, code, form, problems, tried

CHANNEL = "channel: {type: constant, label: Channel, value: poster, statistics: true}"


def test_every_answer_has_it() -> None:
    assert answered(asking(CHANNEL)).answers == {"channel": "poster"}


def test_what_was_sent_is_not_looked_at() -> None:
    assert answered(asking(CHANNEL), channel="hello").answers == {"channel": "poster"}
    assert problems(asking(CHANNEL), channel=["x"]) == []
    assert parsed(question("constant", value="poster"), "hello") is None
    assert refused(question("constant", value="poster"), "poster") == "no-answer"


def test_every_row_has_it() -> None:
    inner = "{way: {type: constant, label: Way, value: 1}, name: {type: text, label: Name}}"
    rows = asking(f"who: {{type: group, label: Who, repeat: {{max: 3, item: One}}, questions: {inner}}}")
    assert answered(rows, who=[{"name": "A"}, {"name": "B", "way": 7}]).answers == {
        "who": [{"way": 1, "name": "A"}, {"way": 1, "name": "B"}]
    }


def test_hidden_it_is_absent() -> None:
    found = asking("a: {type: yes_no, label: A}\nb: {type: constant, label: B, value: true, show_if: {a: true}}")
    assert answered(found, a=True).answers == {"a": True, "b": True}
    assert answered(found, a=False, b=True).answers == {"a": False}


def test_conditions_and_counts_know_its_one_value() -> None:
    assert code(form(f"{CHANNEL}\nwhy: {{type: text, label: Why, show_if: {{channel: mail}}}}")) == "not-a-value"
    assert closed_values(question("constant", value=True)) == ("true",)
    facts = tried(asking(CHANNEL), {})["facts"]
    assert [fact["values"] for fact in facts if fact["grain"] == "submissions"] == [{"channel": "poster"}]


def test_the_schema_of_the_answers_has_its_value_and_does_not_ask_for_it() -> None:
    schema = answers_schema(asking(CHANNEL))
    assert (schema["properties"]["channel"]["enum"], schema["required"]) == (["poster"], [])


def test_nobody_is_shown_it() -> None:
    assert (TYPES["constant"].widget, TYPES["constant"].tells) == ("", False)


@pytest.mark.parametrize(("value", "words"), [("poster", "poster"), (2.5, "2.5"), (False, "false")])
def test_it_is_counted_as_it_was_written(value: object, words: str) -> None:
    asked = question("constant", value=value)
    assert shown(asked, value) == words
    assert TYPES["constant"].category(value, asked) == (words,)
    assert TYPES["constant"].category_label(words, asked, context()) == words
