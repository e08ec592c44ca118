"""The rules of the one thread that writes to SQLite: results after the commit, one commit for many, and one process."""

import resource
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from engine.store import migrations
from engine.store.database import Database
from engine.store.lock import DatabaseBusy
from engine.store.sqlite import NoDatabase
from engine.store.tables import Attempt
from tests.engine.store import rows


@pytest.fixture
def url(sqlite_path: Path) -> str:
    """A SQLite database with tables."""
    migrations.upgrade(f"sqlite:///{sqlite_path}")
    return f"sqlite:///{sqlite_path}"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """The same, open."""
    opened = Database.open(url)
    yield opened
    opened.close()


def add(key: str) -> Callable[[Session], str]:
    """A verb that stores one small row."""

    def verb(session: Session) -> str:
        session.add(rows.attempt(key))
        session.flush()
        return key

    return verb


def on_disk(path: Path) -> set[str]:
    """What another process would see."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        found = {key for (key,) in connection.execute("SELECT key FROM attempt")}
    connection.close()
    return found


class Held:
    """Holds the writer inside a verb, so that what comes meanwhile is queued and becomes one batch."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._go = threading.Event()
        self._inside = threading.Event()
        self._threads = ThreadPoolExecutor(20)

    def __enter__(self) -> "Held":
        self._threads.submit(self._database.write, lambda session: (self._inside.set(), self._go.wait()))
        self._inside.wait()
        return self

    def write(self, verb: Callable[[Session], Any]) -> Future[Any]:
        """Queue a verb; returns when it is in the queue."""
        before = self._database._writer._queue.qsize()  # type: ignore[attr-defined]
        future = self._threads.submit(self._database.write, verb, org="ek")
        while self._database._writer._queue.qsize() == before:  # type: ignore[attr-defined]
            threading.Event().wait(0.001)
        return future

    def __exit__(self, *told: object) -> None:
        self._go.set()
        self._threads.shutdown()


def test_what_is_queued_together_is_committed_together(database: Database) -> None:
    commits: list[str] = []
    event.listen(database._writer._pool, "commit", lambda connection: commits.append("commit"))  # type: ignore[attr-defined]
    with Held(database) as held:
        futures = [held.write(add(f"k{number}")) for number in range(10)]
    assert [future.result() for future in futures] == [f"k{number}" for number in range(10)]
    assert len(commits) == 2


def test_a_result_comes_only_after_the_commit(database: Database, sqlite_path: Path) -> None:
    seen: list[bool] = []
    with Held(database) as held:
        first = held.write(add("first"))
        held.write(lambda session: seen.append(first.done() or "first" in on_disk(sqlite_path)))
    assert seen == [False]
    assert first.result() == "first"
    assert on_disk(sqlite_path) == {"first"}


@pytest.mark.parametrize("failure", [ValueError, SystemExit, KeyboardInterrupt])
def test_a_verb_that_dies_in_a_batch_leaves_its_neighbours(database: Database, sqlite_path: Path, failure: type[BaseException]) -> None:
    def dies(session: Session) -> None:
        add("dead")(session)
        raise failure

    with Held(database) as held:
        before, dead, after = held.write(add("before")), held.write(dies), held.write(add("after"))
    assert isinstance(dead.exception(), failure)
    assert (before.result(), after.result()) == ("before", "after")
    assert on_disk(sqlite_path) == {"before", "after"}


def test_a_verb_of_a_batch_sees_what_those_before_it_did(database: Database) -> None:
    with Held(database) as held:
        held.write(add("a"))
        seen = held.write(lambda session: list(session.scalars(select(Attempt.key))))
    assert seen.result() == ["a"]


