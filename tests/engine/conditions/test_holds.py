"""What a condition says of some answers. Any test but `not` on an absent answer is false."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.conditions import holds
from engine.conditions.reading import ConditionReader
from engine.errors import NOWHERE
from tests.engine.conditions.scope import SCOPE

TODAY = date(2026, 11, 20)


def says(condition: dict[str, Any], **answers: Any) -> bool:
    """True when the condition, as an author writes it, holds on the answers; `__` stands for a point."""
    reader = ConditionReader(SCOPE, lambda path: NOWHERE)
    read = reader.read(condition, ())
    assert reader.faults == []
    return holds(read, {name.replace("__", "."): value for name, value in answers.items()}.get, TODAY)


def test_no_condition_always_holds() -> None:
    assert holds(None, {}.get, TODAY)


def test_a_value_is_that_value() -> None:
    assert says({"place": "hall"}, place="hall")
    assert not says({"place": "hall"}, place="yard")


def test_several_values_are_any_of_them() -> None:
    assert says({"place": ["hall", "yard"]}, place="yard")
    assert not says({"place": ["hall", "yard"]}, place="net")


def test_true_is_not_one_and_not_a_text() -> None:
    assert says({"sure": True}, sure=True)
    assert not says({"sure": True}, sure=1)
    assert not says({"sure": True}, sure="true")
    assert says({"sure": "unknown"}, sure="unknown")


def test_false_is_an_answer() -> None:
    assert says({"sure": False}, sure=False)
    assert not says({"sure": False})


def test_all_keys_of_a_mapping_hold() -> None:
    both = {"place": "hall", "sure": True}
    assert says(both, place="hall", sure=True)
    assert not says(both, place="hall", sure=False)


def test_all_tests_of_an_answer_hold() -> None:
    between = {"age": {"at_least": 10, "at_most": 20}}
    assert [says(between, age=age) for age in (9, 10, 20, 21)] == [False, True, True, False]


def test_at_least_and_at_most_take_decimals() -> None:
    assert says({"age": {"at_least": 1.5}}, age=1.5)
    assert not says({"age": {"at_most": 1.5}}, age=2)


def test_before_and_after_leave_out_the_day_itself() -> None:
    days = ("2026-11-19", "2026-11-20", "2026-11-21")
    assert [says({"day": {"before": "2026-11-20"}}, day=day) for day in days] == [True, False, False]
    assert [says({"day": {"after": "2026-11-20"}}, day=day) for day in days] == [False, False, True]


def test_today_is_the_day_when_it_is_asked() -> None:
    assert says({"day": "today"}, day="2026-11-20")
    assert says({"day": {"before": "today"}}, day="2026-11-19")
    assert not says({"day": {"after": "today"}}, day="2026-11-20")


def test_times_can_be_compared() -> None:
    assert says({"clock": {"after": "07:30"}}, clock="10:00")
    assert not says({"clock": {"before": "07:30"}}, clock="10:00")


def test_a_unit_can_be_asked_by_key_and_by_kind() -> None:
    assert says({"unit": "north", "unit.kind": ["office", "store"]}, unit="north", unit__kind="store")


@pytest.mark.parametrize(
    ("given", "any_of", "only"),
    [(["a"], True, True), (["a", "b"], True, True), (["a", "c"], True, False), (["c"], False, False), (None, False, False)],
)
def test_includes_is_some_of_and_only_is_nothing_but(given: Any, any_of: bool, only: bool) -> None:
    assert says({"sorts": {"includes": ["a", "b"]}}, sorts=given) is any_of
    assert says({"sorts": {"only": ["a", "b"]}}, sorts=given) is only
    assert says({"who_sort": {"includes": ["a", "b"]}}, who_sort=given) is any_of
    assert says({"who_sort": {"only": ["a", "b"]}}, who_sort=given) is only


def test_only_is_every_row_so_a_row_without_an_answer_fails_it() -> None:
    assert not says({"who_sort": {"only": "a"}}, who_sort=["a", None])


def test_rows_of_several_choices_are_joined_for_includes() -> None:
    rows = [["a"], ["b", "c"], None]
    assert says({"who_sorts": {"includes": "c"}}, who_sorts=rows)
    assert not says({"who_sorts": {"only": ["b", "c"]}}, who_sorts=rows)
    assert says({"who_sorts": {"only": ["b", "c"]}}, who_sorts=[["b"], ["b", "c"]])


def test_with_no_rows_only_is_false_and_count_is_nought() -> None:
    for rows in ([], None):
        assert not says({"who_sort": {"only": "a"}}, who_sort=rows)
        assert says({"who_sort": {"count": 0}}, who_sort=rows)
        assert not says({"who_sort": {"count": {"at_least": 1}}}, who_sort=rows)


def test_count_is_of_rows_that_have_an_answer() -> None:
    assert says({"who_sort": {"count": {"at_least": 2, "at_most": 2}}}, who_sort=["a", None, "a", []])
    assert says({"who_sort": {"count": 2}}, who_sort=["a", None, "b"])


def test_count_of_a_group_is_its_rows_and_of_choices_what_was_chosen() -> None:
    assert says({"who": {"count": 2}}, who=[{"age": 1}, {}])
    assert says({"sorts": {"count": {"at_most": 1}}}, sorts=["a"])


@pytest.mark.parametrize("absent", [None, "", []])
def test_answered_is_neither_null_nor_empty(absent: Any) -> None:
    assert not says({"text": {"answered": True}}, text=absent)
    assert says({"text": {"answered": False}}, text=absent)
    assert says({"text": {"answered": True}}, text="x")
    assert says({"age": {"answered": True}}, age=0)
    assert says({"sure": {"answered": True}}, sure=False)


def test_a_list_is_answered_when_some_row_is() -> None:
    assert says({"who_sort": {"answered": True}}, who_sort=[None, "a"])
    assert not says({"who_sort": {"answered": True}}, who_sort=[None, None])


TESTS: list[dict[str, Any]] = [
    {"place": "hall"},
    {"place": ["hall", "yard"]},
    {"sorts": {"includes": "a"}},
    {"sorts": {"only": "a"}},
    {"who_sort": {"only": ["a", "b", "c"]}},
    {"age": {"at_least": -100}},
    {"age": {"at_most": 100}},
    {"day": {"before": "2199-01-01"}},
    {"day": {"after": "1900-01-01"}},
    {"day": "today"},
    {"clock": {"after": "00:00"}},
    {"sure": [True, False, "unknown"]},
    {"text": {"answered": True}},
    {"unit.kind": "office"},
    {"who": {"count": {"at_least": 1}}},
]


@pytest.mark.parametrize("test", TESTS)
def test_any_test_but_not_on_an_absent_answer_is_false(test: dict[str, Any]) -> None:
    assert not says(test)
    assert says({"not": test})


def test_not_negates_one_test_of_an_answer_too() -> None:
    assert says({"place": {"not": "hall"}}, place="yard")
    assert says({"place": {"not": ["hall", "yard"]}})
    assert not says({"sorts": {"not": {"includes": "a"}}}, sorts=["a", "b"])


def test_all_any_and_not_are_combined() -> None:
    condition = {"any": [{"place": "hall"}, {"all": [{"sure": True}, {"not": {"age": {"at_least": 18}}}]}]}
    assert says(condition, place="hall")
    assert says(condition, sure=True, age=17)
    assert not says(condition, sure=True, age=18)


def test_one_value_where_only_a_list_is_known_is_absent() -> None:
    assert not says({"age": {"at_least": 1}}, age=[5])
    assert not says({"place": "hall"}, place=["hall"])


OF_KIND = {
    "choice": st.sampled_from(["hall", "yard", "net"]),
    "choices": st.lists(st.sampled_from(["a", "b", "c"]), unique=True),
    "truth": st.sampled_from([True, False, "unknown"]),
    "number": st.integers() | st.floats(allow_nan=False),
    "date": st.dates().map(date.isoformat),
    "time": st.times().map(lambda time: time.isoformat("minutes")),
    "rows": st.lists(st.just({}), max_size=3),
}


def answer(name: str) -> st.SearchStrategy[Any]:
    """An answer of the right kind, or none."""
    one = OF_KIND.get(SCOPE[name].kind, st.text(max_size=3))
    return st.none() | (st.lists(st.none() | one, max_size=3) if SCOPE[name].many else one)


@given(st.sampled_from(TESTS), st.fixed_dictionaries({name: answer(name) for name in SCOPE}))
def test_not_is_always_the_opposite(test: dict[str, Any], answers: dict[str, Any]) -> None:
    assert says(test, **answers) is not says({"not": test}, **answers)
