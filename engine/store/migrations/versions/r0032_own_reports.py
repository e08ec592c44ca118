"""Reports that an organisation has made itself. Not edited once released."""

from alembic import op
from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, Uuid

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "own_report",
        Column("org", String(), nullable=False),
        Column("key", String(), nullable=False),
        Column("number", Integer(), nullable=False),
        Column("text", String(), nullable=False),
        Column("templates", JSON(), nullable=False),
        Column("retired", Boolean(), nullable=False),
        Column("by", Uuid(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        PrimaryKeyConstraint("org", "key", "number"),
        ForeignKeyConstraint(["org", "by"], ["person.org", "person.id"]),
    )
