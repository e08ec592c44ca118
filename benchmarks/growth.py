"""P13: what ten times as much costs: a declared report, one that nobody has foreseen, and the first page of a filtered list of cases."""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import cases
from benchmarks.cases import BASE
from benchmarks.figures import Figure, Limit
from benchmarks.reports import AD_HOC, DECLARED, TIMES, Ask, Place, checked, clocked

FEW, MANY, CASES = 100_000, 1_000_000, (10_000, 100_000)
DECLARED_LIMIT, AD_HOC_LIMIT, LIST_LIMIT = Limit(1.5, 1.2, most=True), Limit(12, 8, most=True), Limit(1.5, 1.2, most=True)
LIST = Ask("case list, closed at one unit", "")


def measure(few_at: str, many_at: str, folder: Path, *, quick: bool) -> list[Figure]:
    """The figures, over two databases with tables and no rows."""
    share = 10 if quick else 1
    few, many = (Place.at(url, folder, count // share) for url, count in ((few_at, FEW), (many_at, MANY)))
    figures = []
    for asks, limit, kind in ((DECLARED, DECLARED_LIMIT, "declared"), (AD_HOC, AD_HOC_LIMIT, "ad hoc")):
        for ask in asks:
            for place in (few, many):
                checked(place, ask, place.duck)
            figures.append(_grown(f"growth P13 {kind}, {ask.name}: query stage", ask, (few.stage, many.stage), limit))
    lists = [_list(cases.place(one.office.database, count // share)) for one, count in zip((few, many), CASES, strict=True)]
    figures.append(_grown(f"growth P13 {LIST.name}: page", LIST, (lists[0], lists[1]), LIST_LIMIT))
    return figures


def _list(place: cases.Place) -> Callable[[Ask], Any]:
    def page(ask: Ask) -> None:
        answer = place.top.get("/bench/cases/?state=closed&unit=unit-007", base_url=BASE)
        if answer.status_code != 200:
            raise SystemExit(f"{ask.name} answered {answer.status_code}")

    return page


def _grown(name: str, ask: Ask, pair: tuple[Callable[[Ask], Any], Callable[[Ask], Any]], limit: Limit) -> Figure:
    """The ratio of the medians of five, after one warm-up of each; the list of cases, which is quick, four times as many."""
    times = [[clocked(one, ask) for one in pair] for _ in range(TIMES * (4 if ask is LIST else 1) + 1)][1:]
    few, many = (median(both[side] for both in times) for side in (0, 1))
    print(f"  {name}: {few * 1000:.2f} ms, {many * 1000:.2f} ms", file=sys.stderr)
    return Figure(f"{name}, ten times as much", (many / few,), limit)
