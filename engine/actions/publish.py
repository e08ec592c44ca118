"""Takes a template into use: the text is kept byte for byte under the next number, and never edited."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.store import journal, templates
from engine.template.model import FormTemplate


def publish(session: Session, org: str, template: FormTemplate, now: datetime, publisher: UUID | None) -> int:
    """The number of the version; the same text again gives the number that it has."""
    number, new = templates.add_version(session, org, template, now, publisher)
    if new:
        found = {"template": template.name, "version": number, "digest": template.digest}
        journal.append(session, org, journal.ORGANISATION, "published", at=now, person=publisher, facts=found)
    return number
