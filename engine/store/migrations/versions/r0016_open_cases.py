"""The running cases have an index of their own, since most cases are closed. Not edited once released."""

from alembic import op
from sqlalchemy import text

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """It holds few rows, whatever the years have left."""
    where = text("closed_at IS NULL")
    op.create_index("ix_case_open", "case_", ["org", "opened_at"], sqlite_where=where, postgresql_where=where)
