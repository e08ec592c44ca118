"""What becomes of the people of a case that is erased: nothing tells that they were in it, and a record dies with the last of its cases."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.seal import Sealer

Gone = Iterable[tuple[UUID, int | None]]
"""Reports that nobody can open any more, each whole or only one row of it."""


def forget_people(session: Session, sealer: Sealer, org: str, case: UUID, *, gone: Gone) -> None:
    """Takes away who was in an erased case, and the records of those who are in no other one, with all that was written about them."""
    link = tables.RecordLink
    parts = [link.submission == report if row is None else and_(link.submission == report, link.row == row) for report, row in gone]
    here = and_(link.org == org, or_(link.case == case, *parts))
    touched = set(session.scalars(select(link.record).where(here)))
    session.execute(delete(link).where(here))
    left = set(session.scalars(select(link.record).where(link.org == org, link.record.in_(sorted(touched)), link.same)))
    for record in sorted(touched - left):
        _erase(session, sealer, org, record)


def _erase(session: Session, sealer: Sealer, org: str, record: UUID) -> None:
    reason = tables.RecordReason
    reasons = session.scalars(select(reason.id).where(reason.org == org, reason.record == record)).all()
    for holder in (record, *reasons):
        sealer.forget(session, org, holder)
    for table in (tables.RecordToken, tables.RecordLink, reason):
        session.execute(delete(table).where(table.org == org, table.record == record))
    session.execute(delete(tables.Record).where(tables.Record.org == org, tables.Record.id == record))
