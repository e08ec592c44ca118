"""Why steps stand still: the reason sealed under the case's own key, and opened again for the case's page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.seal import Sealer, digest, place


@dataclass(frozen=True)
class Pause:
    """A step that stands still: since when, until which day if any, who said so, and why."""

    since: datetime
    until: date | None
    person: UUID
    reason: str


def add(session: Session, sealer: Sealer, row: tables.Case, run: int, pause: Pause) -> bytes:
    """Stores it; the digest of the sealed reason."""
    key = sealer.keys_of(session, row.org, row.id)[row.key]
    sealed = sealer.seal(key, pause.reason, _place(row.id, run, pause.since))
    values = {"case": row.id, "run": run, "at": pause.since, "person": pause.person, "until": pause.until, "sealed": sealed}
    session.add(tables.Pause(org=row.org, **values))
    session.flush()
    return digest(sealed)


def of_case(session: Session, sealer: Sealer, row: tables.Case) -> Mapping[int, Pause]:
    """The steps that stand still now, by the numbers of their runs."""
    pause, run = tables.Pause, tables.StepRun
    query = (
        select(pause)
        .join(run, (run.org == pause.org) & (run.case == pause.case) & (run.number == pause.run) & (run.paused_at == pause.at))
        .where(pause.org == row.org, pause.case == row.id)
    )
    found = list(session.scalars(query))
    keys = sealer.keys_of(session, row.org, row.id) if found else {}
    return {
        item.run: Pause(item.at, item.until, item.person, sealer.open(keys, item.sealed, _place(row.id, item.run, item.at)))
        for item in found
    }


def _place(case: UUID, run: int, at: datetime) -> str:
    return place("pause", f"{case}/{run}/{at.astimezone(UTC).isoformat()}", "reason")
