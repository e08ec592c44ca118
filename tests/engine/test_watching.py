"""What is watched is judged once, week by week and month by month, in order, whatever dies and whoever else is at it."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from engine.actions.archive import archive
from engine.actions.mail_report import Desk
from engine.actions.raise_signals import Judged, raise_signals
from engine.actions.watch_signals import LATE, due
from engine.store import tables
from engine.store.database import Database
from engine.watching import judged, watch_signals, watched_of
from engine.worker import Worker
from tests.mailed_site import ORGANISATION
from tests.racing import together
from tests.site import Postbox, Site
from tests.watched_site import LAST, TEMPLATE, TUESDAY, WEEK, risen, watch, watched_site

BOTH = [("all", "north", ""), ("rooms", "north", "kitchen")]


@pytest.fixture
def site(database: Database) -> Site:
    """The site with a quiet past."""
    return watched_site(database)


def reached(site: Site) -> dict[str, date]:
    """How far each signal is watched."""
    return {row.signal: row.reached for row in site.all(tables.SignalWatch)}


def test_a_week_as_they_always_are_raises_nothing_and_has_been_judged(site: Site) -> None:
    risen(site, 2)
    assert watch(site) == []
    assert reached(site) == dict.fromkeys(["all", "rooms"], date(2026, 11, 22))


def test_a_week_with_far_more_is_raised_where_it_was_and_nowhere_else(site: Site) -> None:
    risen(site)
    assert watch(site) == BOTH
    (row,) = site.all(tables.RaisedSignal, signal="rooms")
    assert (row.first, row.last, row.how, row.count, row.raised_at) == (LAST, date(2026, 11, 22), "sudden", 7, TUESDAY)
    assert row.usual < 1


def test_each_week_is_judged_once_however_often_a_worker_looks(site: Site) -> None:
    risen(site)
    watch(site)
    assert watch_signals(site.office, site.org) == 0
    assert watch(site) == BOTH
    assert len(site.all(tables.JournalLine, kind="signal-raised")) == 2


def test_eight_workers_raise_each_once(site: Site) -> None:
    risen(site)
    assert not [one for one in together(*[lambda: watch_signals(site.office, site.org) for _ in range(8)]) if isinstance(one, Exception)]
    assert watch(site) == BOTH
    assert [(row.mailbox, row.subject) for row in site.all(tables.OutgoingMail)].count(("north", "Fler än vanligt: Samma rum igen")) == 1


def test_a_worker_that_was_slower_writes_nothing(site: Site) -> None:
    risen(site)
    watched = next(one for one in watched_of(site.office, site.org) if one.signal.id == "rooms")
    found = site.read(lambda session: due(session, watched, TUESDAY.date()))
    assert found is not None
    watch(site)
    desk = Desk(watched.organisation, TUESDAY, "sv", "")
    assert site.write(lambda session: raise_signals(session, Judged(desk, watched, found), judged(watched, found))) is False
    assert watch(site) == BOTH


def test_a_worker_that_dies_before_it_has_written_all_has_written_nothing(site: Site) -> None:
    risen(site)
    watched = next(one for one in watched_of(site.office, site.org) if one.signal.id == "rooms")
    found = site.read(lambda session: due(session, watched, TUESDAY.date()))
    assert found is not None

    def dies(session: Session) -> None:
        raise_signals(session, Judged(Desk(watched.organisation, TUESDAY, "sv", ""), watched, found), judged(watched, found))
        raise RuntimeError("the plug was pulled")

    with pytest.raises(RuntimeError, match="plug"):
        site.write(dies)
    assert (site.all(tables.RaisedSignal), site.all(tables.OutgoingMail), reached(site)) == ([], [], {})
    assert watch(site) == BOTH


def test_weeks_that_nobody_looked_at_in_time_are_judged_in_order(site: Site) -> None:
    watch(site)
    risen(site, day=LAST + WEEK)
    site.clock.move(weeks=3)
    assert watch(site) == BOTH
    assert {row.first for row in site.all(tables.RaisedSignal)} == {LAST + WEEK}
    assert set(reached(site).values()) == {date(2026, 12, 13)}


def test_what_nobody_has_looked_at_for_long_is_not_raised_afterwards(site: Site) -> None:
    watch(site)
    risen(site, day=LAST + WEEK)
    site.clock.move(days=LATE.days + 21)
    assert watch(site) == []


def test_a_signal_that_is_new_begins_with_the_last_week_that_is_over(site: Site) -> None:
    risen(site, day=LAST - WEEK)
    assert watch(site) == []


def test_a_clock_that_goes_back_raises_nothing_twice(site: Site) -> None:
    risen(site)
    watch(site)
    site.clock.move(weeks=-2)
    assert watch(site) == BOTH
    site.clock.move(weeks=2)
    assert watch(site) == BOTH


def test_while_a_signal_is_open_no_other_is_raised_of_the_same(site: Site) -> None:
    risen(site)
    watch(site)
    risen(site, 9, day=LAST + WEEK)
    site.clock.move(weeks=1)
    assert watch(site) == BOTH


def test_nothing_is_raised_before_there_is_a_past_to_compare_with(database: Database) -> None:
    site = watched_site(database, weeks=11)
    risen(site, 30)
    assert watch(site) == []


def test_a_week_that_is_closed_in_the_calendar_is_left_out(database: Database) -> None:
    closed = "weekdays: [1, 2, 3, 4, 5], closed: [2026-11-16/2026-11-22]"
    site = watched_site(database, organisation=ORGANISATION.replace("weekdays: [1, 2, 3, 4, 5]", closed))
    risen(site)
    assert watch(site) == [("all", "north", "")]


def test_months_are_judged_by_the_month(database: Database) -> None:
    site = watched_site(database, template=TEMPLATE.replace("by: room, calendar: working", "by: room, interval: month"), weeks=60)
    risen(site, 20, day=date(2026, 10, 20))
    assert watch(site) == [("rooms", "north", "kitchen")]
    (row,) = site.all(tables.RaisedSignal)
    assert (row.first, row.last) == (date(2026, 10, 1), date(2026, 10, 31))


def test_a_template_without_units_is_watched_as_a_whole(database: Database) -> None:
    unplaced = TEMPLATE.replace("routes: true, ", "").replace("rows: illness, filters: [area, period]", "rows: illness")
    site = watched_site(database, template=unplaced)
    for row in range(7):
        site.report({"area": "north", "room": "kitchen"}, token=bytes([row]))
    site.clock.move(weeks=1)
    assert watch(site) == [("all", "", ""), ("rooms", "", "kitchen")]


def test_what_was_counted_before_an_answer_got_another_name_is_its_past(database: Database) -> None:
    site = watched_site(database)
    renamed = TEMPLATE.replace("kitchen: Kök", "galley: Kök") + "changes: {room.kitchen: {became: galley}}\n"
    site.publish(renamed)
    count_of = [("all", "north", ""), ("rooms", "north", "galley")]
    risen(site, room="galley")
    assert watch(site) == count_of
    (row,) = site.all(tables.RaisedSignal, signal="rooms")
    assert row.usual > 0.3


def test_a_template_that_was_put_away_is_watched_no_more(site: Site) -> None:
    risen(site)
    site.write(lambda session: archive(session, site.org, "faults", now=site.clock(), person=None))
    assert watch(site) == []


def test_the_worker_watches(site: Site) -> None:
    risen(site)
    worker = Worker(site.office, Postbox())
    site.office.forget()
    worker.dispatch()
    assert len(site.all(tables.RaisedSignal)) == 2


def test_a_signal_that_can_not_be_judged_is_not_in_the_way_of_others(site: Site) -> None:
    risen(site)
    failed: list[str] = []

    def tried(what: str, work: Callable[[], int]) -> int | None:
        failed.append(what)
        return None if len(failed) == 1 else work()

    assert watch_signals(site.office, site.org, tried) == 1
    assert [row.signal for row in site.all(tables.RaisedSignal)] == ["all"]


def test_a_line_of_the_journal_tells_of_each_by_ids_alone(site: Site) -> None:
    risen(site)
    watch(site)
    facts = [line.facts for line in site.all(tables.JournalLine, kind="signal-raised")]
    assert {"template": "faults", "signal": "rooms", "unit": "north", "value": "kitchen", "until": "2026-11-22"} in facts
    assert site.broken_chains() == []


def test_the_web_process_does_not_load_what_reckons_with_chance() -> None:
    told = "import sys, admin, forms, engine.worker, engine.watching, engine.commands; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_a_late_look_has_a_limit() -> None:
    assert timedelta(weeks=12) < LATE < timedelta(weeks=26)
