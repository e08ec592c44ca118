"""Watches what templates say is to be watched: each week or month that is over is judged once, in order, wherever it is stopped."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from engine.actions.mail_report import Desk
from engine.actions.raise_signals import Judged, raise_signals
from engine.actions.watch_signals import Due, Watched, due
from engine.office import Office
from engine.signals.judge import PACES, rise
from engine.signals.series import Rise
from engine.store import people
from engine.store.signals import Where

Tried = Callable[[str, Callable[[], int]], int | None]
"""Does something, or says that it failed and gives None."""


def watch_signals(office: Office, org: str, tried: Tried = lambda what, work: work()) -> int:
    """Judges every week and month that is over; how many there were. A signal that can not be judged is not in the way of others."""
    return sum(tried("a signal", partial(watch, office, watched)) or 0 for watched in watched_of(office, org))


def watched_of(office: Office, org: str) -> Iterator[Watched]:
    """Every signal of the templates in use."""
    organisation = office.organisation(org)
    if organisation is None:
        return
    for published, lineage in office.with_lineage(org, office.current(org)):
        yield from (Watched(organisation, published, lineage, signal) for signal in published.template.signals.values())


def watch(office: Office, watched: Watched) -> int:
    """Judges the weeks or months of one signal, one after another, since each is compared with those before it."""
    number = 0
    while _next(office, watched):
        number += 1
    return number


def _next(office: Office, watched: Watched) -> bool:
    organisation, now = watched.organisation, office.clock()
    org, today = organisation.key, now.astimezone(organisation.zone).date()
    found = office.read(org, lambda session: due(session, watched, today))
    if found is None:
        return False
    desk = Desk(organisation, now, office.read(org, lambda session: people.language(session, org)), office.base_url)
    rises = judged(watched, found)
    return office.write(org, lambda session: raise_signals(session, Judged(desk, watched, found), rises))


def judged(watched: Watched, found: Due) -> Mapping[Where, Rise]:
    """Where there is more than usual."""
    pace = PACES[watched.signal.interval]
    return {where: risen for where, series in found.series.items() if (risen := rise(series, pace)) is not None}
