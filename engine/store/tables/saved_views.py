"""The table of the views of lists that people keep for themselves. No behaviour."""

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from engine.store.tables.columns import Base, Id, OrganisationOwned, refers


class SavedView(OrganisationOwned, Base):
    """A list's filter under a name of somebody's own; both sealed under the person's key, since a name is free text."""

    __tablename__ = "saved_view"
    __table_args__ = (refers("person", "person", "id"), Index("ix_saved_view_person", "org", "person"))

    id: Mapped[Id]
    person: Mapped[UUID]
    sealed: Mapped[bytes]
