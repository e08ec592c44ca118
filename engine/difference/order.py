"""Which of some things have moved: the fewest that must be taken out for the rest to stand in the same order as before."""

from collections.abc import Sequence


def out_of_order(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """The names that have moved between two orders of the same names; the same whichever of the two comes first.

    Where several choices are as small, the names decide, so that two ways of looking at one move agree.
    """
    first, last = 0, len(after)
    while first < last and before[first] == after[first]:
        first += 1
    while last > first and before[last - 1] == after[last - 1]:
        last -= 1
    names = after[first:last]
    return frozenset(names) - _longest_in_order(names, {name: number for number, name in enumerate(before)})


def _longest_in_order(names: Sequence[str], was: dict[str, int]) -> frozenset[str]:
    """The heaviest run of names that stand as they stood: each weighs the same, but for a little that no two sums share."""
    weight = {name: (1 << len(names)) + (1 << rank) for rank, name in enumerate(sorted(names))}
    best: list[int] = []
    through: list[int | None] = []
    for place, name in enumerate(names):
        fitting = [earlier for earlier in range(place) if was[names[earlier]] < was[name]]
        chosen = max(fitting, key=best.__getitem__, default=None)
        through.append(chosen)
        best.append(weight[name] + (best[chosen] if chosen is not None else 0))
    end: int | None = max(range(len(best)), key=best.__getitem__, default=None)
    kept = set()
    while end is not None:
        kept.add(names[end])
        end = through[end]
    return frozenset(kept)
