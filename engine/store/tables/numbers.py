"""Tables of what units have a number of, and of those numbers. No behaviour."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Key, OrganisationOwned, belongs, refers


class NumberKind(OrganisationOwned, Base):
    """Something that units have a number of, with its words by language: its `title`, and what `one` and `many` of it are called."""

    __tablename__ = "number_kind"
    __table_args__ = (belongs(),)

    id: Mapped[Key]
    title: Mapped[dict[str, Any]]
    one: Mapped[dict[str, Any]]
    many: Mapped[dict[str, Any]]
    per: Mapped[int]


class UnitNumber(OrganisationOwned, Base):
    """How many a unit has from a first day to a last; never two for the same day."""

    __tablename__ = "unit_number"
    __table_args__ = (refers("kind", "number_kind", "id"), refers("unit", "unit", "key"))

    kind: Mapped[Key]
    unit: Mapped[Key]
    first: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[date]
    value: Mapped[int]
