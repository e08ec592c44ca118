"""Takes a template into use: its text and the files that it takes with it are kept byte for byte under the next number, never edited."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.difference.continuity import change_faults
from engine.errors import InvalidTemplate
from engine.store import journal, templates
from engine.store.acceptance import Acceptance
from engine.template.model import FormTemplate

PROVED = Acceptance()
"""There was nothing to accept."""


def publish(
    session: Session, org: str, template: FormTemplate, now: datetime, publisher: UUID | None, *, accepted: Acceptance = PROVED
) -> int:
    """The number of the version; the same text again gives the number that it has.

    `accepted` is what could not be proved and is accepted by whoever publishes.

    Raises InvalidTemplate where its `changes` do not say what has become of all that the version in use counts.
    """
    used = templates.in_use(session, org, template.name)
    if used is not None and used.digest != template.digest:
        faults = change_faults(used.template(), template)
        if faults:
            raise InvalidTemplate(faults)
    number, new = templates.add_version(session, org, template, now, publisher)
    if new:
        found = {"template": template.name, "version": number, "digest": template.digest, **accepted.facts()}
        journal.append(session, org, journal.ORGANISATION, "published", at=now, person=publisher, facts=found)
    return number
