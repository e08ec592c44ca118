"""Public holidays come from a kept library; a place that it does not know has none, and says so."""

import subprocess
import sys
from datetime import date

import pytest

from engine.calendars import Calendar, Period
from engine.public_holidays import has_holidays, public_holidays

SWEDISH = Calendar("work", {"sv": "arbetsdag"}, {"sv": "arbetsdagar"}, frozenset(range(5)), holidays="SE")


@pytest.mark.parametrize(
    "day", ["2026-01-01", "2026-04-03", "2026-05-14", "2026-06-19", "2026-12-24", "2026-12-31", "2027-03-26", "2030-06-21"]
)
def test_days_off_by_law_and_in_practice_are_closed(day: str) -> None:
    assert not SWEDISH.is_open(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-01-05", "2026-04-02", "2026-04-30", "2026-05-15", "2026-12-23"])
def test_days_when_people_only_go_home_early_are_open(day: str) -> None:
    assert SWEDISH.is_open(date.fromisoformat(day))


def test_a_deadline_passes_over_holidays() -> None:
    assert SWEDISH.add(date(2026, 12, 23), 1) == date(2026, 12, 28)
    assert SWEDISH.add(date(2026, 4, 2), 1) == date(2026, 4, 7)


def test_what_is_closed_is_told_by_name_without_days_that_do_not_count_anyway() -> None:
    closed = ((date(2026, 12, 21), date(2026, 12, 25)),)
    calendar = Calendar("w", {"sv": "d"}, {"sv": "d"}, frozenset(range(5)), closed, holidays="SE", names={closed[0]: "Lov"})
    assert calendar.closures(date(2026, 12, 1), date(2027, 1, 6)) == [
        Period("Lov", *closed[0]),
        Period("Nyårsafton", date(2026, 12, 31), date(2026, 12, 31)),
        Period("Nyårsdagen", date(2027, 1, 1), date(2027, 1, 1)),
        Period("Trettondedag jul", date(2027, 1, 6), date(2027, 1, 6)),
    ]


def test_a_part_of_a_country_has_its_own() -> None:
    assert date(2026, 11, 1) in public_holidays("DE-BY", 2026)
    assert date(2026, 11, 1) not in public_holidays("DE-BE", 2026)


@pytest.mark.parametrize(("place", "known"), [("SE", True), ("DE-BY", True), ("XX", False), ("SE-XX", False), ("", False)])
def test_a_place_that_is_not_known_has_none(place: str, known: bool) -> None:
    assert has_holidays(place) is known


def test_nothing_is_read_before_somebody_asks() -> None:
    code = "import sys, engine.calendars, engine.roster; print('holidays' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
