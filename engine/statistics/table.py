"""Tables: facts counted along one or two of their values. Totals are counted apart, since an answer can have several values."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Any, TypeVar

from engine.statistics.facts import Fact
from engine.statistics.times import Spread, Times
from engine.template.counted import closed_values
from engine.template.model import FormTemplate
from engine.template.report_keys import INTERVALS
from engine.template.reported import Report

T = TypeVar("T")
PERIOD = "period"
Stretches = tuple[tuple[date, date], ...]
MISSING = ""
"""Where a fact without an answer is counted: in totals, but in no row that the template lists."""


@dataclass(frozen=True)
class Selection:
    """What a reader asks for: units (None: all), the first and last day, and chosen values by reference. `stretches` are the first and
    last days of the periods that a report goes by whose interval is a list of the calendars.

    The days are those of the report's own date where it has one: facts without it are then outside every period.
    """

    units: frozenset[str] | None = None
    first: date | None = None
    last: date | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stretches: Stretches = ()

    def takes(self, fact: Fact, report: Report) -> bool:
        """True when the fact is within the selection."""
        if self.units is not None and fact.unit not in self.units:
            return False
        if not any(self._within(day) for day in days_of(fact, report)) and (self.first or self.last):
            return False
        return all(set(values_of(fact, reference)) & set(wanted) for reference, wanted in self.chosen.items())

    def _within(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass
class Counts:
    """Raw counts by row, by column, by both, and of everything; what has no answer stands under MISSING.

    `versions` says how many of stored facts were written by which version of the template.
    Where a span is counted, `spreads` has how long it took by row, and under None of everything.
    `masked` are the places, a row and a column with None for all, whose counts are not told to the reader; they stand nowhere else.
    """

    cells: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)
    total: int = 0
    versions: Counter[int] = field(default_factory=Counter)
    spreads: dict[str | None, Spread] = field(default_factory=dict)
    masked: frozenset[tuple[str | None, str | None]] = frozenset()

    def told(self, row: str | None = None, column: str | None = None) -> int | None:
        """The count at a place; None when it is masked."""
        if (row, column) in self.masked:
            return None
        if row is None:
            return self.total if column is None else self.columns[column]
        return self.rows[row] if column is None else self.cells[row, column]

    def known(self) -> "Counts":
        """The same with 1 where something is masked: to see which rows and columns there are."""
        rows = Counter({row: 1 for row, column in self.masked if row is not None and column is None})
        columns = Counter({column: 1 for row, column in self.masked if column is not None and row is None})
        return Counts(self.cells, self.rows + rows, self.columns + columns, self.total)

    def enter(self, rows: Collection[str], columns: Collection[str], number: int = 1) -> None:
        """Counts so many things that stand under these rows and columns."""
        self.total += number
        for row in rows:
            self.rows[row] += number
        for column in columns:
            self.columns[column] += number
        for cell in product(rows, columns):
            self.cells[cell] += number

    def add(self, other: "Counts") -> None:
        """Counts what has been counted elsewhere, too."""
        self._join(other, 1)
        for row, spread in other.spreads.items():
            self.spreads[row] = self.spreads.get(row, Spread()) + spread

    def take(self, other: "Counts") -> None:
        """Takes away what has been counted elsewhere and is counted here, too."""
        self._join(other, -1)

    def _join(self, other: "Counts", sign: int) -> None:
        self.total += sign * other.total
        _join(self.cells, other.cells, sign)
        _join(self.rows, other.rows, sign)
        _join(self.columns, other.columns, sign)
        _join(self.versions, other.versions, sign)


def _join(own: Counter[T], other: Counter[T], sign: int) -> None:
    """Adds or takes away; what comes to nothing is not there."""
    for key, number in other.items():
        own[key] += sign * number
        if not own[key]:
            del own[key]


@dataclass(frozen=True)
class Table:
    """A counted table: the keys of its rows and columns in order, and the counts;"""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Counts

    def cell(self, row: str, column: str) -> int:
        """The count where a row and a column meet."""
        return self.counts.cells[row, column]

    def times(self, row: str | None = None) -> Times | None:
        """How long it took in the cases of a row, or in all; None where no span is counted."""
        return Times.of(self.counts.spreads.get(row, Spread())) if self.counts.spreads else None

    def plain(self) -> dict[str, Any]:
        """The table as JSON values; `cells` has a list per row."""
        return {
            "rows": list(self.rows),
            "columns": list(self.columns),
            "cells": [[self.cell(row, column) for column in self.columns] for row in self.rows],
            "row_totals": [self.counts.rows[row] for row in self.rows],
            "column_totals": [self.counts.columns[column] for column in self.columns],
            "total": self.counts.total,
            **self._times(),
        }

    def _times(self) -> dict[str, Any]:
        """The times of each row and of all."""
        found = [times.plain() for row in (*self.rows, None) if (times := self.times(row)) is not None]
        return {"times": {"rows": found[:-1], "total": found[-1]}} if found else {}


def tabulate(template: FormTemplate, report: Report, facts: Iterable[Fact], selection: Selection | None = None) -> Table:
    """A report's table over facts in memory."""
    counts = Counts()
    grain = fact_grain(template, report)
    for fact in facts:
        if fact.grain != grain or (selection is not None and not selection.takes(fact, report)):
            continue
        among = selection.stretches if selection is not None else ()
        rows, columns = keys_of(fact, report.rows, report, among), keys_of(fact, report.columns, report, among)
        counts.enter(rows, columns)
        if grain in template.spans:
            _spread(counts, fact, rows)
    return table_of(template, report, counts, selection)


