"""The one thread that writes to SQLite. It commits what has queued up at once, so that one wait for the disk serves many."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Literal, Protocol, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from engine.errors import MallverkError
from engine.store.lock import WriteLock
from engine.store.scope import StoreSession

T = TypeVar("T")
Info = dict[str, Any]
BATCH = 64
TRIES = 3
_TAKEN = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


class Writer(Protocol):
    """What runs verbs and commits them."""

    def run(self, verb: Callable[[StoreSession], T], info: Info) -> T:
        """The verb's result, once it is committed."""

    def close(self, readers: Engine) -> None:
        """Finish what is queued and take no more; then close the readers, and last what writes."""


class DatabaseClosed(MallverkError):
    """The database has been closed; nothing more can be written."""


@dataclass
class _Call:
    """A verb in the queue, and where its caller waits."""

    verb: Callable[[StoreSession], Any]
    info: Info
    answer: Future[Any] = field(default_factory=Future)
    result: Any = None


class GroupWriter:
    """Runs the queued verbs in one transaction, of which each can fail alone; callers get their results after the commit."""

    def __init__(self, pool: Engine, lock: WriteLock, patience: float | None) -> None:
        """`patience` is how long a turn is waited for, or None when the lock is held as long as the database is open."""
        self._pool = pool
        self._lock = lock
        self._patience = patience
        self._queue: SimpleQueue[_Call | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._connection: Connection | None = None
        # a process that ends without closing loses only what nobody has been told is stored
        self._thread = threading.Thread(target=self._work, name="mallverk-writer", daemon=True)
        self._thread.start()

    def run(self, verb: Callable[[StoreSession], T], info: Info) -> T:
        """Wait in the queue for the verb's turn and its commit."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a verb may not write through the database; it has a session")
        call = _Call(verb, info)
        with self._gate:
            if self._closed:
                raise DatabaseClosed("the database is closed")
            self._queue.put(call)
        result: T = call.answer.result()
        return result

    def close(self, readers: Engine) -> None:
        """Finish what is queued, end the thread, and close the readers before the writer: the last to close checkpoints."""
        with self._gate:
            if not self._closed:
                self._queue.put(None)
            self._closed = True
        self._thread.join()
        readers.dispose()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._lock.give_back()

    def _work(self) -> None:
        while batch := self._next():
            try:
                with self._turn():
                    self._connection = self._connection or self._pool.connect()
                    _commit_together(self._connection, batch)
            except BaseException as error:  # the callers are told, whatever it is: nothing of the batch is stored
                self._drop_connection()
                for call in batch:
                    if not call.answer.done():
                        call.answer.set_exception(error)

    def _drop_connection(self) -> None:
        """A connection whose state is unknown is not used again."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _next(self) -> list[_Call]:
        """What is queued now, at least one; empty when the end has come."""
        first = self._queue.get()
        batch = [] if first is None else [first]
        while batch and len(batch) < BATCH:
            try:
                call = self._queue.get_nowait()
            except Empty:
                break
            if call is None:
                self._queue.put(None)
                break
            batch.append(call)
        return batch

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._patience is None:
            yield
            return
        self._lock.take(self._patience)
        try:
            yield
        finally:
            self._lock.give_back()


def _commit_together(connection: Connection, batch: list[_Call]) -> None:
    """Hardly any verb fails, so they run without savepoints; when one does, its neighbours run again, now with a savepoint each."""
    well = batch if _all_well(connection, batch) else _those_well(connection, [call for call in batch if not call.answer.done()])
    for call in well:
        call.answer.set_result(call.result)


def _all_well(connection: Connection, batch: list[_Call]) -> bool:
    """True when all are committed. False when one failed, of which its caller has been told, and nothing is stored."""
    transaction = connection.begin()
    for call in batch:
        try:
            call.result = _run(connection, call, join="rollback_only")
        except BaseException as error:  # it is the caller's, not ours
            if transaction.is_active:
                transaction.rollback()
            if not _taken(error):
                call.answer.set_exception(error)
            return False
        if not _in_transaction(connection):
            transaction.rollback()
            return False
    with transaction:
        return True


def _those_well(connection: Connection, batch: list[_Call]) -> list[_Call]:
    """Those whose verbs are committed; the callers of the others have been told."""
    with connection.begin():
        return [call for call in batch if _ran(connection, call)]


def _ran(connection: Connection, call: _Call) -> bool:
    """False when the verb failed alone and its caller has been told."""
    for left in reversed(range(TRIES)):
        try:
            call.result = _run(connection, call, join="create_savepoint")
        except BaseException as error:  # it is the caller's, not ours: the neighbours go on
            if not _in_transaction(connection):
                # a full disk, among others, makes SQLite roll back the whole transaction, so the neighbours are lost as well
                raise
            if not (left and _taken(error)):
                call.answer.set_exception(error)
                return False
        else:
            return True
    return False


def _run(connection: Connection, call: _Call, join: Literal["rollback_only", "create_savepoint"]) -> Any:
    session = StoreSession(connection, info=dict(call.info), expire_on_commit=False, join_transaction_mode=join)
    with session, session.begin():
        return call.verb(session)


def _in_transaction(connection: Connection) -> bool:
    return bool(connection.connection.dbapi_connection.in_transaction)  # type: ignore[union-attr]


def _taken(error: BaseException) -> bool:
    """True when a random code was taken already, so that another try finds a free one."""
    return isinstance(error, IntegrityError) and getattr(error.orig, "sqlite_errorname", "") in _TAKEN
