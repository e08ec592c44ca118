"""What staff note to each other in cases. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "case_note",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("by", Uuid(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        Column("digest", LargeBinary(), nullable=False),
        Column("state", String(), nullable=True),
        Column("state_at", BigInteger(), nullable=True),
        Column("state_by", Uuid(), nullable=True),
        Column("withdrawn_at", BigInteger(), nullable=True),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "by"], ["person.org", "person.id"]),
        ForeignKeyConstraint(["org", "state_by"], ["person.org", "person.id"]),
    )
    op.create_index("ix_case_note_case", "case_note", ["org", "case", "at"])
