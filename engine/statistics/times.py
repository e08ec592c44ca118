"""How long something takes in several cases: median, the days within which nine in ten are done, and the share that is in time.

Percentiles are nearest-rank on whole days, definition 1 of R. J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages
(The American Statistician 50:4, 1996): of n numbers in order, the one at place ceil(n p / 100). Each is thus a number of days that
some case took, and never one between two.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MEDIAN, NINETY = 50, 90


@dataclass
class Spread:
    """How many cases took each number of days, and how many of those that had a day to keep kept it ("yes") or not ("no")."""

    days: Counter[int] = field(default_factory=Counter)
    in_time: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Spread") -> "Spread":
        """Those of the cases here and there together."""
        return Spread(self.days + other.days, self.in_time + other.in_time)


@dataclass(frozen=True)
class Times:
    """What a spread says: whole days, and per cent in time, None where no case had a day to keep. None of it where there is no case."""

    number: int
    median: int | None
    ninety: int | None
    in_time: int | None

    @classmethod
    def of(cls, spread: Spread) -> "Times":
        """Those of a spread."""
        kept, due = spread.in_time["yes"], spread.in_time.total()
        return cls(spread.days.total(), percentile(spread.days, MEDIAN), percentile(spread.days, NINETY), share(kept, due))

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {"number": self.number, "median": self.median, "ninety": self.ninety, "in_time": self.in_time}


def percentile(numbers: Mapping[int, int], percent: int) -> int | None:
    """The nearest-rank percentile of some numbers, each with how often it is there; None of none."""
    left = -(-sum(numbers.values()) * percent // 100)
    for number in sorted(numbers):
        left -= numbers[number]
        if left <= 0 and numbers[number]:
            return number
    return None


def share(part: int, whole: int) -> int | None:
    """Per cent, to the nearest whole one, half upwards; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None
