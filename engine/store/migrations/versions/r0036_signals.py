"""Signals: how far each is watched, what was raised, and the mails about it. Not edited once released."""

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    Uuid,
    text,
)

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """Make the tables."""
    _watch()
    _raised()
    _mail()


def _watch() -> None:
    op.create_table(
        "signal_watch",
        Column("org", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("signal", String(), nullable=False),
        Column("interval", String(), nullable=False),
        Column("reached", Date(), nullable=False),
        PrimaryKeyConstraint("org", "template", "signal"),
        ForeignKeyConstraint(["org"], ["organisation.key"]),
    )


def _raised() -> None:
    op.create_table(
        "raised_signal",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        *(Column(name, String(), nullable=False) for name in ("template", "signal", "unit", "value")),
        Column("first", Date(), nullable=False),
        Column("last", Date(), nullable=False),
        Column("how", String(), nullable=False),
        Column("count", Integer(), nullable=False),
        Column("usual", Float(), nullable=False),
        Column("mailboxes", JSON(), nullable=False),
        Column("raised_at", BigInteger(), nullable=False),
        Column("settled_at", BigInteger(), nullable=True),
        Column("settled_by", Uuid(), nullable=True),
        Column("sealed", LargeBinary(), nullable=True),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "settled_by"], ["person.org", "person.id"]),
        UniqueConstraint("org", "template", "signal", "unit", "value", "last", name="uq_raised_signal_place"),
    )
    still_open = text("settled_at IS NULL")
    op.create_index("ix_raised_signal_open", "raised_signal", ["org"], sqlite_where=still_open, postgresql_where=still_open)


def _mail() -> None:
    op.create_table(
        "signal_mail",
        Column("org", String(), nullable=False),
        Column("mail", Uuid(), nullable=False),
        Column("signal", Uuid(), nullable=False),
        PrimaryKeyConstraint("org", "mail"),
        ForeignKeyConstraint(["org", "mail"], ["outbox.org", "outbox.id"]),
        ForeignKeyConstraint(["org", "signal"], ["raised_signal.org", "raised_signal.id"]),
    )
