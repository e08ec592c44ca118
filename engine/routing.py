"""Who gets a report: the first route whose condition holds, who is told besides, and who must never get in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.conditions import Lookup, holds
from engine.organisation import Holder, Organisation
from engine.template.model import FormTemplate, Route


@dataclass(frozen=True)
class Routed:
    """The result: the receiver (None when nobody at all can be found), copies, and the holders that are shut out."""

    receiver: Holder | None
    copy_to: tuple[Holder, ...]
    excluded: frozenset[Holder]


@dataclass(frozen=True)
class Place:
    """Where a report belongs: the organisation and the unit that the routing question named, if any."""

    template: FormTemplate
    organisation: Organisation
    unit: str | None

    def holder(self, function: str, excluded: frozenset[Holder] = frozenset()) -> Holder | None:
        """Who holds a function here: its backup when nobody does or when the holder is excluded; None at the end of that line."""
        tried: set[str] = set()
        name: str | None = function
        while name is not None and name not in tried and name in self.template.functions:
            tried.add(name)
            declared = self.template.functions[name]
            found = self.organisation.holder(name, None if declared.held_by == "organisation" else self.unit)
            if found is not None and not self.shut_out(found, excluded):
                return found
            name = declared.backup
        return None

    def last_resort(self, excluded: frozenset[Holder]) -> Holder | None:
        """Someone at the top, so that no report is left without a receiver."""
        tops = (self.organisation.holder(function, None) for function in self.template.functions)
        return next((holder for holder in tops if holder is not None and not self.shut_out(holder, excluded)), None)

    def shut_out(self, holder: Holder, excluded: frozenset[Holder]) -> bool:
        """True for an excluded holder, and for another function that the same mailbox holds: the people there are the same."""
        boxes = {self.organisation.mailboxes[other] for other in excluded if other in self.organisation.mailboxes}
        return holder in excluded or self.organisation.mailboxes.get(holder) in boxes

    def holders(self, functions: Iterable[str]) -> tuple[Holder, ...]:
        """The holders of several functions, without backups: those that are held here."""
        found = (self._plain(function) for function in functions)
        return tuple(holder for holder in found if holder is not None)

    def _plain(self, function: str) -> Holder | None:
        at_top = self.template.functions[function].held_by == "organisation"
        return self.organisation.holder(function, None if at_top else self.unit)


def chosen_route(template: FormTemplate, lookup: Lookup, today: date) -> Route | None:
    """The first route that holds; None when none does."""
    return next((one for one in template.routing if holds(one.when, lookup, today)), None)


def route(place: Place, lookup: Lookup, today: date) -> Routed:
    """The receiver for some answers: the first route that holds decides."""
    chosen = chosen_route(place.template, lookup, today)
    if chosen is None:
        return Routed(place.last_resort(frozenset()), (), frozenset())
    excluded = frozenset(place.holders(chosen.never_to))
    copies = tuple(holder for holder in place.holders(chosen.copy_to) if not place.shut_out(holder, excluded))
    return Routed(place.holder(chosen.to, excluded) or place.last_resort(excluded), copies, excluded)
