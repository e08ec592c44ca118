"""Tables of how cases hang together. No behaviour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from engine.store.tables.columns import Base, Id, Key, OrganisationOwned, refers


class CaseTie(OrganisationOwned, Base):
    """One case that has to do with another.

    `kind` is related, merged (into the other), split (the other came out of it) or opened (the other was opened by it).
    """

    __tablename__ = "case_tie"
    __table_args__ = (
        refers("case", "case_", "id"),
        refers("other", "case_", "id"),
        refers("by", "person", "id"),
        Index("ix_case_tie_other", "org", "other"),
    )

    case: Mapped[Id]
    other: Mapped[Id]
    kind: Mapped[Key]
    at: Mapped[datetime]
    by: Mapped[UUID | None]
