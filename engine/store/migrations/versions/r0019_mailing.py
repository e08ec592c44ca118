"""How people want their mail, and what each has been told. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, PrimaryKeyConstraint, String, Uuid, text

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Everybody is told at once, as before."""
    op.create_table(
        "mail_choice",
        Column("org", String(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("mailbox", String(), nullable=False),
        Column("how", String(), nullable=False),
        PrimaryKeyConstraint("org", "person", "mailbox"),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
        ForeignKeyConstraint(["org", "mailbox"], ["mailbox.org", "mailbox.key"]),
    )
    op.create_table(
        "mail_share",
        Column("org", String(), nullable=False),
        Column("mail", Uuid(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("due_at", BigInteger(), nullable=True),
        PrimaryKeyConstraint("org", "mail", "person"),
        ForeignKeyConstraint(["org", "mail"], ["outbox.org", "outbox.id"]),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"]),
    )
    op.create_index("ix_mail_share_person", "mail_share", ["org", "person", "at"])
    wrong = text("error IS NOT NULL")
    op.create_index("ix_outbox_error", "outbox", ["org", "created_at"], sqlite_where=wrong, postgresql_where=wrong)
    told_later = text("due_at IS NOT NULL")
    op.create_index("ix_mail_share_due", "mail_share", ["due_at"], sqlite_where=told_later, postgresql_where=told_later)
