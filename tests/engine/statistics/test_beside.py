"""One's own units beside all: shares alone, and none where the others could be worked out."""

from collections import Counter

import pytest

from engine.statistics.beside import can_stand_beside, shares
from engine.statistics.table import MISSING, Counts
from tests.engine.statistics import counted


def everywhere(*masked: tuple[str | None, str | None], **rows: int) -> Counts:
    """What is counted in all units, and what of it is masked."""
    return Counts(rows=Counter(rows), total=sum(rows.values()), masked=frozenset(masked))


def test_shares_are_of_all_in_whole_per_cent() -> None:
    assert shares(everywhere(bath=10, kitchen=6), 2, full=False) == {"bath": 62, "kitchen": 38}


@pytest.mark.parametrize("place", [("bath", None), (None, None), (MISSING, None)])
def test_nothing_is_told_where_a_number_is_masked(place: tuple[str | None, str | None]) -> None:
    assert shares(everywhere(place, bath=10, kitchen=6), 2, full=False) is None


def test_nothing_is_told_where_the_others_are_one_but_to_who_may_read_all() -> None:
    found = everywhere(bath=10, kitchen=6)
    assert shares(found, 1, full=False) is None
    assert shares(found, 1, full=True) is not None


def test_of_nothing_there_are_no_shares() -> None:
    assert shares(Counts(), 0, full=True) is None


@pytest.mark.parametrize(
    ("report", "can"), [("rooms", True), ("ages", False), ("trend", False), ("areas", False), ("illness", False), ("all", False)]
)
def test_what_stands_beside_is_the_spread_of_one_answer_and_never_units(report: str, can: bool) -> None:
    template = counted.template()
    assert can_stand_beside(template, template.reports[report]) is can
