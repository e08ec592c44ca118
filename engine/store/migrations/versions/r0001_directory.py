"""Who is there: organisations, units, calendars, mailboxes, people, rights and sessions. Not edited once released."""

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    Uuid,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, each after those it refers to."""
    _organisation()
    _unit()
    _calendar()
    _mailbox()
    _holding()
    _person()
    _membership()
    _grant()
    _signin()
    _attempt()


def _organisation() -> None:
    op.create_table(
        "organisation",
        Column("key", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("kind", String(), nullable=False),
        Column("time_zone", String(), nullable=False),
        Column("language", String(), nullable=False),
        PrimaryKeyConstraint("key"),
    )


def _unit() -> None:
    op.create_table(
        "unit",
        Column("org", String(), nullable=False),
        Column("key", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("kind", String(), nullable=False),
        Column("area", String(), nullable=False),
        Column("parent", String(), nullable=True),
        Column("authority", String(), nullable=False),
        Column("start", Date(), nullable=True),
        Column("until", Date(), nullable=True),
        Column("successor", String(), nullable=True),
        PrimaryKeyConstraint("org", "key"),
        ForeignKeyConstraint(["org"], ["organisation.key"]),
        ForeignKeyConstraint(["org", "parent"], ["unit.org", "unit.key"]),
        ForeignKeyConstraint(["org", "successor"], ["unit.org", "unit.key"]),
    )


def _calendar() -> None:
    op.create_table(
        "calendar",
        Column("org", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("unit", String(), nullable=False),
        Column("label_one", String(), nullable=False),
        Column("label_many", String(), nullable=False),
        Column("weekdays", JSON(), nullable=False),
        Column("closed", JSON(), nullable=False),
        Column("periods", JSON(), nullable=False),
        PrimaryKeyConstraint("org", "name", "unit"),
        ForeignKeyConstraint(["org"], ["organisation.key"]),
    )


def _mailbox() -> None:
    op.create_table(
        "mailbox",
        Column("org", String(), nullable=False),
        Column("key", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("email", String(), nullable=True),
        Column("authority", String(), nullable=False),
        PrimaryKeyConstraint("org", "key"),
        ForeignKeyConstraint(["org"], ["organisation.key"]),
    )


def _holding() -> None:
    op.create_table(
        "holding",
        Column("org", String(), nullable=False),
        Column("function", String(), nullable=False),
        Column("unit", String(), nullable=False),
        Column("mailbox", String(), nullable=False),
        PrimaryKeyConstraint("org", "function", "unit"),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"]),
    )
    op.create_index("ix_holding_mailbox", "holding", ["org", "mailbox"])


def _person() -> None:
    op.create_table(
        "person",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("name", String(), nullable=False),
        Column("email", String(), nullable=False),
        Column("password_hash", String(), nullable=True),
        Column("disabled_at", BigInteger(), nullable=True),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org"], ["organisation.key"]),
        UniqueConstraint("org", "email"),
    )


def _membership() -> None:
    op.create_table(
        "membership",
        Column("org", String(), nullable=False),
        Column("mailbox", String(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("start", Date(), nullable=False),
        Column("until", Date(), nullable=True),
        Column("substitute", Boolean(), nullable=False),
        PrimaryKeyConstraint("org", "mailbox", "person", "start"),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_index("ix_membership_person", "membership", ["org", "person"])


def _grant() -> None:
    op.create_table(
        "grant_",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("right", String(), nullable=False),
        Column("unit", String(), nullable=False),
        Column("start", Date(), nullable=False),
        Column("until", Date(), nullable=True),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_index("ix_grant_person", "grant_", ["org", "person"])


def _signin() -> None:
    op.create_table(
        "signin",
        Column("org", String(), nullable=False),
        Column("id", LargeBinary(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("created_at", BigInteger(), nullable=False),
        Column("seen_at", BigInteger(), nullable=False),
        Column("expires_at", BigInteger(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_index("ix_signin_person", "signin", ["org", "person"])


def _attempt() -> None:
    op.create_table(
        "attempt",
        Column("org", String(), nullable=False),
        Column("key", String(), nullable=False),
        Column("window_start", BigInteger(), nullable=False),
        Column("count", Integer(), nullable=False),
        PrimaryKeyConstraint("org", "key", "window_start"),
    )
