"""Rows that are gathered and written at once: one statement a table, parents first, for one organisation only."""

import pytest

from engine.ids import new_id
from engine.store import tables
from engine.store.batch import Batch
from engine.store.database import Database
from engine.store.scope import OutOfScope
from tests.engine.store import rows
from tests.racing import watched


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with an organisation."""
    database.write(lambda session: rows.organisation(session))
    return database


def attempts(batch: Batch, count: int) -> Batch:
    """A batch with so many small rows."""
    batch.extend(tables.Attempt, ({"key": str(number), "window_start": rows.NOW, "count": 1} for number in range(count)))
    return batch


@pytest.mark.parametrize("count", [1, 50])
def test_as_many_statements_as_tables_however_many_rows(filled: Database, count: int) -> None:
    batch = attempts(Batch("ek"), count)
    batch.add(tables.Exclusion, subject=new_id(), kind="person", key="x", why="y")
    with watched() as seen:
        filled.write(batch.write, org="ek")
    assert len(seen.sent) == 2


def test_rows_are_written_after_what_they_refer_to(filled: Database) -> None:
    batch, case, submission = Batch("ek"), rows.case(), rows.submission()
    batch.add(tables.CaseSubmission, case=case.id, submission=submission.id, row=None, joined_at=rows.NOW)
    for row in (case, submission):
        values = {column.name: getattr(row, column.name) for column in row.__table__.columns if column.name != "org"}
        batch.add(type(row), **{name: value for name, value in values.items() if value is not None})
    filled.write(batch.write, org="ek")
    with filled.read("ek") as session:
        assert session.query(tables.CaseSubmission).count() == 1


def test_an_empty_batch_sends_nothing(filled: Database) -> None:
    with watched() as seen:
        filled.write(Batch("ek").write, org="ek")
    assert seen.sent == []


def test_a_batch_of_another_organisation_is_refused(filled: Database) -> None:
    with pytest.raises(OutOfScope):
        filled.write(attempts(Batch("other"), 1).write, org="ek")


def test_a_batch_that_fails_leaves_nothing(filled: Database) -> None:
    batch = attempts(Batch("ek"), 3)
    batch.add(tables.CaseMailbox, case=new_id(), mailbox="box", why="receiver")
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        filled.write(batch.write, org="ek")
    with filled.read("ek") as session:
        assert session.query(tables.Attempt).count() == 0
