"""The table of what people take reports to mean. No behaviour."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from engine.store.tables.columns import Base, Id, OrganisationOwned, refers


class Interpretation(OrganisationOwned, Base):
    """One wording of what a report of a template says about a unit, "" for all of them, over some days; sealed, and never edited.

    `number` counts the wordings of the same, so that two who write at once do not both follow the same one.
    """

    __tablename__ = "interpretation"
    __table_args__ = (
        refers("by", "person", "id"),
        UniqueConstraint("org", "template", "report", "unit", "first", "last", "number", name="uq_interpretation_scope"),
    )

    id: Mapped[Id]
    template: Mapped[str]
    report: Mapped[str]
    unit: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    number: Mapped[int]
    by: Mapped[UUID]
    at: Mapped[datetime]
    sealed: Mapped[bytes]
    digest: Mapped[bytes]
