"""Tables of who decides on behalf of the organisation. No behaviour."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Id, OrganisationOwned, belongs, refers


class Delegation(OrganisationOwned, Base):
    """A line of the register: a function or a person decides at a unit, or everywhere (`unit` empty), by the number that it has there.

    Only `until` is ever changed, since decisions refer to it.
    """

    __tablename__ = "delegation"
    __table_args__ = (belongs(), refers("person", "person", "id"), Index("ix_delegation_function", "org", "function"))

    id: Mapped[Id]
    number: Mapped[str]
    function: Mapped[str | None]
    person: Mapped[UUID | None]
    unit: Mapped[str] = mapped_column(default="")
    start: Mapped[date]
    until: Mapped[date | None]
