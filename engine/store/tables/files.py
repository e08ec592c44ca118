"""Tables of files that come with answers. No behaviour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Id, OrganisationOwned, refers


class Attachment(OrganisationOwned, Base):
    """One file, of a draft, a submission or a case. `sealed` has its name and its own key, under the key that seals the answer.

    One of a draft goes with its draft; one of a case that no round of a step names yet goes when it `expires_at`.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        refers("draft", "draft", "id"),
        refers("submission", "submission", "id"),
        refers("case", "case_", "id"),
        Index("ix_attachment_draft", "org", "draft"),
        Index("ix_attachment_submission", "org", "submission"),
        Index("ix_attachment_case", "org", "case"),
    )

    id: Mapped[Id]
    draft: Mapped[bytes | None]
    submission: Mapped[UUID | None]
    case: Mapped[UUID | None]
    sealed: Mapped[bytes]
    digest: Mapped[bytes]
    expires_at: Mapped[datetime | None]


class AttachmentContent(OrganisationOwned, Base):
    """What a file holds, sealed by the file's own key; never edited. Apart, so that nobody reads it who only wants the name."""

    __tablename__ = "attachment_content"
    __table_args__ = (refers("attachment", "attachment", "id"),)

    attachment: Mapped[UUID] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
