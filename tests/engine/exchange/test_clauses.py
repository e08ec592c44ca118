"""Conditions are put together as an author would write them."""

from engine.exchange.clauses import asks, every, negated, some


def test_tests_of_different_answers_share_a_mapping() -> None:
    assert every([asks("a", "is", 1), True, asks("b", "at_least", 2)]) == {"a": 1, "b": {"at_least": 2}}


def test_tests_of_the_same_answer_stand_in_a_list() -> None:
    assert every([asks("a", "at_least", 1), asks("a", "at_most", 2)]) == {"all": [{"a": {"at_least": 1}}, {"a": {"at_most": 2}}]}


def test_the_same_part_stands_once() -> None:
    assert some([asks("a", "is", 1), asks("a", "is", 1)]) == {"a": 1}


def test_any_in_any_is_one_list() -> None:
    one, two, three = asks("a", "at_least", 1), asks("b", "is", 2), asks("c", "is", 3)
    assert some([some([one, two]), three]) == {"any": [{"a": {"at_least": 1}}, {"b": 2}, {"c": 3}]}


def test_values_of_one_answer_stand_in_one_list() -> None:
    assert some([asks("a", "is", 1), asks("b", "is", 2), asks("a", "is", [3, 1])]) == {"any": [{"a": [1, 3]}, {"b": 2}]}
    assert some([asks("a", "includes", "x"), asks("a", "includes", ["y"])]) == {"a": {"includes": ["x", "y"]}}


def test_what_is_always_or_never_so_decides_or_goes() -> None:
    part = asks("a", "is", 1)
    assert (every([part, False]), some([part, True]), every([]), some([]), some([False, part])) == (False, True, True, False, part)


def test_not_not_is_the_thing_itself() -> None:
    part = asks("a", "is", 1)
    assert negated(negated(part)) == part
    assert (negated(True), negated(part)) == (False, {"not": {"a": 1}})
