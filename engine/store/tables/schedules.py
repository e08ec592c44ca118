"""Tables of reports that go out by mail: when each is to, as the organisation has it, and each mail that has come due. No behaviour."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Base, Key, Number, OrganisationOwned, belongs, refers


class ReportSchedule(OrganisationOwned, Base):
    """A schedule of a report; number 0 is the template's own, the others are the organisation's. `plan` goes before the template's.

    Every period that begins on `reached` or earlier has been seen to, counted by `every`.
    """

    __tablename__ = "report_schedule"
    __table_args__ = (belongs(), refers("paused_by", "person", "id"))

    template: Mapped[Key]
    report: Mapped[Key]
    number: Mapped[Number]
    plan: Mapped[dict[str, Any]] = mapped_column(default=dict)
    every: Mapped[str]
    reached: Mapped[date]
    paused_at: Mapped[datetime | None]
    paused_by: Mapped[UUID | None]


class ReportMail(OrganisationOwned, Base):
    """A report about a period that has come due for a mailbox: at most one for each, and one for each time that someone sends it again.

    `units` are empty where it is about everything. Its `mail` is written in the transaction that settles it.
    """

    __tablename__ = "report_mail"
    __table_args__ = (
        refers("mailbox", "mailbox", "key"),
        refers("mail", "outbox", "id"),
        refers("sent_by", "person", "id"),
        Index("ix_report_mail_mail", "org", "mail"),
        Index(
            "ix_report_mail_waiting",
            "org",
            "run_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    template: Mapped[Key]
    report: Mapped[Key]
    mailbox: Mapped[Key]
    period: Mapped[Key]
    copy: Mapped[Number]
    number: Mapped[int]
    first: Mapped[date]
    last: Mapped[date]
    units: Mapped[list[Any]]
    due_at: Mapped[datetime]
    run_at: Mapped[datetime]
    state: Mapped[str]
    settled_at: Mapped[datetime | None]
    mail: Mapped[UUID | None]
    sent_by: Mapped[UUID | None]
