"""Keeping the register of who decides on behalf of the organisation. A line is never edited; it ends, and another takes its place."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.keeping import Keeper, begin, day_fact, in_order, note, unchanged
from engine.errors import NotPossible
from engine.ids import new_id
from engine.store import delegations, directory, tables
from engine.store.delegations import Delegation


def delegate(session: Session, keeper: Keeper, line: Delegation) -> None:
    """A new line: a function or a person, never both, decides at a place by a number."""
    _begun(session, keeper)
    in_order(line.start, line.until)
    if (line.function is None) == (line.person is None):
        raise NotPossible("one-of-two")
    if line.person is not None and directory.person(session, keeper.org, line.person) is None:
        raise NotPossible("no-such-person")
    if line.unit is not None and line.unit not in keeper.organisation.units:
        raise NotPossible("no-such-unit")
    row = new_row(keeper.org, line)
    session.add(row)
    session.flush()
    facts = {"delegation": str(row.id), "function": row.function or "", "unit": row.unit}
    whom = {"persons": [str(row.person)]} if row.person else {}
    note(session, keeper, "delegated", **facts, **whom, **{"from": day_fact(row.start), "until": day_fact(row.until)})


def new_row(org: str, line: Delegation) -> tables.Delegation:
    """The line as it is stored."""
    return tables.Delegation(
        org=org,
        id=line.id,
        number=line.number,
        function=line.function,
        person=line.person,
        unit=line.unit or "",
        start=line.start,
        until=line.until,
    )


def new_line(number: str, *, function: str | None, person: UUID | None, unit: str | None, start: date, until: date | None) -> Delegation:
    """A line with an id of its own."""
    return Delegation(new_id(), number, function, person, unit, start, until)


def end_delegation(session: Session, keeper: Keeper, id: UUID, until: date) -> None:
    """The last day of a line. What was decided by it stays decided by it."""
    _begun(session, keeper)
    row = session.get(tables.Delegation, (keeper.org, id), populate_existing=True)
    if row is None:
        raise NotPossible("no-such-delegation")
    row.until = until
    session.flush()
    note(session, keeper, "delegation-ended", delegation=str(id), until=day_fact(until))


def _begun(session: Session, keeper: Keeper) -> None:
    """The register, which nobody else has changed since the keeper saw it."""
    begin(session, keeper)
    unchanged(keeper, delegations.register(session, keeper.org))
