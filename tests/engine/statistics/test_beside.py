"""One's own units beside all: shares alone, and none where the others could be worked out."""

from collections import Counter

import pytest

from engine.statistics.beside import can_stand_beside, shares
from engine.statistics.table import MISSING, Counts
from tests.engine.statistics import counted

OWN = Counts(rows=Counter({"bath": 3, "kitchen": 1}), total=4)


def everywhere(**rows: int) -> Counts:
    """What is counted in all units."""
    found = {MISSING if key == "none" else key: number for key, number in rows.items()}
    return Counts(rows=Counter(found), total=sum(rows.values()))


def test_shares_are_of_all_in_whole_per_cent() -> None:
    assert shares(OWN, everywhere(bath=10, kitchen=6), 2, full=False) == {"bath": 62, "kitchen": 38}


@pytest.mark.parametrize(
    ("found", "others"),
    [
        ({"bath": 7, "kitchen": 6}, 2),
        ({"bath": 10, "kitchen": 6, "yard": 1}, 2),
        ({"bath": 10, "kitchen": 6, "none": 4}, 2),
        ({"bath": 10, "kitchen": 6}, 1),
        ({"bath": 3, "kitchen": 2}, 2),
    ],
)
def test_nothing_is_told_where_a_number_of_the_others_is_small_or_the_others_are_one(found: dict[str, int], others: int) -> None:
    assert shares(OWN, everywhere(**found), others, full=False) is None
    assert shares(OWN, everywhere(**found), others, full=True) is not None


def test_where_the_others_have_nothing_of_it_there_is_nothing_small() -> None:
    assert shares(OWN, everywhere(bath=3, kitchen=9), 2, full=False) == {"bath": 25, "kitchen": 75}


def test_of_nothing_there_are_no_shares() -> None:
    assert shares(Counts(), Counts(), 0, full=True) is None


@pytest.mark.parametrize(
    ("report", "can"), [("rooms", True), ("ages", False), ("trend", False), ("areas", False), ("illness", False), ("all", False)]
)
def test_what_stands_beside_is_the_spread_of_one_answer_and_never_units(report: str, can: bool) -> None:
    template = counted.template()
    assert can_stand_beside(template, template.reports[report]) is can
