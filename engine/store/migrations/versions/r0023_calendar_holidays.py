"""Public holidays of calendars. Not edited once released."""

from alembic import op
from sqlalchemy import Column, String

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """A calendar that is there has the days that it lists, and no others."""
    op.add_column("calendar", Column("holidays", String(), nullable=False, server_default=""))
