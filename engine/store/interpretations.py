"""What people take a report to mean: each wording sealed under a key of its own, with who wrote it and when; none is ever edited."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.store import tables
from engine.store.seal import Sealer, digest, place

_ROW = tables.Interpretation


@dataclass(frozen=True)
class Scope:
    """What a text is about: a report of a template, a unit with all below it or "" for everything, and days from a first to a last."""

    template: str
    report: str
    unit: str
    first: date
    last: date


@dataclass(frozen=True)
class Wording:
    """A text, opened; an empty one says that there is none any more. The latest one has the highest number."""

    number: int
    text: str
    by: UUID
    at: datetime


def wordings(session: Session, sealer: Sealer, org: str, scope: Scope) -> list[Wording]:
    """Every wording, the latest first."""
    return [_opened(sealer, row) for row in session.scalars(_of(org, scope))]


def add(session: Session, sealer: Sealer, org: str, scope: Scope, wording: Wording) -> bytes:
    """Keeps one more wording; its digest."""
    id = new_id()
    sealed = sealer.seal(sealer.kept_key(org, id), {"text": wording.text}, _about(id))
    said = {"number": wording.number, "by": wording.by, "at": wording.at, "sealed": sealed, "digest": digest(sealed)}
    about = {"template": scope.template, "report": scope.report, "unit": scope.unit, "first": scope.first, "last": scope.last}
    session.add(_ROW(org=org, id=id, **about, **said))
    session.flush()
    return digest(sealed)


def _of(org: str, scope: Scope) -> Select[_ROW]:
    report = (_ROW.template == scope.template, _ROW.report == scope.report)
    wanted = (_ROW.org == org, *report, _ROW.unit == scope.unit, _ROW.first == scope.first, _ROW.last == scope.last)
    return select(_ROW).where(*wanted).order_by(_ROW.number.desc())


def _opened(sealer: Sealer, row: tables.Interpretation) -> Wording:
    said = sealer.open(sealer.kept_key(row.org, row.id), row.sealed, _about(row.id))
    return Wording(row.number, said["text"], row.by, row.at)


def _about(id: UUID) -> str:
    return place("interpretation", id, "text")
