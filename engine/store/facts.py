"""Stores facts and counts them: single values in columns, several in rows of their own, and never a text that a person wrote."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, insert, select
from sqlalchemy.orm import Session, aliased, outerjoin

from engine.ids import new_id
from engine.statistics.facts import Fact
from engine.statistics.table import PERIOD, Counts, Selection, fact_grain, interval_of
from engine.store import tables
from engine.template.model import FormTemplate, Report

Placed = Mapping[str, str]
"""The column of each counted answer with a single value."""


def add(session: Session, org: str, template: tuple[str, int], facts: Iterable[Fact], *, placed: Placed, source: UUID, authority: str) -> None:
    """Stores facts in the transaction of what they count. A sensitive one gets no source."""
    rows, values, sources = [], [], []
    empty = dict.fromkeys(placed.values())
    for fact in facts:
        id = new_id()
        name, version = template
        own = {"org": org, "id": id, "template": name, "version": version, "grain": fact.grain, "unit": fact.unit}
        rows.append({**own, "authority": authority, "day": fact.day, "sign": 1, **empty, **_single(fact, placed)})
        values += [{"org": org, "fact": id, "reference": name, "value": value} for name, kept in _several(fact, placed) for value in kept]
        if not fact.sensitive:
            sources.append({"org": org, "fact": id, "source": source})
    for table, content in ((tables.Fact, rows), (tables.FactValue, values), (tables.FactSource, sources)):
        if content:
            session.execute(insert(table), content)


def _single(fact: Fact, placed: Placed) -> dict[str, str]:
    return {placed[name]: value for name, value in fact.single.items() if name in placed}


def _several(fact: Fact, placed: Placed) -> list[tuple[str, tuple[str, ...]]]:
    return [*fact.several.items(), *((name, (value,)) for name, value in fact.single.items() if name not in placed)]


def count(session: Session, org: str, template: FormTemplate, report: Report, selection: Selection, placed: Placed) -> Counts:
    """A report's raw counts: by row, by column, by both, and of everything."""
    counting = _Counting(session, org, template, report, selection, placed)
    return Counts(
        cells=counting.both(),
        rows=counting.along(report.rows),
        columns=counting.along(report.columns),
        total=counting.total(),
    )


def first_and_last(session: Session, org: str, template: str) -> tuple[date, date] | None:
    """The days of the first and the last fact of a template."""
    query = select(func.min(tables.Fact.day), func.max(tables.Fact.day)).where(tables.Fact.org == org, tables.Fact.template == template)
    first, last = session.execute(query).one()
    return (first, last) if first is not None else None


class _Counting:
    """The queries of one report."""

    def __init__(self, session: Session, org: str, template: FormTemplate, report: Report, selection: Selection, placed: Placed) -> None:
        self.session, self.org, self.report, self.placed = session, org, report, placed
        fact = tables.Fact
        wanted: list[ColumnElement[bool]] = [
            fact.org == org,
            fact.template == template.name,
            fact.grain == fact_grain(template, report),
        ]
        if selection.units is not None:
            wanted.append(fact.unit.in_(sorted(selection.units)))
        wanted += [fact.day >= selection.first] if selection.first else []
        wanted += [fact.day <= selection.last] if selection.last else []
        wanted += [self._has(reference, values) for reference, values in selection.chosen.items()]
        self.wanted = and_(*wanted)

    def _has(self, reference: str, values: tuple[str, ...]) -> ColumnElement[bool]:
        """The fact has one of the values, in its column or in its rows."""
        value = tables.FactValue
        inside = exists().where(value.org == self.org, value.fact == tables.Fact.id, value.reference == reference, value.value.in_(values))
        if reference not in self.placed:
            return inside
        return self._column(reference).in_(values) | inside

    def _column(self, reference: str) -> Any:
        return getattr(tables.Fact, self.placed[reference])

    def total(self) -> int:
        """How many facts there are in the selection."""
        return self.session.scalar(select(func.coalesce(func.sum(tables.Fact.sign), 0)).where(self.wanted)) or 0

    def along(self, reference: str | None) -> Any:
        """Counts by the values of one dimension."""
        found = Counts().rows
        for key, number in self._grouped([reference]) if reference else ():
            found[self._key(reference, key)] += number
        return found

    def both(self) -> Any:
        """Counts by the values of both dimensions."""
        found = Counts().cells
        if self.report.rows and self.report.columns:
            for row, column, number in self._grouped([self.report.rows, self.report.columns]):
                found[self._key(self.report.rows, row), self._key(self.report.columns, column)] += number
        return found

    def _key(self, reference: str | None, key: Any) -> str:
        if reference != PERIOD:
            return str(key)
        return interval_of(date.fromisoformat(key) if isinstance(key, str) else key, self.report.interval)

    def _grouped(self, references: list[str]) -> list[Any]:
        """Groups by each reference's values; a single value may lie in a column or, where the grain holds several, in rows."""
        query: Select[Any] = select()
        keys = []
        source: Any = tables.Fact
        for number, reference in enumerate(references):
            key, source = self._dimension(reference, source, number)
            keys.append(key.label(f"k{number}"))
        query = select(*keys, func.sum(tables.Fact.sign)).select_from(source).where(self.wanted)
        query = query.where(*(key.is_not(None) for key in keys)).group_by(*(f"k{number}" for number in range(len(keys))))
        return list(self.session.execute(query).all())

    def _dimension(self, reference: str, source: Any, number: int) -> tuple[Any, Any]:
        if reference == PERIOD and self.report.date is None:
            return tables.Fact.day, source
        name = str(self.report.date) if reference == PERIOD else reference
        value = aliased(tables.FactValue, name=f"v{number}")
        on = and_(value.org == tables.Fact.org, value.fact == tables.Fact.id, value.reference == name)
        joined = outerjoin(source, value, on)
        key = func.coalesce(self._column(name), value.value) if name in self.placed else value.value
        return key, joined
