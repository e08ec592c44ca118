"""The small site with what it watches: a past of twenty quiet weeks, and a last week that is as usual until something is counted in it."""

from datetime import UTC, date, datetime, timedelta

from engine.store import tables
from engine.store.database import Database
from engine.watching import watch_signals
from tests.admin.counted_site import count
from tests.mailed_site import ORGANISATION
from tests.mailed_site import TEMPLATE as MAILED
from tests.site import Site

TEMPLATE = (
    MAILED.rstrip()
    + """
signals:
  rooms: {title: Samma rum igen, count: submissions, by: room, calendar: working, to: keeper}
  all: {title: Fler fel, count: submissions, to: [keeper, owner]}
"""
)
"""The counted template, which watches each room and everything."""
TUESDAY = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
"""10.42 local time; the week before it is the last that is over."""
LAST = date(2026, 11, 16)
"""The Monday of that week."""
WEEK = timedelta(weeks=1)


def watched_site(database: Database, *, organisation: str = ORGANISATION, template: str = TEMPLATE, weeks: int = 20) -> Site:
    """The site on Tuesday, with a past."""
    site = Site.over(database, organisation, [template])
    site.clock.now = TUESDAY
    for number in range(1, weeks + 1):
        count(site, day=LAST - number * WEEK, room="bath" if number % 2 else "kitchen")
    return site


def risen(site: Site, times: int = 7, *, day: date = LAST, **answers: object) -> None:
    """So many are counted in the last week."""
    count(site, times, day=day, **{"room": "kitchen", **answers})  # type: ignore[arg-type]


def watch(site: Site) -> list[tuple[str, str, str]]:
    """A worker looks; what has been raised, by signal, unit and value."""
    site.office.forget()
    watch_signals(site.office, site.org)
    return sorted((row.signal, row.unit, row.value) for row in site.all(tables.RaisedSignal))
