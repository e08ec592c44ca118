"""The numbers of a table's cells as bytes, so that many tables are added up at once. It must not know what a place stands for."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

_NUMBER = np.dtype("<i4")


def packed(numbers: Mapping[int, int]) -> bytes:
    """Numbers by the places of their cells, least place first: four bytes for each place, and after them four for each number.

    Raises OverflowError for a number beyond two thousand million.
    """
    places = sorted(place for place, number in numbers.items() if number)
    return np.array([places, [numbers[place] for place in places]], dtype=_NUMBER).tobytes()


def unpacked(content: bytes) -> dict[int, int]:
    """The numbers again."""
    places, numbers = _both(content).tolist()
    return dict(zip(places, numbers, strict=True))


def summed(tables: Sequence[bytes], size: int) -> dict[int, int]:
    """The sums of some tables, by the places of their cells in a list of that size; what comes to nothing is left out."""
    both = np.concatenate([_both(content) for content in tables], axis=1)
    sums = np.bincount(both[0], both[1], minlength=size)
    told = np.flatnonzero(sums)
    return dict(zip(told.tolist(), sums[told].astype(np.int64).tolist(), strict=True))


def _both(content: bytes) -> Any:
    return np.frombuffer(content, dtype=_NUMBER).reshape(2, -1)
