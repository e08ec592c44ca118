"""Brings an organisation from a file into the store, or up to date with it: what the file does not name is left as it is."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.calendars import Calendar
from engine.ids import new_id
from engine.organisation import Unit
from engine.roster import DelegationEntry, MailboxEntry, PersonEntry, Roster
from engine.store import journal, numbers, tables
from engine.unit_numbers import UnitNumber, written

ALWAYS = date(2000, 1, 1)


def import_roster(session: Session, roster: Roster, now: datetime) -> dict[str, UUID]:
    """Units, calendars, mailboxes, people and rights; gives the id of each person by the key in the file. Twice does no harm."""
    org = roster.organisation.key
    top = roster.organisation
    sites = {"framed_by": list(top.framed_by)} if roster.names_sites else {}
    own = {"name": top.name, "kind": top.kind, "time_zone": top.time_zone, "smallest": top.smallest, "language": roster.language}
    session.merge(tables.Organisation(key=org, **own, **sites))
    session.flush()
    write_units(session, org, top.units)
    for (name, place), calendar in top.calendars.items():
        session.merge(calendar_row(org, name, place, calendar))
    for number in top.numbers.values():
        _number(session, org, number)
    people = {person.key: _person(session, org, person) for person in roster.people}
    for mailbox in roster.mailboxes:
        _mailbox(session, org, mailbox, people)
    for line in roster.delegations:
        _delegation(session, org, line, people)
    session.flush()
    journal.append(
        session, org, journal.ORGANISATION, "organisation-imported", at=now, facts={"units": len(top.units), "people": len(people)}
    )
    return people


def write_units(session: Session, org: str, units: Mapping[str, Unit]) -> None:
    """Units as they are from now on."""
    for unit in parents_first(units):
        session.merge(_unit(org, unit))
        session.flush()


def parents_first(units: Mapping[str, Unit]) -> list[Unit]:
    """The units, each after its parent and its successor."""
    left = dict(units)
    ordered: list[Unit] = []
    while left:
        ready = [unit for unit in left.values() if unit.parent not in left and unit.successor not in left]
        if not ready:
            raise ValueError(f"units are their own parents or successors: {', '.join(sorted(left))}")
        ordered += ready
        for unit in ready:
            del left[unit.key]
    return ordered


def _unit(org: str, unit: Unit) -> tables.Unit:
    return tables.Unit(
        org=org,
        key=unit.key,
        name=unit.name,
        kind=unit.kind,
        area=unit.area,
        parent=unit.parent,
        authority=unit.authority,
        start=unit.start,
        until=unit.until,
        successor=unit.successor,
    )


def calendar_row(org: str, name: str, unit: str | None, calendar: Calendar) -> tables.Calendar:
    """A calendar as it is stored."""
    return tables.Calendar(
        org=org,
        name=name,
        unit=unit or "",
        label={"one": dict(calendar.label_one), "many": dict(calendar.label_many)},
        weekdays=sorted(calendar.weekdays),
        closed=[
            [first.isoformat(), last.isoformat(), *([calendar.names[first, last]] if (first, last) in calendar.names else [])]
            for first, last in calendar.closed
        ],
        holidays=calendar.holidays,
        periods={
            kind: [[item.label, item.first.isoformat(), item.last.isoformat()] for item in items]
            for kind, items in calendar.periods.items()
        },
    )


def _number(session: Session, org: str, number: UnitNumber) -> None:
    """What units have a number of; of those that a unit has already the days that the file says nothing of stay."""
    before = numbers.numbers(session, org).get(number.id)
    numbers.write_kind(session, org, number)
    for unit, held in number.held.items():
        after = before.held.get(unit, ()) if before is not None else ()
        for one in held:
            after = written(after, one.first, one.last, one.value)
        numbers.write_held(session, org, number.id, unit, after)


def _person(session: Session, org: str, entry: PersonEntry) -> UUID:
    query = select(tables.Person).where(tables.Person.org == org, tables.Person.email == entry.email.lower())
    row = session.scalars(query).one_or_none()
    if row is None:
        row = tables.Person(org=org, id=new_id(), name=entry.name, email=entry.email.lower(), password_hash=None, disabled_at=None)
        session.add(row)
    row.name = entry.name
    session.flush()
    _grants(session, org, row.id, entry)
    return row.id


def _grants(session: Session, org: str, person: UUID, entry: PersonEntry) -> None:
    """Rights as the file says them; one that is given already gets the file's days."""
    given = select(tables.Grant).where(tables.Grant.org == org, tables.Grant.person == person)
    known = {(item.right, item.unit): item for item in session.scalars(given)}
    for grant in entry.grants:
        place = grant.right, grant.unit or ""
        if place not in known:
            start = grant.start or ALWAYS
            known[place] = tables.Grant(org=org, id=new_id(), person=person, right=place[0], unit=place[1], start=start)
            session.add(known[place])
        known[place].start, known[place].until = grant.start or ALWAYS, grant.until


def _delegation(session: Session, org: str, entry: DelegationEntry, people: Mapping[str, UUID]) -> None:
    """A line of the register; one that is there already gets the file's last day, which alone of a line may change."""
    person = people[entry.person] if entry.person is not None else None
    row = tables.Delegation
    same = select(row).where(
        row.org == org,
        row.number == entry.number,
        row.function == entry.function if entry.function is not None else row.function.is_(None),
        row.person == person if person is not None else row.person.is_(None),
        row.unit == (entry.unit or ""),
        row.start == (entry.start or ALWAYS),
    )
    found = session.scalars(same).first()
    if found is None:
        found = row(org=org, id=new_id(), number=entry.number, function=entry.function, person=person)
        found.unit, found.start = entry.unit or "", entry.start or ALWAYS
        session.add(found)
    found.until = entry.until


def _mailbox(session: Session, org: str, entry: MailboxEntry, people: dict[str, UUID]) -> None:
    session.merge(tables.Mailbox(org=org, key=entry.key, name=entry.name, email=entry.email, authority="main"))
    session.flush()
    for holder in entry.holds:
        session.merge(tables.Holding(org=org, function=holder.function, unit=holder.unit or "", mailbox=entry.key))
    for member in entry.members:
        session.merge(
            tables.Membership(
                org=org,
                mailbox=entry.key,
                person=people[member.person],
                start=member.start or ALWAYS,
                until=member.until,
                substitute=member.substitute,
            )
        )
