"""Tables of the people whom cases are about: their sealed names, what they are found by, and where they occur. No behaviour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Id, Key, Number, OrganisationOwned, belongs, refers


class Record(OrganisationOwned, Base):
    """A person whom cases are about; `sealed` has the name, year of birth and identity number under a key of the record's own.

    `pseudonym` is the number of the name that is shown instead once the identity has been protected; it is kept when it no longer is.
    """

    __tablename__ = "record"
    __table_args__ = (belongs(), refers("unit", "unit", "key"), refers("created_by", "person", "id"), UniqueConstraint("org", "pseudonym"))

    id: Mapped[Id]
    unit: Mapped[str | None]
    sealed: Mapped[bytes]
    protected: Mapped[bool] = mapped_column(default=False)
    pseudonym: Mapped[int | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID]


class RecordToken(OrganisationOwned, Base):
    """What a record is found by: a short keyed hash of a word of the name (`kind` word) or of the identity number (`kind` number)."""

    __tablename__ = "record_token"
    __table_args__ = (refers("record", "record", "id"), Index("ix_record_token_record", "org", "record"))

    kind: Mapped[Key]
    token: Mapped[Number]
    record: Mapped[Id]


class RecordLink(OrganisationOwned, Base):
    """Somebody has said that a person who is named in a report is this one, or with `same` false that it is another.

    `spot` is where: a report's id and the place in its answers, so that it holds in every case that the report is in; `row` is that of the
    group whose rows have cases of their own. Whoever was added to a case by hand has an id of its own there, and `case`.
    """

    __tablename__ = "record_link"
    __table_args__ = (
        refers("submission", "submission", "id"),
        refers("case", "case_", "id"),
        refers("record", "record", "id"),
        refers("by", "person", "id"),
        Index("ix_record_link_record", "org", "record"),
        Index("ix_record_link_case", "org", "case"),
        Index("ix_record_link_submission", "org", "submission"),
    )

    spot: Mapped[Key]
    record: Mapped[Id]
    submission: Mapped[UUID | None]
    row: Mapped[int | None]
    case: Mapped[UUID | None]
    role: Mapped[str]
    same: Mapped[bool] = mapped_column(default=True)
    by: Mapped[UUID]
    at: Mapped[datetime]


class RecordReason(OrganisationOwned, Base):
    """Why somebody looked at a record, or with no record searched, in one session; sealed under a key that the row itself holds."""

    __tablename__ = "record_reason"
    __table_args__ = (
        refers("record", "record", "id"),
        refers("person", "person", "id"),
        Index("ix_record_reason_session", "org", "person", "session"),
    )

    id: Mapped[Id]
    record: Mapped[UUID | None]
    person: Mapped[UUID]
    session: Mapped[str]
    at: Mapped[datetime]
    sealed: Mapped[bytes]
