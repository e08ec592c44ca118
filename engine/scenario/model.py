"""What a file of scenarios says, as values: what is given, what is done, and what is then expected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.calendars import Duration
from engine.errors import NOWHERE, Mark
from engine.organisation import Organisation


@dataclass(frozen=True)
class Reports:
    """Another report comes in. Where cases are started by hand, the receiver joins it to the case."""

    answers: Any


@dataclass(frozen=True)
class Starts:
    """The receiver starts the cases of the report that waits."""


@dataclass(frozen=True)
class Does:
    """Someone acts in a step: presses a button, the first one if none is named, with answers where the button saves them.

    `by` is a function; the one that the step waits for if none is named.
    """

    step: str
    by: str | None = None
    press: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Adds:
    """The receiver adds an optional step."""

    step: str


@dataclass(frozen=True)
class ShutsOut:
    """The receiver shuts out whoever holds a function."""

    function: str


@dataclass(frozen=True)
class Clock:
    """Time passes: so long, or until a moment, which without an offset is the organisation's own time."""

    until: Duration | datetime


When = Reports | Starts | Does | Adds | ShutsOut | Clock


@dataclass(frozen=True)
class Then:
    """What is expected, by what is looked at, with the place where each stands. Whatever is not named may be anything."""

    expected: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class Act:
    """One thing that is done, to the case with this number, and what is then expected of that case."""

    when: When
    then: Then
    mark: Mark = NOWHERE
    case: int = 1


@dataclass(frozen=True)
class Scenario:
    """A report with its time and organisation, None for the test organisation; what it leads to; and what is then done."""

    name: str
    given: Reports
    at: datetime
    then: Then
    acts: tuple[Act, ...]
    organisation: Organisation | None = None
    mark: Mark = NOWHERE
