"""People whom cases are about. Not edited once released."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    Uuid,
)

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "record",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("unit", String(), nullable=True),
        Column("sealed", LargeBinary(), nullable=False),
        Column("protected", Boolean(), nullable=False),
        Column("pseudonym", Integer(), nullable=True),
        Column("created_at", BigInteger(), nullable=False),
        Column("created_by", Uuid(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org"], ["organisation.key"]),
        ForeignKeyConstraint(["org", "unit"], ["unit.org", "unit.key"]),
        ForeignKeyConstraint(["org", "created_by"], ["person.org", "person.id"]),
        UniqueConstraint("org", "pseudonym"),
    )
    _found_by()
    _links()
    _reasons()


def _found_by() -> None:
    op.create_table(
        "record_token",
        Column("org", String(), nullable=False),
        Column("kind", String(), nullable=False),
        Column("token", Integer(), nullable=False, autoincrement=False),
        Column("record", Uuid(), nullable=False),
        PrimaryKeyConstraint("org", "kind", "token", "record"),
        ForeignKeyConstraint(["org", "record"], ["record.org", "record.id"]),
    )
    op.create_index("ix_record_token_record", "record_token", ["org", "record"])


def _links() -> None:
    op.create_table(
        "record_link",
        Column("org", String(), nullable=False),
        Column("spot", String(), nullable=False),
        Column("record", Uuid(), nullable=False),
        Column("submission", Uuid(), nullable=True),
        Column("row", Integer(), nullable=True),
        Column("case", Uuid(), nullable=True),
        Column("role", String(), nullable=False),
        Column("same", Boolean(), nullable=False),
        Column("by", Uuid(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        PrimaryKeyConstraint("org", "spot", "record"),
        ForeignKeyConstraint(["org", "submission"], ["submission.org", "submission.id"]),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "record"], ["record.org", "record.id"]),
        ForeignKeyConstraint(["org", "by"], ["person.org", "person.id"]),
    )
    op.create_index("ix_record_link_record", "record_link", ["org", "record"])
    op.create_index("ix_record_link_case", "record_link", ["org", "case"])
    op.create_index("ix_record_link_submission", "record_link", ["org", "submission"])


def _reasons() -> None:
    op.create_table(
        "record_reason",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("record", Uuid(), nullable=True),
        Column("person", Uuid(), nullable=False),
        Column("session", String(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "record"], ["record.org", "record.id"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_index("ix_record_reason_session", "record_reason", ["org", "person", "session"])
