"""Who gets a report by mail, and about which units: whoever holds its functions, each about the units that it is held for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time

from engine.fields import Context
from engine.organisation import Holder, Organisation
from engine.routing import Place
from engine.statistics.period import Span
from engine.template.model import FormTemplate

Units = tuple[str, ...] | None
"""Units by the fewest that name them all, those below them meant too; None for everything."""


def recipients(template: FormTemplate, organisation: Organisation, functions: Iterable[str], span: Span) -> Mapping[str, Units]:
    """Each mailbox with its units. A mailbox that holds functions in several units gets one report about them all.

    Units that nobody could report about on the last day of the period are left out.
    """
    asked = _asked(template, organisation, span)
    found: dict[str, set[str] | None] = {}
    for holder in sorted(_holders(template, organisation, functions, asked)):
        mailbox = organisation.mailboxes[holder]
        if holder.unit is None:
            found[mailbox] = None
        elif asked & organisation.below([holder.unit]) and found.get(mailbox, set()) is not None:
            found[mailbox] = (found.get(mailbox) or set()) | {holder.unit}
    return {mailbox: None if units is None else organisation.topmost(organisation.below(units)) for mailbox, units in found.items()}


def _asked(template: FormTemplate, organisation: Organisation, span: Span) -> frozenset[str]:
    """The units that the routing question could name; none where there is no such question."""
    question = template.routing_question()
    if question is None:
        return frozenset()
    then = datetime.combine(span.last, time(12), organisation.zone)
    return frozenset(option.key for option in question.type.options(question, Context(organisation, then)))


def _holders(template: FormTemplate, organisation: Organisation, functions: Iterable[str], asked: frozenset[str]) -> Iterator[Holder]:
    """Whoever holds one of the functions somewhere, and whoever stands in where nobody does."""
    known = [name for name in functions if name in template.functions]
    yield from (holder for holder in organisation.mailboxes if holder.function in known)
    places = [Place(template, organisation, unit) for unit in (*sorted(asked), None)]
    yield from (holder for place in places for name in known if (holder := place.holder(name)) is not None)
