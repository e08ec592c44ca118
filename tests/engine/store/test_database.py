"""The rules of reading and writing, on both engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from engine.store.database import Database
from engine.store.sqlite import NoDatabase
from engine.store.tables import Attempt, Case, Person
from engine.store.writer import DatabaseClosed
from tests.engine.store import rows


def add(key: str) -> Callable[[Session], str]:
    """A verb that stores one small row."""

    def verb(session: Session) -> str:
        session.add(rows.attempt(key))
        return key

    return verb


def stored(database: Database) -> set[str]:
    """The keys of the rows that are there."""
    with database.read("ek") as session:
        return set(session.scalars(select(Attempt.key)))


def test_the_result_of_a_verb_comes_back(database: Database) -> None:
    assert database.write(add("a"), org="ek") == "a"


def test_what_a_verb_did_is_read_as_soon_as_it_returned(database: Database) -> None:
    database.write(add("a"), org="ek")
    assert stored(database) == {"a"}


def test_rows_that_a_verb_returns_can_be_read_after_it(database: Database) -> None:
    def verb(session: Session) -> Attempt:
        row = rows.attempt("a")
        session.add(row)
        return row

    assert database.write(verb, org="ek").count == 1


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit, MemoryError])
def test_a_verb_that_fails_stores_nothing_and_its_caller_gets_the_failure(database: Database, failure: type[BaseException]) -> None:
    def verb(session: Session) -> None:
        session.add(rows.attempt("a"))
        session.flush()
        raise failure("mine")

    with pytest.raises(failure, match="mine"):
        database.write(verb, org="ek")
    assert stored(database) == set()


def test_the_database_writes_on_after_a_failure(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        database.write(lambda session: 1 // 0)
    assert database.write(add("b"), org="ek") == "b"


def test_fifty_threads_that_write_at_once_lose_nothing(database: Database) -> None:
    with ThreadPoolExecutor(50) as threads:
        told = set(threads.map(lambda number: database.write(add(f"k{number}"), org="ek"), range(400)))
    assert told == stored(database) == {f"k{number}" for number in range(400)}


def test_verbs_that_fail_leave_their_neighbours_alone(database: Database) -> None:
    def verb(number: int) -> Callable[[Session], str]:
        return add(f"k{number}") if number % 3 else lambda session: [add(f"k{number}")(session), session.flush(), 1 // 0][0]

    def write(number: int) -> str:
        try:
            return database.write(verb(number), org="ek")
        except ZeroDivisionError:
            return "failed"

    with ThreadPoolExecutor(30) as threads:
        told = list(threads.map(write, range(150)))
    assert told == [f"k{number}" if number % 3 else "failed" for number in range(150)]
    assert stored(database) == {f"k{number}" for number in range(150) if number % 3}


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    database.write(add("a"), org="ek")
    with database.read("ek") as session:
        before = session.scalar(select(func.count()).select_from(Attempt))
        database.write(add("b"), org="ek")
        after = session.scalar(select(func.count()).select_from(Attempt))
    assert (before, after) == (1, 1)
    assert stored(database) == {"a", "b"}


def test_a_code_that_is_taken_is_tried_again(database: Database) -> None:
    database.write(add("a"), org="ek")
    keys = iter(["a", "a", "b"])
    assert database.write(lambda session: add(next(keys))(session), org="ek") == "b"


def test_a_key_that_stays_taken_fails_its_caller(database: Database) -> None:
    database.write(add("a"), org="ek")
    with pytest.raises(IntegrityError):
        database.write(add("a"), org="ek")
    assert stored(database) == {"a"}


def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        database.write(lambda session: session.add(rows.person(org="nobody")), org="nobody")


def test_a_reference_to_another_organisations_row_is_refused(database: Database) -> None:
    database.write(rows.organisation)
    database.write(lambda session: rows.organisation(session, "bok"))
    ada = rows.person("bok")
    database.write(lambda session: session.add(ada), org="bok")
    with pytest.raises(IntegrityError):
        database.write(lambda session: session.add(membership_of(ada)), org="ek")


def membership_of(person: Person) -> Any:
    """A membership in our mailbox for someone of another organisation."""
    return rows.tables.Membership(org="ek", mailbox="box", person=person.id, start=rows.NOW.date())


def test_the_second_of_two_who_change_a_case_at_once_is_told(database: Database) -> None:
    database.write(rows.organisation)
    identity = rows.unknown_id()
    database.write(lambda session: session.add(rows.case(id=identity)), org="ek")
    with database.read("ek") as session:
        seen = session.get(Case, ("ek", identity))
    assert seen is not None
    database.write(lambda session: setattr(session.get(Case, ("ek", identity)), "closed_at", rows.NOW), org="ek")
    seen.closed_at = rows.NOW.replace(year=2027)
    with pytest.raises(StaleDataError):
        database.write(lambda session: session.add(seen), org="ek")


def test_a_closed_database_takes_nothing_more(database: Database) -> None:
    database.close()
    with pytest.raises(DatabaseClosed):
        database.write(add("a"), org="ek")
    with pytest.raises(DatabaseClosed), database.read("ek"):
        pass


def test_closing_twice_does_no_harm(database: Database) -> None:
    database.close()
    database.close()


def test_an_address_of_another_kind_is_refused_without_being_repeated() -> None:
    with pytest.raises(NoDatabase) as caught:
        Database.open("mysql://me:secret@host/name")
    assert "secret" not in str(caught.value)


def test_what_a_refused_statement_held_is_not_told(database: Database) -> None:
    def verb(session: Session) -> None:
        session.connection().execute(text("SELECT no_such_column FROM attempt WHERE key = :value"), {"value": "kanarie"})

    with pytest.raises(DBAPIError) as caught:
        database.write(verb, org="ek")
    assert "kanarie" not in str(caught.value)


def test_statements_do_not_grow_with_the_number_of_rows(database: Database) -> None:
    seen: list[str] = []

    def verb(session: Session) -> None:
        event.listen(session.connection(), "before_cursor_execute", lambda *told: seen.append(told[2]))
        session.add_all([rows.attempt(f"k{number}") for number in range(500)])

    database.write(verb, org="ek")
    assert len([line for line in seen if line.startswith("INSERT")]) == 1
