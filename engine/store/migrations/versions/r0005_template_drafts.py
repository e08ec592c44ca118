"""Drafts of templates. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, Uuid

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "template_draft",
        Column("org", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("source", String(), nullable=True),
        Column("base", Integer(), nullable=True),
        Column("revision", Integer(), nullable=False),
        Column("changed_at", BigInteger(), nullable=False),
        Column("author", Uuid(), nullable=True),
        PrimaryKeyConstraint("org", "name"),
        ForeignKeyConstraint(["org"], ["organisation.key"]),
        ForeignKeyConstraint(["org", "name", "base"], ["template_version.org", "template_version.name", "template_version.version"]),
    )
