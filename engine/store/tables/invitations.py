"""Tables of those who have been asked to choose a password. No behaviour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, OrganisationOwned, refers


class Invitation(OrganisationOwned, Base):
    """A link by which a person chooses a password, once; `id` is the hash of the token in it. The row goes when the link is used."""

    __tablename__ = "invitation"
    __table_args__ = (refers("person", "person", "id"), Index("ix_invitation_person", "org", "person"))

    id: Mapped[bytes] = mapped_column(primary_key=True)
    person: Mapped[UUID]
    expires_at: Mapped[datetime]
