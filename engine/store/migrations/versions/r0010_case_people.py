"""Persons whom a case lets in by name, and steps that are given to one. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, Date, ForeignKeyConstraint, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """So far nobody is, and none are."""
    op.create_table(
        "case_person",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("why", String(), nullable=False),
        Column("start", Date(), nullable=False),
        Column("until", Date(), nullable=True),
        Column("by", Uuid(), nullable=True),
        Column("at", BigInteger(), nullable=False),
        Column("ended_at", BigInteger(), nullable=True),
        Column("sealed", LargeBinary(), nullable=True),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
        ForeignKeyConstraint(["org", "by"], ["person.org", "person.id"]),
    )
    op.create_index("ix_case_person_case", "case_person", ["org", "case"])
    op.create_index("ix_case_person_person", "case_person", ["org", "person", "case"])
    for table, key in (("step_run", "fk_step_run_org_person_person"), ("outbox", "")):
        with op.batch_alter_table(table) as batch:
            batch.add_column(Column("person", Uuid(), nullable=True))
            if key:
                batch.create_foreign_key(key, "person", ["org", "person"], ["org", "id"])
    op.create_index("ix_step_run_person", "step_run", ["org", "person", "status"])
