"""What a calendar calls its days, in each language. Not edited once released."""

from alembic import op
from sqlalchemy import JSON, Column, String, column, select, table, update

revision = "0004"
down_revision = "0003"

_CALENDAR = table(
    "calendar",
    column("org", String()),
    column("name", String()),
    column("unit", String()),
    column("label_one", String()),
    column("label_many", String()),
    column("label", JSON()),
)


def upgrade() -> None:
    """The words that there were are Swedish: no others were kept."""
    op.add_column("calendar", Column("label", JSON(), nullable=True))
    connection, row = op.get_bind(), _CALENDAR.c
    for org, name, unit, one, many in connection.execute(select(row.org, row.name, row.unit, row.label_one, row.label_many)).all():
        words = {"one": {"sv": one}, "many": {"sv": many}}
        connection.execute(update(_CALENDAR).where(row.org == org, row.name == name, row.unit == unit).values(label=words))
    with op.batch_alter_table("calendar") as changes:
        changes.drop_column("label_one")
        changes.drop_column("label_many")
        changes.alter_column("label", existing_type=JSON(), nullable=False)
