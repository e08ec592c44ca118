"""Goes every way through something that chooses, one way after the other, up to stated limits. It knows nothing of templates."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from engine.errors import MallverkError

T = TypeVar("T")
COMBINATIONS = 5_000
"""How many combinations one question to a template may take before its answer is: not proved."""
WORK = 300_000
"""How much all questions to one template may take together, in questions and tests that are gone through."""

_ORDERLY, _STRAYS = 50, 600
"""Ways that are gone in order before a search goes astray, and how long it then does."""


class DeadEnd(MallverkError):
    """There is nothing to choose: nobody can come this way."""


@dataclass
class Budget:
    """What is left for one template. It can not be overdrawn."""

    left: int = WORK

    def pay(self, cost: int) -> bool:
        """Takes the cost; False when there is not that much left, and then nothing is, so that no later question begins."""
        if cost > self.left:
            self.left = 0
            return False
        self.left -= cost
        return True


class Chooser:
    """Chooses on one way. What has been chosen before is chosen again, what is new gets its first possibility."""

    def __init__(self, way: list[list[int]]) -> None:
        self._way = way
        self._at = 0
        self.whole = True

    def one_of(self, possible: Sequence[T]) -> T:
        """One of the possibilities; raises DeadEnd where there is none."""
        if not possible:
            raise DeadEnd
        if len(possible) == 1:
            return possible[0]
        if self._at == len(self._way):
            self._way.append([0, len(possible)])
        chosen = self._way[self._at][0]
        self._at += 1
        return possible[chosen]

    def unsure(self) -> None:
        """Something can happen that was not among the possibilities: what is not found is then not proved."""
        self.whole = False


class Stray(Chooser):
    """Chooses anything: comes sooner than in order to what differs early on the way."""

    def __init__(self, die: Random) -> None:
        super().__init__([])
        self._die = die

    def one_of(self, possible: Sequence[T]) -> T:
        """One of the possibilities; raises DeadEnd where there is none."""
        if not possible:
            raise DeadEnd
        return self._die.choice(possible)


class Walk:
    """One question to a template: `whole` becomes true when every way has been gone.

    Whoever looks for something, rather than at everything, goes astray for a while when it is not found at once (`astray`).
    """

    def __init__(self, budget: Budget, size: int, limit: int = COMBINATIONS, *, astray: bool = False) -> None:
        self.budget = budget
        self.size = size
        self.limit = limit
        self.tried = 0
        self.whole = False
        self._strays = range(_ORDERLY + 1, _ORDERLY + _STRAYS + 1) if astray else range(0)
        # the same die on every machine; nothing secret is thrown
        self._die = Random(0)  # noqa: S311

    def every(self, go: Callable[[Chooser], T]) -> Iterator[T]:
        """What comes of each way that is no dead end. Stop asking as soon as you know."""
        way: list[list[int]] = []
        sure = True
        while self.tried < self.limit and self.budget.pay(self.size):
            self.tried += 1
            stray = self.tried in self._strays
            chooser = Stray(self._die) if stray else Chooser(way)
            try:
                found = go(chooser)
            except DeadEnd:
                pass
            else:
                yield found
            sure = sure and chooser.whole
            if not stray and not _next(way):
                self.whole = sure
                return


def _next(way: list[list[int]]) -> bool:
    """Turns to the next way; False after the last one."""
    while way and way[-1][0] + 1 == way[-1][1]:
        way.pop()
    if way:
        way[-1][0] += 1
    return bool(way)
