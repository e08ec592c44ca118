"""What cases are marked with. Not edited once released."""

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, String, Uuid

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table; the cases that there are have no marks."""
    op.create_table(
        "case_flag",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("key", String(), nullable=False),
        PrimaryKeyConstraint("org", "case", "key"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
    )
    op.create_index("ix_case_flag_key", "case_flag", ["org", "key"])
