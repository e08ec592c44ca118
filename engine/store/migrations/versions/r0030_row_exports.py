"""Rows behind reports that were taken out, and why. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "row_export",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("template", String(), nullable=False),
        Column("report", String(), nullable=False),
        Column("rows", Integer(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_index("ix_row_export_report", "row_export", ["org", "template", "report"])
