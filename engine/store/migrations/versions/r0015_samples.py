"""Samples of closed cases. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, Date, ForeignKeyConstraint, Integer, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sample",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("mailbox", String(), nullable=False),
        Column("first", Date(), nullable=False),
        Column("last", Date(), nullable=False),
        Column("population", Integer(), nullable=False),
        Column("seed", String(), nullable=False),
        Column("drawn_at", BigInteger(), nullable=False),
        Column("drawn_by", Uuid(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"]),
        ForeignKeyConstraint(["org", "drawn_by"], ["person.org", "person.id"]),
    )
    op.create_index("ix_sample_mailbox", "sample", ["org", "mailbox", "drawn_at"])
    op.create_table(
        "sample_case",
        Column("org", String(), nullable=False),
        Column("sample", Uuid(), nullable=False),
        Column("place", Integer(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("verdict", String(), nullable=True),
        Column("reviewed_at", BigInteger(), nullable=True),
        Column("reviewed_by", Uuid(), nullable=True),
        Column("sealed", LargeBinary(), nullable=True),
        PrimaryKeyConstraint("org", "sample", "place"),
        ForeignKeyConstraint(["org", "sample"], ["sample.org", "sample.id"]),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "reviewed_by"], ["person.org", "person.id"]),
    )
    op.create_index("ix_sample_case_case", "sample_case", ["org", "case"])
