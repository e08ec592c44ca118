"""How the bare app stores: the driver by hand, without an ORM. SQLite with one thread that commits what has queued up, or PostgreSQL."""

import sqlite3
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, Protocol
from urllib.parse import urlsplit

import psycopg

Statement = tuple[str, Sequence[tuple[Any, ...]]]
"""SQL with question marks, and the rows to run it with."""

TABLES = (
    "CREATE TABLE submission (id TEXT PRIMARY KEY, at TEXT NOT NULL, answers TEXT NOT NULL)",
    "CREATE TABLE case_ (id TEXT PRIMARY KEY, submission TEXT NOT NULL, unit TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL)",
    "CREATE TABLE event (id TEXT PRIMARY KEY, case_ TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL)",
    "CREATE TABLE outbox (id TEXT PRIMARY KEY, case_ TEXT NOT NULL, recipient TEXT, subject TEXT, body TEXT, at TEXT NOT NULL)",
    "CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL)",
)
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000")
BATCH = 64


class Store(Protocol):
    """What the bare app writes to."""

    def write(self, statements: Sequence[Statement]) -> None:
        """Returns when all of it is on the disk."""


class SqliteStore:
    """One writer with a queue: what has queued up is committed together, each writing in a savepoint of its own."""

    def __init__(self, path: str) -> None:
        self._queue: SimpleQueue[tuple[Sequence[Statement], Future[None]] | None] = SimpleQueue()
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def write(self, statements: Sequence[Statement]) -> None:
        """Wait for the writer."""
        done: Future[None] = Future()
        self._queue.put((statements, done))
        done.result()

    def close(self) -> None:
        """End the writer."""
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            while len(batch) < BATCH:
                try:
                    more = self._queue.get_nowait()
                except Empty:
                    break
                if more is None:
                    self._queue.put(None)
                    break
                batch.append(more)
            self._commit(batch)

    def _commit(self, batch: list[tuple[Sequence[Statement], Future[None]]]) -> None:
        failed: dict[int, sqlite3.Error] = {}
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for number, (statements, _) in enumerate(batch):
            execute("SAVEPOINT one")
            try:
                for sql, rows in statements:
                    self._connection.executemany(sql, rows)
            except sqlite3.Error as error:
                failed[number] = error
                execute("ROLLBACK TO one")
            execute("RELEASE one")
        execute("COMMIT")
        for number, (_, done) in enumerate(batch):
            if number in failed:
                done.set_exception(failed[number])
            else:
                done.set_result(None)


class PostgresStore:
    """A connection for each thread."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._own = threading.local()

    def write(self, statements: Sequence[Statement]) -> None:
        """One transaction; a single statement is one by itself."""
        if not hasattr(self._own, "connection"):
            self._own.connection = psycopg.connect(self._url, autocommit=True)
        connection: psycopg.Connection[Any] = self._own.connection
        if len(statements) == 1:
            sql, rows = statements[0]
            connection.execute(_numbered(sql), rows[0])
            return
        with connection.transaction(), connection.cursor() as cursor:
            for sql, rows in statements:
                cursor.executemany(_numbered(sql), rows)


def _numbered(sql: str) -> bytes:
    return sql.replace("?", "%s").encode()


def opened(url: str) -> Store:
    """The store at the product's kind of address."""
    if url.startswith("sqlite"):
        return SqliteStore(urlsplit(url).path.removeprefix("/"))
    return PostgresStore(url.replace("postgresql+psycopg", "postgresql"))


def create_tables(url: str) -> None:
    """Make the bare app's tables in an empty database."""
    if url.startswith("sqlite"):
        sqlite = sqlite3.connect(urlsplit(url).path.removeprefix("/"))
        for table in TABLES:
            sqlite.execute(table)
        sqlite.close()
        return
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as connection:
        for table in TABLES:
            connection.execute(table.encode())
