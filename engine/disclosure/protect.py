"""Chooses which cells are hidden beside the small ones: as few as possible in a small cube, few in a large one, enough in every one.

The choice is an integer program whose constraints come from attacks (Fischetti and Salazar-González, Management Science 47, 2001): where
an attack succeeds, its dual solution names cells of which one has to be hidden. A large cube is completed cell by cell with the cheapest
move that protects it (Kelly, Golden and Assad, Networks 22, 1992), so that each cell has a proof before the next one's turn.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from engine.disclosure.attack import OUTSIDER, Field, Goal, Moves, attack, reach
from engine.disclosure.cube import Cell, Cube
from engine.disclosure.solver import Program, Rows

EXACT = 40
"""So many cells that could be hidden or not are chosen among exactly."""
_ROUNDS = 60
_NEAR = 1e-6


@dataclass
class _Proofs:
    """Which goals moves have reached: by knowledge, attacker and cell. A move serves every attacker who knows nothing that it changes.

    `told` are the cells that tell an attacker nothing; they change with what is hidden.
    """

    field: Field
    told: Any = None
    proved: Any = None

    def __post_init__(self) -> None:
        self.proved = np.zeros((2, *self.field.known.shape), dtype=bool)

    def take(self, move: Any, goal: Goal) -> None:
        """Notes all that the move proves."""
        changed = np.abs(move) > _NEAR
        unknowing = ~(self.field.known & changed).any(axis=1)
        for cell in np.flatnonzero(changed):
            for other in self.field.goals[cell]:
                if other.told == goal.told and any(_reaches(move[cell], amount) for amount in other.amounts):
                    self.proved[int(goal.told), unknowing, cell] = True

    def lacks(self, goal: Goal, attacker: int) -> bool:
        """True when the cell would tell the attacker something, and nothing has reached the goal."""
        return not (self.told[attacker, goal.cell] or self.proved[int(goal.told), attacker, goal.cell])


def _reaches(change: float, amount: int) -> bool:
    return change >= amount - _NEAR if amount > 0 else change <= amount + _NEAR


def protect(cube: Cube, *, exact: int = EXACT) -> frozenset[Cell]:
    """The cells of a cube that are hidden, those that no view shows among them."""
    found = Field(cube)
    hidden = _completed(found)
    if 0 < int(found.choosable.sum()) <= exact:
        hidden = _fewest(found, hidden)
    return frozenset(found.cells[number] for number in hidden)


def _completed(found: Field) -> set[int]:
    """Everything that has to be hidden, and with each hidden cell whatever its protection needs; over again until nothing is added."""
    hidden, before, proofs = set(found.forced), -1, _Proofs(found)
    hopeless = _out_of_reach(found)
    while len(hidden) > before:
        before, proofs.told = len(hidden), found.nothing_new(hidden)
        for attacker, told in found.attackers:
            asked = (goal for cell in sorted(hidden) if (cell, told) not in hopeless for goal in found.goals[cell] if goal.told == told)
            goals = [replace(goal, attacker=attacker) for goal in asked if proofs.lacks(goal, attacker)]
            if goals:
                moves = Moves(found, hidden, attacker, told=told)
                without = {goal.cell for goal in goals if not _served(goal, moves, hidden, proofs)}
                # whatever more is hidden, and whoever knows more
                hopeless |= {(cell, told) for cell in without if attacker == OUTSIDER}
    return hidden


def _served(goal: Goal, moves: Moves, hidden: set[int], proofs: _Proofs) -> bool:
    """Hides what a goal needs. False when nothing helps."""
    if proofs.lacks(goal, goal.attacker):
        move = moves.cheapest(goal)
        if move is None:
            return False
        new = set(np.flatnonzero(move).tolist()) - hidden
        moves.hide(new)
        hidden |= new
        proofs.take(move, goal)
    return True


def _out_of_reach(found: Field) -> set[tuple[int, bool]]:
    """The hidden cells, and whether of someone who is told, for which one look at the sums shows that nothing can protect them."""
    far = {told: reach(found, told) for told in (False, True)}
    return {
        (goal.cell, goal.told)
        for goal in chain.from_iterable(found.goals)
        if not any(far[goal.told][0][goal.cell] <= amount <= far[goal.told][1][goal.cell] for amount in goal.amounts)
    }


@dataclass(frozen=True)
class _Cut:
    """When all of `hidden` are hidden, one of `needs` is as well."""

    hidden: frozenset[int]
    needs: frozenset[int]


def _fewest(found: Field, known: set[int]) -> set[int]:
    """The cheapest choice that no attack breaks; `known` is one that may be dearer."""
    cuts, reachable = set[_Cut](), _reachable(found)
    for _ in range(_ROUNDS):
        chosen = _choice(found, cuts)
        if chosen is None or _cost(found, chosen) >= _cost(found, known) - _NEAR:
            return known
        new = _broken(found, chosen, reachable)
        if not new:
            return chosen
        cuts |= new
    return known


def _cost(found: Field, hidden: set[int]) -> float:
    return float(found.weights[sorted(hidden)].sum())


def _choice(found: Field, cuts: set[_Cut]) -> set[int] | None:
    """The cheapest cells that meet every cut."""
    forced = np.zeros(len(found.cells))
    forced[list(found.forced)] = 1
    free = np.maximum(forced, found.choosable)
    rows = Rows.of([dict.fromkeys(cut.needs, 1.0) | dict.fromkeys(cut.hidden, -1.0) for cut in cuts])
    least = np.array([1.0 - len(cut.hidden) for cut in cuts])
    solved = Program(rows, found.weights, (forced, free), (least, np.full(rows.count, np.inf)), whole=True).solve()
    return set(np.flatnonzero(solved.values > 0.5).tolist()) if solved is not None else None


def _reachable(found: Field) -> Callable[[Goal], bool]:
    """Whether a goal is reached when everything is hidden that can be. One that is not asks for nothing."""
    moves = cache(lambda attacker, told: Moves(found, (), attacker, told=told))
    return cache(lambda goal: moves(goal.attacker, goal.told).cheapest(goal) is not None)


def _broken(found: Field, hidden: set[int], reachable: Callable[[Goal], bool]) -> set[_Cut]:
    """The cuts that successful attacks give; none when every hidden cell is safe. What nothing could protect is let be."""
    proofs, cuts = _Proofs(found, found.nothing_new(hidden)), set[_Cut]()
    for cell in sorted(hidden):
        for asked in found.goals[cell]:
            by = [attacker for attacker, told in found.attackers if told == asked.told]
            for goal in (replace(asked, attacker=attacker) for attacker in by if proofs.lacks(asked, attacker)):
                result = attack(found, hidden, goal)
                if result.move is not None:
                    proofs.take(result.move, goal)
                elif result.needs and reachable(goal):
                    cuts.add(_Cut(frozenset(_unknown(found, cell, proofs.told[goal.attacker])), result.needs))
                    break
    return cuts


def _unknown(found: Field, cell: int, told: Any) -> Iterator[int]:
    """The cell, and a part of each of its sums that is not told, down to the last: while these are hidden, it tells something new."""
    yield cell
    for row in np.flatnonzero(found.totals == cell):
        parts = found.parts.column[found.parts.row == row]
        yield from _unknown(found, int(parts[~told[parts]][0]), told)
