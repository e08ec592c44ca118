"""Cases: their steps and readers, the journal, notices and the outbox. Not edited once released."""

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    Uuid,
    text,
)

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, each after those it refers to."""
    _case()
    _case_submission()
    _case_mailbox()
    _step_run()
    _step_round()
    _exclusion()
    _journal()
    _notice()
    _outbox()


def _case() -> None:
    op.create_table(
        "case_",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("number", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("incident", Uuid(), nullable=False),
        Column("unit", String(), nullable=True),
        Column("authority", String(), nullable=False),
        Column("receiver", String(), nullable=False),
        Column("mailbox", String(), nullable=False),
        Column("key", Uuid(), nullable=False),
        Column("group_id", String(), nullable=True),
        Column("row", Integer(), nullable=True),
        Column("opened_at", BigInteger(), nullable=False),
        Column("closed_at", BigInteger(), nullable=True),
        Column("revision", Integer(), nullable=False),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"]),
        ForeignKeyConstraint(["org", "template", "version"], ["template_version.org", "template_version.name", "template_version.version"]),
        ForeignKeyConstraint(["org", "unit"], ["unit.org", "unit.key"]),
        UniqueConstraint("org", "number"),
    )
    op.create_index("ix_case_incident", "case_", ["org", "incident"])
    op.create_index("ix_case_opened_at", "case_", ["org", "opened_at"])
    op.create_index("ix_case_unit", "case_", ["org", "unit", "opened_at"])


def _case_submission() -> None:
    op.create_table(
        "case_submission",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("submission", Uuid(), nullable=False),
        Column("row", Integer(), nullable=True),
        Column("joined_at", BigInteger(), nullable=False),
        PrimaryKeyConstraint("org", "case", "submission"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "submission"], ["submission.org", "submission.id"]),
    )
    op.create_index("ix_case_submission_submission", "case_submission", ["org", "submission"])


def _case_mailbox() -> None:
    op.create_table(
        "case_mailbox",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("mailbox", String(), nullable=False),
        Column("why", String(), nullable=False),
        PrimaryKeyConstraint("org", "case", "mailbox", "why"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"]),
    )
    op.create_index("ix_case_mailbox_mailbox", "case_mailbox", ["org", "mailbox", "case"])


def _step_run() -> None:
    op.create_table(
        "step_run",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("number", Integer(), nullable=False),
        Column("step", String(), nullable=False),
        Column("status", String(), nullable=False),
        Column("holder", String(), nullable=True),
        Column("mailbox", String(), nullable=True),
        Column("opened_at", BigInteger(), nullable=False),
        Column("due_at", BigInteger(), nullable=True),
        Column("finished_at", BigInteger(), nullable=True),
        Column("outcome", String(), nullable=True),
        Column("parent", Integer(), nullable=True),
        Column("rounds", Integer(), nullable=False),
        Column("remind_at", BigInteger(), nullable=True),
        Column("reminded", Integer(), nullable=False),
        PrimaryKeyConstraint("org", "case", "number"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "case", "parent"], ["step_run.org", "step_run.case", "step_run.number"]),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"]),
    )
    op.create_index("ix_step_run_inbox", "step_run", ["org", "mailbox", "status", "due_at"])
    op.create_index(
        "ix_step_run_remind_at",
        "step_run",
        ["remind_at"],
        sqlite_where=text("remind_at IS NOT NULL"),
        postgresql_where=text("remind_at IS NOT NULL"),
    )


def _step_round() -> None:
    op.create_table(
        "step_round",
        Column("org", String(), nullable=False),
        Column("case", Uuid(), nullable=False),
        Column("run", Integer(), nullable=False),
        Column("round", Integer(), nullable=False),
        Column("person", Uuid(), nullable=True),
        Column("at", BigInteger(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        Column("digest", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "case", "run", "round"),
        ForeignKeyConstraint(["org", "case", "run"], ["step_run.org", "step_run.case", "step_run.number"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )


def _exclusion() -> None:
    op.create_table(
        "exclusion",
        Column("org", String(), nullable=False),
        Column("subject", Uuid(), nullable=False),
        Column("kind", String(), nullable=False),
        Column("key", String(), nullable=False),
        Column("why", String(), nullable=False),
        PrimaryKeyConstraint("org", "subject", "kind", "key"),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        Column("org", String(), nullable=False),
        Column("chain", String(), nullable=False),
        Column("seq", Integer(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("kind", String(), nullable=False),
        Column("person", Uuid(), nullable=True),
        Column("authority", String(), nullable=False),
        Column("facts", JSON(), nullable=False),
        Column("previous", LargeBinary(), nullable=False),
        Column("hash", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("org", "chain", "seq"),
    )


def _notice() -> None:
    op.create_table(
        "notice",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("submission", Uuid(), nullable=False),
        Column("case", Uuid(), nullable=True),
        Column("step", String(), nullable=False),
        Column("mailbox", String(), nullable=False),
        Column("queued_at", BigInteger(), nullable=False),
        Column("seen_at", BigInteger(), nullable=True),
        Column("seen_by", Uuid(), nullable=True),
        PrimaryKeyConstraint("org", "id"),
        ForeignKeyConstraint(["org", "case"], ["case_.org", "case_.id"]),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"]),
        ForeignKeyConstraint(["org", "seen_by"], ["person.org", "person.id"]),
        ForeignKeyConstraint(["org", "submission"], ["submission.org", "submission.id"]),
    )
    op.create_index("ix_notice_case", "notice", ["org", "case"])
    op.create_index("ix_notice_mailbox", "notice", ["org", "mailbox", "seen_at", "queued_at"])
    op.create_index("ix_notice_submission", "notice", ["org", "submission"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        Column("org", String(), nullable=False),
        Column("id", Uuid(), nullable=False),
        Column("mailbox", String(), nullable=True),
        Column("subject_id", Uuid(), nullable=True),
        Column("actor", Uuid(), nullable=True),
        Column("kind", String(), nullable=False),
        Column("recipients", JSON(), nullable=False),
        Column("subject", String(), nullable=False),
        Column("body", String(), nullable=False),
        Column("key", String(), nullable=False),
        Column("created_at", BigInteger(), nullable=False),
        Column("run_at", BigInteger(), nullable=False),
        Column("tries", Integer(), nullable=False),
        Column("sent_at", BigInteger(), nullable=True),
        Column("failed_at", BigInteger(), nullable=True),
        Column("error", String(), nullable=True),
        Column("lease_until", BigInteger(), nullable=True),
        Column("worker", String(), nullable=True),
        PrimaryKeyConstraint("org", "id"),
        UniqueConstraint("org", "key"),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["run_at"],
        sqlite_where=text("sent_at IS NULL AND failed_at IS NULL"),
        postgresql_where=text("sent_at IS NULL AND failed_at IS NULL"),
    )
