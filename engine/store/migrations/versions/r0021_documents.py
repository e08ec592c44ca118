"""Documents of cases, and their numbers in another register. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "case_document",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("number", Integer(), autoincrement=False, nullable=False),
        Column("document", String(), nullable=False),
        Column("run", Integer(), nullable=True),
        Column("round", Integer(), nullable=True),
        Column("person", Uuid(), nullable=True),
        Column("at", BigInteger(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        Column("digest", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "case", "number"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_table(
        "register_entry",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("number", String(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        PrimaryKeyConstraint("org", "case"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_index("ix_register_entry_number", "register_entry", ["org", "number"])
