"""How a SQLite file is opened: the pragmas of the one connection that writes and of those that only read.

SQLite 3.7.0 to 3.51.2 (but for 3.44.6 and 3.50.7) can corrupt a file in WAL mode when one connection resets the log while
another writes or checkpoints. Debian 12's Python carries 3.40.1, so the store never lets that meet: one connection writes
and checkpoints, a lock file keeps other processes from writing, and readers neither write nor checkpoint. The connection
that is closed last checkpoints too, so the readers are closed first.
Never open the database file by other means in a process that has it open: closing it drops SQLite's own locks.
"""

import json
import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL, Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import PoolProxiedConnection

from engine.errors import MallverkError

_ALL = ("foreign_keys=ON", "busy_timeout=10000", "trusted_schema=OFF", "secure_delete=ON", "temp_store=MEMORY")
_WRITER = ("journal_mode=WAL", "synchronous=FULL", "analysis_limit=400", *_ALL)
_READER = ("wal_autocheckpoint=0", *_ALL, "query_only=ON")

dump_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class NoDatabase(MallverkError):
    """There is no database where the address points, or it is of a kind that is not kept."""


def file_of(url: URL) -> Path:
    """The database's file; raises NoDatabase for one in memory, which would be gone with the process."""
    if not url.database or url.database == ":memory:" or "mode" in url.query:
        raise NoDatabase("a SQLite database must be a file: sqlite:///folder/name.sqlite3")
    return Path(url.database).absolute()


def create_file(path: Path) -> None:
    """An empty file that only its owner can read, where there is none; its journal takes over the mode."""
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


class Dialect(SQLiteDialect_pysqlite):
    """SQLite whose transactions begin as `begin` says, and with one name for all savepoints, so that the driver compiles them once.

    They nest; the latest of a name is meant.
    """

    supports_statement_cache = True

    def __init__(self, begin: str = "BEGIN", **options: Any) -> None:
        super().__init__(**options)
        self._begin = begin

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        """By the driver's own connection, which does not begin by itself."""
        driver: Any = dbapi_connection.driver_connection
        driver.execute(self._begin)

    def do_savepoint(self, connection: Connection, name: str) -> None:
        """Begin one."""
        connection.exec_driver_sql("SAVEPOINT verb")

    def do_rollback_to_savepoint(self, connection: Connection, name: str) -> None:
        """Undo what came after it."""
        connection.exec_driver_sql("ROLLBACK TO verb")

    def do_release_savepoint(self, connection: Connection, name: str) -> None:
        """Keep what came after it."""
        connection.exec_driver_sql("RELEASE verb")


registry.register("sqlite.mallverk", __name__, Dialect.__name__)


def writing(url: URL) -> Engine:
    """For the one connection that writes; the statement of its transactions is the caller's own."""
    return _engine(url, _WRITER, begin="BEGIN IMMEDIATE", poolclass=NullPool)


def reading(url: URL, connections: int) -> Engine:
    """For the connections that read; each transaction sees one moment of the database."""
    return _engine(url, _READER, begin="BEGIN", poolclass=QueuePool, pool_size=connections, max_overflow=0, pool_use_lifo=True)


def _engine(url: URL, pragmas: tuple[str, ...], **options: Any) -> Engine:
    # the driver must not begin transactions of its own, since it begins them as readers that may fail when they first write
    driver = {"check_same_thread": False, "isolation_level": None}
    options |= {"connect_args": driver, "json_serializer": dump_json, "hide_parameters": True}
    pool = create_engine(url.set(drivername="sqlite+mallverk"), **options)

    def prepare(connection: DBAPIConnection, record: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(pool, "connect", prepare)
    return pool
