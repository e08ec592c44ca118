"""Cases and reports that no grant opens. Not edited once released."""

from alembic import op
from sqlalchemy import Boolean, Column, false

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """What there is stays as open as it was."""
    for table in ("submission", "case_"):
        op.add_column(table, Column("compartment", Boolean(), nullable=False, server_default=false()))
