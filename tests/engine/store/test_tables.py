"""The rules of tables: the organisation first in every key, times in UTC, and names that both engines take."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table, UniqueConstraint, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from engine.store import tables
from engine.store.database import Database
from engine.store.tables import Attempt, Base, Calendar, Moment, OrganisationOwned
from tests.engine.store import rows

OWNED = sorted((mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, OrganisationOwned)), key=str)
owned = pytest.mark.parametrize("table", OWNED, ids=str)


def test_only_the_organisation_itself_belongs_to_none() -> None:
    assert set(Base.metadata.tables.values()) - set(OWNED) == {tables.Organisation.__table__}


@owned
def test_the_organisation_is_first_in_every_key(table: Table) -> None:
    keys = [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    assert table.primary_key.columns[0].name == "org"
    assert {constraint.columns[0].name for constraint in keys} <= {"org"}


@owned
def test_the_organisation_is_first_in_every_reference(table: Table) -> None:
    for reference in table.foreign_key_constraints:
        assert reference.column_keys[0] == "org"
        assert reference.elements[0].target_fullname in ("organisation.key", f"{reference.referred_table.name}.org")


@owned
def test_the_organisation_is_first_in_every_index_but_those_of_the_worker(table: Table) -> None:
    first = {index.name: index.columns[0].name for index in table.indexes}
    assert {name for name, column in first.items() if column != "org"} <= {"ix_outbox_due", "ix_mail_share_due", "ix_step_run_remind_at"}


def test_the_authority_is_known_wherever_it_can_limit_reading() -> None:
    found = {table.name for table in OWNED if "authority" in table.columns}
    assert found == {"unit", "mailbox", "submission", "case_", "journal", "fact"}


def test_a_fact_names_no_submission_and_no_case() -> None:
    assert not {"submission", "case", "person", "source"} & set(tables.Fact.__table__.columns.keys())


def test_every_key_has_a_name_that_postgresql_does_not_cut() -> None:
    named = [part for table in OWNED for part in (*table.constraints, *table.indexes)]
    assert all(part.name and len(part.name) <= 63 for part in named)


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-11))])))
def test_a_moment_is_kept_to_the_microsecond_whatever_its_zone(moment: datetime) -> None:
    kept = Moment().process_bind_param(moment, sqlite.dialect())
    assert Moment().process_result_value(kept, sqlite.dialect()) == moment


def test_moments_come_back_in_utc_and_compare_the_same_on_both_engines(database: Database) -> None:
    noon = datetime(2026, 9, 7, 12, 0, 0, 1, tzinfo=timezone(timedelta(hours=2)))
    database.write(lambda session: session.add(Attempt(org="ek", key="a", window_start=noon)), org="ek")
    with database.read("ek") as session:
        found = session.scalars(select(Attempt.window_start).where(Attempt.window_start <= noon)).one()
    assert (found, found.tzinfo) == (noon, UTC)


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 9, 7)
    with pytest.raises(StatementError, match="without a time zone"):
        database.write(lambda session: session.add(Attempt(org="ek", key="a", window_start=naive)), org="ek")


def test_lists_and_mappings_come_back_as_they_were(database: Database) -> None:
    values: dict[str, Any] = {"weekdays": [1, 2], "closed": [["2026-11-02", "2026-11-06"]], "periods": {"höst": [["a", "b"]]}}
    database.write(rows.organisation)
    made = {"org": "ek", "name": "work", "label": {"one": {"sv": "dag"}, "many": {"sv": "dagar"}}} | values
    database.write(lambda session: session.add(Calendar(**made)), org="ek")
    with database.read("ek") as session:
        found = session.scalars(select(Calendar)).one()
    assert {name: getattr(found, name) for name in values} == values


def test_a_fact_has_forty_columns_for_counted_values(database: Database) -> None:
    made = {"org": "ek", "id": rows.unknown_id(), "template": "fault", "version": 1, "grain": "submission", "day": rows.NOW.date()}
    database.write(lambda session: session.add(tables.Fact(**made, d1="hall", d40="yes")), org="ek")
    with database.read("ek") as session:
        found = session.execute(select(*(getattr(tables.Fact, name) for name in tables.COLUMNS))).one()
    assert (found[0], found[1], found[39]) == ("hall", None, "yes")
