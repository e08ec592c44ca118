"""Tables of what is counted. A fact holds no id of a submission or a case; `FactSource` does, and goes at erasure. No behaviour."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Authority, Base, Id, Key, Number, OrganisationOwned, belongs, refers

WIDTH = 40
"""How many counted questions with a single value a template can have."""


class Fact(OrganisationOwned, Base):
    """One thing that is counted, with its single values in `d1` to `d40`; never edited, corrections have `sign` -1."""

    __tablename__ = "fact"
    __table_args__ = (
        Index("ix_fact_unit", "org", "template", "grain", "unit", "day"),
        Index("ix_fact_day", "org", "template", "grain", "day", "unit"),
    )

    id: Mapped[Id]
    template: Mapped[str]
    version: Mapped[int]
    grain: Mapped[str]
    unit: Mapped[str | None]
    authority: Mapped[Authority]
    day: Mapped[date]
    sign: Mapped[int] = mapped_column(default=1)


COLUMNS = tuple(f"d{number}" for number in range(1, WIDTH + 1))
for _column in COLUMNS:
    setattr(Fact, _column, mapped_column(_column, Fact.__table__.c.grain.type, nullable=True))


class FactValue(OrganisationOwned, Base):
    """One of the values of a counted question that may have several."""

    __tablename__ = "fact_value"
    __table_args__ = (refers("fact", "fact", "id"),)

    fact: Mapped[Id]
    reference: Mapped[Key]
    value: Mapped[Key]


class FactSource(OrganisationOwned, Base):
    """What a fact was counted from: a submission or a case. Deleted at erasure, while the fact stays."""

    __tablename__ = "fact_source"
    __table_args__ = (refers("fact", "fact", "id"), Index("ix_fact_source_source", "org", "source"))

    fact: Mapped[Id]
    source: Mapped[UUID] = mapped_column(primary_key=True)


class FreshFact(OrganisationOwned, Base):
    """A fact that no tally holds yet. Sensitive ones are never here, since no tally is about them."""

    __tablename__ = "fact_fresh"
    __table_args__ = (refers("fact", "fact", "id"),)

    template: Mapped[Key]
    fact: Mapped[Id]


class Tally(OrganisationOwned, Base):
    """A report of a template's version whose facts are counted ahead, in lines: all that are not fresh, of the months before `until`.

    Without `until` it is done: they are of all months. `cells` lists what stands at each place of its lines, in JSON: the answers by the
    report's rows and columns. It only grows.
    """

    __tablename__ = "tally"

    template: Mapped[Key]
    report: Mapped[Key]
    version: Mapped[int]
    until: Mapped[date | None]
    cells: Mapped[str] = mapped_column(default="[]")


class FactStrip(OrganisationOwned, Base):
    """One column of a block of facts, copied: those of a grain, a version and the month that begins with `month`, up to some in a `part`.

    `column` is one of `Fact`'s; `labels` are its values, and `codes` the place of each fact's among them. Those of a template stand as
    a `Tally` with no report: all that are not fresh, of the months before its `until`. Sensitive facts are in none.
    """

    __tablename__ = "fact_strip"
    __table_args__ = (belongs(),)

    template: Mapped[Key]
    grain: Mapped[Key]
    month: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[Number]
    part: Mapped[Number]
    column: Mapped[Key]
    labels: Mapped[list[Any]]
    codes: Mapped[bytes]


class TallyLine(OrganisationOwned, Base):
    """How many facts of a version there are in each cell of a report's table: of a unit, in the month that begins with `day`, or on it.

    `sort` says what the line tells apart, by `engine.statistics.ahead`; its answers to choose by stand in `k1` to `k6`, one with several
    values as `|one|other|`. No answer and what a line is not about is "". `cells` are the numbers, by places in the `cells` of the tally.
    """

    __tablename__ = "tally_line"
    # in SQLite, the table is its key
    __table_args__ = (refers("template report", "tally", "template report"), {"sqlite_with_rowid": False})

    template: Mapped[Key]
    report: Mapped[Key]
    sort: Mapped[Number]
    unit: Mapped[Key]
    k1: Mapped[Key]
    k2: Mapped[Key]
    k3: Mapped[Key]
    k4: Mapped[Key]
    k5: Mapped[Key]
    k6: Mapped[Key]
    day: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[Number]
    cells: Mapped[bytes]


TALLY_KEYS = ("k1", "k2", "k3", "k4", "k5", "k6")
