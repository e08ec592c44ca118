"""P9 to P12: reports over a million facts, beside DuckDB with two threads over the same columns, and beside JSON in the same store.

All answers are compared cell by cell before any time is shown.
"""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient
from sqlalchemy import text

import admin
from benchmarks.cases import BASE, KEYRING, Web, browser
from benchmarks.figures import Figure, Limit
from benchmarks.made_facts import ORG, TABLE, TEMPLATE, Filled, fill, organisation, template
from engine.actions.import_organisation import import_roster
from engine.actions.publish import publish
from engine.actions.scene import Published
from engine.office import Office
from engine.roster import read_roster
from engine.statistics.lineage import Lineage
from engine.statistics.table import PERIOD, Counts, Selection
from engine.store import counts
from engine.store.database import Database
from engine.store.meaning import Basis
from engine.store.seal import Sealer
from engine.template.load import load

MANY, QUICK, LARGE, TIMES = 1_000_000, 100_000, 5_000_000, 5
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
YEAR, TERM = (date(2025, 1, 1), date(2025, 12, 31)), (date(2025, 8, 18), date(2025, 12, 19))
Cells = dict[tuple[str, ...], int]


@dataclass(frozen=True)
class Ask:
    """One question: a report, and what is chosen of units, period and answers."""

    name: str
    report: str
    unit: str = ""
    span: tuple[date, date] | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def selection(self) -> Selection:
        """As the product is asked."""
        first, last = self.span or (None, None)
        return Selection(frozenset({self.unit}) if self.unit else None, first, last, self.chosen)

    @property
    def address(self) -> str:
        """The address of its page."""
        span = [("period", f"{self.span[0]}--{self.span[1]}")] if self.span else [("period", "2024-01-01--2026-11-02")]
        units = [("unit", self.unit)] if self.unit else []
        return (
            f"/{ORG}/reports/{TEMPLATE}/{self.report}?{urlencode([*units, *span, *((n, k) for n, ks in self.chosen.items() for k in ks)])}"
        )


DECLARED = (
    Ask("all", "where"),
    Ask("unit and year", "where", "unit-03", YEAR),
    Ask("filter", "where", chosen={"a03": ("v00",)}),
    Ask("two filters, unit and year", "where", "unit-03", YEAR, {"a03": ("v00", "v01"), "a04": ("v01",)}),
    Ask("filter and term", "where", span=TERM, chosen={"a04": ("v01",)}),
    Ask("trend of all", "trend"),
    Ask("trend, filter", "trend", chosen={"a03": ("v01",)}),
)
"""What the reports offer."""
AD_HOC = (
    Ask("Q1", "where", chosen={"a08": ("v01", "v02")}),
    Ask("Q1s", "where", "unit-03", YEAR, {"a08": ("v01", "v02")}),
    Ask("Q2", "where", chosen={"a06": ("v01", "v02"), "a09": ("v01",), "a11": ("v01", "v02")}),
    Ask("Q3", "trend", chosen={"a10": ("v02",)}),
    Ask("Q4", "trend", chosen={"a05": ("v00", "v01")}),
)
"""What nobody has foreseen: filters on any of the answers."""


@dataclass
class Place:
    """An installation with facts, a browser of somebody who reads everything, and the same facts elsewhere."""

    office: Office
    published: Published
    client: FlaskClient
    filled: Filled

    @property
    def lineage(self) -> Lineage:
        """What the facts mean."""
        return self.office.lineage(ORG, TEMPLATE, 1)

    @classmethod
    def at(cls, url: str, folder: Path, count: int, *, as_json: bool = False) -> "Place":
        """A new one over a database with tables and no rows."""
        database = Database.open(url, journal_key=KEYRING.journal_key)
        office = Office(database, Sealer(KEYRING), base_url=BASE, clock=lambda: NOW)
        people = office.write(ORG, lambda session: import_roster(session, read_roster(organisation()), NOW))
        office.write(ORG, lambda session: publish(session, ORG, load(template()), NOW, None))
        published = office.published(ORG, TEMPLATE, 1)
        if published is None:
            raise SystemExit("the template is not published")
        filled = fill(url, folder, count, dict(published.columns), as_json=as_json)
        started = time.perf_counter()
        while office.count_ahead(ORG):
            pass
        print(f"  counted ahead in {time.perf_counter() - started:.1f} s", file=sys.stderr)
        # what the worker sees to once an hour in SQLite, and PostgreSQL by itself within a minute
        database.write(lambda session: session.connection().execute(text("ANALYZE")))
        app = admin.create_app(office, Web(), secret=b"s" * 32)
        return cls(office, published, browser(app.test_client(), office, people["top"], ORG), filled)

    def close(self) -> None:
        """Ends it."""
        self.office.database.close()
        self.filled.duck.close()

    def stage(self, ask: Ask) -> Counts:
        """The query stage: the table's numbers from the database."""
        basis = Basis(self.published.template, self.published.template.reports[ask.report], self.published.columns, lineage=self.lineage)
        with self.office.database.read(ORG) as session:
            return counts.count(session, ORG, basis, ask.selection)

    def page(self, ask: Ask) -> None:
        """The whole answer, from the address to the page."""
        answer = self.client.get(ask.address, base_url=BASE)
        if answer.status_code != 200:
            raise SystemExit(f"{ask.address} answered {answer.status_code}")

    def duck(self, ask: Ask) -> Cells:
        """The same question to DuckDB."""
        where, keys = _plain_sql(ask, self.published, "{0}", "strftime(day, '%Y-%m')")
        found = self.filled.duck.execute(f"SELECT {keys}, count(*) FROM fact{where} GROUP BY ALL").fetchall()  # noqa: S608 - our own
        return {tuple(map(str, key)): number for *key, number in found}

    def as_json(self, ask: Ask) -> Cells:
        """The same question to answers that lie as JSON in the same store."""
        way = "json_extract(answers, '$.{0}')" if self.office.database.kind == "sqlite" else "answers->>'{0}'"
        where, keys = _plain_sql(ask, self.published, way, f"substr({way.format('day')}, 1, 7)")
        group = ", ".join(str(number) for number in range(1, keys.count(" AS ") + 1))
        query = f"SELECT {keys}, count(*) FROM {TABLE}{where} GROUP BY {group}"  # noqa: S608 - our own
        with self.office.database.read(ORG) as session:
            return {tuple(map(str, key)): number for *key, number in session.connection().exec_driver_sql(query)}


