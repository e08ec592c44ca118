"""Counts facts for reports: the database groups, and no fact is ever fetched. It must not decide who may see a number."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from engine.statistics.ahead import Ahead
from engine.statistics.spot import Spot
from engine.statistics.table import MISSING, PERIOD, Counts, Selection, interval_of
from engine.statistics.times import Spread
from engine.store import strips, tables
from engine.store.lines import Lines, Read, fresh_facts
from engine.store.meaning import Basis
from engine.store.ready import ReadyQuery
from engine.template.counted import SUBMISSIONS

Days = tuple[date, date]
PLACE = "*"
"""The unit of a fact, as something to group by."""
Sides = tuple[str | None, str | None]


def count(session: Session, org: str, basis: Basis, selection: Selection) -> Counts:
    """A report's raw counts: by row, by column, by both, and of everything."""
    found = _counted(session, org, basis, selection, sides=(basis.report.rows, basis.report.columns))
    if basis.report.grain not in basis.template.spans:
        return found
    return replace(found, spreads=_Query(session, org, basis, selection).spreads(basis.report.rows))


def briefly(session: Session, org: str, basis: Basis, selection: Selection) -> Counts:
    """The same for a table with columns as its total alone, for another one by row."""
    return _counted(session, org, basis, selection, sides=(None if basis.report.columns else basis.report.rows, None))


def units(session: Session, org: str, basis: Basis, selection: Selection) -> frozenset[str]:
    """The units that have something to count."""
    return _Query(session, org, basis, selection).units()


def sources(session: Session, org: str, basis: Basis, selection: Selection, spot: Spot) -> Select[UUID]:
    """The reports and cases that are counted at a place of the report's table, as a part of a statement: those whose facts still stand."""
    report, fact, source = basis.report, tables.Fact, aliased(tables.FactSource)
    query = _Query(session, org, basis, spot.within(selection, report))
    wanted = [*query.wanted, *(query.holds(reference, key) for reference, key in spot.keys(report))]
    found = select(source.source).join(fact, and_(fact.org == source.org, fact.id == source.fact)).where(source.org == org, *wanted)
    return found.group_by(source.source).having(func.sum(fact.sign) > 0)


def by_place(session: Session, org: str, basis: Basis, selection: Selection, references: list[str]) -> Counter[tuple[str, ...]]:
    """Counts by the facts' unit, MISSING for none, and by some answers."""
    query = _Query(session, org, basis, selection)
    return query.grouped([_Dimension(query, reference, number) for number, reference in enumerate((PLACE, *references))])[0]


class Known(NamedTuple):
    """The days of the first and the last report to a template, and since when it can be reported by it at all."""

    first: date
    last: date
    since: date


def days(session: Session, org: str, templates: Collection[str], units: frozenset[str] | None) -> dict[str, Known]:
    """What is known of each of some templates; one without any report is left out."""
    found = _known(org, tuple(sorted(templates)), units).every(session, {}) if templates else []
    known = [(name, first, last, since.date() if since else first) for name, first, last, since in found if first is not None]
    return {name: Known(first, last, min(first, since)) for name, first, last, since in known}


@lru_cache(maxsize=256)
def _known(org: str, templates: tuple[str, ...], units: frozenset[str] | None) -> ReadyQuery:
    """Every report asks for it."""
    fact, version = tables.Fact, tables.TemplateVersion

    def end(name: str, order: Any) -> Any:
        wanted = [fact.org == org, fact.template == name, fact.grain == SUBMISSIONS, *_at(units)]
        return select(fact.day).where(*wanted).order_by(order).limit(1).scalar_subquery()

    def published(name: str) -> Any:
        return select(func.min(version.published_at)).where(version.org == org, version.name == name).scalar_subquery()

    # each end is found at its end of the index
    ends = [select(literal(name), end(name, fact.day), end(name, fact.day.desc()), published(name)) for name in templates]
    return ReadyQuery(union_all(*ends) if ends[1:] else ends[0])


def totals(
    session: Session, org: str, spans: Iterable[Days], *, units: frozenset[str] | None = None, hidden: frozenset[UUID] = frozenset()
) -> dict[str, list[int]]:
    """How many reports have come to each template, one number per span of days; a template without any is left out."""
    fact = tables.Fact
    sums = [func.coalesce(func.sum(case((fact.day.between(first, last), fact.sign), else_=0)), 0) for first, last in spans]
    query = select(fact.template, *sums).where(fact.org == org, fact.grain == SUBMISSIONS, *_at(units), *_seen(org, hidden))
    return {name: [int(number) for number in found] for name, *found in session.execute(query.group_by(fact.template))}


