"""Reads reports that have been counted ahead, in lines; `engine.store.tallies` writes them."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, case, exists, false, func, literal, select, union_all
from sqlalchemy.orm import Session

from engine.statistics.ahead import Ahead, Sort, apart
from engine.statistics.table import PERIOD, Counts, Selection, interval_of
from engine.store import tables
from engine.store.meaning import Basis
from engine.store.ready import ReadyQuery

_MOST = 2000
"""With more facts in no line than this it is quicker to count them all."""
_WITHIN, _FRESH, _OUTSIDE = range(3)
"""What a line begins with: one of the months, the same where there are facts in no line yet, one of the days that are too many."""


def fresh_facts(session: Session, org: str, basis: Basis) -> list[UUID] | None:
    """The facts that are in no line yet; None when there are very many."""
    fact = tables.FreshFact
    query = select(fact.fact).where(fact.org == org, fact.template == basis.template.name).limit(_MOST + 1)
    found = list(session.scalars(query))
    return found if len(found) <= _MOST else None


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


def _days_of(stretches: list[Selection]) -> list[date]:
    """Each day of some stretches that have both ends."""
    ends = [(one.first, one.last) for one in stretches if one.first and one.last]
    return [first + timedelta(days=number) for first, last in ends for number in range((last - first).days + 1)]


@dataclass(frozen=True)
class Read:
    """What lines say: `counts` are of the selection, which has the days `outside` too many. `fresh`: some facts are in no line yet."""

    counts: Counts
    selection: Selection
    outside: list[Selection]
    fresh: bool


class _Shape(NamedTuple):
    """What a statement looks like, whatever the values that it is run with: how many of each there are."""

    sort: Sort
    daily: Sort | None
    names: tuple[str, ...]
    chosen: tuple[tuple[str, int], ...]
    units: int | None
    first: bool
    last: bool
    outside: int


@dataclass(frozen=True)
class Lines:
    """The lines of a report that is counted ahead, and what is asked of them."""

    session: Session
    org: str
    basis: Basis
    selection: Selection
    ahead: Ahead

    def table(self, rows: str | None, columns: str | None) -> Read | None:
        """The counts along one or two dimensions; None when the report has not been counted ahead."""
        months, outside = whole_months(self.selection)
        sides = [side for side in (rows, columns) if side]
        # of an answer with several values the values are told apart here, since a text can not be searched alike on both stores
        sought = [name for name in months.chosen if self.basis.meaning(name).in_rows]
        daily = self.ahead.daily(months.chosen, units=months.units is not None) if outside else None
        shape = self._shape(months, (*sides, *sought), daily, len(_days_of(outside)) if daily else 0)
        told = _statement(shape).every(self.session.connection(), self._values(shape, months, outside))
        if not told:
            return None
        found, beyond = Counts(), Counts()
        wanted = [{*months.chosen[name]} for name in sought]
        at = [slice(0, bool(rows)), slice(bool(rows), len(sides))]
        for part, *raw, version, number in told:
            if number and all(not among.isdisjoint(apart(key)) for key, among in zip(raw[len(sides) :], wanted, strict=True)):
                keys = [self._keys(key) for key in raw[: len(sides)]]
                counts = beyond if part == _OUTSIDE else found
                row, column = (next(iter(keys[place]), ()) for place in at)
                counts.enter(row, column, int(number))
                counts.versions[version] += int(number)
        found.take(beyond)
        fresh = any(row[0] == _FRESH for row in told)
        return Read(found, self.selection, [], fresh) if daily else Read(found, months, outside, fresh)

    def _keys(self, raw: Any) -> tuple[str, ...]:
        return apart(raw) if isinstance(raw, str) else (interval_of(raw, self.basis.report.interval),)

    def _shape(self, months: Selection, names: tuple[str, ...], daily: Sort | None, outside: int) -> _Shape:
        sort = self.ahead.sort(months.chosen, units=months.units is not None)
        chosen = tuple((name, len(keys)) for name, keys in months.chosen.items() if not self.basis.meaning(name).in_rows)
        units = None if months.units is None else len(months.units)
        return _Shape(sort, daily, names, chosen, units, months.first is not None, months.last is not None, outside)

    def _values(self, shape: _Shape, months: Selection, outside: list[Selection]) -> dict[str, Any]:
        values: dict[str, Any] = {"org": self.org, "template": self.basis.template.name, "report": self.basis.report.id}
        values |= {"version": self.basis.lineage.version, "first": months.first, "last": months.last}
        values |= {f"unit{number}": unit for number, unit in enumerate(sorted(months.units or ()))}
        for place, (name, _) in enumerate(shape.chosen):
            values |= {f"key{place}_{number}": key for number, key in enumerate(months.chosen[name])}
        return values | {f"day{number}": day for number, day in enumerate(_days_of(outside))}


@lru_cache(maxsize=1024)
def _statement(shape: _Shape) -> ReadyQuery:
    """What each line is one of, its keys, its version and its number; no row at all when the report is not counted ahead."""
    fact, line = tables.FreshFact, tables.TallyLine
    fresh = exists().where(fact.org == bindparam("org"), fact.template == bindparam("template"))
    keys = list(_columns(line, shape.sort, shape.names))
    asked = and_(*_wanted(line, shape, shape.sort), *_within(line, shape))
    query = select(case((fresh, _FRESH), else_=_WITHIN), *keys, line.version, func.sum(line.number)).select_from(tables.Tally)
    months = query.outerjoin(line, asked).where(*_done()).group_by(*keys, line.version)
    return ReadyQuery(union_all(months, _days(shape, shape.daily)) if shape.daily else months)


def _days(shape: _Shape, sort: Sort) -> Select[Any]:
    """The lines of days that whole months have too many. Each day is named, since then its lines are found at once."""
    line, keys = tables.TallyDay, list(_columns(tables.TallyDay, sort, shape.names))
    asked = and_(*_wanted(line, shape, sort), _among(line.day, "day", shape.outside))
    query: Select[Any] = select(literal(_OUTSIDE), *keys, line.version, func.sum(line.number)).select_from(tables.Tally)
    return query.join(line, asked).where(*_done()).group_by(*keys, line.version)


def _done() -> Iterator[ColumnElement[bool]]:
    """The report has been counted ahead, for this version and of all months."""
    head = tables.Tally
    yield from (head.org == bindparam("org"), head.template == bindparam("template"), head.report == bindparam("report"))
    yield from (head.version == bindparam("version"), head.until.is_(None))


def _date(name: str) -> Any:
    return bindparam(name, type_=Date)


def _columns(line: Any, sort: Sort, names: tuple[str, ...]) -> Iterator[Any]:
    return (line.day if name == PERIOD else _column(line, sort, name) for name in names)


def _column(line: Any, sort: Sort, name: str) -> Any:
    return getattr(line, tables.TALLY_KEYS[sort.names.index(name)])


def _wanted(line: Any, shape: _Shape, sort: Sort) -> Iterator[ColumnElement[bool]]:
    """Lines of the sort with the units and answers that are chosen."""
    yield from (line.org == bindparam("org"), line.template == bindparam("template"), line.report == bindparam("report"))
    yield line.sort == sort.number
    yield line.unit == "" if shape.units is None else _among(line.unit, "unit", shape.units)
    for place, (name, many) in enumerate(shape.chosen):
        yield _among(_column(line, sort, name), f"key{place}_", many)


def _among(column: Any, name: str, many: int) -> ColumnElement[bool]:
    among: ColumnElement[bool] = column.in_([bindparam(f"{name}{number}") for number in range(many)]) if many else false()
    return among


def _within(line: Any, shape: _Shape) -> Iterator[ColumnElement[bool]]:
    yield from ([line.day >= _date("first")] if shape.first else [])
    yield from ([line.day <= _date("last")] if shape.last else [])
