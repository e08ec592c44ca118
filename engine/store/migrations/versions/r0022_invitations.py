"""Links by which people choose a password. Not edited once released."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, LargeBinary, PrimaryKeyConstraint, String, Uuid

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "invitation",
        Column("org", String(), nullable=False),
        Column("id", LargeBinary(), nullable=False),
        Column("person", Uuid(), nullable=False),
        Column("expires_at", BigInteger(), nullable=False),
        PrimaryKeyConstraint("org", "id", name="pk_invitation"),
        ForeignKeyConstraint(["org", "person"], ["person.org", "person.id"], name="fk_invitation_org_person_person"),
    )
    op.create_index("ix_invitation_person", "invitation", ["org", "person"])
