"""Stores that rows behind a report were taken out, and why, sealed. It must not decide who may take them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.store import tables
from engine.store.adding import add_rows
from engine.store.seal import Sealer, digest, place

MOST = 10


@dataclass(frozen=True)
class Taken:
    """Rows that were taken out: by whom, when, how many, and why."""

    person: UUID
    at: datetime
    rows: int
    reason: str


@dataclass(frozen=True)
class Kept:
    """What was kept: its id, and a digest of the sealed reason for the journal."""

    id: UUID
    digest: str


def keep(session: Session, sealer: Sealer, org: str, report: tuple[str, str], taken: Taken) -> Kept:
    """Keeps that rows are taken out; `report` is the template's name and the report's id."""
    key, id = sealer.fresh_key(org), new_id()
    add_rows(session, tables.KeyCopy, [sealer.copy(key, id)])
    sealed = sealer.seal(key, taken.reason, place("row_export", id, "reason"))
    named = {"template": report[0], "report": report[1], "rows": taken.rows}
    add_rows(session, tables.RowExport, [{"org": org, "id": id, "person": taken.person, "at": taken.at, "sealed": sealed, **named}])
    return Kept(id, digest(sealed).hex())


def latest(session: Session, sealer: Sealer, org: str, report: tuple[str, str], *, by: UUID | None) -> list[Taken]:
    """The last that were taken out behind a report, newest first, by one person or by anyone."""
    row = tables.RowExport
    wanted = [row.org == org, row.template == report[0], row.report == report[1], *([row.person == by] if by else [])]
    found = session.scalars(select(row).where(*wanted).order_by(row.at.desc(), row.id.desc()).limit(MOST)).all()
    keys = sealer.keys_of_all(session, org, [one.id for one in found])
    return [Taken(one.person, one.at, one.rows, sealer.open(keys, one.sealed, place("row_export", one.id, "reason"))) for one in found]
