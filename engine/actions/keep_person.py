"""Keeping the people: what they are called, whether they may sign in, and what they are given. Nobody is removed."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.keeping import Keeper, begin, day_fact, in_order, note, unchanged
from engine.actions.sign_in import end_sessions
from engine.errors import NotPossible
from engine.ids import new_id
from engine.roster.schema import RIGHTS
from engine.store import people, tables


def change_person(session: Session, keeper: Keeper, id: UUID, *, name: str, email: str) -> None:
    """Another name or address. Whoever signs in uses the new address from now on."""
    row = _begun(session, keeper, id)
    other = people.by_email(session, keeper.org, email)
    if other is not None and other.id != id:
        raise NotPossible("email-taken")
    changed = [part for part, old, new in (("name", row.name, name), ("email", row.email, email.lower())) if old != new]
    row.name, row.email = name, email.lower()
    if changed:
        note(session, keeper, "person-changed", persons=[str(id)], changed=changed)


def close_account(session: Session, keeper: Keeper, id: UUID) -> None:
    """Someone may no longer sign in, and is signed out at once. What they have done keeps their name."""
    row = _begun(session, keeper, id)
    _not_the_last(session, keeper, id)
    if row.disabled_at is None:
        row.disabled_at = keeper.now
        end_sessions(session, keeper.org, id)
        note(session, keeper, "account-closed", persons=[str(id)])


def open_account(session: Session, keeper: Keeper, id: UUID) -> None:
    """Someone may sign in again, with what they were in and given."""
    row = _begun(session, keeper, id)
    if row.disabled_at is not None:
        row.disabled_at = None
        note(session, keeper, "account-opened", persons=[str(id)])


def give(session: Session, keeper: Keeper, id: UUID, right: str, *, unit: str | None, start: date, until: date | None) -> None:
    """A right beyond those of the mailboxes, at a unit with what is below it, or everywhere."""
    _begun(session, keeper, id)
    in_order(start, until)
    if right not in RIGHTS:
        raise NotPossible("no-such-right")
    if unit is not None and unit not in keeper.organisation.units:
        raise NotPossible("no-such-unit")
    row = tables.Grant(org=keeper.org, id=new_id(), person=id, right=right, unit=unit or "", start=start, until=until)
    session.add(row)
    session.flush()
    facts = {"right": right, "unit": unit or "", "from": day_fact(start), "until": day_fact(until)}
    note(session, keeper, "right-given", persons=[str(id)], **facts)


def take_back(session: Session, keeper: Keeper, id: UUID, grant: UUID) -> None:
    """A right ends at once: yesterday was its last day."""
    _begun(session, keeper, id)
    row = session.get(tables.Grant, (keeper.org, grant), populate_existing=True)
    if row is None or row.person != id:
        raise NotPossible("no-such-right")
    row.until = keeper.day - timedelta(days=1)
    session.flush()
    if row.right == "administer" and not people.keepers(session, keeper.org, keeper.day):
        raise NotPossible("last-keeper")
    note(session, keeper, "right-taken-back", persons=[str(id)], right=row.right, unit=row.unit)


def _begun(session: Session, keeper: Keeper, id: UUID) -> tables.Person:
    """The person, whom nobody else has changed since the keeper saw them."""
    begin(session, keeper)
    row = session.get(tables.Person, (keeper.org, id), populate_existing=True)
    if row is None:
        raise NotPossible("no-such-person")
    unchanged(keeper, people.one(session, keeper.org, id))
    return row


def _not_the_last(session: Session, keeper: Keeper, id: UUID) -> None:
    if people.keepers(session, keeper.org, keeper.day) <= {id}:
        raise NotPossible("last-keeper")
