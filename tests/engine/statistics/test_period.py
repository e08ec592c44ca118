"""The rules of periods: which there are, which one is shown first, and what it is compared with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars import Calendar, Period
from engine.statistics.period import (
    OWN,
    YEAR,
    Span,
    a_year_earlier,
    can_compare,
    find,
    named,
    on_offer,
    own,
    stretches,
    usual,
    year,
    year_before,
)
from tests.engine.factories import organisation

TODAY = date(2026, 11, 22)
FACTS = (date(2025, 9, 3), date(2026, 11, 20))
DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))


def half(label: str, first: str, last: str) -> Period:
    """A named period."""
    return Period(label, date.fromisoformat(first), date.fromisoformat(last))


HALVES = (
    half("Våren 2025", "2025-01-01", "2025-07-31"),
    half("Hösten 2025", "2025-08-15", "2025-12-31"),
    half("Våren 2026", "2026-01-01", "2026-07-31"),
    half("Hösten 2026", "2026-08-10", "2026-12-31"),
    half("Våren 2027", "2027-01-01", "2027-07-31"),
)
SEASONS = (half("Säsongen 2025/26", "2025-08-15", "2026-08-09"), half("Säsongen 2026/27", "2026-08-10", "2027-08-09"))
CALENDAR = Calendar("work", {"sv": "dag"}, {"sv": "dagar"}, periods={"half": HALVES, "season": SEASONS})
OFFICE = organisation(calendars={("work", None): CALENDAR})
SPANS = named(OFFICE)


def by(key: str) -> Span:
    """The named period with a key."""
    found = find(key, SPANS)
    assert found is not None, key
    return found


def test_a_named_period_has_a_key_that_can_be_read_in_an_address() -> None:
    assert [span.key for span in SPANS[:2]] == ["varen-2025", "hosten-2025"]
    assert SPANS[-1].key == "sasongen-2026-27"


def test_the_stretches_of_a_list_stand_in_their_order_in_time() -> None:
    assert stretches(OFFICE, "season") == ((date(2025, 8, 15), date(2026, 8, 9)), (date(2026, 8, 10), date(2027, 8, 9)))
    assert stretches(OFFICE, "month") == ()


def test_periods_of_the_same_name_are_told_apart() -> None:
    periods = {"quarter": (half("Kvartal 1", "2025-01-01", "2025-03-31"), half("Kvartal 1", "2026-01-01", "2026-03-31"))}
    spans = named(organisation(calendars={("work", None): Calendar("work", {}, {}, periods=periods)}))
    assert [span.key for span in spans] == ["quarter-kvartal-1-2025-01-01", "quarter-kvartal-1-2026-01-01"]


def test_the_same_period_in_two_calendars_is_there_once() -> None:
    twice = organisation(calendars={("work", None): CALENDAR, ("other", None): CALENDAR})
    assert named(twice) == SPANS


def test_a_unit_alone_has_its_own_calendars_periods() -> None:
    own_calendar = Calendar("work", {}, {}, periods={"half": (half("Egen vår", "2026-02-01", "2026-06-30"),)})
    office = organisation(calendars={("work", None): CALENDAR, ("work", "north"): own_calendar})
    assert [span.key for span in named(office, ["north"])] == ["egen-var"]
    assert named(office, ["north", "south"]) == SPANS


def test_an_organisation_without_periods_has_calendar_years() -> None:
    assert [span.key for span in on_offer(named(organisation()), FACTS, TODAY)] == ["2026", "2025"]


def test_what_lies_ahead_or_before_the_first_fact_is_not_on_offer() -> None:
    keys = [span.key for span in on_offer(SPANS, FACTS, TODAY)]
    assert keys == ["hosten-2026", "varen-2026", "hosten-2025", "sasongen-2026-27", "sasongen-2025-26", "2026", "2025"]


def test_without_a_fact_only_what_holds_today_is_on_offer() -> None:
    assert [span.key for span in on_offer(SPANS, None, TODAY)] == ["hosten-2026", "sasongen-2026-27", "2026"]


def test_the_usual_period_is_the_shortest_of_today_also_when_it_has_no_fact() -> None:
    assert usual(SPANS, (date(2025, 1, 1), date(2025, 2, 1)), TODAY).key == "hosten-2026"


def test_between_periods_the_one_of_the_latest_fact_is_usual() -> None:
    assert usual(SPANS, FACTS, date(2028, 3, 1)).key == "hosten-2026"


def test_where_nothing_is_named_the_year_of_the_latest_fact_is_usual() -> None:
    assert usual((), FACTS, date(2028, 3, 1)).key == "2026"
    assert usual((), None, date(2028, 3, 1)).key == "2028"


@pytest.mark.parametrize("key", ["", "hosten", "26", "3026", "2026-01-01--2026-02-30", "2026-01-01", "0001-01-01--2026-01-01", "²⁰²⁶"])
def test_what_is_no_period_is_not_found(key: str) -> None:
    assert find(key, SPANS) is None


def test_days_in_the_wrong_order_are_turned() -> None:
    assert find("2026-03-31--2026-03-01", SPANS) == own(date(2026, 3, 1), date(2026, 3, 31))


def test_a_year_and_a_free_stretch_are_found_by_their_keys() -> None:
    assert by("2026").kind == YEAR
    assert by("2026-03-01--2026-03-31").kind == OWN


def test_a_period_that_goes_on_is_as_long_as_it_has_been() -> None:
    assert by("hosten-2026").until(TODAY).last == TODAY
    assert by("varen-2026").until(TODAY) == by("varen-2026")
    assert by("varen-2027").until(TODAY) == by("varen-2027")


def test_a_named_period_is_compared_with_the_one_of_the_same_kind_a_year_before() -> None:
    assert year_before(by("varen-2026"), SPANS, TODAY) == by("varen-2025")
    assert year_before(by("sasongen-2025-26"), SPANS, TODAY).days("sv") == "15 augusti 2024–9 augusti 2025"


def test_a_period_that_goes_on_is_compared_with_as_much_of_the_one_before() -> None:
    before = year_before(by("hosten-2026"), SPANS, TODAY)
    assert (before.first, before.last) == (date(2025, 8, 15), date(2025, 11, 22))


def test_on_its_first_days_a_period_is_compared_with_at_least_a_day() -> None:
    before = year_before(by("hosten-2026"), SPANS, date(2026, 8, 11))
    assert before.first == before.last == date(2025, 8, 15)


def test_a_year_is_compared_with_the_year_before() -> None:
    assert year_before(year(2025), SPANS, TODAY) == year(2024)


@given(DAYS, DAYS, DAYS)
def test_what_is_compared_lies_earlier_and_in_order(one: date, other: date, today: date) -> None:
    span = own(one, other)
    before = year_before(span, (), today)
    assert before.first <= before.last < span.until(today).last
    assert before.first == a_year_earlier(span.first)


@pytest.mark.parametrize(("since", "can"), [(date(2025, 1, 1), True), (date(2025, 2, 6), True), (date(2025, 2, 8), False)])
def test_a_year_can_be_compared_when_all_of_it_but_a_tenth_was_counted(since: date, can: bool) -> None:
    assert can_compare(year(2025), since) is can


@given(DAYS)
def test_a_year_earlier_is_a_year_earlier(day: date) -> None:
    assert timedelta(days=365) <= day - a_year_earlier(day) <= timedelta(days=366)


@given(DAYS, DAYS)
def test_an_own_period_is_found_again_by_its_key(one: date, other: date) -> None:
    assert find(own(one, other).key, SPANS) == own(one, other)
