"""Reports that somebody typed in for someone else. Not edited once released."""

from alembic import op
from sqlalchemy import Column, String, Uuid

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """What there is was sent by those who reported."""
    with op.batch_alter_table("submission") as submission:
        submission.add_column(Column("way", String(), nullable=True))
        submission.add_column(Column("typed_by", Uuid(), nullable=True))
        submission.create_foreign_key("fk_submission_org_typed_by_person", "person", ["org", "typed_by"], ["org", "id"])
