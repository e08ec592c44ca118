"""A condition that is written and read again is the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import conditions as c
from engine.conditions import Condition
from engine.conditions.reading import ConditionReader
from engine.conditions.written import written
from engine.errors import NOWHERE
from tests.engine.conditions.scope import SCOPE

PARTS: list[dict[str, Any]] = [
    {"place": "hall"},
    {"place": ["hall", "net"]},
    {"sorts": {"includes": ["a", "b"]}},
    {"sorts": {"only": "a"}},
    {"sorts": {"count": 2}},
    {"who": {"count": {"at_least": 1}}},
    {"who": {"count": {"at_least": 1, "at_most": 3}}},
    {"who_sort": {"includes": "c"}},
    {"sure": False},
    {"sure": ["unknown", True]},
    {"age": {"at_least": 18, "at_most": 20}},
    {"day": {"before": "today"}},
    {"day": {"after": "2026-11-20"}},
    {"text": {"answered": False}},
    {"unit.kind": {"not": ["hall"]}},
]
several = st.recursive(
    st.sampled_from(PARTS),
    lambda inner: st.one_of(
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda name, parts: {name: parts}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=6,
)


def read(value: Any) -> Condition:
    """The condition, without faults."""
    reader = ConditionReader(SCOPE, lambda path: NOWHERE)
    found = reader.read(value, ())
    assert reader.faults == []
    assert found is not None
    return found


@given(several)
def test_what_is_written_is_read_back_as_it_was(value: dict[str, Any]) -> None:
    condition = read(value)
    assert read(written(condition)) == condition


@pytest.mark.parametrize("value", [PARTS[0], PARTS[1], PARTS[4], PARTS[6], PARTS[11]])
def test_a_plain_condition_is_written_as_an_author_would(value: dict[str, Any]) -> None:
    assert written(read(value)) == value


def test_a_test_that_is_turned_round_says_not() -> None:
    assert written(c.Not(c.Test("place", "is", ("hall",)))) == {"not": {"place": "hall"}}
