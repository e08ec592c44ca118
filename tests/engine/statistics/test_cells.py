"""The rules of packed cells: what is packed comes out again, and many tables are added up as one would by hand."""

from collections import Counter
from random import Random

import pytest

from engine.statistics import cells


def test_numbers_come_out_as_they_were_packed() -> None:
    assert cells.unpacked(cells.packed({7: 3, 2: -1, 70_000: 2_000_000_000})) == {2: -1, 7: 3, 70_000: 2_000_000_000}


def test_a_cell_with_nothing_takes_no_room() -> None:
    assert cells.packed({4: 0}) == b""
    assert cells.unpacked(b"") == {}


def test_a_number_that_is_too_large_is_refused_and_not_cut() -> None:
    with pytest.raises(OverflowError):
        cells.packed({0: 1 << 31})


def test_the_same_numbers_are_the_same_bytes_in_whatever_order_they_came() -> None:
    assert cells.packed({1: 5, 9: 2}) == cells.packed({9: 2, 1: 5})


def test_many_tables_are_added_up_cell_by_cell() -> None:
    random = Random(3)  # noqa: S311 - invented numbers
    for _ in range(50):
        some = [{place: random.randrange(-5, 20) for place in random.sample(range(30), random.randrange(30))} for _ in range(6)]
        truth: Counter[int] = Counter()
        for one in some:
            truth.update(one)
        assert cells.summed([cells.packed(one) for one in some], 30) == {place: number for place, number in truth.items() if number}
