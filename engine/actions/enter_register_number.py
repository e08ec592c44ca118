"""A case gets its number in another system's register. The journal keeps those that it had before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_handle, may_register
from engine.errors import NotPossible
from engine.organisation import Organisation
from engine.store import access_facts, cases, journal, register

LONGEST = 60


def enter_register_number(session: Session, organisation: Organisation, case: UUID, number: str, *, actor: Actor, now: datetime) -> bool:
    """True when the case now has another number than before; raises NotPossible for who may not, or for what is no number."""
    row = cases.locked(session, organisation.key, case)
    if row is None:
        raise NotPossible("no-such-case")
    subject = access_facts.of_case(session, organisation, row)
    if not (may_register(actor, subject, organisation) or may_handle(actor, subject)):
        raise NotPossible("not-yours")
    if not is_number(number):
        raise NotPossible("no-register-number")
    before = register.number_of(session, row.org, row.id)
    if number == before:
        return False
    register.enter(session, row.org, row.id, number, person=actor.id, at=now)
    facts = {"number": number, "before": before}
    journal.append(session, row.org, row.id, "registered", at=now, person=actor.id, facts=facts, authority=row.authority)
    return True


def is_number(text: str) -> bool:
    """True for what can be a number: short, on one line, with a figure in it."""
    return len(text) <= LONGEST and text.isprintable() and any(mark.isdigit() for mark in text)
