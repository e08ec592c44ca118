"""Numbers, truths and days as others write them."""

from decimal import Decimal
from typing import Any

import pytest

from engine.exchange.values import day, number, says_nothing, truth, whole


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (3, 3),
        ("3", 3),
        (3.0, 3),
        (" 4 ", 4),
        (2.5, None),
        (True, None),
        ("", None),
        ("x", None),
        ([], None),
        (10**400, None),
        ("nan", None),
    ],
)
def test_a_whole_number_may_be_written_as_a_text(given: Any, found: int | None) -> None:
    assert whole(given) == found


def test_a_number_keeps_its_decimals() -> None:
    assert (number("2.50"), number("1e400"), number(None)) == (Decimal("2.50"), None, None)


def test_a_truth_may_be_written_as_a_text() -> None:
    assert [truth(value) for value in (True, "true", "True ", False, "no", 1, None)] == [True, True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("given", "found"),
    [("2026-02-03", "2026-02-03"), ("2026-02-03T10:00:00Z", "2026-02-03"), ("2026-02-30", None), ("20260203xx", None), (3, None)],
)
def test_a_moment_has_a_day(given: Any, found: str | None) -> None:
    assert day(given) == found


def test_what_is_empty_all_through_says_nothing() -> None:
    assert says_nothing({"a": [None, {"b": ""}], "c": False})
    assert not says_nothing({"a": [1]})
