"""Tables of signals: how far each has been watched, what there was more of than usual, and the mails about that. No behaviour."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Float, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Id, Key, OrganisationOwned, belongs, refers


class SignalWatch(OrganisationOwned, Base):
    """How far a signal of a template has been watched: every week or month that ends on `reached` or earlier has been judged."""

    __tablename__ = "signal_watch"
    __table_args__ = (belongs(),)

    template: Mapped[Key]
    signal: Mapped[Key]
    interval: Mapped[str]
    reached: Mapped[date]


class RaisedSignal(OrganisationOwned, Base):
    """More than usual in a unit, "" for the organisation, of a value, "" where all are counted together, in a week or month: once each.

    `mailboxes` were told. What was done is sealed, and written once. It holds no id of a report or a case.
    """

    __tablename__ = "raised_signal"
    __table_args__ = (
        refers("settled_by", "person", "id"),
        UniqueConstraint("org", "template", "signal", "unit", "value", "last", name="uq_raised_signal_place"),
        Index(
            "ix_raised_signal_open",
            "org",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    template: Mapped[str]
    signal: Mapped[str]
    unit: Mapped[str]
    value: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    how: Mapped[str]
    count: Mapped[int]
    usual: Mapped[float] = mapped_column(Float)
    mailboxes: Mapped[list[Any]]
    raised_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None]
    sealed: Mapped[bytes | None]


class SignalMail(OrganisationOwned, Base):
    """Which signal a mail in the outbox is about: who may be told of it is asked when it is sent."""

    __tablename__ = "signal_mail"
    __table_args__ = (refers("mail", "outbox", "id"), refers("signal", "raised_signal", "id"))

    mail: Mapped[Id]
    signal: Mapped[UUID]
