"""The small site with reports to look at: periods, people of different reach, and facts put in as reports would have."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from sqlalchemy import event, update
from sqlalchemy.orm import Session

from engine.closing import close_report, reports_of
from engine.ids import new_id
from engine.statistics.facts import Counter
from engine.store import facts, tables
from engine.store.batch import Batch
from engine.store.database import Database
from tests.admin.staff import Staff
from tests.engine.statistics import counted
from tests.site import ORGANISATION, Site

NOW = datetime(2026, 11, 22, 9, 42, tzinfo=UTC)
"""Sunday 22 November 2026, 10.42 local time."""

PEOPLED = ORGANISATION.replace(
    "people:\n",
    """people:
  ivy: {name: Ivy, email: ivy@acme.example, grants: [{right: read_reports}]}
  jo: {name: Jo, email: jo@acme.example, grants: [{right: read_reports, unit: region}]}
  kai: {name: Kai, email: kai@acme.example, grants: [{right: read_reports, unit: south}, {right: read_cases, unit: north}]}
""",
).replace(
    "weekdays: [1, 2, 3, 4, 5]}",
    """weekdays: [1, 2, 3, 4, 5], periods: {half: [
    {label: Våren 2025, from: 2025-01-01, to: 2025-07-31}, {label: Hösten 2025, from: 2025-08-01, to: 2025-12-31},
    {label: Våren 2026, from: 2026-01-01, to: 2026-07-31}, {label: Hösten 2026, from: 2026-08-01, to: 2026-12-31}]}}""",
)


def counted_site(database: Database, *changes: tuple[str, str]) -> Site:
    """The site, without a report; with some of its organisation's text replaced."""
    text = PEOPLED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    site = Site.over(database, text, [counted.TEMPLATE])
    site.clock.now = NOW
    return site


def in_use_since(site: Site, day: datetime) -> None:
    """The template as if it had been taken into use on an earlier day."""
    version = tables.TemplateVersion
    site.write(lambda session: session.execute(update(version).where(version.org == site.org).values(published_at=day)))


def count(site: Site, times: int = 1, *, day: date = date(2026, 9, 7), unit: str = "north", **answers: object) -> None:
    """Counts reports as if they had come in on a day."""
    published = site.scene().published
    made = Counter(published.template, unit, day).submission({"area": unit, **answers})

    def verb(session: Session) -> None:
        batch = Batch(site.org)
        for _ in range(times):
            facts.add(batch, made, facts.Counting(published.key, published.columns, "main", new_id()))
        batch.write(session)

    site.write(verb)


def close(site: Site, report: str = "rooms") -> None:
    """Closes the months of a report that are over by the site's clock."""
    for found in reports_of(site.office, site.org):
        if found.report.id == report:
            close_report(site.office, found)


def statements(staff: Staff, ask: Callable[[], object]) -> int:
    """How many statements go to the database while something is asked."""
    seen: list[str] = []

    def note(*told: object) -> None:
        seen.append(str(told[2]))

    with staff.site.office.database.read(staff.site.org) as session:
        engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    ask()
    event.remove(engine, "before_cursor_execute", note)
    return len([text for text in seen if not text.startswith(("PRAGMA", "BEGIN", "SET"))])
