"""The database as the rest of the engine sees it: read in one moment, write in one transaction. It knows no verb and no table.

SQLite: any number of readers, and one thread that writes (`engine.store.writer`), in one process; see `engine.store.sqlite` for why.
PostgreSQL: any number of processes (`engine.store.postgres`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from engine.store import postgres, sqlite
from engine.store.lock import WriteLock
from engine.store.scope import StoreSession
from engine.store.writer import DatabaseClosed, GroupWriter, Writer

T = TypeVar("T")
CONNECTIONS = 16


def address(url: str) -> URL:
    """The parsed address; raises NoDatabase when it is of neither kind, without repeating it, since it may hold a password."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise sqlite.NoDatabase("the address of the database must begin with sqlite:/// or postgresql://")
    return parsed


class Database:
    """An open database, for any number of threads."""

    def __init__(self, kind: str, readers: Engine, writer: Writer, info: dict[str, Any]) -> None:
        self.kind = kind
        """sqlite or postgresql."""
        self._readers = readers
        self._writer = writer
        self._info = info
        self._closed = False

    @classmethod
    def open(
        cls,
        url: str,
        *,
        journal_key: bytes | None = None,
        exclusive: bool = True,
        patience: float = 5.0,
        connections: int = CONNECTIONS,
        prepare_threshold: int | None = 5,
    ) -> "Database":
        """The database at `url`, with its tables already made by `engine.store.migrations`.

        On SQLite nobody else can write until it is closed, and DatabaseBusy is raised when someone else does. A short command that opens
        with `exclusive=False` takes its turn for each writing instead, and is refused when it has waited `patience` seconds in vain.
        `journal_key` comes from the keyring; without it nothing can be journalled. `prepare_threshold` is None behind a pooler.
        """
        parsed = address(url)
        info = {"journal_key": journal_key}
        if parsed.get_backend_name() == "sqlite":
            return cls("sqlite", *_open_sqlite(parsed, connections, None if exclusive else patience), info)
        pool = postgres.opened(parsed, connections, prepare_threshold=prepare_threshold)
        return cls("postgresql", postgres.reading(pool), postgres.RetryingWriter(pool), info)

    @contextmanager
    def read(self, org: str | None = None) -> Iterator[Session]:
        """A session that sees one moment and can change nothing; for the rows of `org`, or without it for what belongs to none."""
        if self._closed:
            raise DatabaseClosed("the database is closed")
        with StoreSession(self._readers, info=self._info | {"org": org}, autoflush=False, expire_on_commit=False) as session:
            yield session

    def write(self, verb: Callable[[Session], T], *, org: str | None = None) -> T:
        """What `verb` returns, once all it did is committed; its exception when it failed and nothing of it is stored.

        The verb must not commit, and must do nothing but to its session: it is run again when a key was taken, another transaction won or
        another verb of the same commit failed.
        """
        if self._closed:
            raise DatabaseClosed("the database is closed")
        return self._writer.run(verb, self._info | {"org": org})

    def analyse(self) -> None:
        """Look at how much there is in the tables, so that the database asks by the right index; PostgreSQL does so by itself."""
        if self.kind == "sqlite":
            self.write(lambda session: session.connection().execute(text("ANALYZE")))
            # a connection knows what was known when it was opened
            self._readers.dispose()

    def close(self) -> None:
        """Finish what is queued and close; readers must be done."""
        self._closed = True
        self._writer.close(self._readers)


def _open_sqlite(url: URL, connections: int, patience: float | None) -> tuple[Engine, Writer]:
    path = sqlite.file_of(url)
    if not path.exists():
        raise sqlite.NoDatabase(f"there is no database at {path}")
    lock = WriteLock(path)
    if patience is None:
        lock.take()
    return sqlite.reading(url, connections), GroupWriter(sqlite.writing(url), lock, patience)
