"""Sites that may show the forms inside their pages. Not edited once released."""

from alembic import op
from sqlalchemy import JSON, Column

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column; so far no site may."""
    op.add_column("organisation", Column("framed_by", JSON(), nullable=False, server_default="[]"))
