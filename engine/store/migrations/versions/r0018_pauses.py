"""Steps that stand still for a reason. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, Date, ForeignKeyConstraint, Integer, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """No step stands still yet."""
    op.add_column("step_run", Column("paused_at", BigInteger(), nullable=True))
    op.create_table(
        "pause",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("run", Integer(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("until", Date(), nullable=True),
        Column("sealed", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "case", "run", "at"),
        ForeignKeyConstraint(["org", "case", "run"], ["step_run.org", "step_run.case", "step_run.number"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
