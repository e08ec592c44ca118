"""Keeps facts by their columns, a copy that any question is soon counted from; `engine.store.tallies` says when."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, delete, func, select
from sqlalchemy.orm import Session

from engine.statistics.ahead import OF_MONTHS
from engine.statistics.strips import DAY, SIGN, UNIT, Block, Labels, Strip, Value, keyed
from engine.statistics.table import MISSING, PERIOD, Counts, Selection, fact_grain, interval_of
from engine.store import tables
from engine.store.adding import add_rows
from engine.store.lines import whole_months
from engine.store.meaning import Basis
from engine.store.ready import ReadyQuery

NO_REPORT = ""
"""Strips are begun and done as a report without a name."""
LAYOUT = 2
"""How strips are laid out. Those of another layout are made anew."""
_PART = 16_384
"""A block has no more facts."""
_COLUMNS = (SIGN, DAY, UNIT, *tables.COLUMNS)
Columns = dict[str, Sequence[Value]]
_STRIP = tables.FactStrip
_ROW = (
    *(_STRIP.org, _STRIP.template, _STRIP.grain, _STRIP.month, _STRIP.version, _STRIP.part),
    *(_STRIP.column, _STRIP.labels, _STRIP.codes),
)


class _Place(NamedTuple):
    """Which facts stand together."""

    org: str
    template: str
    grain: str
    month: date
    version: int


def take(session: Session, org: str, template: str, wanted: Iterable[ColumnElement[bool]]) -> None:
    """Puts some facts of a template behind those of their blocks."""
    for place, columns in _facts(session, org, template, wanted).items():
        part, block = _last(session, place)
        while columns[SIGN]:
            if len(block) == _PART:
                part, block = part + 1, Block({})
            room = _PART - len(block)
            block = block.longer({name: values[:room] for name, values in columns.items()})
            _keep(session, place, part, block)
            columns = {name: values[room:] for name, values in columns.items()}


def _facts(session: Session, org: str, template: str, wanted: Iterable[ColumnElement[bool]]) -> dict[_Place, Columns]:
    """Facts that are not sensitive, by column, in the order in which they were made."""
    fact = tables.Fact
    query = select(fact.grain, fact.version, fact.day, fact.sign, fact.unit, *(getattr(fact, name) for name in tables.COLUMNS))
    own = (fact.org == org, fact.template == template, fact.grain.not_like("%/%"))
    rows: dict[_Place, list[tuple[Value, ...]]] = {}
    for grain, version, day, sign, *values in session.execute(query.where(*own, *wanted).order_by(fact.id)):
        place = _Place(org, template, grain, day.replace(day=1), version)
        rows.setdefault(place, []).append((str(sign), str(day.day), *values))
    return {place: dict(zip(_COLUMNS, zip(*found, strict=True), strict=True)) for place, found in rows.items()}


def clear(session: Session, org: str, template: str) -> None:
    """Forgets the strips of a template."""
    session.execute(delete(tables.FactStrip).where(tables.FactStrip.org == org, tables.FactStrip.template == template))


def not_fresh(org: str, template: str) -> ColumnElement[bool]:
    """True for facts that have been counted ahead, and for sensitive ones."""
    fresh = tables.FreshFact
    return tables.Fact.id.not_in(select(fresh.fact).where(fresh.org == org, fresh.template == template))


def _last(session: Session, place: _Place) -> tuple[int, Block]:
    """The part that may get more, and its number."""
    strip = tables.FactStrip
    newest = select(func.max(strip.part)).where(*_at(place)).scalar_subquery()
    found = _blocks(session.execute(select(*_ROW).where(*_at(place), strip.part == newest)))
    return next(((part, block) for (_, part), block in found.items()), (0, Block({})))


def _at(place: _Place) -> list[ColumnElement[bool]]:
    return [getattr(tables.FactStrip, name) == value for name, value in place._asdict().items()]


def _blocks(rows: Iterable[Sequence[Any]]) -> dict[tuple[_Place, int], Block]:
    """The blocks of strips, by place and part."""
    strips: dict[tuple[_Place, int], dict[str, Strip]] = {}
    for *place, part, name, labels, codes in rows:
        strips.setdefault((_Place(*place), part), {})[name] = Strip.unpacked(labels, codes)
    return {key: Block(found) for key, found in strips.items()}


def _keep(session: Session, place: _Place, part: int, block: Block) -> None:
    """Writes a block in place of what it was."""
    own = {**place._asdict(), "part": part}
    session.execute(delete(tables.FactStrip).where(*_at(place), tables.FactStrip.part == part))
    rows = [{**own, "column": name, "labels": list(one.labels), "codes": one.packed} for name, one in block.strips.items()]
    add_rows(session, tables.FactStrip, rows)


def differences(session: Session, org: str, template: str) -> Counter[tuple[Any, ...]]:
    """Facts that strips have too often, or too seldom where it is below zero; nothing when they are as the facts are, or not done."""
    found: Counter[tuple[Any, ...]] = Counter()
    if not _done(session, org, template):
        return found
    strip = tables.FactStrip
    every = select(*_ROW).where(strip.org == org, strip.template == template)
    for (place, _), block in _blocks(session.execute(every)).items():
        columns = [block.strips[name].values if name in block.strips else [None] * len(block) for name in _COLUMNS]
        found.update((*place, *fact) for fact in zip(*columns, strict=True))
    for place, told in _facts(session, org, template, [not_fresh(org, template)]).items():
        found.subtract((*place, *fact) for fact in zip(*told.values(), strict=True))
    return Counter({fact: number for fact, number in found.items() if number})


def _done(session: Session, org: str, template: str) -> bool:
    head = session.get(tables.Tally, (org, template, NO_REPORT))
    return head is not None and head.until is None and head.version == LAYOUT


class _Shape(NamedTuple):
    """How many grains and columns are asked for, and whether between months."""

    grains: int
    columns: int
    first: bool
    last: bool


@lru_cache(maxsize=256)
def _query(shape: _Shape) -> ReadyQuery:
    """The strips of some columns, in the months that are asked for."""
    strip = tables.FactStrip
    own = (strip.org == bindparam("org"), strip.template == bindparam("template"))
    grains: list[Any] = [bindparam(f"grain{number}") for number in range(shape.grains)]
    columns: list[Any] = [bindparam(f"column{number}") for number in range(shape.columns)]
    months = [*([strip.month >= bindparam("first")] if shape.first else []), *([strip.month <= bindparam("last")] if shape.last else [])]
    return ReadyQuery(select(*_ROW).where(*own, strip.grain.in_(grains), strip.column.in_(columns), *months))


def counted(session: Session, org: str, basis: Basis, selection: Selection, sides: tuple[str | None, str | None]) -> Counts | None:
    """The counts along one or two dimensions, of all facts that are not fresh; None where strips do not tell it, or are not done."""
    question = _Question(basis, selection, sides)
    if not question.can_be_told or not _done(session, org, basis.template.name):
        return None
    grains, columns, first, last = tuple(basis.grains()), question.columns, selection.first, selection.last
    shape = _Shape(len(grains), len(columns), first is not None, last is not None)
    wanted: dict[str, Any] = {"org": org, "template": basis.template.name, "first": first and first.replace(day=1), "last": last}
    wanted |= {f"grain{number}": grain for number, grain in enumerate(grains)}
    wanted |= {f"column{number}": column for number, column in enumerate(columns)}
    told = _query(shape).every(session, wanted)
    sums: dict[tuple[int, date, Labels], Any] = {}
    for (place, _), block in _blocks(told).items():
        labels, numbers = question.counted(block, place.version, place.month)
        # blocks mostly have the same labels, so that arrays are added before any name is read
        along = place.version, place.month if PERIOD in sides else date.min, labels
        sums[along] = sums.get(along, 0) + numbers
    found: Counter[tuple[str, ...]] = Counter()
    counts = Counts()
    for (version, month, labels), numbers in sums.items():
        reads = [read for _, read in question.sides_then(version, month)]
        counts.versions[version] += int(numbers.sum())
        for key, number in keyed(labels, numbers):
            found[tuple(read(value) for read, value in zip(reads, key, strict=True))] += number
    for key, number in found.items():
        if number:
            rows, columns = (([key[place] for place in places]) for places in question.places)
            counts.enter(rows, columns, number)
    return counts


@dataclass(frozen=True)
class _Question:
    """What is asked of each block: along which sides, within which selection."""

    basis: Basis
    selection: Selection
    sides: tuple[str | None, str | None]

    @property
    def can_be_told(self) -> bool:
        """Nobody is shut out of anything, days are the facts' own, and every answer has one value, which is not sensitive."""
        report, names = self.basis.report, [name for name in (*self.sides, *self.selection.chosen) if name and name != PERIOD]
        alone = fact_grain(self.basis.template, report) != report.grain
        return not (self.basis.hidden or report.date or alone or any(self.basis.meaning(name).in_rows for name in names))

    @property
    def places(self) -> tuple[range, range]:
        """Where the row and the column stand in a key, when there are such."""
        row, both = bool(self.sides[0]), sum(map(bool, self.sides))
        return range(row), range(row, both)

    @property
    def columns(self) -> list[str]:
        """The columns that hold what is asked of facts of any version."""
        names = [name for name in (*self.sides, *self.selection.chosen) if name and name != PERIOD]
        told = {self.basis.placed[one] for name in names for one in self.basis.meaning(name).references if one in self.basis.placed}
        by_day = whole_months(self.selection)[1] or (PERIOD in self.sides and self.basis.report.interval not in OF_MONTHS)
        return [SIGN, *([DAY] if by_day else []), *([] if self.selection.units is None else [UNIT]), *sorted(told)]

    def counted(self, block: Block, version: int, month: date) -> tuple[Labels, Any]:
        """What a block says, by the names of its version."""
        among = None
        for column, test in self._tests(version, month):
            among = block.narrowed(column, test, among)
        return block.counted([column for column, _ in self.sides_then(version, month)], among)

    def sides_then(self, version: int, month: date) -> list[tuple[str, Callable[[Value], str]]]:
        """The column of each side in facts of a version and a month, and what its values are called today."""
        return [self._side(side, version, month) for side in self.sides if side]

    def _side(self, side: str, version: int, month: date) -> tuple[str, Callable[[Value], str]]:
        if side != PERIOD:
            column, became = self._then(side, version)
            return column, lambda value: MISSING if value is None else became.get(value, value)
        interval, stretches = self.basis.report.interval, self.selection.stretches
        if interval in OF_MONTHS:
            return "", lambda _: interval_of(month, interval)
        return DAY, lambda value: interval_of(month.replace(day=int(value or 1)), interval, stretches)

    def _tests(self, version: int, month: date) -> Iterator[tuple[str, Callable[[Value], bool]]]:
        """What the values of some columns are when a fact is within the selection."""
        units, first, last = self.selection.units, self.selection.first or date.min, self.selection.last or date.max
        if units is not None:
            yield UNIT, units.__contains__
        if first > month or last < month.replace(day=monthrange(month.year, month.month)[1]):
            yield DAY, lambda day: first <= month.replace(day=int(day or 1)) <= last
        for reference, keys in self.selection.chosen.items():
            column, became = self._then(reference, version)
            yield column, _one_of(keys, became)

    def _then(self, reference: str, version: int) -> tuple[str, Mapping[str, str]]:
        """The column of an answer in facts of a version, and which of its values are called otherwise today."""
        era = self.basis.lineage.era(reference, version)
        return self.basis.placed.get(era.reference, ""), era.became


def _one_of(keys: Collection[str], became: Mapping[str, str]) -> Callable[[Value], bool]:
    """Whether a value is one of some by today's names."""
    return lambda value: value is not None and became.get(value, value) in keys
