"""What a schema leaves to choose among, and the keys that a form sends for it."""

from typing import Any

import pytest

from engine.template.from_schema.values import Chosen, choosable, common, distinct, same


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
    assert same(1, 1.0)
    assert not same(True, 1)
    assert [one.value for one in common((Chosen(1), Chosen(True)), (Chosen(1.0),))] == [1]
    assert [one.value for one in distinct((Chosen(1), Chosen(1.0), Chosen(True)))] == [1, True]
