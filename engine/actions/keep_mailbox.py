"""Keeping the mailboxes: their names, who is in them and what they hold. Nothing is removed; a membership ends by its last day."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.keeping import Keeper, begin, day_fact, in_order, new_key, note, unchanged
from engine.errors import NotPossible
from engine.organisation import Holder
from engine.store import directory, particulars, tables
from engine.store.tables import MAIN_AUTHORITY


def add_mailbox(session: Session, keeper: Keeper, name: str, email: str | None) -> str:
    """A new mailbox; its key."""
    begin(session, keeper)
    taken = directory.mailbox_names(session, keeper.org)
    if name.casefold() in {other.casefold() for other in taken.values()}:
        raise NotPossible("name-taken")
    key = new_key(name, taken)
    session.add(tables.Mailbox(org=keeper.org, key=key, name=name, email=email, authority=MAIN_AUTHORITY))
    session.flush()
    note(session, keeper, "mailbox-added", mailbox=key)
    return key


def change_mailbox(session: Session, keeper: Keeper, key: str, *, name: str, email: str | None) -> None:
    """Another name or address."""
    row = _begun(session, keeper, key)
    changed = [part for part, old, new in (("name", row.name, name), ("email", row.email, email)) if old != new]
    row.name, row.email = name, email
    if changed:
        note(session, keeper, "mailbox-changed", mailbox=key, changed=changed)


def put_in(session: Session, keeper: Keeper, key: str, person: UUID, *, start: date, until: date | None, substitute: bool) -> None:
    """Someone comes into a mailbox, for a time or for good."""
    _begun(session, keeper, key)
    in_order(start, until)
    if directory.person(session, keeper.org, person) is None:
        raise NotPossible("no-such-person")
    box = particulars.box(session, keeper.org, key)
    for term in box.terms if box else ():
        if term.person == person and (term.until is None or term.until >= start) and (until is None or term.start <= until):
            raise NotPossible("already-in")
    row = tables.Membership(org=keeper.org, mailbox=key, person=person, start=start, until=until, substitute=substitute)
    session.add(row)
    session.flush()
    _note_member(session, keeper, row, "member-added")


def change_term(session: Session, keeper: Keeper, key: str, person: UUID, *, start: date, until: date | None, substitute: bool) -> None:
    """Another last day, or in another capacity. `start` says which of the person's times in the mailbox it is."""
    _begun(session, keeper, key)
    in_order(start, until)
    row = _term(session, keeper, key, person, start=start)
    row.until, row.substitute = until, substitute
    session.flush()
    _note_member(session, keeper, row, "member-changed")


def take_out(session: Session, keeper: Keeper, key: str, person: UUID, *, start: date) -> None:
    """Someone leaves a mailbox at once: yesterday was the last day. That they were there is kept, since it can shut them out of a case."""
    _begun(session, keeper, key)
    row = _term(session, keeper, key, person, start=start)
    row.until = keeper.day - timedelta(days=1)
    session.flush()
    _note_member(session, keeper, row, "member-removed")


def hold(session: Session, keeper: Keeper, holder: Holder, mailbox: str | None) -> None:
    """Which mailbox holds a function at a place; None when none does any longer, which is refused while something waits for it."""
    begin(session, keeper)
    organisation = directory.organisation(session, keeper.org)
    held = organisation.mailboxes if organisation else {}
    unchanged(keeper, sorted((str(other), key) for other, key in held.items() if other.function == holder.function))
    if holder.unit is not None and (organisation is None or holder.unit not in organisation.units):
        raise NotPossible("no-such-unit")
    row = session.get(tables.Holding, (keeper.org, holder.function, holder.unit or ""))
    if mailbox is None:
        if particulars.waits_for(session, keeper.org, holder):
            raise NotPossible("waits-for-it")
        if row is not None:
            session.delete(row)
    elif particulars.box(session, keeper.org, mailbox) is None:
        raise NotPossible("no-such-mailbox")
    elif row is None:
        session.add(tables.Holding(org=keeper.org, function=holder.function, unit=holder.unit or "", mailbox=mailbox))
    else:
        row.mailbox = mailbox
    session.flush()
    note(session, keeper, "function-held", holder=str(holder), mailbox=mailbox or "")


def _begun(session: Session, keeper: Keeper, key: str) -> tables.Mailbox:
    """The mailbox, which nobody else has changed since the keeper saw it."""
    begin(session, keeper)
    row = session.get(tables.Mailbox, (keeper.org, key), populate_existing=True)
    if row is None:
        raise NotPossible("no-such-mailbox")
    unchanged(keeper, particulars.box(session, keeper.org, key))
    return row


def _term(session: Session, keeper: Keeper, key: str, person: UUID, *, start: date) -> tables.Membership:
    row = session.get(tables.Membership, (keeper.org, key, person, start), populate_existing=True)
    if row is None:
        raise NotPossible("no-such-person")
    return row


def _note_member(session: Session, keeper: Keeper, row: tables.Membership, kind: str) -> None:
    facts = {"mailbox": row.mailbox, "persons": [str(row.person)], "from": day_fact(row.start), "until": day_fact(row.until)}
    note(session, keeper, kind, **facts, substitute=int(row.substitute))
