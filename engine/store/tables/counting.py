"""Tables of what is counted. A fact holds no id of a submission or a case; `FactSource` does, and goes at erasure. No behaviour."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Authority, Base, Id, Key, OrganisationOwned, refers

WIDTH = 40
"""How many counted questions with a single value a template can have."""


class Fact(OrganisationOwned, Base):
    """One thing that is counted, with its single values in `d1` to `d40`; never edited, corrections have `sign` -1."""

    __tablename__ = "fact"
    __table_args__ = (
        Index("ix_fact_unit", "org", "template", "grain", "unit", "day"),
        Index("ix_fact_day", "org", "template", "grain", "day"),
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
