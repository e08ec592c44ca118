"""A report that has come due is read as one without rights to cases would, and its mail written in the transaction that settles it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.read_report import Request, read_report
from engine.actions.report_recipients import Units
from engine.actions.scene import Published
from engine.fields import Context
from engine.mails import STATISTICS, Letter
from engine.organisation import Organisation
from engine.statistics.definitions import Scope
from engine.statistics.lineage import Lineage
from engine.statistics.mailed import mailed
from engine.statistics.period import Span, can_compare, named, whole_months, year_before
from engine.statistics.sheet import Sheet, sheet_of
from engine.statistics.table import Selection, fact_grain
from engine.statistics.words import Words
from engine.store import counts, outbox, schedules
from engine.store.batch import Batch
from engine.store.report_readers import readers
from engine.store.schedules import GONE, WAITING, WRITTEN, MailKey

SOON, LATER = timedelta(minutes=2), timedelta(hours=1)
_NOBODY = Actor(UUID(int=0), "")
"""A mail is read by whoever gets it, so it is read as by one who may see no single case."""


@dataclass(frozen=True)
class Wanted:
    """A report for a mail: about which units (None for everything) and which period."""

    published: Published
    report: str
    lineage: Lineage
    units: Units
    span: Span


@dataclass(frozen=True)
class Desk:
    """Where a letter is written: the organisation and the time, the language, and where links lead."""

    organisation: Organisation
    now: datetime
    language: str
    base_url: str


def letter(session: Session, desk: Desk, wanted: Wanted) -> Letter:
    """The mail, exactly as it would go out now. A sensitive answer is told of by whole months.

    It is text alone; files that go with it are made from the same sheet.
    """
    template, organisation = wanted.published.template, desk.organisation
    words = Words(template, template.reports[wanted.report], Context(organisation, desk.now, desk.language), wanted.lineage)
    alone = fact_grain(template, words.report) != words.report.grain
    span = whole_months(wanted.span) if alone else wanted.span
    return Letter(*mailed(_sheet(session, desk, words, replace(wanted, span=span)), _link(desk, replace(wanted, span=span))))


def _sheet(session: Session, desk: Desk, words: Words, wanted: Wanted) -> Sheet:
    """What the report's page would show for the same units and period to one who may see no single case."""
    organisation, name = desk.organisation, words.template.name
    taken = desk.now.astimezone(organisation.zone)
    within = None if wanted.units is None else organisation.below(wanted.units)
    before = year_before(wanted.span, named(organisation, within or ()), taken.date())
    days = counts.days(session, organisation.key, [name], within).get(name)
    comparable = days is not None and (words.report.date is not None or can_compare(before, days.since))
    then = Selection(within, before.first, before.last) if comparable else None
    request = Request(_NOBODY, Selection(within, wanted.span.first, wanted.span.last), then, full=False)
    figures = read_report(session, words, wanted.published.columns, request)
    return sheet_of(figures.shown, figures.scope(Scope(within, wanted.span, before, taken, comparable=comparable)))


def _link(desk: Desk, wanted: Wanted) -> str:
    """The report's page with the same units and the same period."""
    pairs = [*(("unit", unit) for unit in wanted.units or ()), ("period", wanted.span.key)]
    page = f"{desk.base_url}/admin/{desk.organisation.key}/reports/{wanted.published.template.name}/{wanted.report}"
    return f"{page}?{urlencode(pairs)}"


def settle(session: Session, organisation: Organisation, key: MailKey, written: Letter | None, *, now: datetime) -> bool:
    """Puts the mail into the outbox if somebody may see its numbers, and says how it went; False when that has been done already.

    None is a report that there is not any more.
    """
    row = schedules.mail(session, organisation.key, key, lock=True)
    if row is None or row.state != WAITING:
        return False
    day = now.astimezone(organisation.zone).date()
    nobody = GONE if written is None else readers(session, organisation, row.mailbox, row.units or None, day).nobody
    row.state, row.settled_at = nobody or WRITTEN, now
    if written is not None and not nobody:
        batch = Batch(organisation.key)
        row.mail = outbox.add(batch, outbox.Addressed(row.mailbox, None, None, STATISTICS), written, now)
        batch.write(session)
    session.flush()
    return True


def put_off(session: Session, org: str, key: MailKey, *, now: datetime, wait: timedelta) -> None:
    """One that could not be made is tried again later, so that it is not in the way of others."""
    row = schedules.mail(session, org, key, lock=True)
    if row is not None and row.state == WAITING and row.run_at <= now:
        row.run_at = now + wait
