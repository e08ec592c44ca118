"""Counts facts for reports: the database groups, and no fact is ever fetched. It must not decide who may see a number."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, select
from sqlalchemy.orm import Session, aliased

from engine.statistics.lineage import ONE_VERSION, Lineage
from engine.statistics.table import MISSING, PERIOD, Counts, Selection, fact_grain, interval_of
from engine.store import tables
from engine.store.meaning import Meaning
from engine.template.counted import SUBMISSIONS
from engine.template.model import FormTemplate, Report

Days = tuple[date, date]


@dataclass(frozen=True)
class Basis:
    """What a report's table is made from: the column of each counted answer with a single value, the sources that are left out,
    and what facts of earlier versions mean.
    """

    template: FormTemplate
    report: Report
    placed: Mapping[str, str]
    hidden: frozenset[UUID] = frozenset()
    lineage: Lineage = ONE_VERSION

    def meaning(self, reference: str) -> Meaning:
        """Where an answer lies and what its values mean."""
        return Meaning(reference, self.placed, self.lineage.eras.get(reference, ()))

    def grains(self) -> list[str]:
        """The grains of the facts to count, by all the names that they have had; those of a sensitive answer have its name, too."""
        grain, slash, alone = fact_grain(self.template, self.report).partition("/")
        return [f"{one}{slash}{name}" for one in self._names(grain) for name in self._names(alone)]

    def _names(self, today: str) -> list[str]:
        return [today, *(era.reference for era in self.lineage.eras.get(today, ()))]


def count(session: Session, org: str, basis: Basis, selection: Selection) -> Counts:
    """A report's raw counts: by row, by column, by both, and of everything."""
    query = _Query(session, org, basis, selection)
    rows, columns = basis.report.rows, basis.report.columns
    both = query.grouped([rows, columns]) if rows and columns else {}
    return Counts(
        cells=Counter({(row, column): number for (row, column), number in both.items()}),
        rows=query.along(rows),
        columns=query.along(columns),
        total=query.total(),
    )


def briefly(session: Session, org: str, basis: Basis, selection: Selection) -> Counts:
    """The same for a table with columns as its total alone, for another one by row."""
    query = _Query(session, org, basis, selection)
    return Counts(rows=query.along(None if basis.report.columns else basis.report.rows), total=query.total())


def versions(session: Session, org: str, basis: Basis, selection: Selection) -> list[int]:
    """The versions of the template that the counted facts come from."""
    return _Query(session, org, basis, selection).versions()


def days(session: Session, org: str, templates: Collection[str], units: frozenset[str] | None) -> dict[str, Days]:
    """The days of the first and the last report to each of some templates; one without any is left out."""
    fact = tables.Fact
    wanted = [fact.org == org, fact.template.in_(sorted(templates)), fact.grain == SUBMISSIONS, *_at(units)]
    query = select(fact.template, func.min(fact.day), func.max(fact.day)).where(*wanted).group_by(fact.template)
    return {name: (first, last) for name, first, last in session.execute(query)}


def totals(
    session: Session, org: str, spans: Iterable[Days], *, units: frozenset[str] | None = None, hidden: frozenset[UUID] = frozenset()
) -> dict[str, list[int]]:
    """How many reports have come to each template, one number per span of days; a template without any is left out."""
    fact = tables.Fact
    sums = [func.coalesce(func.sum(case((fact.day.between(first, last), fact.sign), else_=0)), 0) for first, last in spans]
    query = select(fact.template, *sums).where(fact.org == org, fact.grain == SUBMISSIONS, *_at(units), *_seen(org, hidden))
    return {name: [int(number) for number in found] for name, *found in session.execute(query.group_by(fact.template))}


def _at(units: frozenset[str] | None) -> list[ColumnElement[bool]]:
    return [] if units is None else [tables.Fact.unit.in_(sorted(units)) if units else false()]


def _seen(org: str, hidden: frozenset[UUID]) -> list[ColumnElement[bool]]:
    """Without the facts that come from these reports and cases."""
    if not hidden:
        return []
    source = tables.FactSource
    return [~exists().where(source.org == org, source.fact == tables.Fact.id, source.source.in_(sorted(hidden)))]


