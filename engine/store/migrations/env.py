"""What Alembic runs for each command; the connection and its transaction are the caller's, in `engine.store.migrations`."""

from alembic import context

from engine.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    # SQLite can roll back changes of tables when the driver begins no transactions of its own, and ours does not
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
