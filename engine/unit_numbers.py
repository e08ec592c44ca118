"""How many of something each unit has, such as its members or its beds, for a time: never a number without a first and a last day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from engine.texts import Text

MOST = 9_999_999
LINGERS = timedelta(days=100)
"""So much longer than its last day a number holds where no other has begun: there may be days between two periods, as in a summer."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Held:
    """A number from a first day to a last."""

    first: date
    last: date
    value: int


@dataclass(frozen=True)
class UnitNumber:
    """Something that units have a number of. Rates are told `per` so many; `held` has what each unit has, in the order of the days, and
    never two for the same day.
    """

    id: str
    title: Text
    one: Text
    many: Text
    per: int = 100
    held: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)

    def during(self, unit: str, first: date, last: date) -> tuple[int, int]:
        """The number of each day from a first to a last one added up, and how many of those days have one."""
        total = days = 0
        for one in self._holding(unit):
            length = (min(one.last, last) - max(one.first, first)).days + 1
            if length > 0:
                total, days = total + one.value * length, days + length
        return total, days

    def exactly(self, unit: str, first: date, last: date) -> int | None:
        """What a unit has for just these days."""
        return next((one.value for one in self.held.get(unit, ()) if (one.first, one.last) == (first, last)), None)

    def within(self, unit: str, first: date, last: date) -> int | None:
        """The one number that a unit has for any of these days; None when there is none, or several."""
        found = {one.value for one in self.held.get(unit, ()) if one.first <= last and first <= one.last}
        return found.pop() if len(found) == 1 else None

    def _holding(self, unit: str) -> Iterator[Held]:
        """Each number as long as it holds."""
        held = self.held.get(unit, ())
        ends = (*(one.first - _DAY for one in held[1:]), date.max)
        for one, end in zip(held, ends, strict=False):
            yield Held(one.first, one.last + min(LINGERS, end - one.last), one.value)


def overlapping(held: Iterable[Held]) -> Held | None:
    """The first number that begins before the one before it has ended; None where each day has one number at most."""
    ordered = sorted(held)
    return next((one for before, one in pairwise(ordered) if one.first <= before.last), None)


def written(held: Iterable[Held], first: date, last: date, value: int | None) -> tuple[Held, ...]:
    """What a unit has once these days have another number, or none: of what it had before the days around them stay."""
    kept = [piece for one in held for piece in _without(one, first, last)]
    return tuple(sorted([*kept, *([Held(first, last, value)] if value is not None else [])]))


def _without(one: Held, first: date, last: date) -> Iterator[Held]:
    if last < one.first or one.last < first:
        yield one
        return
    if one.first < first:
        yield Held(one.first, first - _DAY, one.value)
    if last < one.last:
        yield Held(last + _DAY, one.last, one.value)
