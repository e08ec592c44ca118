"""Tables of what staff note to each other in a case. No behaviour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from engine.store.tables.columns import Base, Id, OrganisationOwned, refers


class CaseNote(OrganisationOwned, Base):
    """An internal note: its text and the ids of its files under the case's own key, never edited.

    `state` is open or done where the note asks for something, and has who said so and when. One that is withdrawn stays, unread.
    """

    __tablename__ = "case_note"
    __table_args__ = (
        refers("case", "case_", "id"),
        refers("by", "person", "id"),
        refers("state_by", "person", "id"),
        Index("ix_case_note_case", "org", "case", "at"),
    )

    id: Mapped[Id]
    case: Mapped[UUID]
    by: Mapped[UUID]
    at: Mapped[datetime]
    sealed: Mapped[bytes]
    digest: Mapped[bytes]
    state: Mapped[str | None]
    state_at: Mapped[datetime | None]
    state_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