@contextmanager
def no_room_after(path: Path) -> Iterator[None]:
    """No file of this process may grow past the size of `path`."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_when_the_commit_fails_every_verb_of_the_batch_is_told(database: Database, sqlite_path: Path) -> None:
    database.write(add("a"), org="ek")
    with no_room_after(sqlite_path.with_name(sqlite_path.name + "-wal")), Held(database) as held:
        futures = [held.write(add("b")), held.write(add("c"))]
    assert ["disk I/O error" in str(future.exception()) for future in futures] == [True, True]
    assert database.write(add("d"), org="ek") == "d"
    assert on_disk(sqlite_path) == {"a", "d"}


def test_a_full_disk_fails_the_verb_and_the_database_goes_on_when_there_is_room(database: Database, sqlite_path: Path) -> None:
    def limit(pages: int) -> Callable[[Session], Any]:
        return lambda session: session.execute(text(f"PRAGMA max_page_count={pages}").execution_options(all_orgs=True)).scalar()

    database.write(limit(1))
    with Held(database) as held:
        small = held.write(add("small"))
        large = held.write(lambda session: session.add_all([rows.attempt("x" * 500 + str(number)) for number in range(500)]))
    assert isinstance(large.exception(), OperationalError)
    assert on_disk(sqlite_path) == ({"small"} if small.exception() is None else set())
    database.write(limit(1_000_000))
    assert database.write(add("later"), org="ek") == "later"


def test_when_sqlite_gives_up_the_whole_transaction_the_neighbours_are_told(database: Database, sqlite_path: Path) -> None:
    with Held(database) as held:
        neighbour = held.write(add("a"))
        culprit = held.write(lambda session: session.connection().exec_driver_sql("ROLLBACK"))
        later = held.write(add("b"))
    assert neighbour.exception() is not None
    assert culprit.exception() is not None
    assert later.exception() is not None
    assert on_disk(sqlite_path) == set()
    assert database.write(add("c"), org="ek") == "c"


def test_a_verb_that_writes_through_the_database_is_refused_rather_than_waiting_for_itself(database: Database) -> None:
    with pytest.raises(RuntimeError, match="it has a session"):
        database.write(lambda session: database.write(add("a"), org="ek"))


def test_the_writer_is_durable_and_readers_neither_write_nor_checkpoint(database: Database) -> None:
    def ask(session: Session, *names: str) -> list[Any]:
        return [session.execute(text(f"PRAGMA {name}").execution_options(all_orgs=True)).scalar() for name in names]

    common = ("foreign_keys", "secure_delete", "trusted_schema", "query_only", "journal_mode")
    assert database.write(lambda session: ask(session, "synchronous", *common)) == [2, 1, 1, 0, 0, "wal"]
    with database.read() as session:
        assert ask(session, "wal_autocheckpoint", *common) == [0, 1, 1, 0, 1, "wal"]


def test_a_second_opening_for_writing_is_refused_in_words(database: Database, url: str) -> None:
    with pytest.raises(DatabaseBusy, match=r"held for writing by process \d+ \(lock file .*\.lock\)"):
        Database.open(url)


def test_another_process_is_refused_too(database: Database, url: str) -> None:
    program = f"from engine.store.database import Database; Database.open({url!r})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "DatabaseBusy" in done.stderr


KILLED = """
import sys
from threading import Thread
from engine.store.database import Database
from tests.engine.store import rows

database = Database.open(sys.argv[1])

def write(thread):
    for number in range(10_000):
        key = f"{thread}-{number}"
        database.write(lambda session: session.add(rows.attempt(key)), org="ek")
        sys.stdout.write(key + "\\n")
        sys.stdout.flush()

for thread in range(4):
    Thread(target=write, args=[thread]).start()
"""


def test_a_process_that_is_killed_has_stored_all_that_it_said_it_had(url: str, sqlite_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", KILLED, url], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = {process.stdout.readline().strip() for _ in range(40)}
    process.kill()
    told |= set(process.stdout.read().split("\n")[:-1])
    process.wait()
    process.stdout.close()
    again = Database.open(url)
    with again.read("ek") as session:
        assert told <= set(session.scalars(select(Attempt.key)))
        assert session.execute(text("PRAGMA integrity_check").execution_options(all_orgs=True)).scalar() == "ok"
    again.close()


def test_the_next_one_may_write_when_the_first_has_closed(url: str) -> None:
    Database.open(url).close()
    again = Database.open(url)
    assert again.write(add("a"), org="ek") == "a"
    again.close()


def test_a_short_command_may_read_but_not_write_while_someone_serves(database: Database, url: str) -> None:
    database.write(add("a"), org="ek")
    command = Database.open(url, exclusive=False, patience=0)
    with command.read("ek") as session:
        assert session.scalars(select(Attempt.key)).all() == ["a"]
    with pytest.raises(DatabaseBusy):
        command.write(add("b"), org="ek")
    command.close()


def test_short_commands_take_turns(url: str) -> None:
    commands = [Database.open(url, exclusive=False) for _ in range(2)]
    with ThreadPoolExecutor(8) as threads:
        told = set(threads.map(lambda number: commands[number % 2].write(add(f"k{number}"), org="ek"), range(60)))
    for command in commands:
        command.close()
    assert told == {f"k{number}" for number in range(60)}


def test_closing_leaves_one_file_with_everything_in_it(url: str, sqlite_path: Path) -> None:
    database = Database.open(url)
    database.write(add("a"), org="ek")
    with database.read("ek") as session:
        session.scalars(select(Attempt.key)).all()
    database.close()
    assert not sqlite_path.with_name(sqlite_path.name + "-wal").exists()
    assert on_disk(sqlite_path) == {"a"}


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true"])
def test_a_database_in_memory_is_refused(address: str) -> None:
    with pytest.raises(NoDatabase, match="must be a file"):
        Database.open(address)


def test_a_database_that_is_not_there_is_not_made(sqlite_path: Path) -> None:
    with pytest.raises(NoDatabase, match="there is no database at"):
        Database.open(f"sqlite:///{sqlite_path}")
    assert not sqlite_path.exists()
