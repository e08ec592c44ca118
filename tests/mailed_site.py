"""The small site with reports that go out by mail: some may see their numbers and some may not, and the clock is moved."""

from collections import Counter
from datetime import UTC, date, datetime

from engine.store import tables
from engine.store.database import Database
from engine.worker import Worker
from tests.admin.counted_site import PEOPLED, count
from tests.engine.statistics import counted
from tests.site import Postbox, Site

TEMPLATE = counted.TEMPLATE.replace(
    "functions: {keeper: Skötare}",
    "functions: {keeper: Skötare, chief: Chef, owner: {label: Ägare, held_by: organisation}}",
).replace(
    "filters: [area, period, room]}",
    "filters: [area, period, room], schedule: {every: month, to: [keeper, owner]}}",
)
"""The counted template with one report that goes out every month."""
ORGANISATION = PEOPLED.replace(
    "  ada: {name: Ada, email: ada@acme.example}",
    "  ada: {name: Ada, email: ada@acme.example, grants: [{right: read_reports, unit: north}]}",
)
"""Of North box Ada may see numbers, of South box nobody; Gus, in the top box, may see everything."""
OCTOBER = datetime(2026, 10, 14, 9, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 1, 6, tzinfo=UTC)
"""07.00 local time on the first of November."""


def mailed_site(database: Database, *, organisation: str = ORGANISATION, template: str = TEMPLATE) -> Site:
    """The site in the middle of October, with its schedules taken up."""
    site = Site.over(database, organisation, [template])
    site.clock.now = OCTOBER
    work(site)
    return site


def work(site: Site, postbox: Postbox | None = None) -> Postbox:
    """A worker that has just been started does one round, and one more for what the first has begun."""
    postbox = postbox or Postbox()
    for _ in range(2):
        worker = Worker(site.office, postbox, lambda: 0.0)
        site.office.forget()
        while worker.close():
            pass
        worker.dispatch()
        worker.send()
    return postbox


def states(site: Site) -> dict[tuple[str, str], str]:
    """How each mail that has come due stands, by mailbox and period."""
    return {(row.mailbox, row.period): row.state for row in site.all(tables.ReportMail)}


def written(site: Site) -> Counter[tuple[str | None, str]]:
    """How many mails with numbers there are to each mailbox by subject."""
    return Counter((row.mailbox, row.subject) for row in site.all(tables.OutgoingMail, kind="statistics"))


def filled(site: Site, day: date = date(2026, 10, 7), unit: str = "north") -> None:
    """So much has been counted that nothing has to be hidden."""
    for room in ("kitchen", "bath"):
        count(site, 6, day=day, unit=unit, room=room, urgent=True)
