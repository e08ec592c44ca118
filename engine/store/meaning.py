"""Where facts of each version keep an answer, and what its values mean in the latest version, as parts of a statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, null, select

from engine.statistics.lineage import ONE_VERSION, Era, Lineage
from engine.statistics.table import fact_grain
from engine.store import tables
from engine.template.counted import several
from engine.template.model import FormTemplate
from engine.template.reported import Report


@dataclass(frozen=True)
class Meaning:
    """One counted answer. `placed` has the column of each reference that has one; `eras` say how earlier versions kept it, oldest first.

    `single` and `several`: what facts of some version can have of it, one value or more.
    """

    reference: str
    placed: Mapping[str, str]
    eras: tuple[Era, ...] = ()
    single: bool = True
    several: bool = True

    @property
    def in_column(self) -> bool:
        """True when some version keeps it in a column."""
        return self.single and any(reference in self.placed for reference in self.references)

    @property
    def in_rows(self) -> bool:
        """True when some version keeps it in rows of its own."""
        return self.several or any(reference not in self.placed for reference in self.references)

    @property
    def references(self) -> tuple[str, ...]:
        """What it is called and has been called."""
        return (self.reference, *(era.reference for era in self.eras))

    @property
    def merges(self) -> bool:
        """True when two values of a fact may be one today."""
        return self.in_rows and any(era.became for era in self.eras)

    def column(self) -> Any:
        """The value in a fact's own columns, by the name that it has today."""
        return self._by_version(tables.Fact, lambda era: _today(self._column(era.reference), era), self._column(self.reference))

    def row(self, fact: Any, value: Any) -> ColumnElement[bool]:
        """True for the rows of `value` that hold the answer of `fact`."""
        held: ColumnElement[bool] = value.reference == self._by_version(fact, lambda era: era.reference, self.reference)
        return held

    def in_row(self, fact: Any, value: Any) -> Any:
        """The value in such a row, by the name that it has today."""
        return self._by_version(fact, lambda era: _today(value.value, era), value.value)

    def rows(self, org: str, template: str) -> Any:
        """Fact and value of every such row, each value of a fact once."""
        fact, value = tables.Fact, tables.FactValue
        query = select(value.fact, self.in_row(fact, value).label("value")).join(fact, (fact.org == value.org) & (fact.id == value.fact))
        wanted = (value.org == org, fact.org == org, fact.template == template, self.row(fact, value))
        return query.where(*wanted).distinct().subquery()

    def _column(self, reference: str) -> Any:
        return getattr(tables.Fact, self.placed[reference]) if reference in self.placed else null()

    def _by_version(self, fact: Any, then: Any, now: Any) -> Any:
        return case(*((fact.version < era.before, then(era)) for era in self.eras), else_=now) if self.eras else now


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

    @property
    def declared(self) -> bool:
        """True for a report of the template itself, which alone is counted ahead and has closed months."""
        return self.template.reports.get(self.report.id) == self.report

    def meaning(self, reference: str) -> Meaning:
        """Where an answer lies and what its values mean."""
        item, grain = self.template.counted[reference], self.report.grain
        many = item.alone or several(grain, item, self.template.grains)
        moved = (grain, reference) in self.lineage.moved
        return Meaning(reference, self.placed, self.lineage.eras.get(reference, ()), single=not many or moved, several=many or moved)

    def grains(self) -> list[str]:
        """The grains of the facts to count, by all the names that they have had; those of a sensitive answer have its name, too."""
        grain, slash, alone = fact_grain(self.template, self.report).partition("/")
        return [f"{one}{slash}{name}" for one in self._names(grain) for name in self._names(alone)]

    def _names(self, today: str) -> list[str]:
        return [today, *(era.reference for era in self.lineage.eras.get(today, ()))]


def _today(value: Any, era: Era) -> Any:
    return case(dict(era.became), value=value, else_=value) if era.became else value
