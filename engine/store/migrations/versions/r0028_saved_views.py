"""Views of lists that people keep for themselves. Not edited once released."""

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "saved_view",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_index("ix_saved_view_person", "saved_view", ["org", "person"])
