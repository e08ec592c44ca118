"""What is asked and what came in: templates, drafts, submissions and keys; and what is counted. Not edited once released."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    Uuid,
)

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, each after those it refers to."""
    _template()
    _template_version()
    _fact_column()
    _draft()
    _submission()
    _submission_row()
    _key_copy()
    _fact()
    _fact_value()
    _fact_source()


def _template() -> None:
    op.create_table(
        "template",
        Column("org", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("published", Integer(), nullable=True),
        Column("archived_at", BigInteger(), nullable=True),
        PrimaryKeyConstraint("org", "name"),
        ForeignKeyConstraint(["org"], ["organisation.key"]),
    )


def _template_version() -> None:
    op.create_table(
        "template_version",
        Column("org", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("source", String(), nullable=False),
        Column("digest", String(), nullable=False),
        Column("published_at", BigInteger(), nullable=False),
        Column("publisher", Uuid(), nullable=True),
        PrimaryKeyConstraint("org", "name", "version"),
        ForeignKeyConstraint(["org", "name"], ["template.org", "template.name"]),
    )


def _fact_column() -> None:
    op.create_table(
        "fact_column",
        Column("org", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("reference", String(), nullable=False),
        Column("column", String(), nullable=False),
        PrimaryKeyConstraint("org", "template", "reference"),
        ForeignKeyConstraint(["org", "template"], ["template.org", "template.name"]),
        UniqueConstraint("org", "template", "column"),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        Column("org", String(), nullable=False),
        Column("id", LargeBinary(), nullable=False),
        Column("template", String(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        Column("expires_at", BigInteger(), nullable=False),
        Column("submission", Uuid(), nullable=True),
        Column("code_hash", LargeBinary(), nullable=True),
        Column("code_sealed", LargeBinary(), nullable=True),
        Column("code_expires_at", BigInteger(), nullable=True),
        Column("revision", Integer(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "template", "version"], ["template_version.org", "template_version.name", "template_version.version"]),
        UniqueConstraint("org", "code_hash"),
    )
    op.create_index("ix_draft_expires_at", "draft", ["org", "expires_at"])


def _submission() -> None:
    op.create_table(
        "submission",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("reference", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("unit", String(), nullable=True),
        Column("authority", String(), nullable=False),
        Column("received_at", BigInteger(), nullable=False),
        Column("token", LargeBinary(), nullable=False),
        Column("mailbox", String(), nullable=True),
        Column("state", String(), nullable=False),
        Column("incident", Uuid(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        Column("digest", LargeBinary(), nullable=False),
        Column("revision", Integer(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"]),
        ForeignKeyConstraint(["org", "template", "version"], ["template_version.org", "template_version.name", "template_version.version"]),
        ForeignKeyConstraint(["org", "unit"], ["unit.org", "unit.key"]),
        UniqueConstraint("org", "reference"),
        UniqueConstraint("org", "token"),
    )
    op.create_index("ix_submission_inbox", "submission", ["org", "mailbox", "state", "received_at"])
    op.create_index("ix_submission_received_at", "submission", ["org", "received_at"])


def _submission_row() -> None:
    op.create_table(
        "submission_row",
        Column("org", String(), nullable=False),
        Column("submission", Uuid(), nullable=False),
        Column("group_id", String(), nullable=False),
        Column("row", Integer(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "submission", "group_id", "row"),
        ForeignKeyConstraint(["org", "submission"], ["submission.org", "submission.id"]),
    )


def _key_copy() -> None:
    op.create_table(
        "key_copy",
        Column("org", String(), nullable=False),
        Column("holder", Uuid(), nullable=False),
        Column("key", Uuid(), nullable=False),
        Column("wrapped", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "holder", "key"),
    )
    op.create_index("ix_key_copy_key", "key_copy", ["org", "key"])


def _fact() -> None:
    op.create_table(
        "fact",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("template", String(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("grain", String(), nullable=False),
        Column("unit", String(), nullable=True),
        Column("authority", String(), nullable=False),
        Column("day", Date(), nullable=False),
        Column("sign", Integer(), nullable=False),
        *(Column(f"d{number}", String()) for number in range(1, 41)),
        PrimaryKeyConstraint("org", "id"),
    )
    op.create_index("ix_fact_day", "fact", ["org", "template", "grain", "day"])
    op.create_index("ix_fact_unit", "fact", ["org", "template", "grain", "unit", "day"])


def _fact_value() -> None:
    op.create_table(
        "fact_value",
        Column("org", String(), nullable=False),
        Column("fact", Uuid(), nullable=False),
        Column("reference", String(), nullable=False),
        Column("value", String(), nullable=False),
        PrimaryKeyConstraint("org", "fact", "reference", "value"),
        ForeignKeyConstraint(["org", "fact"], ["fact.org", "fact.id"]),
    )


def _fact_source() -> None:
    op.create_table(
        "fact_source",
        Column("org", String(), nullable=False),
        Column("fact", Uuid(), nullable=False),
        Column("source", Uuid(), nullable=False),
        PrimaryKeyConstraint("org", "fact", "source"),
        ForeignKeyConstraint(["org", "fact"], ["fact.org", "fact.id"]),
    )
    op.create_index("ix_fact_source_source", "fact_source", ["org", "source"])
