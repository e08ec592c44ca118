"""What a template says is to be told in numbers: its reports, when they go out by mail, and how long things take."""

from dataclasses import dataclass, field
from datetime import time

from engine.errors import NOWHERE, Mark
from engine.texts import Text

EARLY = time(7)
"""When a report goes out where nothing else is said: it lies there when the day begins."""


@dataclass(frozen=True)
class Schedule:
    """How often a report goes out by mail, and to which functions: each week, month or year, or after each of a named list of periods.

    It goes on the day after, or on the first `weekday` from then on, Monday being 1; `at` is the time by the clock of the place.
    """

    every: str
    to: tuple[str, ...]
    weekday: int | None = None
    at: time = EARLY


@dataclass(frozen=True)
class Report:
    """A table that the template promises: of what (`grain`), along what, with which filters, set against what units have (`per`)."""

    id: str
    title: Text
    grain: str
    rows: str | None = None
    columns: str | None = None
    filters: tuple[str, ...] = ()
    date: str | None = None
    interval: str = "month"
    schedule: Schedule | None = None
    note: Text | None = None
    per: str | None = None


@dataclass(frozen=True)
class CaseSpan:
    """How long it takes in a case from one point to another: from `start` ("received", "opened", a step or the reference of a counted
    date) to `end` ("opened", a step or "closed"), in plain days, or in the open ones of a `calendar`.
    """

    id: str
    title: Text
    start: str
    end: str
    calendar: str | None = None
    mark: Mark = field(default=NOWHERE, compare=False)
