"""The yardsticks of the reports measure the same: the product, DuckDB and JSON in the same store count every question alike."""

from pathlib import Path

import pytest

from benchmarks.made_facts import DAYS, FIRST, rows
from benchmarks.reports import AD_HOC, DECLARED, Place, checked
from engine.store.migrations import upgrade


def test_the_invented_facts_are_the_same_each_time_and_in_the_order_of_their_days() -> None:
    made = list(rows(500))
    assert made == list(rows(500)) == sorted(made, key=lambda row: row[0])
    assert made[0][0] >= FIRST.isoformat()
    assert len({row[0] for row in rows(20_000)}) == DAYS


def test_product_duckdb_and_json_count_the_same(empty_database_url: str, tmp_path: Path) -> None:
    # it makes a table of its own, which other tests are not to meet
    upgrade(empty_database_url)
    place = Place.at(empty_database_url, tmp_path, 2_000, as_json=True)
    for ask in (*DECLARED, *AD_HOC):
        for other in (place.duck, place.as_json):
            checked(place, ask, other)
        place.page(ask)
    place.close()


def test_who_counts_otherwise_ends_the_run(database_url: str, tmp_path: Path) -> None:
    place = Place.at(database_url, tmp_path, 500)
    place.filled.duck.execute("DELETE FROM fact WHERE a01 = 'v00'")
    with pytest.raises(SystemExit):
        checked(place, DECLARED[0], place.duck)
    place.close()
