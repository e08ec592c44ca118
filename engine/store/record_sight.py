"""Which records a person may see, as a condition of a query: nobody learns by a record of a case that they may not read."""

from sqlalchemy import ColumnElement, and_, exists, or_, true

from engine.access import READ_RECORDS, everywhere, units_with
from engine.organisation import Organisation
from engine.store import tables
from engine.store.records import has_cases
from engine.store.sight import Sight


def seen_by(eyes: Sight, organisation: Organisation) -> ColumnElement[bool]:
    """A row of `Record` that the person may see.

    Either some case of it that the person may read has been received by one of the person's mailboxes; or the person has been granted the
    records of its unit, and may read some case of it. That there is a record tells that there is a case, so a right to records alone is
    not enough, unless the record is in no case any more.
    """
    row, link = tables.Record, tables.RecordLink
    anywhere = exists().where(link.org == eyes.org, link.record == row.id, link.same)
    units = true() if everywhere(eyes.actor, READ_RECORDS) else row.unit.in_(sorted(units_with(eyes.actor, READ_RECORDS, organisation)))
    granted = and_(units, or_(has_cases(eyes.org, eyes.case()), ~anywhere))
    return and_(row.org == eyes.org, or_(granted, has_cases(eyes.org, eyes.case(), _received(eyes))))


def _received(eyes: Sight) -> ColumnElement[bool]:
    """A row of `Case` that one of the person's mailboxes has received."""
    box, case = tables.CaseMailbox, tables.Case
    mine = box.mailbox.in_(sorted(eyes.actor.mailboxes))
    return exists().where(box.org == eyes.org, box.case == case.id, box.why == "receiver", mine)
