"""Reads conditions: they are checked against types and options, and every fault is told where it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import conditions
from engine.conditions.reading import ConditionReader, Variable
from engine.errors import NOWHERE, Fault, Mark
from tests.engine.conditions.scope import SCOPE, json_values


def read(condition: Any) -> tuple[Any, list[Fault]]:
    """The condition and its faults."""
    reader = ConditionReader(SCOPE, lambda path: Mark(1, len(path)))
    return reader.read(condition, ()), reader.faults


def fault(condition: Any) -> Fault:
    """The only fault."""
    (found,) = read(condition)[1]
    return found


def test_a_condition_is_data() -> None:
    assert read({"place": "hall"})[0] == conditions.Test("place", "is", ("hall",))
    assert read({"place": {"not": "hall"}})[0] == conditions.Not(conditions.Test("place", "is", ("hall",)))
    assert read({"day": {"before": "today"}})[0] == conditions.Test("day", "before", conditions.Today())


def test_a_condition_names_what_it_looks_at() -> None:
    condition = {"any": [{"place": "hall"}, {"not": {"unit.kind": "office", "age": {"at_least": 1}}}]}
    assert sorted(conditions.references(read(condition)[0])) == ["age", "place", "unit.kind"]


@pytest.mark.parametrize("value", ["place", 4, True, [], {}, [{"place": "hall"}]])
def test_a_condition_is_a_mapping(value: Any) -> None:
    assert fault(value).code == "condition-not-mapping"


@pytest.mark.parametrize("condition", [{"not": None}, {"not": {}}, {"all": [None]}, {"any": [{}]}, {"place": {}}])
def test_a_part_of_a_condition_can_not_be_empty(condition: Any) -> None:
    assert fault(condition).code == "condition-not-mapping"


@pytest.mark.parametrize("condition", [{"all": {}}, {"any": {"place": "hall"}}, {"all": []}])
def test_all_and_any_take_lists(condition: Any) -> None:
    assert fault(condition).code == "condition-list"


def test_an_unknown_reference_is_told_with_the_likely_one() -> None:
    assert fault({"plase": "hall"}) == Fault("unknown-reference", Mark(1, 1), {"reference": "plase"}, "place")


def test_a_value_that_is_no_option_is_told_with_the_likely_one() -> None:
    assert fault({"place": "hal"}) == Fault("not-a-value", Mark(1, 1), {"given": "hal", "reference": ""}, "hall")


def test_each_wrong_value_of_a_list_is_told() -> None:
    assert [found.facts["given"] for found in read({"place": ["hal", "yard", "nett"]})[1]] == ["hal", "nett"]


def test_a_number_where_the_option_is_text_is_proposed_in_quotes() -> None:
    reader = ConditionReader({**SCOPE, "year": Variable("choice", ("4", "5"))}, lambda path: NOWHERE)
    reader.read({"year": 4}, ())
    assert [(found.code, found.guess) for found in reader.faults] == [("value-needs-quotes", '"4"')]


@pytest.mark.parametrize("name", ["sorts", "who_sort", "who_age", "who"])
def test_a_value_on_a_list_answer_is_a_fault(name: str) -> None:
    assert fault({name: "a"}).code == "list-needs-includes"


@pytest.mark.parametrize(
    ("name", "test"),
    [
        *(("place", test) for test in ("includes", "only", "count", "at_least", "at_most", "before", "after")),
        *(("text", test) for test in ("includes", "at_least", "before")),
        *(("age", test) for test in ("before", "includes", "count")),
        *(("day", test) for test in ("at_least", "includes")),
        *(("sorts", test) for test in ("at_least", "before")),
        *(("who", test) for test in ("includes", "only")),
        *(("who_age", test) for test in ("at_least", "at_most")),
    ],
)
def test_a_test_that_does_not_fit_the_answer_is_told(name: str, test: str) -> None:
    assert fault({name: {test: "a"}}).code == "test-does-not-fit"


def test_a_misspelt_test_is_told_with_the_likely_one() -> None:
    assert fault({"age": {"atleast": 3}}).guess == "at_least"


@pytest.mark.parametrize(
    "condition",
    [
        {"age": "ten"},
        {"age": True},
        {"age": {"at_least": "10"}},
        {"age": {"at_least": [1, 2]}},
        {"day": "2026-02-30"},
        {"day": {"before": "20260101"}},
        {"day": {"before": "tomorrow"}},
        {"clock": {"after": "25:00"}},
        {"clock": "9"},
        {"text": 4},
        {"unit.kind": True},
        {"who_age": {"includes": "ten"}},
    ],
)
def test_a_value_of_another_sort_than_the_answer_is_told(condition: Any) -> None:
    assert fault(condition).code == "wrong-operand"


@pytest.mark.parametrize("operand", ["two", True, {}, {"at_least": "2"}, {"at_least": True}, {"over": 2}, None, 1.5])
def test_count_takes_a_number_or_bounds(operand: Any) -> None:
    assert fault({"sorts": {"count": operand}}).code == "count-not-number"


@pytest.mark.parametrize("operand", ["yes", 1, None])
def test_answered_takes_true_or_false(operand: Any) -> None:
    assert fault({"text": {"answered": operand}}).code == "not-true-or-false"


def test_an_empty_list_of_values_is_told() -> None:
    assert fault({"place": []}).code == "no-value"


def test_every_fault_is_told_at_once() -> None:
    condition = {"plase": "x", "place": "hal", "any": [{"age": "ten"}, {"sorts": "a"}]}
    assert [found.code for found in read(condition)[1]] == ["unknown-reference", "not-a-value", "wrong-operand", "list-needs-includes"]


def test_an_answer_may_be_called_as_a_connective() -> None:
    reader = ConditionReader({"any": SCOPE["place"], "not": SCOPE["sure"]}, lambda path: NOWHERE)
    assert isinstance(reader.read({"any": "hall", "not": True}, ()), conditions.All)
    assert reader.faults == []


written = st.recursive(
    st.dictionaries(
        st.sampled_from([*SCOPE, "nothing"]),
        json_values | st.dictionaries(st.sampled_from(["includes", "only", "count", "not"]), json_values),
        max_size=2,
    ),
    lambda inner: st.fixed_dictionaries({"all": st.lists(inner, max_size=2)}) | st.fixed_dictionaries({"not": inner}),
    max_leaves=4,
)


@given(written | json_values)
def test_anything_is_a_condition_or_has_faults(value: Any) -> None:
    found, faults = read(value)
    assert (found is not None) or faults or value is None


@pytest.mark.parametrize("test", ["here", {"answered": True}, {"not": "here"}])
def test_a_name_that_only_authors_use_becomes_the_engine_s(test: Any) -> None:
    reader = ConditionReader({"/the/place": Variable("text", reference="the__place")}, lambda path: NOWHERE)
    assert list(conditions.references(reader.read({"/the/place": test}, ()))) == ["the__place"]


def test_what_stands_there_is_told_in_short() -> None:
    for value in (["x"] * 4_000, {"x": 1}, "x" * 4_000):
        assert all(len(str(fault({"place": condition}).facts["given"])) <= 60 for condition in ([value], {"answered": value}))
