"""The rules of adding rows past the session."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.store.adding import add_rows
from engine.store.database import Database
from engine.store.scope import OutOfScope
from engine.store.tables import Attempt, Submission
from tests.engine.store import rows


def attempt(key: str, org: str = "ek") -> dict[str, object]:
    """The values of a small row."""
    return {"org": org, "key": key, "window_start": rows.NOW}


def test_columns_that_are_left_out_get_their_defaults(database: Database) -> None:
    database.write(lambda session: add_rows(session, Attempt, [attempt("a")]), org="ek")
    with database.read("ek") as session:
        assert session.scalars(select(Attempt)).one().count == 0


def test_many_rows_are_one_statement(database: Database) -> None:
    seen: list[str] = []

    def verb(session: Session) -> None:
        event.listen(session.connection(), "before_cursor_execute", lambda *told: seen.append(told[2]))
        add_rows(session, Attempt, [attempt(f"k{number}") for number in range(300)])

    database.write(verb, org="ek")
    assert len([line for line in seen if line.startswith("INSERT")]) == 1


def test_no_rows_are_no_statement(database: Database) -> None:
    database.write(lambda session: add_rows(session, Attempt, []), org="ek")
    with database.read("ek") as session:
        assert session.scalars(select(Attempt)).all() == []


def test_a_row_that_is_there_already_is_a_failure(database: Database) -> None:
    with pytest.raises(IntegrityError):
        database.write(lambda session: add_rows(session, Attempt, [attempt("a"), attempt("a")]), org="ek")


def test_with_once_a_row_that_is_there_already_is_left_as_it_is(database: Database) -> None:
    database.write(lambda session: add_rows(session, Attempt, [attempt("a") | {"count": 7}]), org="ek")
    database.write(lambda session: add_rows(session, Attempt, [attempt("a"), attempt("b")], once=True), org="ek")
    with database.read("ek") as session:
        assert session.execute(select(Attempt.key, Attempt.count).order_by(Attempt.key)).all() == [("a", 7), ("b", 0)]


def test_with_once_a_reference_to_nothing_is_still_a_failure(database: Database) -> None:
    values = {"org": "ek", "case": rows.unknown_id(), "mailbox": "box", "why": "copy"}
    with pytest.raises(IntegrityError):
        database.write(lambda session: add_rows(session, rows.tables.CaseMailbox, [values], once=True), org="ek")


def test_a_row_of_another_organisation_is_refused(database: Database) -> None:
    with pytest.raises(OutOfScope):
        database.write(lambda session: add_rows(session, Attempt, [attempt("a"), attempt("b", "bok")]), org="ek")


def test_a_row_that_was_added_so_can_be_changed_by_the_session_later(database: Database) -> None:
    database.write(rows.organisation)
    made = rows.submission()
    values = {name: value for name, value in vars(made).items() if not name.startswith("_")}

    def verb(session: Session) -> None:
        add_rows(session, Submission, [values])
        session.scalars(select(Submission)).one().state = "wrong"

    database.write(verb, org="ek")
    with database.read("ek") as session:
        assert session.execute(select(Submission.state, Submission.revision)).one() == ("wrong", 2)
