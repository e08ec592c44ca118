"""The rules of scope: no statement reaches past its organisation."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, exists, func, insert, literal, select, text, union_all, update
from sqlalchemy.orm import Session, aliased

from engine.store.database import Database
from engine.store.scope import OutOfScope
from engine.store.tables import Attempt, Case, Mailbox, Organisation, Unit
from tests.engine.store import rows


@pytest.fixture
def two(database: Database) -> Database:
    """Two organisations whose keys are the same."""
    database.write(lambda session: rows.organisation(session, "ek"))
    database.write(lambda session: rows.organisation(session, "bok"))
    return database


other = aliased(Mailbox)
units = select(Unit.org, Unit.key).cte("units")
down = select(Unit.org, Unit.key).where(Unit.parent.is_(None)).cte("down", recursive=True)
down = down.union_all(select(Unit.org, Unit.key).join(down, Unit.parent == down.c.key))

READINGS: dict[str, Any] = {
    "rows": select(Unit.org),
    "entities": select(Unit).with_only_columns(Unit.org),
    "a join": select(Unit.org, Mailbox.org).join(Mailbox, Mailbox.authority == Unit.authority),
    "an outer join": select(Unit.org, Mailbox.org).outerjoin(Mailbox, Mailbox.authority == Unit.authority),
    "a cross join": select(Unit.org, Mailbox.org).join(Mailbox, literal(True)),
    "an alias": select(other.org),
    "a joined alias": select(Unit.org, other.org).join(other, other.authority == Unit.authority),
    "a subquery": select(select(Unit.org).subquery()),
    "a scalar subquery": select(Organisation.key, select(func.min(Unit.org)).scalar_subquery()).where(Organisation.key == "ek"),
    "a common table": select(units.c.org),
    "a recursive common table": select(down.c.org),
    "a join with a common table": select(Unit.org, units.c.org).join(units, units.c.key == Unit.key),
    "a union": union_all(select(Unit.org), select(Mailbox.org)),
    "a grouping": select(Unit.org, func.count().label("n")).group_by(Unit.org).with_only_columns(Unit.org),
}


@pytest.mark.parametrize("statement", READINGS.values(), ids=READINGS)
def test_a_reading_finds_only_its_own_organisation(two: Database, statement: Any) -> None:
    with two.read("ek") as session:
        assert {value for row in session.execute(statement) for value in row} == {"ek"}


@pytest.mark.parametrize("statement", READINGS.values(), ids=READINGS)
def test_a_reading_without_an_organisation_is_refused(two: Database, statement: Any) -> None:
    with two.read() as session, pytest.raises(OutOfScope):
        session.execute(statement)


def test_a_count_counts_only_its_own_organisation(two: Database) -> None:
    with two.read("ek") as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 1


def test_existence_is_asked_only_in_its_own_organisation(two: Database) -> None:
    two.write(lambda session: session.add(Mailbox(org="bok", key="post", name="Post")), org="bok")
    with two.read("ek") as session:
        assert session.scalar(select(exists(select(Mailbox).where(Mailbox.key == "post")))) is False


def test_a_row_of_another_organisation_is_not_got_by_its_key(two: Database) -> None:
    with two.read("ek") as session:
        assert session.get(Unit, ("bok", "north")) is None
        assert session.get(Unit, ("ek", "north")) is not None


@pytest.mark.parametrize("statement", [update(Unit).values(name="X"), delete(Unit)], ids=["update", "delete"])
def test_a_change_reaches_only_its_own_organisation(two: Database, statement: Any) -> None:
    two.write(lambda session: session.execute(statement), org="ek")
    with two.read("bok") as session:
        assert session.scalars(select(Unit.name)).all() == ["North"]


@pytest.mark.parametrize("statement", [update(Unit).values(name="X"), delete(Unit)], ids=["update", "delete"])
def test_a_change_without_an_organisation_is_refused(two: Database, statement: Any) -> None:
    with pytest.raises(OutOfScope):
        two.write(lambda session: session.execute(statement))


@pytest.mark.parametrize(
    "statement",
    [
        select(Unit.__table__),
        text("SELECT * FROM unit"),
        select(Unit).from_statement(text("SELECT * FROM unit")),
        insert(Attempt).from_select(["org", "key"], select(Unit.org, Unit.key)),
    ],
    ids=["a table", "text", "an entity from text", "an insert from a reading"],
)
def test_what_can_not_be_scoped_is_refused(two: Database, statement: Any) -> None:
    with two.read("ek") as session, pytest.raises(OutOfScope):
        session.execute(statement)


def test_all_organisations_are_read_when_the_statement_says_so(two: Database) -> None:
    with two.read() as session:
        found = session.scalars(select(Unit.org).execution_options(all_orgs=True)).all()
    assert sorted(found) == ["bok", "ek"]


def test_organisations_themselves_need_no_scope(two: Database) -> None:
    with two.read() as session:
        assert sorted(session.scalars(select(Organisation.key))) == ["bok", "ek"]


def test_two_sessions_of_different_organisations_do_not_share_a_scope(two: Database) -> None:
    statement = select(Unit.org)
    with two.read("ek") as ours, two.read("bok") as theirs:
        assert [ours.scalar(statement), theirs.scalar(statement), ours.scalar(statement)] == ["ek", "bok", "ek"]


def test_a_row_of_another_organisation_is_not_written(two: Database) -> None:
    with pytest.raises(OutOfScope):
        two.write(lambda session: session.add(rows.attempt("x", org="bok")), org="ek")


def test_a_reading_can_not_change_anything(two: Database) -> None:
    with two.read("ek") as session, pytest.raises(Exception, match=r"readonly|read-only"):
        session.execute(delete(Unit))


def test_many_rows_are_inserted_in_bulk(two: Database) -> None:
    many = [{"org": "ek", "key": f"k{number}", "window_start": rows.NOW, "count": 1} for number in range(2000)]
    two.write(lambda session: session.execute(insert(Attempt), many), org="ek")
    with two.read("ek") as session:
        assert session.scalar(select(func.count()).select_from(Attempt)) == 2000


def add_all(*made: Callable[[], Any]) -> Callable[[Session], None]:
    """A verb that adds rows in an order that the tables do not have."""
    return lambda session: session.add_all([make() for make in made])


def test_a_session_writes_the_referred_row_first_whatever_order_they_were_added_in(two: Database) -> None:
    identity = rows.unknown_id()
    two.write(add_all(lambda: rows.case(id=identity, unit="south"), lambda: Unit(org="ek", key="south", name="South")), org="ek")
    with two.read("ek") as session:
        found = session.get(Case, ("ek", identity))
        assert found is not None
        assert found.unit == "south"
