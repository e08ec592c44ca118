"""The rules of migrations: what they make is what the tables say, on both engines."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, inspect, select, text

from engine.store import migrations
from engine.store.database import Database
from engine.store.lock import DatabaseBusy
from engine.store.tables import Base, Calendar


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    """A plain connection to a migrated database."""
    pool: Engine = create_engine(database_url)
    with pool.connect() as opened:
        yield opened
    pool.dispose()


def test_migrated_tables_are_what_the_models_say(connection: Connection) -> None:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": Base.metadata})
    assert compare_metadata(context, Base.metadata) == []


def test_migrated_columns_stand_in_the_order_of_the_models(connection: Connection) -> None:
    found = {
        table.name: [column["name"] for column in inspect(connection).get_columns(table.name)] for table in Base.metadata.sorted_tables
    }
    assert found == {table.name: [column.name for column in table.columns] for table in Base.metadata.sorted_tables}


def test_migrated_keys_are_the_same_and_named_by_the_convention(connection: Connection) -> None:
    seen = inspect(connection)
    for table in Base.metadata.sorted_tables:
        primary = seen.get_pk_constraint(table.name)
        assert (primary["name"], primary["constrained_columns"]) == (f"pk_{table.name}", [column.name for column in table.primary_key])
        references = {str(key["name"]): key["constrained_columns"] for key in seen.get_foreign_keys(table.name)}
        assert references == {str(key.name): key.column_keys for key in table.foreign_key_constraints}


def test_an_upgraded_database_stands_at_the_head(database_url: str) -> None:
    assert migrations.current(database_url) == migrations.head()


def test_a_new_database_stands_nowhere(empty_database_url: str) -> None:
    assert migrations.current(empty_database_url) is None


def test_asking_does_not_make_a_file(sqlite_path: Path) -> None:
    migrations.current(f"sqlite:///{sqlite_path}")
    assert not sqlite_path.exists()


def test_upgrading_twice_does_no_harm(empty_database_url: str) -> None:
    migrations.upgrade(empty_database_url)
    migrations.upgrade(empty_database_url)
    assert migrations.current(empty_database_url) == migrations.head()


def test_a_revision_that_fails_leaves_no_table_of_the_ones_before_it(empty_database_url: str) -> None:
    pool = create_engine(empty_database_url)
    with pool.begin() as connection:
        connection.execute(text("CREATE TABLE step_run (x INTEGER)"))
    with pytest.raises(Exception, match="step_run"):
        migrations.upgrade(empty_database_url)
    with pool.connect() as connection:
        assert inspect(connection).get_table_names() == ["step_run"]
    pool.dispose()


def test_upgrades_at_the_same_time_do_not_meet(empty_database_url: str) -> None:
    refused = []

    def upgrade() -> None:
        try:
            migrations.upgrade(empty_database_url)
        except DatabaseBusy as error:
            refused.append(error)

    threads = [threading.Thread(target=upgrade) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) < 4
    assert migrations.current(empty_database_url) == migrations.head()


def test_a_database_in_use_is_not_migrated(sqlite_path: Path) -> None:
    url = f"sqlite:///{sqlite_path}"
    migrations.upgrade(url)
    database = Database.open(url)
    with pytest.raises(DatabaseBusy, match="held for writing by process"):
        migrations.upgrade(url)
    database.close()


def test_what_calendars_called_their_days_before_there_were_languages_is_swedish(empty_database_url: str) -> None:
    pool = create_engine(empty_database_url)
    with pool.begin() as connection:
        command.upgrade(migrations.configuration(connection), "0003")
        connection.execute(text("INSERT INTO organisation VALUES ('acme', 'Acme', '', 'Europe/Stockholm', 'sv')"))
        connection.execute(text("INSERT INTO calendar VALUES ('acme', 'school', '', 'skoldag', 'skoldagar', '[0, 1]', '[]', '{}')"))
    migrations.upgrade(empty_database_url)
    with pool.connect() as connection:
        found = connection.execute(select(Calendar.name, Calendar.weekdays, Calendar.label)).one()
    assert found == ("school", [0, 1], {"one": {"sv": "skoldag"}, "many": {"sv": "skoldagar"}})
    pool.dispose()


def test_a_new_sqlite_file_is_the_owners_alone(sqlite_path: Path) -> None:
    migrations.upgrade(f"sqlite:///{sqlite_path}")
    assert sqlite_path.stat().st_mode & 0o777 == 0o600
