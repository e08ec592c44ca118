"""Each report goes out by mail once and none is lost: a worker that is killed, a dead mail server, a clock that jumps, DST, many workers.

By default some of it; with MALLVERK_TEST_SWEEP=full every point at which a worker can be killed, and many more stories.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes

import pytest

from engine.actions.try_mail import try_mail
from engine.delivery.smtp import Smtp
from engine.mails import Refused
from engine.statistics.occasions import over
from engine.store import tables
from engine.store.database import Database
from engine.store.outbox import LEASE, PATIENCE
from engine.worker import Worker
from tests.engine.delivery.sink import sink
from tests.faults.test_kill import FULL, Ground, clean, some
from tests.mailed_site import OCTOBER, ORGANISATION, TEMPLATE, mailed_site, work
from tests.racing import Cut, together, watched
from tests.site import Postbox, Site

READING = ("north", "top")
"""The mailboxes in which somebody may see the numbers."""
STORIES = [range(first, first + 10) for first in range(0, 200, 10)] if FULL else [range(1)]
"""Told in a database each, since every story publishes one more version."""


@pytest.fixture
def ground(database_url: str) -> Iterator[Ground]:
    """Where workers are killed."""
    found = Ground(database_url, ORGANISATION, [TEMPLATE])
    yield found
    found.close()


def first_of_next_month(now: datetime) -> datetime:
    """Seven in the morning, summer and winter alike or an hour later."""
    return datetime(now.year + now.month // 12, now.month % 12 + 1, 1, 6, 0, tzinfo=UTC)


def test_a_worker_that_is_killed_at_any_point_sends_each_report_once(ground: Ground) -> None:
    with sink() as server:
        with ground.site() as site:
            site.clock.now = OCTOBER
            work(site)
            site.clock.now = first_of_next_month(OCTOBER)
        points, everything = clean(ground, "dispatch", port=server.port)
        assert everything == {"ReportMail": 3, "OutgoingMail": 2}
        for point in some(points):
            server.mails.clear()
            with ground.site() as site:
                site.clock.now = first_of_next_month(site.clock())
                month = site.clock().astimezone(site.scene().organisation.zone).date() - timedelta(days=1)
            ground.send("dispatch", point, port=server.port)
            with ground.site() as site:
                site.clock.now += 2 * LEASE
                worker = Worker(site.office, Smtp("127.0.0.1", server.port, "mallverk@acme.example", "none"), lambda: 0.0)
                while worker.close():
                    pass
                worker.dispatch()
                worker.send()
                rows = site.all(tables.ReportMail, last=month)
                assert {row.mailbox: row.state for row in rows} == {"north": "written", "south": "nobody-sees", "top": "written"}
                mails = site.all(tables.OutgoingMail, kind="statistics")
                assert all(mail.sent_at for mail in mails)
                assert len({row.mail for row in rows if row.mail}) == 2
                keys = {mail.key for mail in mails if mail.id in {row.mail for row in rows}}
            sent = Counter(str(message_from_bytes(raw)["Message-ID"]).strip("<>").partition("@")[0] for raw in server.mails)
            assert set(sent) == keys
            assert sent.total() <= len(keys) + 1


def story(site: Site, chance: random.Random, weather: Postbox, until: datetime) -> None:
    """Days on which anything may happen: the mail server is there or not, clocks go forth and back, several workers meet."""
    dead = Refused("ConnectionRefusedError", final=False)
    while site.clock() < until:
        weather.refusal = dead if chance.random() < 0.4 else None
        site.clock.move(hours=chance.choice((1, 5, 13, 24, 72, -2, -30)))
        happens = chance.randrange(2)
        if happens == 0:
            # the database gives up at some point, and whatever was being done is given up too
            with watched(cut=chance.randrange(1, 60)), suppress(Cut):
                work(site, weather)
        elif happens == 1:
            together(*[lambda: work(site, weather)] * 3)
        else:
            work(site, weather)


@pytest.mark.parametrize(
    ("begin", "days"),
    [(datetime(2026, 3, 12, 9, tzinfo=UTC), (29, 3)), (datetime(2026, 10, 8, 9, tzinfo=UTC), (25, 10))],
    ids=["spring forward", "fall back"],
)
@pytest.mark.parametrize("numbers", STORIES, ids=lambda numbers: f"from {numbers[0]}")
def test_each_report_goes_once_whatever_happens(database: Database, begin: datetime, days: tuple[int, int], numbers: range) -> None:
    """Every Sunday at half past two, which one Sunday does not have and one has twice."""
    every = TEMPLATE.replace("every: month, to: [keeper, owner]", 'every: week, to: [keeper, owner], weekday: 7, at: "02:30"')
    site = mailed_site(database, template=every)
    for number in numbers:
        chance, weather = random.Random(number), Postbox()  # noqa: S311 - a story, not a secret
        site.publish(every.replace("Var är felen?", f"Var är felen {number}?"))
        begun = anchored(site, begin)
        story(site, chance, weather, begin + timedelta(days=30))
        weather.refusal = None
        for _ in range(2):
            site.clock.now = max(site.clock(), begin + timedelta(days=31)) + timedelta(hours=2)
            again(site)
            work(site, weather)
        schedule = site.scene().template.reports["rooms"].schedule
        assert schedule is not None
        due = over(schedule, site.scene().organisation, begun, site.clock())
        assert days in {(one.due.astimezone(site.scene().organisation.zone).day, one.due.month) for one in due}
        wanted = {(mailbox, one.span.key) for one in due for mailbox in READING}
        made = {row.mail: (row.mailbox, row.period) for row in site.all(tables.ReportMail) if row.mail}
        assert Counter(made.values()) == Counter(wanted)
        assert Counter(made[mail.id] for mail in {mail.key: mail for mail in weather.sent}.values()) == Counter(wanted)
        assert all(mail.sent_at for mail in site.all(tables.OutgoingMail, kind="statistics"))


def again(site: Site) -> None:
    """An administrator lets try again what was given up: when there had been no mail server for longer than a mail is tried."""
    given_up = [mail for mail in site.all(tables.OutgoingMail, kind="statistics") if mail.failed_at]
    assert all(mail.failed_at >= mail.created_at + PATIENCE for mail in given_up)
    site.write(lambda session: try_mail(session, site.org, [mail.id for mail in given_up], site.actor("gus"), site.clock()))


def anchored(site: Site, begin: datetime) -> date:
    """Nothing has come due yet, and counting begins on this day; what it has behind it."""

    def clear(session: object) -> None:
        for table in (tables.ReportMail, tables.OutgoingMail, tables.ReportSchedule):
            session.execute(table.__table__.delete().where(table.org == site.org))  # type: ignore[attr-defined]

    site.write(clear)
    site.clock.now = begin
    work(site)
    (row,) = site.all(tables.ReportSchedule)
    return row.reached
