"""Adds rows without the session's book-keeping, at a sixth of its time; for everything that a verb writes and does not read back."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from engine.store.ready import Ready, run_in_turn
from engine.store.scope import OutOfScope
from engine.store.tables import Base

Rows = Sequence[Mapping[str, Any]]


def add_rows(session: Session, table: type[Base], rows: Rows, *, once: bool = False) -> None:
    """Writes the rows at once and in one statement; all have the same columns, and those left out get their defaults.

    With `once`, a row whose key is there already is left as it is. The session does not know the rows, and does not write first
    what waits in it: what they refer to must be written already.
    """
    add_all(session, [(table, rows)] if rows else [], once=once)


def add_all(session: Session, tables: Sequence[tuple[type[Base], Rows]], *, once: bool = False) -> None:
    """The same for the rows of several tables, none of them empty, in order and together."""
    if not tables:
        return
    org = session.info.get("org")
    for table, rows in tables:
        if org is not None and any(row.get("org", org) != org for row in rows):
            raise OutOfScope(f"a row of another organisation in a session of {org!r}: {table.__name__}")
    connection = session.connection()
    once_on = connection.dialect.name if once else ""
    run_in_turn(connection, [(_into(table, tuple(rows[0]), once_on), rows) for table, rows in tables])


@cache
def _into(table: type[Base], names: tuple[str, ...], once_on: str) -> Ready:
    columns = cast("Table", table.__table__)
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    for column in columns.columns:
        if column.name not in values and isinstance(column.default, ScalarElementColumnDefault):
            values[column.name] = column.default.arg
    if once_on == "postgresql":
        return Ready(postgresql.insert(columns).on_conflict_do_nothing().values(values))
    return Ready((sqlite.insert(columns).on_conflict_do_nothing() if once_on else insert(columns)).values(values))
