"""The rules of closing months: in order, once each whatever dies, what was late in the first open month, and unchanged ever after."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from engine.closing import close_months, close_next, reports_of
from engine.disclosure.month import Closed
from engine.disclosure.views import Views
from engine.store import closed_months
from engine.store.database import Database
from tests.admin.counted_site import close, count, counted_site
from tests.site import Site

SEPTEMBER, OCTOBER = date(2026, 9, 7), date(2026, 10, 7)


@pytest.fixture
def site(database: Database) -> Site:
    """A site on 22 November 2026, with reports in September and October."""
    site = counted_site(database)
    count(site, 9, room="bath", kinds=["water", "heat"], day=SEPTEMBER)
    count(site, 3, room="kitchen", kinds=["water"], day=SEPTEMBER)
    count(site, 8, room="kitchen", unit="south", day=SEPTEMBER)
    count(site, 7, room="bath", unit="south", day=OCTOBER)
    return site


def kept(site: Site, report: str = "rooms") -> list[Closed]:
    """The closed months of a report."""
    with site.office.database.read(site.org) as session:
        return closed_months.of_report(session, site.org, "faults", report)


def test_every_report_of_an_organisation_is_closed(database: Database) -> None:
    site = counted_site(database)
    count(site, 7, day=OCTOBER)
    assert close_months(site.office, site.org) == len(list(reports_of(site.office, site.org)))


def test_months_that_are_over_are_closed_and_the_one_that_goes_on_is_not(site: Site) -> None:
    close(site)
    assert [one.month for one in kept(site)] == ["2026-09", "2026-10"]


def test_a_month_ends_with_the_last_day_where_the_organisation_is(site: Site) -> None:
    site.clock.now = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    close(site)
    assert kept(site)[-1].month == "2026-10"
    site.clock.now = datetime(2026, 11, 30, 23, 1, tzinfo=UTC)
    close(site)
    assert kept(site)[-1].month == "2026-11"


def test_closing_again_does_nothing(site: Site) -> None:
    close(site)
    before = kept(site)
    close(site)
    assert kept(site) == before


def test_what_comes_late_is_told_of_the_first_open_month(site: Site) -> None:
    close(site)
    before = kept(site)
    count(site, 6, room="bath", day=SEPTEMBER)
    site.clock.now = datetime(2026, 12, 2, tzinfo=UTC)
    close(site)
    assert kept(site)[:2] == before
    views = Views.of(kept(site))
    assert [views.number(None, (month,), {}) for month in ("2026-09", "2026-10", "2026-11")] == [20, 7, 6]


def test_a_small_number_is_told_to_nobody_outside_and_no_sum_gives_it_away(site: Site) -> None:
    close(site)
    views, month = Views.of(kept(site)), ("2026-09",)
    assert views.number(frozenset({"north"}), month, {"room": ("kitchen",)}) is None
    told = [views.number(frozenset({"north"}), month, chosen) for chosen in ({}, {"room": ("bath",)})]
    assert None in told


def test_two_workers_that_close_the_same_month_close_it_once(site: Site) -> None:
    close(site)
    first = kept(site)[0]
    again = site.office.write(
        site.org, lambda session: closed_months.keep(session, site.org, ("faults", "rooms"), first, after=None, at=site.clock.now)
    )
    assert again is False


def test_what_two_reports_tell_is_hidden_in_both_or_in_none(site: Site) -> None:
    close(site)
    close(site, "weeks")
    close(site, "kinds_kinds")
    views = [Views.of(kept(site, report)) for report in ("rooms", "weeks", "kinds_kinds")]
    for units in (None, *(frozenset({unit}) for unit in site.scene().organisation.units)):
        for month in ("2026-09", "2026-10"):
            assert len({found.number(units, (month,), {}) for found in views}) == 1


def test_the_web_process_does_not_load_the_solver() -> None:
    told = "import sys, admin, forms, engine.worker, engine.commands; print('highspy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_one_month_at_a_time_can_be_closed_until_there_is_none(site: Site) -> None:
    rounds = 0
    while close_next(site.office, site.org):
        rounds += 1
        assert len(kept(site)) <= rounds
    assert rounds == 2 * len(list(reports_of(site.office, site.org)))
