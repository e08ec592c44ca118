"""What conditions may look at while a form is read: the questions so far, and what each can be asked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Group = tuple[str, ...]
"""The repeating groups that a question stands in, the outermost first."""


@dataclass(frozen=True)
class Known:
    """A question that has been read.

    `kind` is what its type says of conditions; `values` are the answers of a closed question by what the workbook calls them: one
    name can stand for several. `decimals` says how many a number can have; it is stored `factor` times as large as it is written.
    `certain` says that nobody leaves the form without an answer, once it is shown what stands `within` the same conditional groups.
    `needs` has the conditions under which an answer can be chosen.
    """

    id: str
    kind: str
    groups: Group = ()
    values: Mapping[str, tuple[Any, ...]] | None = None
    decimals: int = 6
    certain: bool = False
    within: Group = ()
    steps: range | None = None
    factor: int = 1
    needs: Mapping[Any, Mapping[str, Any]] = field(default_factory=dict)


@dataclass
class Scope:
    """Questions by their names in the workbook: those so far, and the names of all rows, to tell what is later from what is unknown."""

    all_names: tuple[str, ...]
    found: dict[str, Known] = field(default_factory=dict)
    by_id: dict[str, Known] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    today: set[str] = field(default_factory=set)

    def learn(self, name: str, known: Known) -> None:
        """Adds a question that later rows may look at."""
        self.found[name] = self.by_id[known.id] = known

    @cached_property
    def twice(self) -> frozenset[str]:
        """The names that several rows have."""
        return frozenset(name for name, times in Counter(self.all_names).items() if times > 1)

    def missing(self, name: str) -> str:
        """Why a name can not be looked at, as the code of a reason; empty when it can."""
        if name in self.twice:
            return "twice"
        if name in self.found:
            return ""
        if name in self.left_out:
            return "left-out"
        return "later" if name in self.all_names else "unknown"
