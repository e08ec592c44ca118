"""Tables: facts counted along one or two of their values. Totals are counted apart, since an answer can have several values."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from engine.statistics.facts import Fact
from engine.template.model import FormTemplate, Report

PERIOD = "period"
SMALL = 5


@dataclass(frozen=True)
class Selection:
    """What a reader asks for: units (None: all), the first and last day, and chosen values by reference."""

    units: frozenset[str] | None = None
    first: date | None = None
    last: date | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def takes(self, fact: Fact) -> bool:
        """True when the fact is within the selection."""
        if self.units is not None and fact.unit not in self.units:
            return False
        if (self.first and fact.day < self.first) or (self.last and fact.day > self.last):
            return False
        return all(set(values_of(fact, reference)) & set(wanted) for reference, wanted in self.chosen.items())


@dataclass
class Counts:
    """Raw counts by row, by column, by both, and of everything."""

    cells: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)
    total: int = 0


@dataclass(frozen=True)
class Table:
    """A counted table: the keys of its rows and columns in order, and the counts."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Counts

    def cell(self, row: str, column: str) -> int:
        """The count where a row and a column meet."""
        return self.counts.cells[row, column]

    def small(self) -> bool:
        """True when some count is so low that someone could be recognised."""
        every = [self.counts.rows[row] for row in self.rows] + [self.counts.columns[column] for column in self.columns]
        every += [self.cell(row, column) for row in self.rows for column in self.columns]
        return any(0 < count < SMALL for count in every) or 0 < self.counts.total < SMALL

    def plain(self) -> dict[str, Any]:
        """The table as JSON values; `cells` has a list per row."""
        return {
            "rows": list(self.rows),
            "columns": list(self.columns),
            "cells": [[self.cell(row, column) for column in self.columns] for row in self.rows],
            "row_totals": [self.counts.rows[row] for row in self.rows],
            "column_totals": [self.counts.columns[column] for column in self.columns],
            "total": self.counts.total,
        }


def tabulate(template: FormTemplate, report: Report, facts: Iterable[Fact], selection: Selection | None = None) -> Table:
    """A report's table over facts in memory."""
    counts = Counts()
    grain = fact_grain(template, report)
    for fact in facts:
        if fact.grain != grain or (selection is not None and not selection.takes(fact)):
            continue
        rows, columns = keys_of(fact, report.rows, report), keys_of(fact, report.columns, report)
        counts.total += 1
        counts.rows.update(rows)
        counts.columns.update(columns)
        counts.cells.update((row, column) for row in rows for column in columns)
    return table_of(template, report, counts, selection)


def table_of(template: FormTemplate, report: Report, counts: Counts, selection: Selection | None = None) -> Table:
    """Counts in the order in which the template lists them; every option has its row, also one that was never chosen."""
    rows = _keys(template, report, report.rows, counts.rows, selection)
    return Table(rows, _keys(template, report, report.columns, counts.columns, selection), counts)


def fact_grain(template: FormTemplate, report: Report) -> str:
    """The grain of the facts that a report counts: a sensitive answer has facts of its own."""
    item = template.counted.get(report.rows or "")
    return f"{report.grain}/{item.reference}" if item is not None and item.question.sensitive else report.grain


def values_of(fact: Fact, reference: str) -> tuple[str, ...]:
    """A fact's values for a reference."""
    if reference in fact.single:
        return (fact.single[reference],)
    return tuple(fact.several.get(reference, ()))


def keys_of(fact: Fact, reference: str | None, report: Report) -> tuple[str, ...]:
    """Where a fact is counted along a dimension, each value once."""
    if reference is None:
        return ()
    if reference == PERIOD:
        day = values_of(fact, report.date)[:1] if report.date else (fact.day.isoformat(),)
        return tuple(interval_of(date.fromisoformat(text), report.interval) for text in day)
    return tuple(dict.fromkeys(values_of(fact, reference)))


def interval_of(day: date, interval: str) -> str:
    """The week (2026-W48), month (2026-11) or year (2026) of a day."""
    if interval == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[: 7 if interval == "month" else 4]


def intervals(first: date, last: date, interval: str) -> tuple[str, ...]:
    """Every interval from one day to another, in order."""
    days = (last - first).days
    step = 7 if interval == "week" else 1
    every = (interval_of(first + timedelta(days=number), interval) for number in range(0, days + 1, step))
    return tuple(dict.fromkeys((*every, interval_of(last, interval))))


def _keys(
    template: FormTemplate, report: Report, reference: str | None, counted: Counter[str], selection: Selection | None
) -> tuple[str, ...]:
    if reference is None:
        return ()
    if reference == PERIOD:
        if selection is not None and selection.first and selection.last:
            return intervals(selection.first, selection.last, report.interval)
        return tuple(sorted(counted))
    options = tuple(dict.fromkeys(option.counts_as or option.key for option in template.counted[reference].question.options))
    return (*options, *sorted(key for key in counted if key not in options))
