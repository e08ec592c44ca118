"""Tables of what a case is told in: its documents, and its number in another register. No behaviour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Id, Number, OrganisationOwned, refers


class CaseDocument(OrganisationOwned, Base):
    """A document of a case, counted from 1; never edited. `document` is its key in the case's template, empty for the case's whole file.

    `sealed` has its title and its text. One that a step made names its `run` and `round`.
    """

    __tablename__ = "case_document"
    __table_args__ = (refers("case", "case_", "id"), refers("person", "person", "id"))

    case: Mapped[Id]
    number: Mapped[Number]
    document: Mapped[str] = mapped_column(default="")
    run: Mapped[int | None]
    round: Mapped[int | None]
    person: Mapped[UUID | None]
    at: Mapped[datetime]
    sealed: Mapped[bytes]
    digest: Mapped[bytes]


class RegisterEntry(OrganisationOwned, Base):
    """The number that a case has in another system's register; the journal has those that it had before."""

    __tablename__ = "register_entry"
    __table_args__ = (
        refers("case", "case_", "id"),
        refers("person", "person", "id"),
        Index("ix_register_entry_number", "org", "number"),
    )

    case: Mapped[Id]
    number: Mapped[str]
    person: Mapped[UUID]
    at: Mapped[datetime]
