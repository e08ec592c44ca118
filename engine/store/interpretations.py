"""What people take a report to mean: each wording sealed under a key of its own, with who wrote it and when; none is ever edited."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.store import tables
from engine.store.ready import ReadyQuery
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
    return [_opened(sealer, org, *row) for row in _WORDINGS.every(session, {"org": org, **asdict(scope)})]


def add(session: Session, sealer: Sealer, org: str, scope: Scope, wording: Wording) -> bytes:
    """Keeps one more wording; its digest."""
    id = new_id()
    sealed = sealer.seal(sealer.kept_key(org, id), {"text": wording.text}, _about(id))
    said = {"number": wording.number, "by": wording.by, "at": wording.at, "sealed": sealed, "digest": digest(sealed)}
    session.add(_ROW(org=org, id=id, **asdict(scope), **said))
    session.flush()
    return digest(sealed)


def _wordings() -> ReadyQuery:
    about = (getattr(_ROW, name) == bindparam(name) for name in ("org", *(part.name for part in fields(Scope))))
    return ReadyQuery(select(_ROW.id, _ROW.sealed, _ROW.number, _ROW.by, _ROW.at).where(*about).order_by(_ROW.number.desc()))


_WORDINGS = _wordings()


def _opened(sealer: Sealer, org: str, id: UUID, sealed: bytes, *told: Any) -> Wording:
    number, by, at = told
    return Wording(number, sealer.open(sealer.kept_key(org, id), sealed, _about(id))["text"], by, at)


def _about(id: UUID) -> str:
    return place("interpretation", id, "text")
