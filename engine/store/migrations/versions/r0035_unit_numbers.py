"""How many of something each unit has, and for which days. Not edited once released."""

from alembic import op
from sqlalchemy import JSON, Column, Date, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "number_kind",
        Column("org", String(), nullable=False),
        Column("id", String(), nullable=False),
        Column("title", JSON(), nullable=False),
        Column("one", JSON(), nullable=False),
        Column("many", JSON(), nullable=False),
        Column("per", Integer(), nullable=False),
        PrimaryKeyConstraint("org", "id", name="pk_number_kind"),
        ForeignKeyConstraint(["org"], ["organisation.key"], name="fk_number_kind_org_organisation"),
    )
    op.create_table(
        "unit_number",
        Column("org", String(), nullable=False),
        Column("kind", String(), nullable=False),
        Column("unit", String(), nullable=False),
        Column("first", Date(), nullable=False),
        Column("last", Date(), nullable=False),
        Column("value", Integer(), nullable=False),
        PrimaryKeyConstraint("org", "kind", "unit", "first", name="pk_unit_number"),
        ForeignKeyConstraint(["org", "kind"], ["number_kind.org", "number_kind.id"], name="fk_unit_number_org_kind_number_kind"),
        ForeignKeyConstraint(["org", "unit"], ["unit.org", "unit.key"], name="fk_unit_number_org_unit_unit"),
    )
