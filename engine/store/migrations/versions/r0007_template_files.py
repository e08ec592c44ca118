"""The files that published templates take with them. Not edited once released."""

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "template_file",
        Column("org", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("file", String(), nullable=False),
        Column("source", String(), nullable=False),
        PrimaryKeyConstraint("org", "name", "version", "file"),
        ForeignKeyConstraint(["org", "name", "version"], ["template_version.org", "template_version.name", "template_version.version"]),
    )
