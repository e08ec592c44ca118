"""Facts one by one, each with the cases that it comes from, for somebody who may read those. A fact that was taken back is none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from engine.statistics.facts import Fact
from engine.statistics.table import Selection
from engine.store import tables
from engine.store.counts import conditions
from engine.store.meaning import Basis
from engine.store.sight import Sight

_SOURCE = aliased(tables.FactSource)
"""Under a name of its own, since what a person is shut out of is asked of the same table."""

SOURCES = 500
"""So many reports or cases are read at a time."""


@dataclass(frozen=True)
class Sought:
    """What is sought: the facts of a report within a selection, whose cases are in somebody's sight.

    A sensitive fact has no case to go by.
    """

    basis: Basis
    selection: Selection
    eyes: Sight

    def wanted(self, session: Session) -> list[ColumnElement[bool]]:
        """Conditions of a statement over facts and their sources."""
        fact, source, link = tables.Fact, _SOURCE, tables.CaseSubmission
        mine = select(tables.Case.id).where(self.eyes.case())
        reports = select(link.submission).where(link.org == self.eyes.org, link.case.in_(mine))
        readable = or_(source.source.in_(mine), source.source.in_(reports))
        joined = (source.org == self.eyes.org, source.fact == fact.id)
        return [*conditions(session, self.eyes.org, self.basis, self.selection), *joined, readable]


@dataclass(frozen=True)
class FactRow:
    """A fact as the latest version says it, and the numbers of its cases."""

    numbers: tuple[str, ...]
    fact: Fact


def how_many(session: Session, sought: Sought) -> int:
    """How many rows there are."""
    return int(session.scalar(select(func.coalesce(func.sum(tables.Fact.sign), 0)).where(*sought.wanted(session))) or 0)


def some_rows(session: Session, sought: Sought, after: UUID | None) -> tuple[list[FactRow], UUID | None]:
    """The next rows, by the age of what they come from, and after what to go on; None when there are no more."""
    source = _SOURCE.source
    page = select(source).where(*sought.wanted(session), *([source > after] if after else [])).distinct().order_by(source).limit(SOURCES)
    sources = list(session.scalars(page))
    numbers = _numbers(session, sought, sources)
    return [FactRow(numbers.get(one, ()), fact) for one, fact in _facts(session, sought, sources)], sources[-1] if sources else None


def _facts(session: Session, sought: Sought, sources: list[UUID]) -> list[tuple[UUID, Fact]]:
    """The facts of some sources; what has been counted and taken back is left out."""
    fact, source = tables.Fact, _SOURCE.source
    found = session.execute(
        select(fact, source).where(*sought.wanted(session), source.in_(sources)).order_by(source, fact.day, fact.id)
    ).all()
    several = _several(session, sought.eyes.org, [row.id for row, _ in found])
    left: Counter[Any] = Counter()
    read: dict[Any, tuple[UUID, Fact]] = {}
    for row, one in found:
        single = {name: value for name, column in sought.basis.placed.items() if (value := getattr(row, column)) is not None}
        kept = sought.basis.lineage.read(Fact(row.grain, row.day, row.unit, single, several.get(row.id, {})), row.version)
        key = (one, kept.day, kept.unit, *sorted(kept.single.items()), *sorted(kept.several.items()))
        left[key] += row.sign
        read[key] = one, kept
    return [read[key] for key in left for _ in range(left[key])]


def _several(session: Session, org: str, facts: Iterable[UUID]) -> dict[UUID, dict[str, tuple[str, ...]]]:
    """The answers with several values of some facts."""
    row = tables.FactValue
    found: dict[UUID, dict[str, tuple[str, ...]]] = {}
    query = select(row.fact, row.reference, row.value).where(row.org == org, row.fact.in_(list(facts)))
    for fact, reference, value in session.execute(query.order_by(row.fact, row.reference, row.value)):
        kept = found.setdefault(fact, {})
        kept[reference] = (*kept.get(reference, ()), value)
    return found


def _numbers(session: Session, sought: Sought, sources: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The numbers of the cases in sight, by themselves and by their reports."""
    case, link = tables.Case, tables.CaseSubmission
    own = select(case.id, case.number).where(case.id.in_(sources), sought.eyes.case())
    joined = select(link.submission, case.number).where(
        link.org == sought.eyes.org, link.case == case.id, link.submission.in_(sources), sought.eyes.case()
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for source, number in (*session.execute(own), *session.execute(joined.order_by(case.number))):
        found[source] = (*found.get(source, ()), number)
    return found
