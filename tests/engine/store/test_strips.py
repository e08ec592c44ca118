"""The rules of facts by their columns: a copy that is read when it is whole, proved by the facts, and never of what is sensitive."""

from dataclasses import replace
from datetime import date
from itertools import islice
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.statistics.facts import Fact
from engine.statistics.table import Counts, Selection, tabulate
from engine.store import strips, tables
from engine.store.database import Database
from tests.engine.statistics import counted
from tests.engine.store.test_tallies import ONE, bases, fold, fold_once, publish, store

HURRIED = Selection(chosen={"urgent": ("yes",)})


def invented(number: int, seed: int = 3) -> list[Fact]:
    """So many reports."""
    return [fact for some in islice(counted.invented(Random(seed), ONE[0]), number) for fact in some]  # noqa: S311


def told(database: Database, report: str, selection: Selection = HURRIED) -> Counts | None:
    """What the strips say."""
    basis = next(basis for basis in bases(ONE) if basis.report.id == report)
    with database.read("acme") as session:
        return strips.counted(session, "acme", basis, selection, (basis.report.rows, basis.report.columns))


def kept(database: Database) -> list[tables.FactStrip]:
    """Every strip."""
    with database.read("acme") as session:
        return list(session.scalars(select(tables.FactStrip)))


def test_strips_are_read_once_they_are_whole(database: Database) -> None:
    publish(database, ONE, 1)
    made = invented(60)
    store(database, ONE, made)
    while not kept(database):
        fold_once(database, ONE)
    assert told(database, "rooms") is None
    fold(database, ONE)
    rooms = next(basis.report for basis in bases(ONE) if basis.report.id == "rooms")
    found = told(database, "rooms")
    assert found is not None
    assert found.rows == tabulate(ONE[0], rooms, made, HURRIED).counts.rows


def test_what_a_strip_can_not_say_is_counted_otherwise(database: Database) -> None:
    publish(database, ONE, 1)
    store(database, ONE, invented(20))
    fold(database, ONE)
    several, own_date, sensitive = told(database, "rooms_kinds"), told(database, "noticed_rooms"), told(database, "illness")
    assert several is own_date is sensitive is None


def test_whoever_is_shut_out_of_something_is_not_told_by_strips_that_hold_it(database: Database) -> None:
    publish(database, ONE, 1)
    store(database, ONE, invented(20))
    fold(database, ONE)
    rooms = next(basis for basis in bases(ONE) if basis.report.id == "rooms")
    with database.read("acme") as session:
        assert strips.counted(session, "acme", rooms, HURRIED, ("room", None)) is not None
        assert strips.counted(session, "acme", replace(rooms, hidden=frozenset({new_id()})), HURRIED, ("room", None)) is None


def test_postgresql_keeps_codes_as_they_are(database: Database) -> None:
    if database.kind == "postgresql":
        query = "SELECT attstorage FROM pg_attribute WHERE attrelid = 'fact_strip'::regclass AND attname = 'codes'"
        with database.read("acme") as session:
            assert session.connection().exec_driver_sql(query).scalar() == "e"


def test_a_sensitive_fact_is_in_no_strip(database: Database) -> None:
    publish(database, ONE, 1)
    store(database, ONE, list(counted.submission(ONE[0], "north", date(2026, 9, 7), illness="ja", room="bath")))
    fold(database, ONE)
    assert {row.grain for row in kept(database)} == {"submissions"}


def test_a_block_that_is_full_gets_no_more(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strips, "_PART", 2)
    publish(database, ONE, 1)
    made = invented(30)
    store(database, ONE, made[:40])
    fold(database, ONE)
    for fact in made[40:]:
        store(database, ONE, [fact])
        fold(database, ONE)
    lengths = [len(strips.Strip.unpacked(row.labels, row.codes).codes) for row in kept(database) if row.column == strips.SIGN]
    assert (max(lengths), sum(lengths)) == (2, sum(not fact.sensitive for fact in made))
    with database.read("acme") as session:
        assert not strips.differences(session, "acme", ONE[0].name)


def test_strips_are_proved_by_the_facts(database: Database) -> None:
    publish(database, ONE, 1)
    store(database, ONE, invented(30))
    fold(database, ONE)

    def spoil(session: Session) -> None:
        strip = tables.FactStrip
        row = next(row for row in session.scalars(select(strip).where(strip.org == "acme")) if len(row.labels) > 1)
        row.codes = bytes([*row.codes[:-1], (row.codes[-1] + 1) % len(row.labels)])

    with database.read("acme") as session:
        assert not strips.differences(session, "acme", ONE[0].name)
    database.write(spoil, org="acme")
    with database.read("acme") as session:
        assert sorted(strips.differences(session, "acme", ONE[0].name).values()) == [-1, 1]


def test_strips_of_another_layout_are_made_anew(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(database, ONE, 1)
    store(database, ONE, invented(10))
    fold(database, ONE)
    before = sorted((row.month, row.column, row.codes) for row in kept(database))
    monkeypatch.setattr(strips, "LAYOUT", strips.LAYOUT + 1)
    fold(database, ONE)
    assert sorted((row.month, row.column, row.codes) for row in kept(database)) == before


def test_strips_of_another_layout_are_not_read_and_are_made_anew(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(database, ONE, 1)
    store(database, ONE, invented(20))
    fold(database, ONE)
    before = told(database, "rooms")
    monkeypatch.setattr(strips, "LAYOUT", strips.LAYOUT + 1)
    assert told(database, "rooms") is None
    fold(database, ONE)
    assert told(database, "rooms") == before is not None
