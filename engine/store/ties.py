"""How cases hang together: related, merged into another, split from one, opened by one. It says nothing of what they hold."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from engine.store import case_list, tables
from engine.store.adding import add_rows
from engine.store.sight import Sight

RELATED, MERGED, SPLIT, OPENED = "related", "merged", "split", "opened"


@dataclass(frozen=True)
class Tied:
    """A case that hangs together with the one that is looked at; `forth` when the tie leads from that one to this."""

    case: case_list.Listed
    kind: str
    forth: bool


def tie(session: Session, org: str, case: UUID, other: UUID, kind: str, *, at: datetime, by: UUID | None) -> None:
    """Ties one case to another; twice does no harm."""
    session.flush()
    add_rows(session, tables.CaseTie, [{"org": org, "case": case, "other": other, "kind": kind, "at": at, "by": by}], once=True)


def untie(session: Session, org: str, case: UUID, other: UUID) -> bool:
    """Takes back that two cases are related, whichever way it was said; False when they were not."""
    row = tables.CaseTie
    either = or_(and_(row.case == case, row.other == other), and_(row.case == other, row.other == case))
    found = list(session.scalars(select(row).where(row.org == org, row.kind == RELATED, either)))
    for item in found:
        session.delete(item)
    session.flush()
    return bool(found)


def merged_into(session: Session, org: str, case: UUID) -> UUID | None:
    """The case that this one has become part of."""
    row = tables.CaseTie
    return session.scalar(select(row.other).where(row.org == org, row.case == case, row.kind == MERGED))


def has_own_case(session: Session, org: str, incident: UUID) -> bool:
    """True when some case of the incident has not become part of another."""
    case, row = tables.Case, tables.CaseTie
    merged = exists().where(row.org == org, row.case == case.id, row.kind == MERGED)
    return session.scalar(select(case.id).where(case.org == org, case.incident == incident, ~merged).limit(1)) is not None


def tied(session: Session, sight: Sight, case: UUID) -> list[Tied]:
    """The cases tied to one that the person may read, newest tie first."""
    row = tables.CaseTie
    query = select(row).where(row.org == sight.org, or_(row.case == case, row.other == case)).order_by(row.at.desc())
    ties = list(session.scalars(query))
    others = {item.other if item.case == case else item.case for item in ties}
    listed = {item.id: item for item in case_list.of_ids(session, sight, others)}
    found = [(item, item.other if item.case == case else item.case) for item in ties]
    return [Tied(listed[other], item.kind, item.case == case) for item, other in found if other in listed]
