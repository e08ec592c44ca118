"""Templates that are being written: one draft per name, byte for byte, with who wrote it when and from which version it began."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store import tables


@dataclass(frozen=True)
class TemplateDraft:
    """A draft as it lies in the store. Each time it is saved it gets the next `revision`; `base` is None for a new template."""

    name: str
    source: str
    base: int | None
    revision: int
    changed_at: datetime
    author: UUID | None


def read(session: Session, org: str, name: str) -> TemplateDraft | None:
    """The draft of a template, None when nobody is writing one."""
    row = session.get(tables.TemplateDraft, (org, name))
    return _value(row) if row is not None else None


def every(session: Session, org: str) -> list[TemplateDraft]:
    """All drafts, by name."""
    rows = session.scalars(select(tables.TemplateDraft).where(tables.TemplateDraft.org == org).order_by(tables.TemplateDraft.name))
    return [draft for row in rows if (draft := _value(row)) is not None]


def held(session: Session, org: str, name: str) -> tables.TemplateDraft | None:
    """The row, held until the transaction ends, so that of two who save at once the second sees what the first has saved."""
    return session.get(tables.TemplateDraft, (org, name), with_for_update=True, populate_existing=True)


def _value(row: tables.TemplateDraft) -> TemplateDraft | None:
    if row.source is None:
        return None
    return TemplateDraft(row.name, row.source, row.base, row.revision, row.changed_at, row.author)
