"""How cases hang together. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, PrimaryKeyConstraint, String, Uuid

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """So far none does, but by its incident."""
    op.create_table(
        "case_tie",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("other", Uuid(), nullable=False),
        Column("kind", String(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("by", Uuid(), nullable=True),
        PrimaryKeyConstraint("org", "case", "other", "kind"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "other"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "by"], ["person.org", "person.id"]),
    )
    op.create_index("ix_case_tie_other", "case_tie", ["org", "other"])
