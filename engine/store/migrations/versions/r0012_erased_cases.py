"""Cases whose time is over and whose answers nobody can open any more. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """So far none is."""
    op.add_column("case_", Column("erased_at", BigInteger(), nullable=True))
