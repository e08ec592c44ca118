"""Tables of samples: closed cases that were drawn by chance to be looked at, and what was found. No behaviour."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Id, Number, OrganisationOwned, refers


class Sample(OrganisationOwned, Base):
    """A draw among the cases that a mailbox was told of and that were closed between two days; `population` is how many those were.

    The journal of the organisation has the seed and what was drawn, so that anyone can draw again and see that nothing was chosen.
    """

    __tablename__ = "sample"
    __table_args__ = (
        refers("mailbox", "mailbox", "key"),
        refers("drawn_by", "person", "id"),
        Index("ix_sample_mailbox", "org", "mailbox", "drawn_at"),
    )

    id: Mapped[Id]
    mailbox: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    population: Mapped[int]
    seed: Mapped[str]
    drawn_at: Mapped[datetime]
    drawn_by: Mapped[UUID]


class SampleCase(OrganisationOwned, Base):
    """A case that was drawn, in which place; with a verdict once it has been reviewed, and a remark under the case's own key."""

    __tablename__ = "sample_case"
    __table_args__ = (
        refers("sample", "sample", "id"),
        refers("case", "case_", "id"),
        refers("reviewed_by", "person", "id"),
        Index("ix_sample_case_case", "org", "case"),
    )

    sample: Mapped[Id]
    place: Mapped[Number]
    case: Mapped[UUID]
    verdict: Mapped[str | None]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[UUID | None]
    sealed: Mapped[bytes | None] = mapped_column(default=None)
