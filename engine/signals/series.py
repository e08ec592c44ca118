"""Series: how many there were in each whole week or month of one unit, with the open days of each. Closed time is left out."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engine.statistics.table import interval_of

WEEK, MONTH = "week", "month"
SUDDEN, SLOW = "sudden", "slow"
"""How more than usual shows: far more at once, or more for some time."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """A whole week or month by its name in tables, such as 2026-W48, and how many open days it has."""

    key: str
    first: date
    last: date
    days: int


@dataclass(frozen=True)
class Series:
    """What was counted in some stretches, oldest first, and the open days of each.

    `fresh` is where it begins anew: just after the last stretch that was told of.
    """

    counts: tuple[int, ...]
    days: tuple[int, ...]
    fresh: int = 0


@dataclass(frozen=True)
class Rise:
    """More than usual in the last stretch of a series: how it shows, the number, and how many are usual there."""

    how: str
    count: int
    usual: float


def whole(interval: str, day: date) -> tuple[date, date]:
    """The first and the last day of the week or month that a day is in."""
    if interval == WEEK:
        first = day - timedelta(days=day.weekday())
        return first, first + 6 * _DAY
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def latest_over(interval: str, today: date) -> tuple[date, date]:
    """The last week or month that is over."""
    return whole(interval, whole(interval, today)[0] - _DAY)


def next_over(interval: str, reached: date, today: date) -> tuple[date, date] | None:
    """The week or month after the day that was reached, if it is over."""
    found = whole(interval, reached + _DAY)
    return found if found[1] < today else None


def stretches(interval: str, since: date, last: date, is_open: Callable[[date], bool]) -> tuple[Stretch, ...]:
    """Every whole week or month from a day on that ends by another one, without those that have no open day."""
    found, (first, end) = [], whole(interval, since)
    if first < since:
        first, end = whole(interval, end + _DAY)
    while end <= last:
        days = sum(is_open(first + number * _DAY) for number in range((end - first).days + 1))
        found += [Stretch(interval_of(first, interval), first, end, days)] if days else []
        first, end = whole(interval, end + _DAY)
    return tuple(found)


def series(among: Sequence[Stretch], counted: Mapping[str, int], told: Iterable[date]) -> Series:
    """What was counted in each stretch by its name; `told` are the last days of stretches that were told of."""
    latest = max(told, default=date.min)
    fresh = sum(stretch.last <= latest for stretch in among)
    return Series(tuple(max(0, counted.get(stretch.key, 0)) for stretch in among), tuple(stretch.days for stretch in among), fresh)
