"""A place in a report's table: which answers it is about, and which days."""

from datetime import date

import pytest

from engine.statistics.spot import Spot
from engine.statistics.table import MISSING, Selection
from tests.engine.statistics import counted

REPORTS = counted.template().reports
AUTUMN = Selection(first=date(2026, 9, 10), last=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("report", "spot", "keys"),
    [
        ("rooms_kinds", Spot("bath", "water"), (("room", "bath"), ("kinds", "water"))),
        ("rooms_kinds", Spot(column=MISSING), (("kinds", MISSING),)),
        ("rooms_kinds", Spot(), ()),
        ("trend", Spot("2026-10", "yes"), (("urgent", "yes"),)),
        ("all", Spot("bath"), ()),
    ],
)
def test_a_place_is_about_the_answers_of_its_row_and_column(report: str, spot: Spot, keys: tuple[tuple[str, str], ...]) -> None:
    assert spot.keys(REPORTS[report]) == keys


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ("2026-10", (date(2026, 10, 1), date(2026, 10, 31))),
        ("2026-09", (date(2026, 9, 10), date(2026, 9, 30))),
        ("2026-11", (date(2026, 11, 1), date(2026, 11, 22))),
    ],
)
def test_a_row_of_time_has_its_own_days_of_the_selection(row: str, days: tuple[date, date]) -> None:
    found = Spot(row).within(AUTUMN, REPORTS["trend"])
    assert (found.first, found.last) == days


def test_any_other_row_has_all_days_of_the_selection() -> None:
    assert Spot("bath").within(AUTUMN, REPORTS["rooms"]) == AUTUMN
    assert Spot().within(AUTUMN, REPORTS["trend"]) == AUTUMN
