"""When reports go out by mail, and each that has. Not edited once released."""

from alembic import op
from sqlalchemy import JSON, BigInteger, Column, Date, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, Uuid, text

revision = "0029"
down_revision = "0028"
WAITING = text("state = 'waiting'")


def upgrade() -> None:
    """Make both tables."""
    _schedules()
    _mails()


def _schedules() -> None:
    op.create_table(
        "report_schedule",
        Column("org", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("report", String(), nullable=False),
        Column("number", Integer(), nullable=False),
        Column("plan", JSON(), nullable=False),
        Column("every", String(), nullable=False),
        Column("reached", Date(), nullable=False),
        Column("paused_at", BigInteger(), nullable=True),
        Column("paused_by", Uuid(), nullable=True),
        PrimaryKeyConstraint("org", "template", "report", "number", name="pk_report_schedule"),
        ForeignKeyConstraint(["org"], ["organisation.key"], name="fk_report_schedule_org_organisation"),
        ForeignKeyConstraint(["org", "paused_by"], ["person.org", "person.id"], name="fk_report_schedule_org_paused_by_person"),
    )


def _mails() -> None:
    op.create_table(
        "report_mail",
        Column("org", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("report", String(), nullable=False),
        Column("mailbox", String(), nullable=False),
        Column("period", String(), nullable=False),
        Column("copy", Integer(), nullable=False),
        Column("number", Integer(), nullable=False),
        Column("first", Date(), nullable=False),
        Column("last", Date(), nullable=False),
        Column("units", JSON(), nullable=False),
        Column("due_at", BigInteger(), nullable=False),
        Column("run_at", BigInteger(), nullable=False),
        Column("state", String(), nullable=False),
        Column("settled_at", BigInteger(), nullable=True),
        Column("mail", Uuid(), nullable=True),
        Column("sent_by", Uuid(), nullable=True),
        PrimaryKeyConstraint("org", "template", "report", "mailbox", "period", "copy", name="pk_report_mail"),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"], name="fk_report_mail_org_mailbox_mailbox"),
        ForeignKeyConstraint(["org", "mail"], ["outbox.org", "outbox.id"], name="fk_report_mail_org_mail_outbox"),
        ForeignKeyConstraint(["org", "sent_by"], ["person.org", "person.id"], name="fk_report_mail_org_sent_by_person"),
    )
    op.create_index("ix_report_mail_mail", "report_mail", ["org", "mail"])
    op.create_index("ix_report_mail_waiting", "report_mail", ["org", "run_at"], sqlite_where=WAITING, postgresql_where=WAITING)
