"""Facts as they stand, and corrections of them: none is ever edited, so what is not so any more gets a counter-fact that says the same.

A sensitive fact has no source by which it could be found here.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.store import tables
from engine.store.batch import Batch
from engine.store.facts import came_of
from engine.store.tables.counting import COLUMNS

_OWN = ("template", "version", "grain", "unit", "authority", "day")
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kept:
    """All that a stored fact says: `columns` has what stands in them, and `rows` each value by its reference."""

    template: str
    version: int
    grain: str
    unit: str | None
    authority: str
    day: date
    columns: Pairs = ()
    rows: Pairs = ()


def standing(session: Session, org: str, sources: Collection[UUID]) -> dict[UUID, Counter[Kept]]:
    """How often each fact from some reports and cases is said, counter-facts taken away; 0 for one that was taken back."""
    fact, source, value = tables.Fact, tables.FactSource, tables.FactValue
    own = [getattr(fact, name) for name in _OWN]
    columns = [getattr(fact, name) for name in COLUMNS]
    of_source = (source.org == org, source.source.in_(sorted(sources)))
    rows: dict[UUID, list[tuple[str, str]]] = {}
    inside = select(value.fact, value.reference, value.value).join(source, (source.org == value.org) & (source.fact == value.fact))
    for id, reference, said in session.execute(inside.where(*of_source)):
        rows.setdefault(id, []).append((reference, said))
    query = select(source.source, fact.id, fact.sign, *own, *columns).join(source, (source.org == fact.org) & (source.fact == fact.id))
    found: dict[UUID, Counter[Kept]] = {}
    for which, id, sign, *values in session.execute(query.where(*of_source)):
        single = tuple((name, held) for name, held in zip(COLUMNS, values[len(own) :], strict=True) if held is not None)
        kept = Kept(**dict(zip(_OWN, values, strict=False)), columns=single, rows=tuple(sorted(rows.get(id, ()))))
        found.setdefault(which, Counter())[kept] += sign
    return found


def take_back(session: Session, org: str, sources: Collection[UUID], grains: Collection[str]) -> None:
    """Takes back all of some grains that still stands from some reports and cases. Twice does no harm."""
    gone = ((source, kept, -1) for source, kept, times in _of(session, org, sources, grains) for _ in range(times))
    _write(session, org, gone)


def give_back(session: Session, org: str, sources: Collection[UUID], grains: Collection[str]) -> None:
    """Says again what was taken back and is so after all. Twice does no harm."""
    _write(session, org, ((source, kept, 1) for source, kept, times in _of(session, org, sources, grains) if times == 0))


def _of(session: Session, org: str, sources: Collection[UUID], grains: Collection[str]) -> list[tuple[UUID, Kept, int]]:
    session.flush()
    found = standing(session, org, sources)
    return [(source, kept, times) for source, every in found.items() for kept, times in every.items() if kept.grain in grains]


def _write(session: Session, org: str, said: Iterable[tuple[UUID, Kept, int]]) -> None:
    batch = Batch(org)
    for source, kept, sign in said:
        id, own = new_id(), {name: getattr(kept, name) for name in _OWN}
        batch.add(tables.Fact, id=id, sign=sign, **own, **{**dict.fromkeys(COLUMNS), **dict(kept.columns)})
        batch.extend(tables.FactValue, ({"fact": id, "reference": reference, "value": value} for reference, value in kept.rows))
        came_of(batch, kept.template, id, source)
    batch.write(session)
