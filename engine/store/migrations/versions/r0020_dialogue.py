"""The dialogue with whoever sent a submission. Not edited once released."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    Uuid,
    text,
)

revision = "0020"
down_revision = "0019"

UNSEEN = text("seen_at IS NULL AND person IS NULL")


def upgrade() -> None:
    """Make the tables. What came in before has no code, and so no dialogue."""
    op.create_table(
        "dialogue",
        Column("org", String(), nullable=False),
        Column("submission", Uuid(), nullable=False),
        Column("code", LargeBinary(), nullable=False),
        Column("contact", LargeBinary(), nullable=True),
        PrimaryKeyConstraint("org", "submission"),
        ForeignKeyConstraint(["org", "submission"], ["submission.org", "submission.id"]),
        UniqueConstraint("org", "code"),
    )
    op.create_table(
        "dialogue_visit",
        Column("org", String(), nullable=False),
        Column("id", LargeBinary(), nullable=False),
        Column("submission", Uuid(), nullable=False),
        Column("seen_at", BigInteger(), nullable=False),
        Column("expires_at", BigInteger(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "submission"], ["dialogue.org", "dialogue.submission"]),
    )
    op.create_index("ix_dialogue_visit_expires_at", "dialogue_visit", ["org", "expires_at"])
    _messages()


def _messages() -> None:
    op.create_table(
        "message",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("submission", Uuid(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("person", Uuid(), nullable=True),
        Column("function", String(), nullable=True),
        Column("named", Boolean(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        Column("digest", LargeBinary(), nullable=False),
        Column("seen_at", BigInteger(), nullable=True),
        Column("seen_by", Uuid(), nullable=True),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "submission"], ["dialogue.org", "dialogue.submission"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
        ForeignKeyConstraint(["org", "seen_by"], ["person.org", "person.id"]),
    )
    op.create_index("ix_message_submission", "message", ["org", "submission", "at"])
    op.create_index("ix_message_unseen", "message", ["org", "submission"], sqlite_where=UNSEEN, postgresql_where=UNSEEN)
