"""Tables of the dialogue with whoever sent a submission, without an account. No behaviour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Id, OrganisationOwned, refers


class Dialogue(OrganisationOwned, Base):
    """The way back to whoever sent a submission: `code` is the keyed hash of the secret on the receipt.

    `contact` is an address that wants to know when something happens, sealed under the submission's key; None when there is none.
    """

    __tablename__ = "dialogue"
    __table_args__ = (refers("submission", "submission", "id"), UniqueConstraint("org", "code"))

    submission: Mapped[Id]
    code: Mapped[bytes]
    contact: Mapped[bytes | None]


class DialogueVisit(OrganisationOwned, Base):
    """An open visit to a dialogue; `id` is the hash of the token that only the browser has."""

    __tablename__ = "dialogue_visit"
    __table_args__ = (refers("submission", "dialogue", "submission"), Index("ix_dialogue_visit_expires_at", "org", "expires_at"))

    id: Mapped[bytes] = mapped_column(primary_key=True)
    submission: Mapped[UUID]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Message(OrganisationOwned, Base):
    """What one of the two has written, sealed under the submission's key; never edited but for when it was seen.

    `person` is who wrote it among the staff, None for whoever sent the submission; `function` is the holder that the person wrote as,
    and `named` says that the person lets the name be seen.
    """

    __tablename__ = "message"
    __table_args__ = (
        refers("submission", "dialogue", "submission"),
        refers("person", "person", "id"),
        refers("seen_by", "person", "id"),
        Index("ix_message_submission", "org", "submission", "at"),
        Index(
            "ix_message_unseen",
            "org",
            "submission",
            sqlite_where=text("seen_at IS NULL AND person IS NULL"),
            postgresql_where=text("seen_at IS NULL AND person IS NULL"),
        ),
    )

    id: Mapped[Id]
    submission: Mapped[UUID]
    at: Mapped[datetime]
    person: Mapped[UUID | None]
    function: Mapped[str | None]
    named: Mapped[bool] = mapped_column(default=False)
    sealed: Mapped[bytes]
    digest: Mapped[bytes]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[UUID | None]