def _spread(counts: Counts, fact: Fact, rows: Iterable[str]) -> None:
    for row in (*rows, None):
        spread = counts.spreads.setdefault(row, Spread())
        spread.days.update(map(int, values_of(fact, f"{fact.grain}.days")))
        spread.in_time.update(values_of(fact, f"{fact.grain}.in_time"))


def table_of(template: FormTemplate, report: Report, counts: Counts, selection: Selection | None = None) -> Table:
    """Counts in the order in which the template lists them; every option has its row, also one that was never chosen."""
    rows = _keys(template, report, report.rows, counts.rows, selection=selection)
    return Table(rows, _keys(template, report, report.columns, counts.columns, selection=selection), counts)


def fact_grain(template: FormTemplate, report: Report) -> str:
    """The grain of the facts that a report counts: a sensitive answer has facts of its own."""
    item = template.counted.get(report.rows or "")
    return f"{report.grain}/{item.reference}" if item is not None and item.alone else report.grain


def values_of(fact: Fact, reference: str) -> tuple[str, ...]:
    """A fact's values for a reference."""
    if reference in fact.single:
        return (fact.single[reference],)
    return tuple(fact.several.get(reference, ()))


def keys_of(fact: Fact, reference: str | None, report: Report, stretches: Stretches = ()) -> tuple[str, ...]:
    """Where a fact is counted along a dimension, each value once; MISSING when it has none."""
    if reference is None:
        return ()
    days = days_of(fact, report) if reference == PERIOD else ()
    keys = [interval_of(day, report.interval, stretches) for day in days] if reference == PERIOD else values_of(fact, reference)
    return tuple(dict.fromkeys(keys)) or (MISSING,)


def days_of(fact: Fact, report: Report) -> tuple[date, ...]:
    """The days by which a report places a fact in time: its own, or a counted date that the report names."""
    return tuple(map(date.fromisoformat, values_of(fact, report.date))) if report.date else (fact.day,)


def interval_of(day: date, interval: str, stretches: Stretches = ()) -> str:
    """The week (2026-W48), month (2026-11) or year (2026) of a day, or its stretch by its days (2026-08-01--2026-12-31), MISSING for a day
    that is in none.
    """
    if interval not in INTERVALS:
        return next((stretch_key(one) for one in stretches if one[0] <= day <= one[1]), MISSING)
    if interval == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[: 7 if interval == "month" else 4]


def stretch_key(stretch: tuple[date, date]) -> str:
    """Stands for a stretch in tables, which are sorted by it."""
    return "--".join(day.isoformat() for day in stretch)


def intervals(first: date, last: date, interval: str, stretches: Stretches = ()) -> tuple[str, ...]:
    """Every interval from one day to another, in order; none when the last day is before the first."""
    if interval not in INTERVALS:
        return tuple(sorted(stretch_key(one) for one in stretches if one[0] <= last and first <= one[1]))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(dict.fromkeys(interval_of(day, interval) for day in days))


def _keys(
    template: FormTemplate, report: Report, reference: str | None, counted: Counter[str], *, selection: Selection | None
) -> tuple[str, ...]:
    if reference is None:
        return ()
    found = [key for key in counted if key != MISSING]
    if reference == PERIOD:
        if selection is not None and selection.first and selection.last:
            return intervals(selection.first, selection.last, report.interval, selection.stretches)
        return tuple(sorted(found))
    question = template.counted[reference].question
    listed = closed_values(question)
    by = float if question.type.kind == "number" else str
    return (*listed, *sorted((key for key in found if key not in listed), key=by))
