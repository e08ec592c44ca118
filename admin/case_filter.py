"""What the lists of cases can be filtered by. It is worked out from where one belongs, and not from the cases: so it takes no longer when
these are many, and tells nothing of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from admin.book import Book
from admin.guard import Visit
from engine.access import everywhere, units_with
from engine.texts import in_language
from forms.wording import language


@dataclass(frozen=True)
class Choices:
    """Keys with their names, by name: units from which one can have cases and what they are a part of, templates, and marks."""

    units: tuple[tuple[str, str], ...]
    templates: tuple[tuple[str, str], ...]
    flags: Mapping[str, str]


def choices(here: Visit, book: Book) -> Choices:
    """What a person can choose."""
    latest = here.office.latest(here.org)
    places = {place for unit in _units(here) for place in here.organisation.chain(unit) if place}
    flags: dict[str, str] = {}
    for key in latest.items():
        flags |= {flag.key: in_language(flag.label, language()) for flag in book.template(key).cases.flags}
    templates = ((name, book.title((name, version))) for name, version in latest.items())
    return Choices(_by_name((key, book.unit(key)) for key in places), _by_name(templates), dict(_by_name(flags.items())))


def _by_name(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: pair[1].casefold()))


def _units(here: Visit) -> set[str]:
    """The units of one's mailboxes, with all that is a part of them, and those that one has been granted."""
    if everywhere(here.actor, "read_cases"):
        return set(here.organisation.units)
    units = set(units_with(here.actor, "read_cases", here.organisation))
    held = {holder.unit for holder, mailbox in here.organisation.mailboxes.items() if mailbox in here.actor.mailboxes}
    return units | {unit for unit in here.organisation.units if None in held or held & set(here.organisation.chain(unit))}
