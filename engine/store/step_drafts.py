"""What people have half written in the steps of a case: each reads the own and nobody else's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.seal import Sealer, place

LIFE = timedelta(days=30)
"""After that a draft that nobody has touched is thrown away."""
_ROW = tables.StepDraft


@dataclass(frozen=True)
class StepDraft:
    """What a person has typed in a run, by the names of its inputs; when, and how many rounds there were then."""

    run: int
    at: datetime
    rounds: int
    typed: Mapping[str, Sequence[str]]


def keep(session: Session, sealer: Sealer, case: tables.Case, draft: StepDraft, person: UUID) -> None:
    """Keeps the draft in place of the one before, under the case's own key; what is empty is not kept."""
    key = sealer.keys_of(session, case.org, case.id)[case.key]
    typed = {name: list(texts) for name, texts in draft.typed.items() if any(text.strip() for text in texts)}
    sealed = sealer.seal(key, typed, _about(case.id, draft.run, person))
    row = session.get(_ROW, (case.org, case.id, draft.run, person), populate_existing=True)
    if row is None:
        row = _ROW(org=case.org, case=case.id, run=draft.run, person=person)
        session.add(row)
    row.at, row.rounds, row.sealed = draft.at, draft.rounds, sealed
    session.flush()


def of_person(session: Session, sealer: Sealer, case: tables.Case, person: UUID) -> dict[int, StepDraft]:
    """A person's own drafts in a case, by their runs."""
    query = select(_ROW).where(_ROW.org == case.org, _ROW.case == case.id, _ROW.person == person).order_by(_ROW.run)
    found = session.scalars(query).all()
    keys = sealer.keys_of(session, case.org, case.id) if found else {}
    return {
        row.run: StepDraft(row.run, row.at, row.rounds, sealer.open(keys, row.sealed, _about(case.id, row.run, person))) for row in found
    }


def remove(session: Session, org: str, case: UUID, run: int, *, person: UUID) -> None:
    """Throws a person's draft away, if there is one."""
    session.execute(delete(_ROW).where(_ROW.org == org, _ROW.case == case, _ROW.run == run, _ROW.person == person))


def remove_all(session: Session, org: str, case: UUID) -> None:
    """Throws everyone's drafts in a case away."""
    session.execute(delete(_ROW).where(_ROW.org == org, _ROW.case == case))


def forget_old(session: Session, org: str, now: datetime) -> int:
    """Throws away what nobody has touched for long; how many."""
    gone: Any = session.execute(delete(_ROW).where(_ROW.org == org, _ROW.at <= now - LIFE))
    return int(gone.rowcount)


def _about(case: UUID, run: int, person: UUID) -> str:
    return place("step_draft", f"{case}/{run}/{person}", "typed")
