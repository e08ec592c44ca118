"""Names for keys: units, functions, mailboxes, steps, templates. It must not show a key where there is a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from engine.actions.scene import Published
from engine.calendars import Calendar
from engine.office import Office
from engine.organisation import Holder, Organisation
from engine.steps import Step
from engine.store.notices import REVIEW
from engine.store.tables import Submission
from engine.template.model import FormTemplate
from engine.texts import in_language
from forms.wording import language, say


@dataclass(frozen=True)
class Book:
    """Looks names up in an organisation and its templates."""

    office: Office
    organisation: Organisation
    mailboxes: Mapping[str, str] = field(default_factory=dict)

    def unit(self, key: str | None) -> str:
        """The name of a unit, empty for none."""
        found = self.organisation.units.get(key or "")
        return found.name if found else ""

    def template(self, key: tuple[str, int]) -> FormTemplate:
        """A template in the version that something was made with."""
        name, version = key
        found: Published | None = self.office.published(self.organisation.key, name, version)
        if found is None:
            raise LookupError(f"{name} {version} is used but not stored")
        return found.template

    def title(self, key: tuple[str, int]) -> str:
        """What a template is called."""
        return in_language(self.template(key).title, language())

    def step(self, key: tuple[str, int], id: str) -> str:
        """What a step is called."""
        return in_language(self.template(key).step(id).title, language())

    def notice(self, key: tuple[str, int], step: str) -> str:
        """What a notice is called: its step, or that a case is to be completed."""
        return say("received.review") if step == REVIEW else self.step(key, step)

    def flag(self, key: tuple[str, int], flag: str) -> str:
        """What a mark of a template's cases says."""
        found = next((one for one in self.template(key).cases.flags if one.key == flag), None)
        return in_language(found.label, language()) if found else flag

    def marked(self, key: tuple[str, int], flags: Iterable[str]) -> dict[str, object]:
        """The cell of a list that names the template of a case, with what the case is marked with."""
        return {"text": self.title(key), "marks": [self.flag(key, flag) for flag in flags]}

    def function(self, template: FormTemplate, holder: Holder | str | None) -> str:
        """The function that a holder has, in the template's words; its mailbox where the template has none."""
        if holder is None:
            return ""
        held = Holder.read(holder) if isinstance(holder, str) else holder
        declared = template.functions.get(held.function)
        return in_language(declared.label, language()) if declared else self.mailbox(self.organisation.mailboxes.get(held))

    def mailbox(self, key: str | None) -> str:
        """The name of a mailbox."""
        return self.mailboxes.get(key or "", key or "")

    def typed_in(self, row: Submission, names: Mapping[UUID, str]) -> str:
        """Who typed in a report for someone else, and how it had come in; empty for one that was sent by whoever reported."""
        if row.typed_by is None:
            return ""
        return say("report.typed_in", name=names[row.typed_by], way=say(f"on_behalf.short.{row.way}"))

    def calendar(self, step: Step, unit: str | None) -> Calendar:
        """The calendar that a step's days are counted in."""
        return self.organisation.calendar((step.due or {}).get("calendar"), unit)
