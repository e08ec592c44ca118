"""Tables of how people want their mail, and of what each has been told. No behaviour."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from engine.store.tables.columns import Base, Id, Key, OrganisationOwned, refers


class MailChoice(OrganisationOwned, Base):
    """How a person wants the mail of a mailbox, where that is not at once: `daily` or `none`."""

    __tablename__ = "mail_choice"
    __table_args__ = (refers("person", "person", "id"), refers("mailbox", "mailbox", "key"))

    person: Mapped[Id]
    mailbox: Mapped[Key]
    how: Mapped[str]


class MailShare(OrganisationOwned, Base):
    """A person's share in a mail that is settled: had `at` once, or, as long as `due_at` stands there, to be told of then with others."""

    __tablename__ = "mail_share"
    __table_args__ = (
        refers("mail", "outbox", "id"),
        refers("person", "person", "id"),
        Index("ix_mail_share_person", "org", "person", "at"),
        # the worker asks for all organisations at once, so this one does not begin with the organisation
        Index(
            "ix_mail_share_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
    )

    mail: Mapped[Id]
    person: Mapped[Id]
    at: Mapped[datetime]
    due_at: Mapped[datetime | None]
