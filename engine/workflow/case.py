"""A case as values: its runs of steps, the journal lines and the tellings that a move gives rise to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.access import Doer
from engine.organisation import Holder, Organisation

OPEN, WAITING = "open", "waiting"
"""Somebody has something to do; nobody has, until a day or an event."""
GOING = (OPEN, WAITING)


@dataclass(frozen=True)
class Run:
    """One visit to a step; going back to a step opens a new run. `parent` is the number of the group's run it belongs to.

    `status` is "open", "waiting" (then `due` is when it goes on by itself), "done" or "skipped".

    `person` is the one it has been given to, in whose absence any other of the holder's can do it. `remind` is when something is next
    to be said of it by itself, `reminded` how much has been. `paused` is since when it stands still; `remind` is then when
    it goes on by itself, if ever.
    """

    number: int
    step: str
    status: str
    opened: datetime
    holder: Holder | None = None
    due: datetime | None = None
    finished: datetime | None = None
    outcome: str | None = None
    rounds: int = 0
    parent: int | None = None
    person: UUID | None = None
    remind: datetime | None = None
    reminded: int = 0
    paused: datetime | None = None

    @property
    def going(self) -> bool:
        """True for a run that is not over."""
        return self.status in GOING

    def doer(self, organisation: Organisation) -> Doer:
        """Who can do it, as access asks."""
        return Doer(organisation.mailboxes.get(self.holder) if self.holder else None, self.person)


@dataclass(frozen=True)
class Case:
    """What the workflow needs to know of a case. `excluded` are holders that must never get in, `shut` the persons."""

    receiver: Holder | None
    unit: str | None = None
    excluded: frozenset[Holder] = frozenset()
    runs: tuple[Run, ...] = ()
    closed: datetime | None = None
    shut: frozenset[UUID] = frozenset()

    def run(self, number: int) -> Run:
        """The run with this number; raises KeyError."""
        for run in self.runs:
            if run.number == number:
                return run
        raise KeyError(number)

    def open(self) -> tuple[Run, ...]:
        """The runs that are not over: they wait for someone, for a time, or for the steps inside them."""
        return tuple(run for run in self.runs if run.going)

    def doing(self, organisation: Organisation) -> tuple[Doer, ...]:
        """Who can do something in it now."""
        return tuple(run.doer(organisation) for run in self.open())

    def going(self, number: int) -> Run | None:
        """The run with this number, None when there is none or it is over."""
        return next((run for run in self.open() if run.number == number), None)

    def waiting(self) -> tuple[Run, ...]:
        """Those of them in which something can be done: a group whose steps are open waits for these."""
        inside = {run.parent for run in self.open()}
        return tuple(run for run in self.open() if run.number not in inside)

    def last(self, step: str) -> Run | None:
        """The latest run of a step."""
        return next((run for run in reversed(self.runs) if run.step == step), None)

    def with_run(self, changed: Run) -> "Case":
        """The case with one run changed or added."""
        if any(run.number == changed.number for run in self.runs):
            return replace(self, runs=tuple(changed if run.number == changed.number else run for run in self.runs))
        return replace(self, runs=(*self.runs, changed))


@dataclass(frozen=True)
class Event:
    """Something that happened to a case, for its journal: codes and numbers, never content."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """Someone who is told: why ("step", "notice", "copy", "assigned"), of which run, by when, and whether they may now read.

    Where the run has been given to one `person` of them, only that one.
    """

    holder: Holder
    why: str
    step: str
    run: int
    reads: bool
    due: datetime | None = None
    person: UUID | None = None


@dataclass(frozen=True)
class Opens:
    """A case of another template is to be opened with what was answered in a run of a step."""

    step: str
    run: int
    template: str


@dataclass(frozen=True)
class Outcome:
    """What a move results in: the case as it now is, the lines for its journal, who is told, and the case that it opens."""

    case: Case
    events: tuple[Event, ...] = ()
    told: tuple[Told, ...] = ()
    opens: Opens | None = None
