"""How PostgreSQL is opened and written: a session for each call, and a verb that lost a race is run again."""

import secrets
import time
from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from engine.store.scope import StoreSession
from engine.store.sqlite import dump_json

T = TypeVar("T")
SERIALISATION, DEADLOCK, TAKEN = "40001", "40P01", "23505"
# a key that is taken was made at random, or by someone who asked for the same at the same moment: the next try sees it
_AGAIN = frozenset((SERIALISATION, DEADLOCK, TAKEN))
TRIES = 8


def opened(url: URL, connections: int, *, prepare_threshold: int | None) -> Engine:
    """A pool of connections that are tried before use, so that a restart of the server is seen by nobody."""
    driver = {"prepare_threshold": prepare_threshold}
    # while a page is read, what is kept for everybody is read beside it, which takes two connections
    pool: dict[str, Any] = {"hide_parameters": True, "pool_size": connections, "max_overflow": connections, "pool_pre_ping": True}
    return create_engine(url.set(drivername="postgresql+psycopg"), connect_args=driver, json_serializer=dump_json, **pool)


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
