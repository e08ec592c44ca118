"""How PostgreSQL is opened and written: a session for each call, and a verb that lost a race is run again."""

import secrets
import select
import time
from collections.abc import Callable
from itertools import count
from typing import Any, ClassVar, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from engine.store.scope import StoreSession
from engine.store.sqlite import dump_json

T = TypeVar("T")
SERIALISATION, DEADLOCK, TAKEN = "40001", "40P01", "23505"
# a key that is taken was made at random, or by someone who asked for the same at the same moment: the next try sees it
_AGAIN = frozenset((SERIALISATION, DEADLOCK, TAKEN))
TRIES = 8
PROVED = 10.0
"""Seconds for which a connection that answered is taken to be there, unless it was closed: no firewall forgets one sooner."""


class Dialect(PGDialect_psycopg):
    """PostgreSQL that is not asked before each use whether it is there, when it was a moment ago and has not said that it went."""

    supports_statement_cache = True
    proved: ClassVar[WeakKeyDictionary[DBAPIConnection, float]] = WeakKeyDictionary()

    def do_ping(self, dbapi_connection: DBAPIConnection) -> bool:
        """A server that stops tells all its connections, so what waits to be read there is a reason to ask."""
        now = time.monotonic()
        if now - self.proved.get(dbapi_connection, -PROVED) < PROVED and not _heard_from(dbapi_connection):
            return True
        alive = bool(super().do_ping(dbapi_connection))  # type: ignore[no-untyped-call]
        self.proved[dbapi_connection] = now
        return alive


registry.register("postgresql.mallverk", __name__, Dialect.__name__)


def _heard_from(connection: Any) -> bool:
    """True when something has come that nobody has read: all that can come to a connection that is not in use, or that it was closed."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


def opened(url: URL, connections: int, *, prepare_threshold: int | None) -> Engine:
    """A pool of connections that are tried before use, so that a restart of the server is seen by nobody."""
    driver = {"prepare_threshold": prepare_threshold}
    # a page that reads may write before it is done, which takes two connections
    pool: dict[str, Any] = {"pool_size": connections, "max_overflow": connections, "pool_pre_ping": True}
    return create_engine(url.set(drivername="postgresql+mallverk"), connect_args=driver, json_serializer=dump_json, **pool)


def reading(pool: Engine) -> Engine:
    """The same pool for reading: each transaction sees one moment of the database and can change nothing."""
    return pool.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


class RetryingWriter:
    """Runs each verb in a transaction of its own, again when another transaction stood in its way."""

    def __init__(self, pool: Engine) -> None:
        self._pool = pool

    def run(self, verb: Callable[[StoreSession], T], info: dict[str, Any]) -> T:
        """The verb's result, once it is committed."""
        for tried in count(1):
            try:
                with StoreSession(self._pool, info=dict(info), expire_on_commit=False) as session, session.begin():
                    return verb(session)
            except DBAPIError as error:
                if tried == TRIES or getattr(error.orig, "sqlstate", None) not in _AGAIN:
                    raise
            time.sleep(secrets.randbelow(2**tried) / 1000)
        raise AssertionError("unreachable: the last try returns or raises")

    def close(self, readers: Engine) -> None:
        """Close the pool, which the readers share."""
        self._pool.dispose()
