"""Which templates an organisation has, and who took which version of them into use, when. The texts themselves are in `templates`."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store import tables


@dataclass(frozen=True)
class Published:
    """One version: its number, when it was taken into use, and by whom, None when it was from the command line."""

    version: int
    at: datetime
    publisher: UUID | None


@dataclass(frozen=True)
class Listed:
    """A template: the version that new visitors meet, None before the first, and whether it takes reports no longer."""

    name: str
    published: int | None
    archived: bool


def every(session: Session, org: str) -> list[Listed]:
    """Every template there is or has been, by name."""
    rows = session.scalars(select(tables.Template).where(tables.Template.org == org).order_by(tables.Template.name))
    return [Listed(row.name, row.published, row.archived_at is not None) for row in rows]


def one(session: Session, org: str, name: str) -> Listed | None:
    """One of them."""
    row = session.get(tables.Template, (org, name))
    return Listed(row.name, row.published, row.archived_at is not None) if row is not None else None


def history(session: Session, org: str, name: str) -> list[Published]:
    """The versions of a template, the latest first."""
    row = tables.TemplateVersion
    query = select(row).where(row.org == org, row.name == name).order_by(row.version.desc())
    return [Published(item.version, item.published_at, item.publisher) for item in session.scalars(query)]
