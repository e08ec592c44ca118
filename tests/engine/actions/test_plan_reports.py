"""What has come due to go out by mail is written down once, to those who hold the functions, each about their own units."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.actions.plan_reports import MOST
from engine.store import tables
from engine.store.database import Database
from tests.mailed_site import NOVEMBER, ORGANISATION, TEMPLATE, mailed_site, states, work
from tests.racing import together
from tests.site import Site

OCTOBER = "2026-10-01--2026-10-31"


@pytest.fixture
def mailed(database: Database) -> Site:
    """The site whose report goes out every month."""
    return mailed_site(database)


def test_a_schedule_begins_with_the_month_in_which_it_was_taken_into_use(mailed: Site) -> None:
    (row,) = mailed.all(tables.ReportSchedule)
    assert (row.template, row.report, row.number, row.every, row.reached) == ("faults", "rooms", 0, "month", date(2026, 9, 30))
    assert states(mailed) == {}


def test_each_who_holds_a_function_has_one_due_when_the_month_is_over(mailed: Site) -> None:
    mailed.clock.now = NOVEMBER - timedelta(minutes=1)
    work(mailed)
    assert states(mailed) == {}
    mailed.clock.now = NOVEMBER
    work(mailed)
    assert set(states(mailed)) == {("north", OCTOBER), ("south", OCTOBER), ("top", OCTOBER)}
    assert {row.mailbox: row.units for row in mailed.all(tables.ReportMail)} == {"north": ["north"], "south": ["south"], "top": []}


def test_whoever_stands_above_is_told_of_all_below(database: Database) -> None:
    site = mailed_site(database, template=TEMPLATE.replace("to: [keeper, owner]", "to: chief"))
    site.clock.now = NOVEMBER
    work(site)
    assert {row.mailbox: row.units for row in site.all(tables.ReportMail)} == {"region": ["region"]}


def test_a_mailbox_that_holds_several_gets_one_about_all_of_them(database: Database) -> None:
    both = ORGANISATION.replace("holds: [keeper@north]", "holds: [keeper@north, keeper@south]").replace("holds: [keeper@south], ", "")
    site = mailed_site(database, organisation=both)
    site.clock.now = NOVEMBER
    work(site)
    assert {row.mailbox: row.units for row in site.all(tables.ReportMail)} == {"north": ["north", "south"], "top": []}


def test_a_template_without_units_is_told_of_to_those_who_hold_for_everything(database: Database) -> None:
    unplaced = TEMPLATE.replace("routes: true, ", "").replace("rows: illness, filters: [area, period]", "rows: illness")
    site = mailed_site(database, template=unplaced)
    site.clock.now = NOVEMBER
    work(site)
    assert {row.mailbox: row.units for row in site.all(tables.ReportMail)} == {"top": []}


def test_several_missed_months_are_each_due(mailed: Site) -> None:
    mailed.clock.now = datetime(2027, 2, 3, 9, tzinfo=UTC)
    work(mailed)
    assert [period for mailbox, period in states(mailed) if mailbox == "top"] == [
        OCTOBER,
        "2026-11-01--2026-11-30",
        "2026-12-01--2026-12-31",
        "2027-01-01--2027-01-31",
    ]


def test_what_was_missed_long_ago_is_written_down_and_not_sent(database: Database) -> None:
    site = mailed_site(database, template=TEMPLATE.replace("every: month", "every: week"))
    site.clock.move(weeks=MOST + 3)
    work(site)
    top = [row.state for row in site.all(tables.ReportMail, mailbox="top")]
    assert len(top) == MOST + 3
    assert (top.count("passed-over"), top.count("written")) == (3, MOST)
    assert [state for state in top if state == "passed-over"] == top[:3]


def test_a_clock_that_goes_back_or_forth_makes_nothing_due_twice(mailed: Site) -> None:
    for now in (NOVEMBER, NOVEMBER - timedelta(days=9), NOVEMBER, NOVEMBER + timedelta(days=40), NOVEMBER, NOVEMBER + timedelta(days=41)):
        mailed.clock.now = now
        work(mailed)
    assert len(states(mailed)) == len(mailed.all(tables.ReportMail)) == 6


def test_eight_workers_write_each_down_once(mailed: Site) -> None:
    mailed.clock.now = NOVEMBER
    assert together(*[lambda: work(mailed) for _ in range(8)])
    assert len(mailed.all(tables.ReportMail)) == 3
    assert [(row.mailbox, row.kind) for row in mailed.all(tables.OutgoingMail)].count(("top", "statistics")) == 1


def test_a_schedule_that_a_new_version_changes_begins_anew(mailed: Site) -> None:
    mailed.publish(TEMPLATE.replace("every: month", "every: week"))
    work(mailed)
    mailed.clock.now = datetime(2026, 10, 19, 6, tzinfo=UTC)
    work(mailed)
    assert {period for _, period in states(mailed)} == {"2026-10-12--2026-10-18"}
    mailed.clock.now = NOVEMBER
    work(mailed)
    assert OCTOBER not in {period for _, period in states(mailed)}


def test_a_schedule_that_a_new_version_takes_away_rests(mailed: Site) -> None:
    mailed.publish(TEMPLATE.replace(", schedule: {every: month, to: [keeper, owner]}", ""))
    mailed.clock.now = NOVEMBER
    work(mailed)
    assert states(mailed) == {}
