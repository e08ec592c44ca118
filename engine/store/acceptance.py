"""What could not be proved of a template, and who accepted it: kept with the version in the organisation's chain of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.store import journal


@dataclass(frozen=True)
class Acceptance:
    """The findings that are accepted, each by its code and line; `name` when whoever accepts them has not signed in."""

    findings: tuple[str, ...] = ()
    name: str = ""

    def facts(self) -> Mapping[str, Any]:
        """What the line of the journal says of it; nothing where nothing was to be accepted."""
        if not self.findings:
            return {}
        return {"accepted": self.findings} | ({"accepted_by": self.name} if self.name else {})


@dataclass(frozen=True)
class Accepted:
    """What was accepted when a version was taken into use, when, and by which person, None from the command line."""

    acceptance: Acceptance
    at: datetime
    person: UUID | None


def of_version(session: Session, org: str, template: str, version: int) -> Accepted | None:
    """What was accepted of a version; None where all was proved."""
    for line in journal.of_kind(session, org, journal.ORGANISATION, "published"):
        if (line.facts["template"], line.facts["version"]) == (template, version) and "accepted" in line.facts:
            acceptance = Acceptance(tuple(line.facts["accepted"]), line.facts.get("accepted_by", ""))
            return Accepted(acceptance, line.at, line.person)
    return None
