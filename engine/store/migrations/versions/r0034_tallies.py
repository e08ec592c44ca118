"""Reports that are counted ahead. Not edited once released."""

from alembic import op
from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, Uuid

revision = "0034"
down_revision = "0033"

KEYS = ("k1", "k2", "k3", "k4", "k5", "k6")


def upgrade() -> None:
    """Make the tables, and let the index by day hold units, so that the first day of some of them is found in it."""
    op.create_table(
        "fact_fresh",
        Column("org", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("fact", Uuid(), nullable=False),
        PrimaryKeyConstraint("org", "template", "fact"),
        ForeignKeyConstraint(["org", "fact"], ["fact.org", "fact.id"]),
    )
    op.create_table(
        "tally",
        Column("org", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("report", String(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("until", Date(), nullable=True),
        PrimaryKeyConstraint("org", "template", "report"),
    )
    op.create_table(
        "tally_line",
        Column("org", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("report", String(), nullable=False),
        Column("sort", Integer(), nullable=False),
        Column("unit", String(), nullable=False),
        *(Column(key, String(), nullable=False) for key in KEYS),
        Column("version", Integer(), nullable=False),
        Column("month", Date(), nullable=False),
        Column("number", Integer(), nullable=False),
        PrimaryKeyConstraint("org", "template", "report", "sort", "unit", *KEYS, "version", "month"),
        ForeignKeyConstraint(["org", "template", "report"], ["tally.org", "tally.template", "tally.report"]),
        sqlite_with_rowid=False,
    )
    op.drop_index("ix_fact_day", "fact")
    op.create_index("ix_fact_day", "fact", ["org", "template", "grain", "day", "unit"])
