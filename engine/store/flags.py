"""What cases are marked with, read for many at once."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from engine.store import tables


def of_cases(session: Session, org: str, ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The keys of each case that has any, in order."""
    row = tables.CaseFlag
    query = select(row.case, row.key).where(row.org == org, row.case.in_(list(ids))).order_by(row.case, row.key)
    found: dict[UUID, tuple[str, ...]] = {}
    for case, key in session.execute(query):
        found[case] = (*found.get(case, ()), key)
    return found


def flagged(org: str, key: str | None = None) -> ColumnElement[bool]:
    """A row of `Case` that is marked with this, or with anything."""
    row = tables.CaseFlag
    marked = exists().where(row.org == org, row.case == tables.Case.id)
    return marked.where(row.key == key) if key is not None else marked
