"""The table of rows that were taken out. No behaviour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from engine.store.tables.columns import Base, Id, OrganisationOwned, refers


class RowExport(OrganisationOwned, Base):
    """Somebody took out the rows behind a report: how many, and why, sealed under a key that the row itself holds."""

    __tablename__ = "row_export"
    __table_args__ = (refers("person", "person", "id"), Index("ix_row_export_report", "org", "template", "report"))

    id: Mapped[Id]
    person: Mapped[UUID]
    at: Mapped[datetime]
    template: Mapped[str]
    report: Mapped[str]
    rows: Mapped[int]
    sealed: Mapped[bytes]
