"""Notices that are acknowledged. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, Uuid

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Nobody has acknowledged what there is: that a notice was seen says nothing of it."""
    with op.batch_alter_table("notice") as notice:
        notice.add_column(Column("acknowledged_at", BigInteger(), nullable=True))
        notice.add_column(Column("acknowledged_by", Uuid(), nullable=True))
        notice.create_foreign_key(None, "person", ["org", "acknowledged_by"], ["org", "id"])
    op.create_index("ix_outbox_subject", "outbox", ["org", "subject_id"])
    op.create_index("ix_notice_acknowledged", "notice", ["org", "mailbox", "acknowledged_at", "queued_at"])
