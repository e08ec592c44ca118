"""Brings a database's tables to this release, one revision after the other, all in one transaction. The way back is the backup."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL

from engine.errors import MallverkError
from engine.store import postgres, sqlite
from engine.store.database import address
from engine.store.lock import WriteLock

_FOLDER = Path(__file__).parent
_ADVISORY_LOCK = 7255_8375


class MigrationFault(MallverkError):
    """The tables could not be brought to this release; they are as they were."""


def upgrade(url: str) -> None:
    """Make or change the tables, for a new database or one of an older release; does nothing to one of this release."""
    with _alone(address(url)) as connection:
        command.upgrade(configuration(connection), "head")
        _check_references(connection)


def current(url: str) -> str | None:
    """The revision of the database, or None for one without tables."""
    parsed = address(url)
    if parsed.get_backend_name() == "sqlite":
        if not sqlite.file_of(parsed).exists():
            return None
        pool = sqlite.reading(parsed, 1)
    else:
        pool = postgres.reading(postgres.opened(parsed, 1, prepare_threshold=None))
    try:
        with pool.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        pool.dispose()


def head() -> str:
    """The revision of this release."""
    return str(ScriptDirectory.from_config(configuration()).get_current_head())


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, made here so that no alembic.ini is needed."""
    config = Config()
    # Alembic reads a percent sign as the beginning of a placeholder
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(url: URL) -> Iterator[Connection]:
    """A transaction that nobody else migrates or writes in."""
    if url.get_backend_name() == "sqlite":
        with _alone_in_file(url) as connection:
            yield connection
        return
    pool = postgres.opened(url, 1, prepare_threshold=None)
    try:
        with pool.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ADVISORY_LOCK})
            yield connection
    finally:
        pool.dispose()


@contextmanager
def _alone_in_file(url: URL) -> Iterator[Connection]:
    path = sqlite.file_of(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = WriteLock(path)
    lock.take()
    sqlite.create_file(path)
    pool = sqlite.writing(url)
    try:
        with pool.connect() as connection:
            # a table is changed by making a new one and dropping the old, which must not take the rows that refer to it along
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                yield connection
    finally:
        pool.dispose()
        lock.give_back()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
        raise MigrationFault(f"the tables were left as they were, since a row in {broken[0]} would refer to nothing")
