"""Sends reports by mail on their days: writes down what has come due, and makes each mail. Any number of workers can do it at once."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from engine.actions import mail_report, plan_reports
from engine.actions.mail_report import Desk, Wanted
from engine.actions.plan_reports import Round
from engine.actions.report_recipients import Units
from engine.closing import is_closed
from engine.mails import Letter
from engine.office import Office
from engine.organisation import Organisation
from engine.statistics.period import Span, find, named, own
from engine.store import people, schedules
from engine.store.schedules import Key, MailKey

T = TypeVar("T")
Tried = Callable[[str, Callable[[], T]], T | None]
"""Does something, or says that it failed and gives None."""


def round_of(office: Office, organisation: Organisation) -> Round:
    """The templates in use at this moment."""
    found = (office.published(organisation.key, name, version) for name, version in office.current(organisation.key).items())
    return Round(organisation, {one.template.name: one.template for one in found if one is not None}, office.clock())


def plan(office: Office, org: str) -> int:
    """Writes down what has come due in an organisation; how many mails that makes."""
    organisation = office.organisation(org)
    if organisation is None:
        return 0
    here = round_of(office, organisation)
    known = office.read(org, lambda session: schedules.every(session, org))
    for key in plan_reports.new_ones(here, known):
        office.write(org, partial(plan_reports.take_up, here=here, key=key))
    due = [kept.key for kept in known if plan_reports.behind(here, kept)]
    return sum(office.write(org, partial(plan_reports.catch_up, here=here, key=key)) for key in due)


def make(office: Office, org: str, tried: Tried[bool]) -> int:
    """Makes the mails that wait for it; how many. One whose months are not all closed yet waits on, one that can not be made is put off."""
    now = office.clock()
    found = office.read(org, lambda session: schedules.waiting(session, org, now))
    made = [tried("a report by mail", partial(_make, office, org, key)) for key in found]
    for key, done in zip(found, made, strict=True):
        if not done:
            wait = mail_report.LATER if done is None else mail_report.SOON
            office.write(org, partial(mail_report.put_off, org=org, key=key, now=now, wait=wait))
    return made.count(True)


def _make(office: Office, org: str, key: MailKey) -> bool:
    organisation = office.organisation(org)
    row = office.read(org, lambda session: schedules.mail(session, org, key))
    if organisation is None or row is None:
        return False
    span = _span(organisation, row.period, own(row.first, row.last))
    if not is_closed(office, org, (key.template, key.report), span.last):
        return False
    written = letter(office, organisation, Key(key.template, key.report), units=tuple(row.units) or None, span=span)
    return office.write(org, lambda session: mail_report.settle(session, organisation, key, written, now=office.clock()))


def letter(office: Office, organisation: Organisation, key: Key, *, units: Units, span: Span) -> Letter | None:
    """The mail with a report as it would go out now; None when there is no such report any more."""
    org = organisation.key
    published = office.published(org, key.template, office.latest(org).get(key.template))
    if published is None or key.report not in published.template.reports:
        return None
    wanted = Wanted(published, key.report, office.lineage(org, key.template, published.version), units, span)

    def ask(session: Any) -> Letter:
        desk = Desk(organisation, office.clock(), people.language(session, org), office.base_url)
        return mail_report.letter(session, desk, wanted)

    return office.read(org, ask)


def _span(organisation: Organisation, period: str, days: Span) -> Span:
    """The period by its name, if it still has the same days; else those days."""
    known = find(period, named(organisation))
    return known if known is not None and (known.first, known.last) == (days.first, days.last) else days
