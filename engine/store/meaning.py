"""Where facts of each version keep an answer, and what its values mean in the latest version, as parts of a statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, null, select

from engine.statistics.lineage import Era
from engine.store import tables


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
        return self.single and any(reference in self.placed for reference in self._references)

    @property
    def in_rows(self) -> bool:
        """True when some version keeps it in rows of its own."""
        return self.several or any(reference not in self.placed for reference in self._references)

    @property
    def _references(self) -> tuple[str, ...]:
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


def _today(value: Any, era: Era) -> Any:
    return case(dict(era.became), value=value, else_=value) if era.became else value
