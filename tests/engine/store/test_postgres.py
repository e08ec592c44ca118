"""The rules of writing to PostgreSQL: lost races are run again, and a restart of the server is seen by nobody."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from engine.store.database import Database
from engine.store.tables import Attempt
from tests.engine.store import rows

pytestmark = [pytest.mark.postgresql, pytest.mark.parametrize("store_kind", ["postgresql"], indirect=True)]


def ask(session: Session, sql: str) -> object:
    """What the server answers."""
    return session.execute(text(sql).execution_options(all_orgs=True)).scalar()


def crossing(first: str, second: str, meet: threading.Barrier, runs: list[str]) -> Callable[[Session], None]:
    """A verb that takes two rows one after the other, and the first time lets the other verb in between."""

    def verb(session: Session) -> None:
        runs.append(first)
        session.execute(update(Attempt).where(Attempt.key == first).values(count=Attempt.count + 1))
        if runs.count(first) == 1:
            meet.wait(10)
        session.execute(update(Attempt).where(Attempt.key == second).values(count=Attempt.count + 1))

    return verb


def test_a_deadlock_is_run_again_and_both_succeed(database: Database) -> None:
    database.write(lambda session: session.add_all([rows.attempt("a"), rows.attempt("b")]), org="ek")
    meet, runs = threading.Barrier(2), list[str]()
    with ThreadPoolExecutor(2) as threads:
        verbs = [crossing("a", "b", meet, runs), crossing("b", "a", meet, runs)]
        list(threads.map(lambda verb: database.write(verb, org="ek"), verbs))
    with database.read("ek") as session:
        assert session.scalars(select(Attempt.count)).all() == [3, 3]
    assert len(runs) > 2


def test_a_race_that_is_always_lost_is_given_up(database: Database) -> None:
    runs: list[int] = []

    def verb(session: Session) -> None:
        runs.append(1)
        ask(session, "DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = 'serialization_failure'; END $$")

    with pytest.raises(DBAPIError, match="again"):
        database.write(verb)
    assert len(runs) == 8


def test_another_failure_of_the_database_is_not_run_again(database: Database) -> None:
    runs: list[int] = []
    with pytest.raises(DBAPIError, match="division by zero"):
        database.write(lambda session: (runs.append(1), ask(session, "SELECT 1/0")))
    assert runs == [1]


def test_connections_that_the_server_closed_are_replaced_unseen(database: Database) -> None:
    with database.read() as session:
        ask(session, "SELECT 1")
    database.write(
        lambda session: ask(
            session, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    )
    with database.read() as session:
        assert ask(session, "SELECT 2") == 2


def test_a_reading_is_read_only_and_of_one_moment(database: Database) -> None:
    with database.read() as session:
        assert ask(session, "SHOW transaction_read_only") == "on"
        assert ask(session, "SHOW transaction_isolation") == "repeatable read"
    assert database.write(lambda session: ask(session, "SHOW transaction_read_only")) == "off"


def test_behind_a_pooler_no_statement_is_prepared(database_url: str) -> None:
    database = Database.open(database_url, prepare_threshold=None)

    def verb(session: Session) -> object:
        for _ in range(20):
            ask(session, "SELECT 1")
        return ask(session, "SELECT count(*) FROM pg_prepared_statements")

    assert database.write(verb) == 0
    database.close()
