"""The register of who decides on behalf of the organisation: all of it, what applies to a decision, and what applied to those taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.organisation import Holder, Organisation
from engine.store import tables


@dataclass(frozen=True)
class Delegation:
    """A line of the register: a function, or one person, decides at a unit (None for everywhere) by a number."""

    id: UUID
    number: str
    function: str | None
    person: UUID | None
    unit: str | None
    start: date
    until: date | None

    def on(self, day: date) -> bool:
        """True when it holds on a day."""
        return self.start <= day and (self.until is None or day <= self.until)


def _value(row: tables.Delegation) -> Delegation:
    return Delegation(row.id, row.number, row.function, row.person, row.unit or None, row.start, row.until)


def register(session: Session, org: str) -> tuple[Delegation, ...]:
    """Every line there is or has been, by its number."""
    row = tables.Delegation
    query = select(row).where(row.org == org).order_by(row.number, row.unit, row.start, row.id)
    return tuple(_value(found) for found in session.scalars(query))


def applying(
    session: Session, organisation: Organisation, holder: Holder, person: UUID, *, unit: str | None, day: date
) -> Delegation | None:
    """By what someone decides who does a step for a function: the line of the nearest place, and there first one's own."""
    row = tables.Delegation
    query = select(row).where(row.org == organisation.key, or_(row.function == holder.function, row.person == person))
    found = [line for line in map(_value, session.scalars(query)) if line.on(day)]
    return nearest(organisation, found, unit)


def nearest(organisation: Organisation, lines: Iterable[Delegation], unit: str | None) -> Delegation | None:
    """The line of the nearest place, a person's before a function's; None when none reaches the unit."""
    places = {place: far for far, place in enumerate(organisation.chain(unit))}
    reaching = [line for line in lines if line.unit in places]
    return min(reaching, key=lambda line: (places[line.unit], line.person is None, line.start, str(line.id)), default=None)


def of_case(session: Session, org: str, lines: Iterable[Mapping[str, object]]) -> dict[tuple[int, int], Delegation]:
    """By what each decision of a case was taken, by its run and round, from the facts of the case's journal."""
    taken = {(fact["run"], fact["round"]): UUID(str(fact["delegation"])) for fact in lines if fact.get("delegation")}
    if not taken:
        return {}
    row = tables.Delegation
    found = {line.id: line for line in map(_value, session.scalars(select(row).where(row.org == org, row.id.in_(set(taken.values())))))}
    return {(int(str(run)), int(str(number))): found[id] for (run, number), id in taken.items() if id in found}


def fact(line: Delegation | None) -> dict[str, str]:
    """What the journal says of a decision that was taken by it: its id, since a line is never edited but for its end."""
    return {"delegation": str(line.id)} if line is not None else {}
