"""Whose numbers a person may see: the units with a right, and for which of them everything that is counted may be read in full."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.access import REPORT_RIGHTS, Actor, everywhere, units_with
from engine.organisation import Organisation
from engine.template.model import FormTemplate


@dataclass(frozen=True)
class Reach:
    """The units one may see numbers of, in the organisation's order. `whole` is for what belongs to no unit as well."""

    organisation: Organisation
    units: tuple[str, ...]
    in_full: frozenset[str]
    whole: bool
    whole_in_full: bool

    @classmethod
    def of(cls, actor: Actor, organisation: Organisation) -> "Reach":
        """The reach that the person's rights give."""
        seen = frozenset[str]().union(*(units_with(actor, right, organisation) for right in REPORT_RIGHTS))
        return cls(
            organisation,
            tuple(key for key in organisation.units if key in seen),
            units_with(actor, "read_cases", organisation),
            any(everywhere(actor, right) for right in REPORT_RIGHTS),
            everywhere(actor, "read_cases"),
        )

    def within(self, chosen: Iterable[str]) -> frozenset[str] | None:
        """The units that chosen ones stand for, those below them too; all of one's own when none is chosen, None for everything."""
        chosen = frozenset(chosen)
        if not chosen:
            return None if self.whole else frozenset(self.units)
        return frozenset(unit for unit in self.units if chosen & {*self.organisation.chain(unit)})

    def full(self, units: frozenset[str] | None, template: FormTemplate) -> bool:
        """True when all that is counted for these units may be read, which is never so of what stands in a compartment."""
        return not template.cases.compartment and (self.whole_in_full if units is None else units <= self.in_full)
