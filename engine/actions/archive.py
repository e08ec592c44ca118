"""Puts a template away: it takes no new reports, while cases and reports that there are go on in their versions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.errors import NotPossible
from engine.store import journal, tables, templates


def archive(session: Session, org: str, name: str, *, now: datetime, person: UUID | None) -> None:
    """No visitor meets the template any more. Publishing a new version, or taking it back, brings it into use again."""
    row = _published(session, org, name)
    if row.archived_at is None:
        row.archived_at = now
        journal.append(session, org, journal.ORGANISATION, "template-archived", at=now, person=person, facts={"template": name})


def take_back(session: Session, org: str, name: str, *, now: datetime, person: UUID | None) -> None:
    """The version that was in use before is in use again."""
    row = _published(session, org, name)
    if row.archived_at is not None:
        row.archived_at = None
        journal.append(session, org, journal.ORGANISATION, "template-taken-back", at=now, person=person, facts={"template": name})


def _published(session: Session, org: str, name: str) -> tables.Template:
    row = templates.held(session, org, name)
    if row is None or row.published is None:
        raise NotPossible("no-such-template")
    return row
