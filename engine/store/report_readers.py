"""Who in a mailbox may see the numbers that a mail tells of, asked each time anew."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor, sees_numbers
from engine.mails import Waiting
from engine.organisation import Organisation
from engine.store import access_facts, directory, tables

EMPTY, BLIND = "nobody-there", "nobody-sees"
"""Why nobody in a mailbox can be sent a report: nobody is in it, or nobody who may see its numbers."""


@dataclass(frozen=True)
class Readers:
    """Those in a mailbox who may see the numbers; why there are none; and whether they are all who are in it."""

    people: tuple[directory.Person, ...]
    nobody: str = ""
    everyone: bool = False


def readers(session: Session, organisation: Organisation, mailbox: str, units: Iterable[str] | None, day: date) -> Readers:
    """Who in a mailbox may see numbers of all of these units on a day; None is everything."""
    wanted = None if units is None else tuple(units)
    return who(session, organisation, mailbox, day, lambda actor: sees_numbers(actor, wanted, organisation))


def who(session: Session, organisation: Organisation, mailbox: str, day: date, may: Callable[[Actor], bool]) -> Readers:
    """Those in a mailbox on a day who may see something."""
    inside = directory.members(session, organisation.key, mailbox, day)
    seeing = [one for one in inside if may(access_facts.actor(session, organisation, one, day))]
    return Readers(tuple(seeing), "" if seeing else BLIND if inside else EMPTY, bool(seeing) and len(seeing) == len(inside))


def addressed(session: Session, organisation: Organisation, waiting: Waiting, day: date) -> Waiting:
    """The mail with those who may see its numbers now."""
    row = tables.ReportMail
    units = session.scalars(select(row.units).where(row.org == organisation.key, row.mail == waiting.id)).one()
    return to(session, organisation, waiting, readers(session, organisation, waiting.mailbox or "", units or None, day))


def to(session: Session, organisation: Organisation, waiting: Waiting, found: Readers) -> Waiting:
    """The mail at the mailbox's own address where those who may see it are everyone in it, else to each alone."""
    mailbox = waiting.mailbox or ""
    address = directory.mailbox_addresses(session, organisation.key, [mailbox]).get(mailbox)
    whom = (address,) if address and found.everyone else tuple(person.email for person in found.people)
    return replace(waiting, recipients=whom, nobody=found.nobody)
