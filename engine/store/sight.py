"""What a person may see, as conditions of a query: the rules of `engine.access` for lists and counts, so that neither shows too much."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, or_, select, true
from sqlalchemy.orm import Session

from engine.access import READS, Actor, everywhere, units_with
from engine.organisation import Organisation
from engine.store import tables
from engine.store.ready import ReadyQuery


@dataclass(frozen=True)
class Sight:
    """A person's sight. `held` has every holder whose mailbox the person is or has been in, with the last day, None for no end."""

    org: str
    actor: Actor
    units: frozenset[str]
    everything: bool
    held: Mapping[str, date | None] = field(hash=False)

    def case(self) -> ColumnElement[bool]:
        """A row of `Case` that the person may read, asked for each row that the rest of a query finds."""
        row, link, named = tables.Case, tables.CaseMailbox, tables.CasePerson
        reached = exists().where(*self._reached(), link.case == row.id)
        return self._readable(or_(reached, exists().where(*self._named(), named.case == row.id)))

    def case_among_all(self) -> ColumnElement[bool]:
        """The same for a query with little else to go by: the cases that let the person in are found first, by their indexes."""
        row = tables.Case
        reached, named = select(tables.CaseMailbox.case).where(*self._reached()), select(tables.CasePerson.case).where(*self._named())
        return self._readable(or_(row.id.in_(reached), row.id.in_(named)))

    def _readable(self, let_in: ColumnElement[bool]) -> ColumnElement[bool]:
        row = tables.Case
        # what is quick to tell comes first, since databases ask in the order in which it is written
        granted = and_(~row.compartment, true() if self.everything else row.unit.in_(sorted(self.units)))
        inside = or_(granted, let_in) if self.everything or self.units else let_in
        return and_(row.org == self.org, row.erased_at.is_(None), inside, ~self.shut(row.id, row.opened_at))

    def _reached(self) -> tuple[ColumnElement[bool], ...]:
        link = tables.CaseMailbox
        return link.org == self.org, link.mailbox.in_(sorted(self.actor.mailboxes)), link.why.in_(sorted(READS))

    def _named(self) -> tuple[ColumnElement[bool], ...]:
        row, day = tables.CasePerson, self.actor.day
        return (
            row.org == self.org,
            row.person == self.actor.id,
            row.ended_at.is_(None),
            row.start <= day,
            or_(row.until.is_(None), row.until >= day),
        )

    def report(self) -> ColumnElement[bool]:
        """A row of `Submission` from which the person is not shut out, nor from any case that it became."""
        row, link, case = tables.Submission, tables.CaseSubmission, tables.Case
        shut = exists().where(
            link.org == self.org,
            link.submission == row.id,
            case.org == self.org,
            case.id == link.case,
            self.shut(case.id, case.opened_at),
        )
        return and_(row.org == self.org, ~self.shut(row.id, row.received_at), ~shut)

    def shut(self, subject: Any, since: Any) -> ColumnElement[bool]:
        """The person is shut out of the subject, by name or as one who holds or held a function that is; `since` is its first moment."""
        row = tables.Exclusion
        always = [holder for holder, until in self.held.items() if until is None]
        whom = [and_(row.kind == "person", row.key == str(self.actor.id)), and_(row.kind == "holder", row.key.in_(sorted(always)))]
        for holder, until in self.held.items():
            if until is not None:
                whom.append(and_(row.kind == "holder", row.key == holder, since < _end(until)))
        return exists().where(row.org == self.org, row.subject == subject, or_(false(), *whom))


def sight(session: Session, organisation: Organisation, actor: Actor) -> Sight:
    """The sight of a person at this moment."""
    ends: dict[str, date | None] = {}
    for mailbox, until in _MEMBERSHIPS.every(session, {"org": organisation.key, "person": actor.id}):
        kept = ends.get(mailbox, until)
        ends[mailbox] = None if until is None or kept is None else max(kept, until)
    held = {str(holder): ends[mailbox] for holder, mailbox in organisation.mailboxes.items() if mailbox in ends}
    units = units_with(actor, "read_cases", organisation)
    return Sight(organisation.key, actor, units, everywhere(actor, "read_cases"), held)


def _memberships() -> ReadyQuery:
    row = tables.Membership
    return ReadyQuery(select(row.mailbox, row.until).where(row.org == bindparam("org"), row.person == bindparam("person")))


_MEMBERSHIPS = _memberships()


def _end(day: date) -> datetime:
    """The first moment after a day, by the same clock as `cases.excluded` asks by."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)