def _plain_sql(ask: Ask, published: Published, way: str, month: str) -> tuple[str, str]:
    """The condition and the keys of a question in plain SQL; `way` leads to an answer, `month` to a fact's month."""
    report = published.template.reports[ask.report]
    unit = "unit" if way == "{0}" else "enhet"
    tests = [f"{way.format(unit)} = '{ask.unit}'"] if ask.unit else []
    tests += [f"{way.format('day')} BETWEEN '{ask.span[0]}' AND '{ask.span[1]}'"] if ask.span else []
    tests += [f"{way.format(name)} IN ({', '.join(map(repr, keys))})" for name, keys in ask.chosen.items()]
    sides = [side for side in (report.rows, report.columns) if side]
    keys = ", ".join(f"{month if side == PERIOD else way.format(side)} AS k{number}" for number, side in enumerate(sides))
    return f" WHERE {' AND '.join(tests)}" if tests else "", keys


def measure(url: str, folder: Path, *, quick: bool, large: bool = False) -> list[Figure]:
    """The figures, over a database with tables and no rows."""
    size = QUICK if quick else LARGE if large else MANY
    place = Place.at(url, folder, size, as_json=not large)
    gates = (Limit(0.4, 0.2, most=True) if large else Limit(1.0, 0.4, most=True), Limit(8, 4, most=True), Limit(40, 12, most=True))
    figures = []
    for ask in DECLARED:
        figures.append(_beside(f"reports P9 {ask.name}: query stage / D", ask, (place.stage, place.duck), gates[0]))
        figures.append(_beside(f"reports P10 {ask.name}: whole page / D", ask, (place.page, place.duck), gates[1]))
    for ask in AD_HOC:
        figures.append(_beside(f"reports P11 {ask.name}: query stage / D", ask, (place.stage, place.duck), gates[2]))
        if not large:
            limit = Limit(0.25, 0.05, most=True)
            figures.append(_beside(f"reports P12 {ask.name}: query stage / JSON", ask, (place.stage, place.as_json), limit))
    print(f"  {size:,} facts; every table was the same on both sides", file=sys.stderr)
    return figures


def checked(place: Place, ask: Ask, other: Callable[[Ask], Cells]) -> None:
    """Ends the run when somebody counts otherwise."""
    found = place.stage(ask)
    own = dict(found.cells) if found.cells else {(key,): number for key, number in found.rows.items()}
    if other(ask) != own:
        raise SystemExit(f"{ask.name}: the product does not count as {other.__name__} does")


def _beside(name: str, ask: Ask, pair: tuple[Callable[[Ask], Any], Callable[[Ask], Cells]], limit: Limit) -> Figure:
    """The ratio of the medians of five, after one warm-up of each that must have counted the same."""
    checked(pair[1].__self__, ask, pair[1])  # type: ignore[attr-defined]
    times = [[clocked(one, ask) for one in pair] for _ in range(TIMES + 1)][1:]
    own, base = (median(both[side] for both in times) for side in (0, 1))
    print(f"  {name}: {own * 1000:.2f} ms, {base * 1000:.2f} ms", file=sys.stderr)
    return Figure(name, (own / base,), limit)


def clocked(do: Callable[[Ask], Any], ask: Ask) -> float:
    """How long it takes."""
    started = time.perf_counter()
    do(ask)
    return time.perf_counter() - started
