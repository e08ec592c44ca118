"""Closes the months of all reports that are over, one transaction each: nothing is lost or done twice wherever it is stopped."""

from collections.abc import Iterator
from datetime import date, timedelta

from engine.actions.close_month import Due, Reported, due
from engine.disclosure.month import Closed, cube_of, fixed
from engine.office import Office
from engine.store import closed_months, schedules


def close_next(office: Office, org: str, *, only_waited: bool = False) -> bool:
    """Closes one month that is over, of a report that a mail waits for if there is one, or else of any; True when there was a month."""
    waited = office.read(org, lambda session: schedules.waited_for(session, org))
    if only_waited and not waited:
        return False
    found = [one for one in reports_of(office, org) if one.key in waited or not only_waited]
    return any(_next(office, reported) for reported in sorted(found, key=lambda one: one.key not in waited))


def is_closed(office: Office, org: str, key: tuple[str, str], last: date) -> bool:
    """True when every month of a report that was over by a day has been closed, or when there is no such report."""
    reported = next((one for one in reports_of(office, org) if one.key == key), None)
    if reported is None:
        return True
    today = min(last + timedelta(days=1), office.clock().astimezone(reported.organisation.zone).date())
    return office.read(org, lambda session: due(session, reported, today)) is None


def close_months(office: Office, org: str) -> int:
    """Closes every month that is over in an organisation; how many there were."""
    return sum(close_report(office, reported) for reported in reports_of(office, org))


def reports_of(office: Office, org: str) -> Iterator[Reported]:
    """Every report of the templates in use and of those that were put away."""
    organisation = office.organisation(org)
    if organisation is None:
        return
    for published, lineage in office.with_lineage(org, office.latest(org)):
        yield from (Reported(organisation, published, lineage, report) for report in published.template.reports.values())


def close_report(office: Office, reported: Reported) -> int:
    """Closes the months of one report, one after another, since each has to protect those before it."""
    number = 0
    while _next(office, reported):
        number += 1
    return number


def _next(office: Office, reported: Reported) -> bool:
    org, now = reported.organisation.key, office.clock()
    today = now.astimezone(reported.organisation.zone).date()
    found = office.read(org, lambda session: due(session, reported, today))
    if found is None:
        return False
    closed = protected(found)
    return office.write(org, lambda session: closed_months.keep(session, org, reported.key, closed, after=found.after, at=now))


def protected(found: Due) -> Closed:
    """The month with what has to be hidden. The solver is loaded here, and only when there is a month to close."""
    from engine.disclosure.protect import protect

    return fixed(found.counted, protect(cube_of(found.counted, found.earlier, found.beside)))
