"""The table of steps that stand still, or once did. No behaviour."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Id, Number, OrganisationOwned, refers


class Pause(OrganisationOwned, Base):
    """Who let a step stand still, until which day, and the sealed reason. It goes on as long as its step's `paused_at` is its `at`."""

    __tablename__ = "pause"
    __table_args__ = (refers("case run", "step_run", "case number"), refers("person", "person", "id"))

    case: Mapped[Id]
    run: Mapped[Number]
    at: Mapped[datetime] = mapped_column(primary_key=True)
    person: Mapped[UUID]
    until: Mapped[date | None]
    sealed: Mapped[bytes]