def conditions(session: Session, org: str, basis: Basis, selection: Selection) -> list[ColumnElement[bool]]:
    """What a fact of a report within a selection fulfils, for a statement about the facts themselves."""
    return _Query(session, org, basis, selection).wanted


def _at(units: frozenset[str] | None) -> list[ColumnElement[bool]]:
    return [] if units is None else [tables.Fact.unit.in_(sorted(units)) if units else false()]


def _seen(org: str, hidden: frozenset[UUID]) -> list[ColumnElement[bool]]:
    """Without the facts that come from these reports and cases."""
    if not hidden:
        return []
    source = tables.FactSource
    return [~exists().where(source.org == org, source.fact == tables.Fact.id, source.source.in_(sorted(hidden)))]


def _counted(session: Session, org: str, basis: Basis, selection: Selection, *, sides: Sides) -> Counts:
    ahead = Ahead.of(basis.template, basis.report)
    known = basis.declared and basis.lineage.version and not basis.hidden
    foreseen = ahead is not None and known and {*selection.chosen} <= {*ahead.names}
    found = Lines(session, org, basis, selection, ahead).table(*sides) if ahead and foreseen else None
    if found is None and (told := strips.counted(session, org, basis, selection, sides)):
        found = Read(told, selection, [], fresh=True)
    fresh = fresh_facts(session, org, basis) if found and found.fresh else []
    if found is None or fresh is None:
        return _Query(session, org, basis, selection).table(*sides)
    if fresh:
        found.counts.add(_Query(session, org, basis, found.selection, among=fresh).table(*sides))
    for days in found.outside:
        found.counts.take(_Query(session, org, basis, days).table(*sides))
    return found.counts


