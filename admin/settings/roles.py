"""Functions as templates in use declare them: what they are called, where they have to be held, and where nobody holds them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from admin.guard import Visit
from engine.organisation import Holder, Organisation
from engine.routing import Place
from engine.steps import RECEIVER
from engine.template.model import FormTemplate
from engine.texts import in_language
from forms.wording import language


@dataclass(frozen=True)
class Role:
    """A function: its name in words, and the templates that use it; none for one that is only held."""

    id: str
    label: str
    templates: tuple[FormTemplate, ...] = ()

    @property
    def at_top(self) -> bool:
        """True when no template asks for it in the units."""
        return bool(self.templates) and all(template.functions[self.id].held_by == "organisation" for template in self.templates)

    @property
    def decides(self) -> bool:
        """True when a template lets the function take a decision, as doer of the step or as the receiver that routing chose."""
        deciding = ((template, step.by) for template in self.templates for step in template.steps() if step.kind.decides)
        return any(by == self.id or (by == RECEIVER and self._receives(template)) for template, by in deciding)

    def _receives(self, template: FormTemplate) -> bool:
        return any(way.to == self.id for way in template.routing)

    def stand_in(self, organisation: Organisation, unit: str | None) -> Holder | None:
        """Who gets what is for the function at a place where nobody holds it."""
        found = (Place(template, organisation, unit).holder(self.id) for template in self.templates)
        return next((holder for holder in found if holder is not None), None)


def roles(here: Visit) -> dict[str, Role]:
    """Every function that a template in use declares or that is held, by its name in words."""
    declared: dict[str, list[FormTemplate]] = {}
    for name in here.office.current(here.org):
        published = here.office.published(here.org, name)
        if published is not None:
            for id in published.template.functions:
                declared.setdefault(id, []).append(published.template)
    for holder in here.organisation.mailboxes:
        declared.setdefault(holder.function, [])
    found = [Role(id, in_language(used[0].functions[id].label, language()) if used else id, tuple(used)) for id, used in declared.items()]
    return {role.id: role for role in sorted(found, key=lambda role: (not role.templates, role.label.casefold()))}


def places(here: Visit, role: Role) -> list[str | None]:
    """Where a function has to be held: in each unit that takes reports, or at the top alone."""
    open_units = [key for key, unit in here.organisation.units.items() if unit.open_on(here.day)]
    above = {unit.parent for unit in here.organisation.units.values()}
    return [None] if role.at_top or not open_units else [key for key in open_units if key not in above]


def unheld(here: Visit, known: Iterable[Role]) -> Iterator[tuple[Role, str | None]]:
    """Each function that templates use and nobody holds, with the place."""
    for role in known:
        for unit in places(here, role) if role.templates else ():
            if here.organisation.holder(role.id, None if role.at_top else unit) is None:
                yield role, unit
