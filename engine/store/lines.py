"""Reads reports that have been counted ahead, in lines; `engine.store.tallies` writes them."""

import json
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, bindparam, exists, false, literal, select, union_all
from sqlalchemy.orm import Session

from engine.statistics import cells
from engine.statistics.ahead import Ahead, Sort, apart
from engine.statistics.table import PERIOD, Counts, Selection, interval_of
from engine.store import tables
from engine.store.meaning import Basis
from engine.store.ready import ReadyQuery

_MOST = 2000
"""With more facts in no line than this it is quicker to count them all."""
_WITHIN, _OUTSIDE = 1, -1
"""Lines of the months, to be added, and of the days that are too many, to be taken away."""
Keys = tuple[str, ...]
Listed = tuple[tuple[Keys, ...], ...]


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


@dataclass(frozen=True)
class Read:
    """What lines say: `counts` are of the selection, which has the days `outside` too many. `fresh`: some facts are in no line yet."""

    counts: Counts
    selection: Selection
    outside: list[Selection]
    fresh: bool


class _Group(NamedTuple):
    """What is the same of lines that are added up: whether they are taken away, their interval and their version."""

    sign: int
    interval: str
    version: int


class _Shape(NamedTuple):
    """What a part of a statement looks like, whatever the values that it is run with: how many of each there are, and its ends."""

    sort: Sort
    sign: int
    sought: tuple[str, ...]
    chosen: tuple[tuple[str, int], ...]
    units: int | None
    first: str
    last: str


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
        template, report = self.basis.template.name, self.basis.report.id
        own = {"org": self.org, "template": template, "report": report, "version": self.basis.lineage.version}
        months, outside = whole_months(self.selection)
        parts = tuple(self._parts(months, outside))
        values = {**own, **self._values(months, outside, parts[0])}
        heads, told = ReadyQuery.together(self.session, values, _HEAD, _statement(parts))
        if not heads:
            return None
        listed, fresh = heads[0]
        counts = self._counts(_listed(listed), self._groups(told, parts[0], dated=PERIOD in (rows, columns)), (rows, columns))
        return Read(counts, months, outside, fresh) if outside and not parts[1:] else Read(counts, self.selection, [], fresh)

    def _parts(self, months: Selection, outside: list[Selection]) -> Iterator[_Shape]:
        """The lines of whole months, and where there are lines of days those that are too many."""
        names, units = [name for name in months.chosen if name not in self.ahead.sides], months.units is not None
        several = tuple(name for name in names if self.basis.meaning(name).in_rows)
        chosen = tuple((name, len(months.chosen[name])) for name in names if name not in several)
        among, daily = len(months.units) if months.units is not None else None, self.ahead.daily(names, units=units)
        ends = ("first" if months.first else "", "last" if months.last else "")
        yield _Shape(self.ahead.sort(names, units=units), _WITHIN, several, chosen, among, *ends)
        if daily is not None:
            for number in range(len(outside)):
                yield _Shape(daily, _OUTSIDE, several, chosen, among, f"first{number}", f"last{number}")

    def _values(self, months: Selection, outside: list[Selection], shape: _Shape) -> dict[str, Any]:
        values: dict[str, Any] = {"first": months.first, "last": months.last}
        values |= {f"unit{number}": unit for number, unit in enumerate(sorted(months.units or ()))}
        for place, (name, _) in enumerate(shape.chosen):
            values |= {f"key{place}_{number}": key for number, key in enumerate(months.chosen[name])}
        for number, days in enumerate(outside):
            values |= {f"first{number}": days.first, f"last{number}": days.last}
        return values

    def _groups(self, told: list[list[Any]], shape: _Shape, *, dated: bool) -> dict[_Group, list[bytes]]:
        """The cells of lines that are counted alike. Of an answer with several values they are told apart here, since a text can not be
        searched alike on both stores.
        """
        wanted, interval = [{*self.selection.chosen[name]} for name in shape.sought], self.basis.report.interval
        found: dict[_Group, list[bytes]] = {}
        for sign, *keys, day, version, content in told:
            if all(not among.isdisjoint(apart(key)) for key, among in zip(keys, wanted, strict=True)):
                found.setdefault(_Group(sign, interval_of(day, interval) if dated else "", version), []).append(content)
        return found

    def _counts(self, listed: Listed, groups: dict[_Group, list[bytes]], sides: tuple[str | None, str | None]) -> Counts:
        """The sums of the groups, under the keys of the sides."""
        along = _along(listed, tuple(-1 if side == PERIOD else self.ahead.sides.index(side) if side else None for side in sides))
        sums: Counter[tuple[str, int]] = Counter()
        versions: Counter[int] = Counter()
        skipped = self._skipped(listed)
        for group, lines in groups.items():
            for place, number in cells.summed(lines, len(listed)).items():
                if place not in skipped:
                    sums[group.interval, place] += group.sign * number
                    versions[group.version] += group.sign * number
        counts = Counts(versions=Counter({version: number for version, number in versions.items() if number}))
        for (interval, place), number in sums.items():
            if number:
                row, column = along[place]
                counts.enter((interval,) if row is None else row, (interval,) if column is None else column, number)
        return counts

    def _skipped(self, listed: Listed) -> set[int]:
        """The cells that are not about what is chosen of the report's own rows and columns."""
        chosen = [(at, {*self.selection.chosen[side]}) for at, side in enumerate(self.ahead.sides) if side in self.selection.chosen]
        if not chosen:
            return set()
        return {place for place, keys in enumerate(listed) if any(among.isdisjoint(keys[at]) for at, among in chosen)}


