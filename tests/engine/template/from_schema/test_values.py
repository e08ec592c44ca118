"""What a schema leaves to choose among, and the keys that a form sends for it."""

from typing import Any

import pytest

from engine.template.from_schema.answer_types import Values
from engine.template.from_schema.values import Chosen, alike, choosable, common, distinct


def chosen(schema: dict[str, Any]) -> list[Any] | None:
    """The values to choose among."""
    found = choosable(schema)
    return None if found is None else [one.value for one in found]


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ({"enum": ["a", 1, None]}, ["a", 1, None]),
        ({"const": 0}, [0]),
        ({"oneOf": [{"const": "a", "title": "A"}, {"enum": ["b"]}]}, ["a", "b"]),
        ({"anyOf": [{"const": "a"}]}, ["a"]),
        ({"enum": ["a", "b"], "oneOf": [{"const": "b", "title": "B"}, {"const": "c"}]}, ["b"]),
    ],
)
def test_listed_values_can_be_chosen(schema: dict[str, Any], values: list[Any]) -> None:
    assert chosen(schema) == values


@pytest.mark.parametrize("schema", [{}, {"type": "string"}, {"oneOf": [{"const": 1}, {"minimum": 3}]}, {"anyOf": [{"required": ["a"]}]}])
def test_open_values_can_not(schema: dict[str, Any]) -> None:
    assert chosen(schema) is None


def test_a_branch_names_its_value() -> None:
    assert choosable({"oneOf": [{"const": 1, "title": "One", "description": "Only one"}]}) == (Chosen(1, "One", "Only one"),)
    assert choosable({"enum": ["a", "b"], "enumNames": ["A"]}) == (Chosen("a", "A"), Chosen("b"))


def test_a_short_text_is_its_own_key_and_a_number_is_written_as_json() -> None:
    assert [Chosen(value).key for value in ("red-1", 4, -2, True, False)] == ["red-1", "4", "-2", "true", "false"]


@pytest.mark.parametrize("values", [("4", 4), ("true", True), ("a b", "a_b"), ("", None), ([1], "[1]"), ("å", "ä")])
def test_no_two_values_share_a_key(values: tuple[Any, Any]) -> None:
    assert len({Chosen(value).key for value in values}) == 2


def test_values_are_compared_as_json_schema_does() -> None:
    different: tuple[Any, ...] = (True, 1, False, 0, None, "1", "", [], {}, [1], [True], [[1]], {"a": 1}, {"a": True}, {"b": 1}, ["a"])
    assert len({alike(value) for value in different}) == len(different)
    assert alike([1, {"a": 2}]) == alike([1.0, {"a": 2.0}])
    assert [one.value for one in common((Chosen(1), Chosen(True)), (Chosen(1.0),))] == [1]
    assert [one.value for one in distinct((Chosen(1), Chosen(1.0), Chosen(True)))] == [1, True]


def test_thousands_of_values_are_told_apart_at_once() -> None:
    assert len(distinct([Chosen(str(number)) for number in range(20_000)] * 2)) == 20_000


def test_a_value_that_is_nested_beyond_reason_is_none_of_the_values() -> None:
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    assert Values({"a": "a"}).key(deep) is None
