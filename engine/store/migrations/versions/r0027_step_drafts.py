"""What is half written in steps. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "step_draft",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("run", Integer(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("rounds", Integer(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "case", "run", "person"),
        ForeignKeyConstraint(["org", "case", "run"], ["step_run.org", "step_run.case", "step_run.number"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_index("ix_step_draft_at", "step_draft", ["org", "at"])
