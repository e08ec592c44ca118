"""One answer of each sort that the tests can tell apart is tried, and those at every boundary."""

from dataclasses import replace
from typing import Any

import pytest

from engine import conditions
from engine.conditions import Today
from engine.fields import Repeat
from engine.proof.choosing import Chooser
from engine.proof.domains import Domains
from engine.proof.focus import OTHER
from tests.engine.factories import context, question


def tried(type_name: str, *tests: conditions.Test, full: tuple[str, ...] = (), **keys: Any) -> list[Any]:
    """The answers that are tried for a question."""
    return Domains(tests, full).values(question(type_name, **keys), context(), Chooser([]))


def test_options_that_no_test_tells_apart_are_tried_once() -> None:
    assert tried("choice") == ["red"]
    assert tried("choice", conditions.Test("it", "is", ("green",))) == ["red", "green"]
    assert tried("choice", full=("it",)) == ["red", "green", "blue"]


def test_an_answer_that_may_be_left_out_is_also_left_out() -> None:
    assert tried("yes_no", optional=True) == [True, None]
    assert tried("yes_no", conditions.Test("it", "is", (True,)), unknown=True) == [True, False, "unknown"]


def test_options_of_several_are_combined_by_their_sorts_and_as_many_as_are_counted() -> None:
    includes = conditions.Test("it", "includes", ("red",), many=True)
    assert tried("choices", includes) == [["green"], ["green", "blue"], ["red"], ["red", "green"], ["red", "green", "blue"]]
    assert {len(keys) for keys in tried("choices", conditions.Test("it", "count", (2, None), many=True))} == {1, 2, 3}
    assert tried("choices", full=("it",)) == [["red"], ["green"], ["blue"]]


def test_files_are_tried_one_and_as_many_as_are_counted() -> None:
    assert tried("file") == [["file-0"]]
    assert [len(files) for files in tried("file", conditions.Test("it", "count", (3, None), many=True), max_files=9)] == [1, 2, 3, 4]
    assert [len(files) for files in tried("file", conditions.Test("it", "count", (None, 3), many=True))] == [1, 2, 3]


def test_options_that_may_not_stand_together_are_not_combined() -> None:
    includes = conditions.Test("it", "includes", ("red",), many=True)
    assert ["red", "green"] not in tried("choices", includes, none="red")
    assert tried("choices", full=("it",), min=2) == [["red", "green"], ["green", "red"], ["blue", "red"]]


def test_an_option_that_stands_alone_never_hides_one_that_can_be_combined() -> None:
    includes = conditions.Test("it", "includes", ("red",), many=True)
    assert ["red", "blue"] in [sorted(keys, reverse=True) for keys in tried("choices", includes, none="green")]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_each_number_that_is_counted_is_met_whatever_is_among_them(count: int) -> None:
    options = {key: key.upper() for key in "abcd"}
    includes, counted = conditions.Test("it", "includes", ("a",), many=True), conditions.Test("it", "count", (count, count), many=True)
    found = tried("choices", includes, counted, options=options)
    assert {"a" in keys for keys in found if len(keys) == count} == ({True} if count == 4 else {False, True})


@pytest.mark.parametrize("value", [4, 5, 6, 1, 9])
def test_numbers_are_tried_beside_each_boundary_and_at_the_limits(value: int) -> None:
    assert value in tried("number", conditions.Test("it", "at_least", 5), min=1, max=9)


def test_no_number_outside_the_limits_is_tried() -> None:
    found = tried("number", conditions.Test("it", "at_least", 9), min=1, max=9)
    assert (min(found), max(found)) == (1, 9)
    assert 8.5 in tried("number", conditions.Test("it", "at_least", 9), min=1, max=9, decimals=1)


def test_days_are_tried_beside_each_day_and_today() -> None:
    found = tried("date", conditions.Test("it", "before", "2026-11-10"), conditions.Test("it", "after", Today()))
    assert found == ["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-19", "2026-11-20", "2026-11-21"]
    assert tried("date", max="today") == ["2026-11-19", "2026-11-20"]


def test_times_are_tried_beside_each_time() -> None:
    assert tried("time", conditions.Test("it", "before", "08:00")) == ["00:00", "07:59", "08:00", "08:01", "23:59"]


def test_no_time_outside_the_limits_is_tried() -> None:
    assert tried("time", conditions.Test("it", "before", "07:00"), min="08:00", max="17:00") == ["08:00", "08:01", "16:59", "17:00"]


def test_texts_are_tried_as_named_and_otherwise() -> None:
    assert tried("text", conditions.Test("it", "is", ("yes",))) == ["yes", OTHER]


def test_units_are_tried_by_what_is_asked_of_them() -> None:
    assert tried("unit") == ["north"]
    assert tried("unit", conditions.Test("it.kind", "is", ("store",))) == ["north", "depot"]
    assert tried("unit", conditions.Test("it.area", "is", ("city",))) == ["north", "south"]
    assert tried("unit", full=("it",)) == ["north", "south"]


def test_a_value_that_can_not_be_made_is_not_taken_for_certain() -> None:
    chooser = Chooser([])
    Domains(()).values(question("number", min=0.3, max=0.4), context(), chooser)
    assert not chooser.whole


@pytest.mark.parametrize(
    ("tests", "counts"),
    [
        ((), [0, 1]),
        ((conditions.Test("it", "count", (2, None), many=True),), [0, 1, 2]),
        ((conditions.Test("it", "count", (None, 2), many=True),), [0, 1, 2, 3]),
        ((conditions.Test("it", "count", (2, 2), many=True),), [0, 1, 2, 3]),
        ((conditions.Test("it", "count", (9, 9), many=True),), [0, 1, 2, 3, 4]),
    ],
)
def test_as_many_rows_are_tried_as_tests_can_need(tests: tuple[conditions.Test, ...], counts: list[int]) -> None:
    asked = replace(question("group"), repeat=Repeat(0, 4, {}))
    assert Domains(tests).counts(asked) == counts
