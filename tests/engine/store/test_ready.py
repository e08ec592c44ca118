"""The rules of statements that are compiled once: what they answer, and that a fault of the database's comes out as SQLAlchemy's."""

import pytest
from sqlalchemy import Integer, bindparam, literal, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.database import Database
from engine.store.ready import ReadyQuery

ORGANISATION = ReadyQuery(select(tables.Organisation.key, tables.Organisation.name).where(tables.Organisation.key == bindparam("org")))
NUMBER = ReadyQuery(select(literal(7), bindparam("number", type_=Integer)))


def test_queries_that_are_sent_together_answer_each_by_itself(database: Database) -> None:
    database.write(
        lambda session: session.merge(tables.Organisation(key="acme", name="Acme", time_zone="Europe/Stockholm", language="sv")), org="acme"
    )
    with database.read("acme") as session:
        given = {"org": "acme", "number": 3}
        assert ReadyQuery.together(session, given, ORGANISATION, NUMBER) == [[["acme", "Acme"]], [[7, 3]]]
        assert ReadyQuery.together(session, {**given, "org": "other"}, ORGANISATION, NUMBER) == [[], [[7, 3]]]


def test_they_see_what_a_verb_has_not_written_down_yet(database: Database) -> None:
    def verb(session: Session) -> list[list[str]]:
        session.add(tables.Organisation(key="acme", name="Acme", time_zone="Europe/Stockholm", language="sv"))
        return ORGANISATION.every(session, {"org": "acme"})

    assert database.write(verb, org="acme") == [["acme", "Acme"]]


def test_one_that_fails_among_several_is_raised_without_its_values(database: Database) -> None:
    broken = ReadyQuery(select(text("no_such_column"), bindparam("number", type_=Integer)))
    with database.read("acme") as session, pytest.raises(DBAPIError) as raised:
        ReadyQuery.together(session, {"org": "acme", "number": 424242}, ORGANISATION, broken, NUMBER)
    assert "no_such_column" in str(raised.value)
    assert "424242" not in str(raised.value)
    with database.read("acme") as session:
        assert ReadyQuery.together(session, {"number": 3}, NUMBER) == [[[7, 3]]]
