"""Lines of single days, so that a period that begins or ends within a month is read as fast. Not edited once released."""

from alembic import op
from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String

revision = "0037"
down_revision = "0036"

KEYS = ("k1", "k2", "k3", "k4", "k5", "k6")


def upgrade() -> None:
    """Make the table; the worker makes all lines anew."""
    op.create_table(
        "tally_day",
        Column("org", String(), nullable=False),
        Column("template", String(), nullable=False),
        Column("report", String(), nullable=False),
        Column("sort", Integer(), nullable=False),
        Column("day", Date(), nullable=False),
        Column("unit", String(), nullable=False),
        *(Column(key, String(), nullable=False) for key in KEYS),
        Column("version", Integer(), nullable=False),
        Column("number", Integer(), nullable=False),
        PrimaryKeyConstraint("org", "template", "report", "sort", "day", "unit", *KEYS, "version"),
        ForeignKeyConstraint(["org", "template", "report"], ["tally.org", "tally.template", "tally.report"]),
        sqlite_with_rowid=False,
    )
    op.execute("ALTER TABLE tally_line RENAME COLUMN month TO day")
    op.execute("DELETE FROM tally_line")
    op.execute("DELETE FROM tally")
