"""What every verb needs besides its session: the organisation, the template in question, the time, the seals, and where links lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from engine.intake import Desk
from engine.mails import About
from engine.organisation import Organisation
from engine.store.seal import Sealer
from engine.template.model import FormTemplate


@dataclass(frozen=True)
class Published:
    """A template in one published version. `columns` says where its counted answers are stored."""

    template: FormTemplate
    version: int
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int]:
        """Name and version."""
        return self.template.name, self.version


@dataclass(frozen=True)
class Scene:
    """The world in which a verb acts. `linked` are the other templates in use that steps open cases of, by name."""

    organisation: Organisation
    published: Published
    now: datetime
    sealer: Sealer
    base_url: str = ""
    language: str = "sv"
    linked: Mapping[str, Published] = field(default_factory=dict)

    @property
    def org(self) -> str:
        """The organisation's key."""
        return self.organisation.key

    @property
    def template(self) -> FormTemplate:
        """The template."""
        return self.published.template

    @property
    def day(self) -> date:
        """The organisation's local day."""
        return self.now.astimezone(self.organisation.zone).date()

    @property
    def desk(self) -> Desk:
        """The desk that takes in reports here and now."""
        return Desk(self.template, self.organisation, self.now)

    def about(self, number: str, unit: str | None, page: str) -> About:
        """What a mail may say of a report or a case, with the page to open."""
        return About.of(self.desk.place(unit), number=number, link=f"{self.base_url}/admin/{self.org}/{page}")

    def authority(self, unit: str | None) -> str:
        """The authority that a unit belongs to."""
        found = self.organisation.units.get(unit or "")
        return found.authority if found else "main"