class _Query:
    """The statements of one report and one selection."""

    def __init__(self, session: Session, org: str, basis: Basis, selection: Selection, *, among: Sequence[UUID] | None = None) -> None:
        self.session, self.org, self.basis, self.stretches = session, org, basis, selection.stretches
        fact = tables.Fact
        self.wanted: list[ColumnElement[bool]] = [
            fact.org == org,
            fact.template == basis.template.name,
            fact.grain.in_(basis.grains()),
            *_at(selection.units),
            *self._within(selection),
            *(self._has(reference, lambda value, keys=keys: value.in_(keys)) for reference, keys in selection.chosen.items()),
            *_seen(org, basis.hidden),
            *([fact.id.in_(among)] if among is not None else []),
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

    def holds(self, reference: str, key: str) -> ColumnElement[bool]:
        """The fact has that value of an answer, or for MISSING none at all."""
        return (
            ~self._has(reference, lambda value: value.is_not(None)) if key == MISSING else self._has(reference, lambda value: value == key)
        )

    def _has(self, reference: str, test: Any) -> ColumnElement[bool]:
        """Some value of the fact passes the test: the one in its column, or one in its rows."""
        fact, value, meaning = tables.Fact, tables.FactValue, self.basis.meaning(reference)
        if not meaning.in_rows:
            tested: ColumnElement[bool] = test(meaning.column())
            return tested
        in_row = meaning.row(fact, value), test(meaning.in_row(fact, value))
        inside = exists().where(value.org == self.org, value.fact == fact.id, *in_row)
        return test(meaning.column()) | inside if meaning.in_column else inside

    def table(self, rows: str | None, columns: str | None) -> Counts:
        """The counts along one or two dimensions; in one statement where each fact has one value of each."""
        sides = [_Dimension(self, reference, number) for number, reference in enumerate((rows, columns)) if reference]
        if not any(side.several for side in sides):
            found, versions = self.grouped(sides)
            along = [_margin(found, place) for place in range(len(sides))]
            total = found.total()
        else:
            found = self.grouped(sides)[0] if rows and columns else Counter()
            along = [_margin(self.grouped([side])[0], 0) for side in sides]
            whole, versions = self.grouped([])
            total = whole.total()
        by = dict(zip([name for name, side in (("rows", rows), ("columns", columns)) if side], along, strict=True))
        cells = Counter({(row, column): number for (row, column), number in found.items()}) if rows and columns else Counter()
        return Counts(cells, by.get("rows", Counter()), by.get("columns", Counter()), total, versions)

    def spreads(self, rows: str | None) -> dict[str | None, Spread]:
        """How long a span took, by row and of everything."""
        span = self.basis.report.grain
        found: dict[str | None, Spread] = {}
        for row, days, number in self._by_row(rows, f"{span}.days"):
            found.setdefault(row, Spread()).days[int(days)] += number
        if f"{span}.in_time" in self.basis.template.counted:
            for row, kept, number in self._by_row(rows, f"{span}.in_time"):
                found.setdefault(row, Spread()).in_time[kept] += number
        return found

    def _by_row(self, rows: str | None, reference: str) -> Iterator[tuple[str | None, str, int]]:
        """How often there is each value of an answer, by row and, under None, of everything."""
        for sides in ((rows, reference), (reference,)):
            if None not in sides:
                made = [_Dimension(self, side, number) for number, side in enumerate(sides) if side]
                for key, number in self.grouped(made)[0].items():
                    if key[-1] != MISSING:
                        yield (key[0] if len(key) > 1 else None), key[-1], number

    def units(self) -> frozenset[str]:
        """The units that the facts belong to."""
        return frozenset(unit for unit in self.session.scalars(select(tables.Fact.unit).where(*self.wanted).distinct()) if unit)

    def grouped(self, dimensions: list["_Dimension"]) -> tuple[Counter[tuple[str, ...]], Counter[int]]:
        """Groups by the values of each dimension, and by the version that the facts were written by; days become the report's intervals."""
        fact = tables.Fact
        keys = [dimension.key.label(f"k{number}") for number, dimension in enumerate(dimensions)]
        query: Select[Any] = select(*keys, fact.version, func.sum(fact.sign)).select_from(fact).where(*self.wanted)
        for dimension in dimensions:
            query = dimension.joined(query)
        found: Counter[tuple[str, ...]] = Counter()
        versions: Counter[int] = Counter()
        # the version comes last, so that an index by day saves the sorting
        for *raw, version, number in self.session.execute(query.group_by(*(key.name for key in keys), fact.version)):
            found[tuple(dimension.read(key) for dimension, key in zip(dimensions, raw, strict=True))] += int(number)
            versions[version] += int(number)
        # what comes to nothing is not there; below zero is what only takes away, where these facts are a part of those that are counted
        return Counter({key: number for key, number in found.items() if number}), versions


def _margin(found: Counter[tuple[str, ...]], place: int) -> Counter[str]:
    """Sums along one dimension, where no fact is in two groups."""
    sums: Counter[str] = Counter()
    for key, number in found.items():
        sums[key[place]] += number
    return sums


class _Dimension:
    """One answer to group by: it may lie in a column or, where there can be several, in rows of their own; facts without it stay."""

    def __init__(self, query: _Query, reference: str, number: int) -> None:
        self.query, self.report, self.period = query, query.basis.report, reference == PERIOD
        self.place = reference == PLACE
        self.name = None if self.place else self.report.date if self.period else reference
        self.meaning = query.basis.meaning(self.name) if self.name else None
        self.rows: Any = aliased(tables.FactValue, name=f"v{number}")
        if self.meaning and self.meaning.merges:
            self.rows = aliased(self.meaning.rows(query.org, query.basis.template.name), name=f"v{number}")

    @property
    def several(self) -> bool:
        """True when a fact can be counted under several keys."""
        return self.meaning is not None and self.meaning.in_rows

    @property
    def key(self) -> Any:
        """What to group by."""
        if self.meaning is None:
            return tables.Fact.unit if self.place else tables.Fact.day
        if not self.meaning.in_rows:
            return self.meaning.column()
        in_row = self.rows.c.value if self.meaning.merges else self.meaning.in_row(tables.Fact, self.rows)
        return func.coalesce(self.meaning.column(), in_row) if self.meaning.in_column else in_row

    def joined(self, query: Select[Any]) -> Select[Any]:
        """The query with the rows that the answer may lie in."""
        if self.meaning is None or not self.meaning.in_rows:
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
        return interval_of(date.fromisoformat(key) if isinstance(key, str) else key, self.report.interval, self.query.stretches)