@lru_cache(maxsize=256)
def _listed(written: str) -> Listed:
    """The keys of each cell, by row and by column."""
    return tuple(tuple(apart(said) for said in cell) for cell in json.loads(written))


@lru_cache(maxsize=256)
def _along(listed: Listed, at: tuple[int | None, ...]) -> list[tuple[Keys | None, ...]]:
    """The keys of each cell by two sides, given by their places among the report's own: -1 is for time, which a cell does not know."""
    return [tuple(() if side is None else None if side < 0 else cell[side] for side in at) for cell in listed]


def _head() -> Any:
    """What the places of a report's lines stand for, and whether there are facts in none of them; no row when it is not counted ahead."""
    fact, head = tables.FreshFact, tables.Tally
    fresh = exists().where(fact.org == bindparam("org"), fact.template == bindparam("template"))
    own = (head.org == bindparam("org"), head.template == bindparam("template"), head.report == bindparam("report"))
    return select(head.cells, fresh).where(*own, head.version == bindparam("version"), head.until.is_(None))


_HEAD = ReadyQuery(_head())


@lru_cache(maxsize=1024)
def _statement(parts: tuple[_Shape, ...]) -> ReadyQuery:
    """The lines of each part: its sign, the answers that are sought in them, day, version and cells."""
    selects = [_part(shape) for shape in parts]
    return ReadyQuery(union_all(*selects) if selects[1:] else selects[0])


def _part(shape: _Shape) -> Select[Any]:
    line = tables.TallyLine
    sought = [_key(shape.sort, name) for name in shape.sought]
    return select(literal(shape.sign), *sought, line.day, line.version, line.cells).where(*_wanted(shape))


def _key(sort: Sort, name: str) -> Any:
    return getattr(tables.TallyLine, tables.TALLY_KEYS[sort.filters.index(name)])


def _wanted(shape: _Shape) -> Iterator[ColumnElement[bool]]:
    """Lines of the sort with the units and answers that are chosen, between its days; every key that is known is told, up to the day."""
    line = tables.TallyLine
    yield from (line.org == bindparam("org"), line.template == bindparam("template"), line.report == bindparam("report"))
    yield line.sort == shape.sort.number
    yield line.unit == "" if shape.units is None else _among(line.unit, "unit", shape.units)
    for place, (name, many) in enumerate(shape.chosen):
        yield _among(_key(shape.sort, name), f"key{place}_", many)
    yield from (getattr(line, key) == "" for key in tables.TALLY_KEYS[len(shape.sort.filters) :])
    yield from ([line.day >= bindparam(shape.first, type_=Date)] if shape.first else [])
    yield from ([line.day <= bindparam(shape.last, type_=Date)] if shape.last else [])


def _among(column: Any, name: str, many: int) -> ColumnElement[bool]:
    among: ColumnElement[bool] = column.in_([bindparam(f"{name}{number}") for number in range(many)]) if many else false()
    return among
