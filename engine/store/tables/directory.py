"""Tables of who is there: organisations, units, calendars, mailboxes, people and their rights. No behaviour."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Authority, Base, Id, Key, OrganisationOwned, belongs, refers


class Organisation(Base):
    """One organisation; the only table that belongs to none."""

    __tablename__ = "organisation"

    key: Mapped[Key]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    time_zone: Mapped[str]
    language: Mapped[str]
    framed_by: Mapped[list[Any]] = mapped_column(default=list)
    smallest: Mapped[int] = mapped_column(default=5)


class Unit(OrganisationOwned, Base):
    """A part of the organisation. Never deleted: `until` ends it and `successor` takes over."""

    __tablename__ = "unit"
    __table_args__ = (belongs(), refers("parent", "unit", "key"), refers("successor", "unit", "key"))

    key: Mapped[Key]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")
    parent: Mapped[str | None]
    authority: Mapped[Authority]
    start: Mapped[date | None]
    until: Mapped[date | None]
    successor: Mapped[str | None]


class Calendar(OrganisationOwned, Base):
    """The working days of the organisation (`unit` empty) or of one unit. `label` has `one` and `many`, each by language.

    `closed` has first and last days, with the name of those that have one; `holidays` is the place whose public holidays are closed too.
    """

    __tablename__ = "calendar"
    __table_args__ = (belongs(),)

    name: Mapped[Key]
    unit: Mapped[Key] = mapped_column(default="")
    weekdays: Mapped[list[Any]]
    closed: Mapped[list[Any]]
    periods: Mapped[dict[str, Any]]
    label: Mapped[dict[str, Any]]
    holidays: Mapped[str] = mapped_column(default="")


class Mailbox(OrganisationOwned, Base):
    """An address of a function, not of a person; `email` is where its notices go, if anywhere."""

    __tablename__ = "mailbox"
    __table_args__ = (belongs(),)

    key: Mapped[Key]
    name: Mapped[str]
    email: Mapped[str | None]
    authority: Mapped[Authority]


class Holding(OrganisationOwned, Base):
    """Which mailbox holds a function at a unit, or at the organisation (`unit` empty)."""

    __tablename__ = "holding"
    __table_args__ = (refers("mailbox", "mailbox", "key"), Index("ix_holding_mailbox", "org", "mailbox"))

    function: Mapped[Key]
    unit: Mapped[Key] = mapped_column(default="")
    mailbox: Mapped[str]


class Person(OrganisationOwned, Base):
    """Someone who may sign in. `email` is stored in lower case."""

    __tablename__ = "person"
    __table_args__ = (belongs(), UniqueConstraint("org", "email"))

    id: Mapped[Id]
    name: Mapped[str]
    email: Mapped[str]
    password_hash: Mapped[str | None]
    disabled_at: Mapped[datetime | None]


class Membership(OrganisationOwned, Base):
    """A person's days in a mailbox; `until` is the last day."""

    __tablename__ = "membership"
    __table_args__ = (
        refers("mailbox", "mailbox", "key"),
        refers("person", "person", "id"),
        Index("ix_membership_person", "org", "person"),
    )

    mailbox: Mapped[Key]
    person: Mapped[Id]
    start: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date | None]
    substitute: Mapped[bool] = mapped_column(default=False)


class Grant(OrganisationOwned, Base):
    """A right given to a person, one of `engine.roster.schema.RIGHTS`, at a unit or everywhere (`unit` empty)."""

    __tablename__ = "grant_"
    __table_args__ = (refers("person", "person", "id"), Index("ix_grant_person", "org", "person"))

    id: Mapped[Id]
    person: Mapped[UUID]
    right: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    start: Mapped[date]
    until: Mapped[date | None]


class SignIn(OrganisationOwned, Base):
    """An open session; `id` is the hash of the token that only the browser has."""

    __tablename__ = "signin"
    __table_args__ = (refers("person", "person", "id"), Index("ix_signin_person", "org", "person"))

    id: Mapped[bytes] = mapped_column(primary_key=True)
    person: Mapped[UUID]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Attempt(OrganisationOwned, Base):
    """How often something was tried within a window of time; `key` names what and by whom, never in clear text."""

    __tablename__ = "attempt"

    key: Mapped[Key]
    window_start: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
