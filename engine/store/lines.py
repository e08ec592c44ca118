"""Reads reports that have been counted ahead, in lines; `engine.store.tallies` writes them."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, false, func, select
from sqlalchemy.orm import Session

from engine.statistics.ahead import Ahead, Sort, apart
from engine.statistics.table import PERIOD, Counts, Selection, interval_of
from engine.store import tables
from engine.store.meaning import Basis

_FRESH = 2000
"""With more facts in no line than this it is quicker to count them all."""


def fresh_facts(session: Session, org: str, basis: Basis) -> list[UUID] | None:
    """The facts that are in no line yet; None when the report has not been counted ahead, or far from all of it has."""
    head, fact = tables.Tally, tables.FreshFact
    waiting = exists().where(fact.org == org, fact.template == basis.template.name)
    own = (head.org == org, head.template == basis.template.name, head.report == basis.report.id)
    done = (head.version == basis.lineage.version, head.until.is_(None))
    waits = session.scalar(select(case((waiting, 1), else_=0)).where(*own, *done))
    if not waits:
        return None if waits is None else []
    query = select(fact.fact).where(fact.org == org, fact.template == basis.template.name).limit(_FRESH + 1)
    found = list(session.scalars(query))
    return found if len(found) <= _FRESH else None


def whole_months(selection: Selection) -> tuple[Selection, list[Selection]]:
    """The selection widened to whole months, and the days that it then has too many."""
    first, last = selection.first, selection.last
    opened = first and first.replace(day=1)
    closed = last and last.replace(day=monthrange(last.year, last.month)[1])
    outside = []
    if first and opened and opened < first:
        outside.append(replace(selection, first=opened, last=first - timedelta(days=1)))
    if last and closed and last < closed:
        outside.append(replace(selection, first=last + timedelta(days=1), last=closed))
    return replace(selection, first=opened, last=closed), outside


@dataclass(frozen=True)
class Lines:
    """The lines of a report that has been counted ahead."""

    session: Session
    org: str
    basis: Basis
    selection: Selection
    ahead: Ahead

    def table(self, rows: str | None, columns: str | None) -> Counts:
        """The counts along one or two dimensions."""
        line, found = tables.TallyLine, Counts()
        sides = [side for side in (rows, columns) if side]
        # of an answer with several values the values are told apart here, since a text can not be searched alike on both stores
        sought = [name for name in self.selection.chosen if self.basis.meaning(name).in_rows]
        parts = [*(line.month if name == PERIOD else self._column(name) for name in (*sides, *sought)), line.version]
        for *raw, version, number in self.session.execute(select(*parts, func.sum(line.number)).where(*self._wanted()).group_by(*parts)):
            values = dict(zip(sought, map(apart, raw[len(sides) :]), strict=True))
            if number and all(set(values[name]) & set(self.selection.chosen[name]) for name in sought):
                keys = dict(zip(sides, map(self._keys, raw), strict=False))
                found.enter(keys.get(rows or "", ()), keys.get(columns or "", ()), int(number))
                found.versions[version] += int(number)
        return found

    @cached_property
    def _sort(self) -> Sort:
        return self.ahead.sort(self.selection.chosen, units=self.selection.units is not None)

    def _column(self, name: str) -> Any:
        return getattr(tables.TallyLine, tables.TALLY_KEYS[self._sort.names.index(name)])

    def _keys(self, raw: Any) -> tuple[str, ...]:
        return apart(raw) if isinstance(raw, str) else (interval_of(raw, self.basis.report.interval),)

    def _wanted(self) -> list[ColumnElement[bool]]:
        line, asked = tables.TallyLine, self.selection
        wanted = [line.org == self.org, line.template == self.basis.template.name, line.report == self.basis.report.id]
        wanted += [line.sort == self._sort.number]
        wanted += [line.unit.in_(sorted(asked.units)) if asked.units else false()] if asked.units is not None else [line.unit == ""]
        wanted += [line.month >= asked.first] if asked.first else []
        wanted += [line.month <= asked.last] if asked.last else []
        plain = [(name, keys) for name, keys in asked.chosen.items() if not self.basis.meaning(name).in_rows]
        return [*wanted, *(self._column(name).in_(keys) for name, keys in plain)]
