"""Beside the steps run lines to steps that are not the next one: forward on the left, back on the right, each in a lane of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Lane:
    """Where lines to one target run on one side: between which places of the list of steps."""

    target: int
    back: bool
    first: int
    last: int

    @property
    def length(self) -> int:
        """How many steps it passes."""
        return self.last - self.first


def lanes(leads: Iterable[tuple[int, int]]) -> Mapping[Lane, int]:
    """The lanes for lines from one place to another, with how far from the steps each runs, counted from 0.

    All lines to a target from the same side share one, and lanes that pass the same steps are not at the same distance.
    """
    spans: dict[tuple[int, bool], list[int]] = {}
    for start, target in leads:
        spans.setdefault((target, target <= start), [target]).append(start)
    found: dict[Lane, int] = {}
    every = [Lane(target, back, min(places), max(places)) for (target, back), places in spans.items()]
    for lane in sorted(every, key=lambda lane: (lane.length, lane)):
        taken = {distance for other, distance in found.items() if other.back == lane.back and _meet(lane, other)}
        found[lane] = next(distance for distance in range(len(every)) if distance not in taken)
    return found


def _meet(one: Lane, other: Lane) -> bool:
    return one.first <= other.last and other.first <= one.last
