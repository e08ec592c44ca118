"""The revisions of the tables, in order. Alembic loads them; nothing imports them."""
