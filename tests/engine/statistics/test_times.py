"""How long things take: whole days that some case took, and shares of those that had a day to keep."""

from collections import Counter
from random import Random

import pytest

from engine.statistics.times import Spread, Times, percentile, share


@pytest.mark.parametrize(
    ("numbers", "percent", "found"),
    [
        ([7], 50, 7),
        ([1, 9], 50, 1),
        ([1, 2, 9], 50, 2),
        (list(range(1, 11)), 90, 9),
        (list(range(1, 12)), 90, 10),
        ([0] * 9 + [30], 90, 0),
        ([0] * 8 + [30, 40], 90, 30),
        ([], 50, None),
    ],
)
def test_a_percentile_is_the_number_at_the_nearest_rank(numbers: list[int], percent: int, found: int | None) -> None:
    assert percentile(Counter(numbers), percent) == found


def test_at_least_so_many_of_a_hundred_are_no_longer_than_a_percentile_and_some_are_that_long() -> None:
    random = Random(20260907)  # noqa: S311 - invented numbers
    for _ in range(500):
        numbers = [random.randrange(40) for _ in range(random.randrange(1, 60))]
        for percent in (50, 90):
            found = percentile(Counter(numbers), percent)
            assert found in numbers
            assert 100 * sum(number <= found for number in numbers) >= percent * len(numbers)
            assert 100 * sum(number < found for number in numbers) < percent * len(numbers)


@pytest.mark.parametrize(("part", "whole", "found"), [(0, 3, 0), (1, 3, 33), (1, 8, 13), (3, 3, 100), (0, 0, None)])
def test_a_share_is_per_cent_to_the_nearest_whole_one(part: int, whole: int, found: int | None) -> None:
    assert share(part, whole) == found


def test_only_what_had_a_day_to_keep_can_be_in_time() -> None:
    spread = Spread(Counter({2: 3, 8: 1}), Counter({"yes": 1, "no": 1}))
    assert Times.of(spread).plain() == {"number": 4, "median": 2, "ninety": 8, "in_time": 50}
    assert Times.of(Spread()).plain() == {"number": 0, "median": None, "ninety": None, "in_time": None}
