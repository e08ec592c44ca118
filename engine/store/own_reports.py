"""The reports that an organisation has made itself, version by version. It must not read what they say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store import tables

_ROW = tables.OwnReport


@dataclass(frozen=True)
class Version:
    """One version of a report: its text, and which version of each template that speaks of."""

    key: str
    number: int
    text: str
    templates: Mapping[str, int]
    retired: bool
    by: UUID
    at: datetime


def latest(session: Session, org: str) -> list[Version]:
    """The version of each report that holds, retired ones too, by key."""
    rows = session.scalars(select(_ROW).where(_ROW.org == org).order_by(_ROW.key, _ROW.number))
    return list({row.key: _version(row) for row in rows}.values())


def versions(session: Session, org: str, key: str) -> list[Version]:
    """Every version of a report, the latest first."""
    rows = session.scalars(select(_ROW).where(_ROW.org == org, _ROW.key == key).order_by(_ROW.number.desc()))
    return [_version(row) for row in rows]


def add(session: Session, org: str, version: Version) -> None:
    """Keeps one more version."""
    said = {"text": version.text, "templates": dict(version.templates), "retired": version.retired, "by": version.by, "at": version.at}
    session.add(_ROW(org=org, key=version.key, number=version.number, **said))
    session.flush()


def _version(row: tables.OwnReport) -> Version:
    return Version(row.key, row.number, row.text, row.templates, row.retired, row.by, row.at)
