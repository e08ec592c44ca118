"""What people take reports to mean. Not edited once released."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    Uuid,
)

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "interpretation",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("template", String(), nullable=False),
        Column("report", String(), nullable=False),
        Column("unit", String(), nullable=False),
        Column("first", Date(), nullable=False),
        Column("last", Date(), nullable=False),
        Column("number", Integer(), nullable=False),
        Column("by", Uuid(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        Column("digest", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "by"], ["person.org", "person.id"]),
        UniqueConstraint("org", "template", "report", "unit", "first", "last", "number", name="uq_interpretation_scope"),
    )
