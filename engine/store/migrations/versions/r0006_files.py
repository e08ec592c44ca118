"""Files that come with answers. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "attachment",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("draft", LargeBinary(), nullable=True),
        Column("submission", Uuid(), nullable=True),
        Column("case", Uuid(), nullable=True),
        Column("sealed", LargeBinary(), nullable=False),
        Column("digest", LargeBinary(), nullable=False),
        Column("expires_at", BigInteger(), nullable=True),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "draft"], ["draft.org", "draft.id"]),
        ForeignKeyConstraint(["org", "submission"], ["submission.org", "submission.id"]),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
    )
    op.create_index("ix_attachment_draft", "attachment", ["org", "draft"])
    op.create_index("ix_attachment_submission", "attachment", ["org", "submission"])
    op.create_index("ix_attachment_case", "attachment", ["org", "case"])
    op.create_table(
        "attachment_content",
        Column("org", String(), nullable=False),
        Column("attachment", Uuid(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "attachment"),
        ForeignKeyConstraint(["org", "attachment"], ["attachment.org", "attachment.id"]),
    )
