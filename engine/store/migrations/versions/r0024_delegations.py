"""Who decides on behalf of the organisation. Not edited once released."""

from alembic import op
from sqlalchemy import Column, Date, ForeignKeyConstraint, PrimaryKeyConstraint, String, Uuid

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "delegation",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("number", String(), nullable=False),
        Column("function", String(), nullable=True),
        Column("person", Uuid(), nullable=True),
        Column("unit", String(), nullable=False),
        Column("start", Date(), nullable=False),
        Column("until", Date(), nullable=True),
        PrimaryKeyConstraint("org", "id", name="pk_delegation"),
        ForeignKeyConstraint(["org"], ["organisation.key"], name="fk_delegation_org_organisation"),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"], name="fk_delegation_org_person_person"),
    )
    op.create_index("ix_delegation_function", "delegation", ["org", "function"])
