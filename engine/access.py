"""Who may do what. Rights come from memberships and grants, never from anything else; whoever is shut out of a case never gets in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engine.organisation import Organisation

READS = frozenset({"receiver", "notice", "step"})
"""Why a case has reached a mailbox, when that gives its members the right to read; a copy does not."""


@dataclass(frozen=True)
class Actor:
    """A signed-in person on a day: the mailboxes one is in, and the rights one has been given, each with its unit or None for all."""

    id: UUID
    name: str
    mailboxes: frozenset[str] = frozenset()
    rights: frozenset[tuple[str, str | None]] = frozenset()
    day: date = date.min

    def has(self, right: str) -> bool:
        """True when the right is given anywhere."""
        return any(name == right for name, _ in self.rights)


@dataclass(frozen=True)
class LetIn:
    """A person whom a case lets in by name, from a day to a last one, None for no end; `why` is "doer" or "reader"."""

    person: UUID
    why: str
    start: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """True when it holds on that day."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Subject:
    """What access asks of a case or a report: its unit, why it has reached which mailboxes, and which persons are shut out.

    What stands in a `compartment` is read by the mailboxes that it has reached, and not by virtue of a grant. `named` are let in by name.
    """

    unit: str | None
    reached: Mapping[str, frozenset[str]]
    excluded: frozenset[UUID]
    compartment: bool = False
    named: tuple[LetIn, ...] = ()

    @property
    def received(self) -> bool:
        """True when some mailbox has received it; what none has waits for those who read everything."""
        return any("receiver" in why for why in self.reached.values())

    @property
    def by_grant(self) -> bool:
        """True when a grant opens it."""
        return not (self.compartment and self.received)


def may_read(actor: Actor, subject: Subject, organisation: Organisation) -> bool:
    """A member of a mailbox that the case has reached with a right to read, someone it lets in by name, or, outside compartments,
    someone granted its unit's cases."""
    if actor.id in subject.excluded:
        return False
    member = any(subject.reached.get(mailbox, frozenset()) & READS for mailbox in actor.mailboxes)
    named = any(one.person == actor.id and one.on(actor.day) for one in subject.named)
    return member or named or (subject.by_grant and granted(actor, "read_cases", subject.unit, organisation))


@dataclass(frozen=True)
class Doer:
    """Who does a step: a mailbox, and the one person it has been given to, if any."""

    mailbox: str | None
    person: UUID | None = None


def may_act(actor: Actor, subject: Subject, doer: Doer) -> bool:
    """The person whom the step has been given to, or a member of the mailbox that does it: nobody's absence may stop a case."""
    if actor.id in subject.excluded or doer.mailbox is None:
        return False
    return doer.mailbox in actor.mailboxes or doer.person == actor.id


def may_handle(actor: Actor, subject: Subject) -> bool:
    """A member of the receiving mailbox: starts, joins, forwards, shuts out. What nobody has received is for those who read everything."""
    if actor.id in subject.excluded:
        return False
    if not subject.received:
        return everywhere(actor, "read_cases")
    return any(mailbox in actor.mailboxes for mailbox, why in subject.reached.items() if "receiver" in why)


def works_on(actor: Actor, subject: Subject, doing: Iterable[Doer]) -> bool:
    """Whoever received a case, or does one of the steps that are given: those that are open in it, or the one that is meant."""
    return may_handle(actor, subject) or any(may_act(actor, subject, doer) for doer in doing)


def may_register(actor: Actor, subject: Subject, organisation: Organisation) -> bool:
    """Someone granted the register of its unit, who sees no more of a case than that; a compartment has a register of its own."""
    return actor.id not in subject.excluded and not subject.compartment and granted(actor, "register", subject.unit, organisation)


def granted(actor: Actor, right: str, unit: str | None, organisation: Organisation) -> bool:
    """True when the right is given for the unit, for something above it, or for everything."""
    return _covers(_places(actor, right), unit, organisation)


def units_with(actor: Actor, right: str, organisation: Organisation) -> frozenset[str]:
    """The units for which the right is given."""
    places = _places(actor, right)
    return frozenset(unit for unit in organisation.units if _covers(places, unit, organisation))


def _places(actor: Actor, right: str) -> set[str | None]:
    return {place for name, place in actor.rights if name == right}


def _covers(places: set[str | None], unit: str | None, organisation: Organisation) -> bool:
    return None in places or not places.isdisjoint(organisation.chain(unit))


def everywhere(actor: Actor, right: str) -> bool:
    """True when the right is given for every unit."""
    return (right, None) in actor.rights


REPORT_RIGHTS = ("read_reports", "read_cases")


def reads_reports(actor: Actor) -> bool:
    """True when the person may see numbers of some unit."""
    return any(actor.has(right) for right in REPORT_RIGHTS)


def sees_numbers(actor: Actor, units: Iterable[str] | None, organisation: Organisation) -> bool:
    """True when the person may see numbers of all of these units; None is everything."""
    if units is None:
        return any(everywhere(actor, right) for right in REPORT_RIGHTS)
    return all(any(granted(actor, right, unit, organisation) for right in REPORT_RIGHTS) for unit in units)


def sees_signal(actor: Actor, unit: str | None, organisation: Organisation, *, small: bool) -> bool:
    """True when the person may know that there is more than usual in a unit, None for all of it: whoever may read its cases, and, unless
    it is about a `small` number, whoever may see its numbers.
    """
    units = None if unit is None else (unit,)
    return granted(actor, "read_cases", unit, organisation) or (not small and sees_numbers(actor, units, organisation))


def settles_signal(actor: Actor, unit: str | None, organisation: Organisation, told: Collection[str]) -> bool:
    """True when the person may put a signal away that may be seen: a member of a mailbox that was told, or who may read the cases."""
    return not actor.mailboxes.isdisjoint(told) or granted(actor, "read_cases", unit, organisation)


EXPORT_ROWS = "export_rows"


def takes_rows(actor: Actor) -> bool:
    """True when the person may take out the rows behind reports of some unit: those of cases that the person may read."""
    return reads_reports(actor) and actor.has(EXPORT_ROWS)


def interprets(actor: Actor, unit: str | None, organisation: Organisation) -> bool:
    """True when the person may write what the numbers of a unit say, None for all of them: whoever may read the cases behind them."""
    return granted(actor, "read_cases", unit, organisation)


READ_RECORDS = "read_records"


def seeks_people(actor: Actor) -> bool:
    """True when the person may search for people whom cases of some unit are about."""
    return actor.has(READ_RECORDS)


TEMPLATE_RIGHTS = ("publish", "administer")


def keeps_templates(actor: Actor) -> bool:
    """True when the person looks after the organisation's templates."""
    return any(everywhere(actor, right) for right in TEMPLATE_RIGHTS)


def publishes(actor: Actor) -> bool:
    """True when the person may take templates into use."""
    return everywhere(actor, "publish")


def administers(actor: Actor) -> bool:
    """True when the person looks after the whole organisation."""
    return everywhere(actor, "administer")


def registers(actor: Actor) -> bool:
    """True when the person keeps the register of some unit."""
    return actor.has("register")
