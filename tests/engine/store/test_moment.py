"""The rules of a moment: what is seen in it, when it ends, and that a failure spoils nothing that is asked afterwards."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from engine.store.database import Database
from engine.store.moment import Moment
from engine.store.tables import Attempt
from tests.engine.store import rows


@pytest.fixture
def moment(database: Database) -> Iterator[Moment]:
    """One that is over afterwards, since a reader that is left open holds the database."""
    one = Moment(database)
    yield one
    one.end()


def add(database: Database, key: str, org: str = "ek") -> None:
    """Something that can be counted."""
    database.write(lambda session: session.add(rows.attempt(key, org)), org=org)


def how_many(session: Session) -> int | None:
    """So much there is of it."""
    return session.scalar(select(func.count()).select_from(Attempt))


def test_what_others_write_is_not_seen_until_it_ends(database: Database, moment: Moment) -> None:
    add(database, "a")
    assert moment.ask("ek", how_many) == 1
    add(database, "b")
    assert moment.ask("ek", how_many) == 1
    moment.end()
    assert moment.ask("ek", how_many) == 2


def test_it_begins_with_the_first_question(database: Database, moment: Moment) -> None:
    add(database, "a")
    assert moment.ask("ek", how_many) == 1


@pytest.mark.parametrize("question", [lambda session: session.connection().execute(text("SELECT no_such_column")), lambda session: 1 // 0])
def test_what_fails_spoils_no_later_question(database: Database, moment: Moment, question: Callable[[Session], Any]) -> None:
    add(database, "a")
    assert moment.ask("ek", how_many) == 1
    with pytest.raises((SQLAlchemyError, ZeroDivisionError)):
        moment.ask("ek", question)
    assert moment.ask("ek", how_many) == 1


def test_each_organisation_is_asked_about_in_a_session_of_its_own(database: Database, moment: Moment) -> None:
    for key, org in (("a", "ek"), ("b", "ek"), ("c", "bok")):
        add(database, key, org)
    assert [moment.ask(org, how_many) for org in ("ek", "bok", "ek")] == [2, 1, 2]


def test_nothing_can_be_written_in_it(database: Database, moment: Moment) -> None:
    def write(session: Session) -> None:
        session.add(rows.attempt("a"))
        session.flush()

    with pytest.raises(SQLAlchemyError):
        moment.ask("ek", write)
    assert moment.ask("ek", how_many) == 0


def test_ending_it_is_quiet_when_the_database_is_gone(moment: Moment) -> None:
    def lose(session: Session) -> None:
        session.connection().connection.dbapi_connection.close()  # type: ignore[union-attr]

    moment.ask("ek", lose)
    moment.end()
    assert moment.ask("ek", how_many) == 0
