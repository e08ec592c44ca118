"""The rules of the journal: a chain in which every change shows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.store import journal
from engine.store.database import Database
from engine.store.journal import JournalFault
from engine.store.tables import JournalLine
from tests.engine.store import rows

CASE = new_id()


def write(database: Database, *kinds: str, chain: Any = CASE, **more: Any) -> None:
    """Lines on a chain, each in a transaction of its own."""
    for kind in kinds:
        database.write(lambda session, kind=kind: journal.append(session, "ek", chain, kind, at=rows.NOW, **more), org="ek")  # type: ignore[misc]


def broken(database: Database, chain: Any = CASE) -> int | None:
    """Where the chain breaks."""
    with database.read("ek") as session:
        return journal.verify(session, "ek", chain)


@pytest.fixture
def five(database: Database) -> Database:
    """A chain of five lines."""
    write(database, "received", "opened", "read", "decided", "closed", facts={"number": 7})
    return database


def test_lines_are_numbered_from_one_in_the_order_they_were_written(five: Database) -> None:
    with five.read("ek") as session:
        found = journal.lines(session, "ek", CASE)
    assert [(line.seq, line.kind) for line in found] == list(enumerate(["received", "opened", "read", "decided", "closed"], 1))


def test_an_untouched_chain_holds(five: Database) -> None:
    assert broken(five) is None


def test_an_empty_chain_holds(database: Database) -> None:
    assert broken(database, "organisation") is None


def test_several_lines_in_one_transaction_hold(database: Database) -> None:
    def verb(session: Session) -> None:
        for kind in ("a", "b", "c"):
            journal.append(session, "ek", CASE, kind, at=rows.NOW, person=new_id(), facts={"ids": ["x", "y"]})

    database.write(verb, org="ek")
    assert broken(database) is None


def test_a_chain_that_is_known_to_be_new_needs_no_look_up(database: Database) -> None:
    def verb(session: Session) -> None:
        journal.append(session, "ek", CASE, "received", at=rows.NOW, first=True)
        journal.append(session, "ek", CASE, "opened", at=rows.NOW)

    database.write(verb, org="ek")
    assert broken(database) is None


def test_a_chain_that_has_lines_is_not_begun_again(five: Database) -> None:
    with pytest.raises(IntegrityError):
        write(five, "received", first=True)
    assert broken(five) is None


def test_chains_do_not_share_lines(database: Database) -> None:
    write(database, "a", "b")
    write(database, "a", chain="organisation")
    with database.read("ek") as session:
        assert [len(journal.lines(session, "ek", chain)) for chain in (CASE, "organisation")] == [2, 1]


CHANGES: dict[str, Any] = {
    "kind": "read",
    "at": rows.NOW + timedelta(microseconds=1),
    "person": new_id(),
    "facts": {"number": 8},
    "authority": "other",
    "hash": b"x" * 32,
    "previous": b"x" * 32,
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_edited_line_shows(five: Database, name: str) -> None:
    five.write(lambda session: session.execute(update(JournalLine).where(JournalLine.seq == 2).values({name: CHANGES[name]})), org="ek")
    assert broken(five) == 2


@pytest.mark.parametrize("seq", [1, 3, 4])
def test_a_line_that_was_removed_before_the_end_shows(five: Database, seq: int) -> None:
    five.write(lambda session: session.execute(delete(JournalLine).where(JournalLine.seq == seq)), org="ek")
    assert broken(five) == seq


def test_a_line_that_was_removed_and_the_gap_closed_shows(five: Database) -> None:
    def verb(session: Session) -> None:
        session.execute(delete(JournalLine).where(JournalLine.seq == 3))
        for seq in (4, 5):
            renumber(session, seq, seq - 1)

    five.write(verb, org="ek")
    assert broken(five) == 3


def renumber(session: Session, seq: int, to: int) -> None:
    """Give a line another number."""
    session.execute(update(JournalLine).where(JournalLine.seq == seq).values(seq=to))


def test_lines_in_another_order_show(five: Database) -> None:
    def verb(session: Session) -> None:
        renumber(session, 2, 99)
        renumber(session, 3, 2)
        renumber(session, 99, 3)

    five.write(verb, org="ek")
    assert broken(five) == 2


def test_a_line_moved_from_another_chain_shows(five: Database) -> None:
    write(five, "a", chain="other")
    five.write(
        lambda session: session.execute(update(JournalLine).where(JournalLine.chain == "other").values(chain=str(CASE), seq=6)), org="ek"
    )
    assert broken(five) == 6


def test_a_chain_that_was_written_anew_without_the_key_shows(five: Database, database_url: str, store_kind: str) -> None:
    five.write(lambda session: session.execute(delete(JournalLine)), org="ek")
    five.close()
    stranger = Database.open(database_url, journal_key=b"guessed")
    write(stranger, "received", "closed")
    stranger.close()
    owner = Database.open(database_url, journal_key=bytes(32))
    assert broken(owner) == 1
    owner.close()


def test_many_who_write_on_one_chain_at_once_make_one_unbroken_chain(database: Database) -> None:
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda number: write(database, f"k{number}"), range(160)))
    with database.read("ek") as session:
        assert [line.seq for line in journal.lines(session, "ek", CASE)] == list(range(1, 161))
    assert broken(database) is None


def test_a_line_that_was_rolled_back_within_its_transaction_is_not_followed(database: Database) -> None:
    def verb(session: Session) -> None:
        journal.append(session, "ek", CASE, "kept", at=rows.NOW)
        nested = session.begin_nested()
        journal.append(session, "ek", CASE, "lost", at=rows.NOW)
        session.flush()
        nested.rollback()
        journal.append(session, "ek", CASE, "next", at=rows.NOW)

    database.write(verb, org="ek")
    with database.read("ek") as session:
        assert [line.kind for line in journal.lines(session, "ek", CASE)] == ["kept", "next"]
    assert broken(database) is None


def test_the_same_moment_in_another_zone_signs_the_same(database: Database) -> None:
    there = rows.NOW.astimezone(timezone(timedelta(hours=2)))
    database.write(lambda session: journal.append(session, "ek", CASE, "a", at=there), org="ek")
    assert broken(database) is None


@pytest.mark.parametrize("value", ["x" * 201, 1.5, {"a": "b"}, b"x", ["x" * 201], [[1]]])
def test_a_fact_that_could_be_content_is_refused(database: Database, value: Any) -> None:
    with pytest.raises(JournalFault, match="'what' is not an id"):
        write(database, "a", facts={"what": value})


def test_nothing_is_journalled_without_the_key(database_url: str) -> None:
    database = Database.open(database_url)
    with pytest.raises(JournalFault, match="opened without"):
        write(database, "a")
    database.close()


def test_what_is_shown_of_a_failed_verb_is_not_in_the_chain(five: Database) -> None:
    def verb(session: Session) -> None:
        journal.append(session, "ek", CASE, "lost", at=rows.NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        five.write(verb, org="ek")
    write(five, "next")
    assert broken(five) is None