class _Query:
    """The statements of one report and one selection."""

    def __init__(self, session: Session, org: str, basis: Basis, selection: Selection) -> None:
        self.session, self.org, self.basis = session, org, basis
        fact = tables.Fact
        self.wanted: list[ColumnElement[bool]] = [
            fact.org == org,
            fact.template == basis.template.name,
            fact.grain.in_(basis.grains()),
            *_at(selection.units),
            *self._within(selection),
            *(self._has(reference, lambda value, keys=keys: value.in_(keys)) for reference, keys in selection.chosen.items()),
            *_seen(org, basis.hidden),
        ]

    def _within(self, selection: Selection) -> list[ColumnElement[bool]]:
        """The period, by the facts' own day or by the date that the report names."""
        if self.basis.report.date is None:
            day = tables.Fact.day
            return [*([day >= selection.first] if selection.first else []), *([day <= selection.last] if selection.last else [])]
        if selection.first is None and selection.last is None:
            return []
        first, last = (selection.first or date.min).isoformat(), (selection.last or date.max).isoformat()
        return [self._has(self.basis.report.date, lambda value: value.between(first, last))]

    def _has(self, reference: str, test: Any) -> ColumnElement[bool]:
        """Some value of the fact passes the test: the one in its column, or one in its rows."""
        fact, value, meaning = tables.Fact, tables.FactValue, self.basis.meaning(reference)
        in_row = meaning.row(fact, value), test(meaning.in_row(fact, value))
        inside = exists().where(value.org == self.org, value.fact == fact.id, *in_row)
        return test(meaning.column()) | inside if meaning.in_column else inside

    def total(self) -> int:
        """How many facts there are in the selection."""
        return int(self.session.scalar(select(func.coalesce(func.sum(tables.Fact.sign), 0)).where(*self.wanted)) or 0)

    def versions(self) -> list[int]:
        """The versions that the facts were written by, oldest first."""
        return sorted(self.session.scalars(select(tables.Fact.version).where(*self.wanted).distinct()))

    def along(self, reference: str | None) -> Counter[str]:
        """Counts by the values of one dimension."""
        return Counter({key: number for (key,), number in self.grouped([reference]).items()}) if reference else Counter()

    def grouped(self, references: list[str]) -> Counter[tuple[str, ...]]:
        """Groups by each reference's values; days become the report's intervals."""
        dimensions = [_Dimension(self, reference, number) for number, reference in enumerate(references)]
        keys = [dimension.key.label(f"k{number}") for number, dimension in enumerate(dimensions)]
        query: Select[Any] = (
            select(*keys, func.sum(tables.Fact.sign)).select_from(tables.Fact).where(*self.wanted).group_by(*(key.name for key in keys))
        )
        for dimension in dimensions:
            query = dimension.joined(query)
        found: Counter[tuple[str, ...]] = Counter()
        for *raw, number in self.session.execute(query):
            found[tuple(dimension.read(key) for dimension, key in zip(dimensions, raw, strict=True))] += int(number)
        return +found


class _Dimension:
    """One answer to group by: it may lie in a column or, where there can be several, in rows of their own; facts without it stay."""

    def __init__(self, query: _Query, reference: str, number: int) -> None:
        self.query, self.report, self.period = query, query.basis.report, reference == PERIOD
        self.name = self.report.date if self.period else reference
        self.meaning = query.basis.meaning(self.name or "")
        self.rows: Any = aliased(tables.FactValue, name=f"v{number}")
        if self.meaning.merges:
            self.rows = aliased(self.meaning.rows(query.org, query.basis.template.name), name=f"v{number}")

    @property
    def key(self) -> Any:
        """What to group by."""
        if self.name is None:
            return tables.Fact.day
        in_row = self.rows.c.value if self.meaning.merges else self.meaning.in_row(tables.Fact, self.rows)
        return func.coalesce(self.meaning.column(), in_row) if self.meaning.in_column else in_row

    def joined(self, query: Select[Any]) -> Select[Any]:
        """The query with the rows that the answer may lie in."""
        if self.name is None:
            return query
        fact, value = tables.Fact, self.rows
        if self.meaning.merges:
            return query.outerjoin(value, value.c.fact == fact.id)
        return query.outerjoin(value, and_(value.org == fact.org, value.fact == fact.id, self.meaning.row(fact, value)))

    def read(self, key: Any) -> str:
        """The key that a table has for it."""
        if key is None:
            return MISSING
        if not self.period:
            return str(key)
        return interval_of(date.fromisoformat(key) if isinstance(key, str) else key, self.report.interval)
