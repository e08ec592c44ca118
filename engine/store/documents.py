"""The documents of cases: sealed under the case's own key when they are made, opened for those who read the case, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.adding import add_rows
from engine.store.seal import Sealer, digest, place


@dataclass(frozen=True)
class Paper:
    """What a document says: its title and its text as HTML that is safe to show. `document` is its key, empty for the whole file."""

    document: str
    title: str
    body: str
    language: str


@dataclass(frozen=True)
class Made:
    """A document of a case without its content."""

    number: int
    document: str
    person: UUID | None
    at: datetime
    digest: bytes


@dataclass(frozen=True)
class Making:
    """How a document comes about: by whom, when, and in which round of which run, where a step makes it."""

    person: UUID
    at: datetime
    run: int | None = None
    round: int | None = None


def add(session: Session, sealer: Sealer, row: tables.Case, paper: Paper, making: Making) -> Made:
    """Seals and stores a document. The case is locked by its caller, so that no two get the same number."""
    document = tables.CaseDocument
    last = session.scalar(select(func.max(document.number)).where(document.org == row.org, document.case == row.id)) or 0
    key = sealer.keys_of(session, row.org, row.id)[row.key]
    content = {"title": paper.title, "body": paper.body, "language": paper.language}
    sealed = sealer.seal(key, content, _place(row, last + 1))
    made = Made(last + 1, paper.document, making.person, making.at, digest(sealed))
    values: Mapping[str, Any] = {
        **{"org": row.org, "case": row.id, "number": made.number, "document": paper.document, "sealed": sealed, "digest": made.digest},
        **{"run": making.run, "round": making.round, "person": making.person, "at": making.at},
    }
    add_rows(session, document, [values])
    return made


def of_case(session: Session, row: tables.Case) -> list[Made]:
    """The documents of a case, oldest first."""
    document = tables.CaseDocument
    query = select(document.number, document.document, document.person, document.at, document.digest)
    found = session.execute(query.where(document.org == row.org, document.case == row.id).order_by(document.number))
    return [Made(number, key, person, at, mark) for number, key, person, at, mark in found]


def opened(session: Session, sealer: Sealer, row: tables.Case, number: int) -> tuple[Made, Paper] | None:
    """One document with what it says."""
    found = session.get(tables.CaseDocument, (row.org, row.id, number))
    if found is None:
        return None
    content = sealer.open(sealer.keys_of(session, row.org, row.id), found.sealed, _place(row, number))
    return Made(number, found.document, found.person, found.at, found.digest), Paper(found.document, **content)


def _place(row: tables.Case, number: int) -> str:
    return place("case_document", f"{row.id}/{number}", "content")
