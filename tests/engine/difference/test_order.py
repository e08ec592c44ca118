"""What has moved: as little as can be, and the same in both directions."""

from hypothesis import given
from hypothesis import strategies as st

from engine.difference.order import out_of_order

NAMES = [str(number) for number in range(9)]


@given(st.permutations(NAMES), st.permutations(NAMES))
def test_the_rest_stands_in_the_same_order(before: list[str], after: list[str]) -> None:
    moved = out_of_order(before, after)
    assert [name for name in before if name not in moved] == [name for name in after if name not in moved]


@given(st.permutations(NAMES), st.permutations(NAMES))
def test_both_directions_agree(before: list[str], after: list[str]) -> None:
    assert out_of_order(before, after) == out_of_order(after, before)


@given(st.permutations(NAMES), st.integers(0, 8), st.integers(0, 8))
def test_one_that_is_put_elsewhere_is_one_that_has_moved(before: list[str], taken: int, put: int) -> None:
    after = list(before)
    after.insert(put, after.pop(taken))
    assert len(out_of_order(before, after)) == (before != after)


def test_of_two_that_change_places_the_same_one_has_moved_either_way() -> None:
    assert out_of_order(["a", "b"], ["b", "a"]) == out_of_order(["b", "a"], ["a", "b"])
