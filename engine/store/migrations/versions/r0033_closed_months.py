"""Closed months of reports, and the lowest number that leaves a unit. Not edited once released."""

from alembic import op
from sqlalchemy import JSON, BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Make the table; numbers below 5 have been too small until now."""
    op.create_table(
        "closed_month",
        Column("org", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("report", String(), nullable=False),
        Column("month", String(), nullable=False),
        Column("closed_at", BigInteger(), nullable=False),
        Column("cube", JSON(), nullable=False),
        PrimaryKeyConstraint("org", "template", "report", "month"),
        ForeignKeyConstraint(["org"], ["organisation.key"]),
    )
    op.add_column("organisation", Column("smallest", Integer(), nullable=False, server_default="5"))
