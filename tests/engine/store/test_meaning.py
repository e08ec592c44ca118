"""The rules of facts of several versions: the database counts what reading each fact by its lineage and counting one by one gives."""

from collections.abc import Iterable
from random import Random

from engine.ids import new_id
from engine.statistics.facts import Counter, Fact
from engine.statistics.lineage import Lineage
from engine.statistics.table import Counts, Selection, table_of, tabulate
from engine.store import counts, facts
from engine.store.batch import Batch
from engine.store.database import Database
from engine.store.meaning import Basis
from engine.template.load import load
from tests.engine.statistics import versions
from tests.engine.statistics.counted import FIRST
from tests.engine.statistics.versions import LINEAGE, NEWEST

PLACED = {name: f"d{number}" for number, name in enumerate(("area", "place", "seen", "verdict.outcome", "ruling.outcome", "noticed"), 1)}
"""`spot` has no column: it came when all were taken."""


def store(database: Database, made: Iterable[Fact], version: int) -> None:
    """Writes facts of a version."""
    batch = Batch("acme")
    facts.add(batch, made, facts.Counting((NEWEST.name, version), PLACED, "main", new_id()))
    database.write(batch.write, org="acme")


def counted(database: Database, report: str, selection: Selection) -> Counts:
    """What the database counts for a report of the newest version."""
    basis = Basis(NEWEST, NEWEST.reports[report], PLACED, lineage=LINEAGE)
    with database.read("acme") as session:
        return counts.count(session, "acme", basis, selection)


SELECTIONS = (
    Selection(),
    Selection(chosen={"spot": ("passage",)}),
    Selection(chosen={"spot": ("yard", "lawn")}),
    Selection(chosen={"kinds": ("water",)}),
    Selection(chosen={"kinds": ("damp",)}),
    Selection(frozenset({"north"}), chosen={"spot": ("passage",), "kinds": ("heat",)}),
)


def test_the_database_reads_each_version_as_its_lineage_does(database: Database) -> None:
    random = Random(20261125)  # noqa: S311 - invented reports
    read = []
    for version in (1, 2, 3):
        made = [fact for _ in range(60) for fact in versions.invented(random, version)]
        store(database, made, version)
        read += [LINEAGE.read(fact, version) for fact in made]
    for report in NEWEST.reports.values():
        for selection in SELECTIONS:
            truth = tabulate(NEWEST, report, read, selection)
            stored = counted(database, report.id, selection)
            assert table_of(NEWEST, report, stored, selection).plain() == truth.plain(), (report, selection)


def test_two_values_that_became_one_count_once(database: Database) -> None:
    store(database, versions.facts(1, kinds=["damp", "water"]), 1)
    assert counted(database, "kinds", Selection()).rows == {"water": 1}


def test_a_name_of_today_in_an_old_fact_is_not_another_answer(database: Database) -> None:
    (fact,) = versions.facts(1, place="hall")
    store(database, [Fact(fact.grain, fact.day, fact.unit, {**fact.single, "noticed": "2025-01-01"})], 1)
    assert counted(database, "seen", Selection()).rows == {"": 1}


ASKED = "{type: choice, label: Var?, options: {hall: Hallen, yard: Ute}, statistics: true, optional: true}"
ONE_PLACE = f"""
template: lamps
title: Lampor
form: {{questions: {{place: {ASKED}}}}}
functions: {{keeper: Skötare}}
routing: [{{to: keeper}}]
reports: {{places: {{title: "Var?", count: submissions, rows: place}}}}
"""
MANY_PLACES = ONE_PLACE.replace(
    "place: {type", "lamp: {type: group, label: Lampa, repeat: {min: 0, max: 3}, questions: {place: {type"
).replace("}}\nfunctions", "}}}}\nfunctions")


def test_an_answer_that_moved_into_a_group_is_counted_where_each_version_kept_it(database: Database) -> None:
    one, many = load(ONE_PLACE), load(MANY_PLACES)
    lineage, placed = Lineage.of({1: one, 2: many}), {"place": "d1"}
    for version, template, answers in ((1, one, {"place": "hall"}), (2, many, {"lamp": [{"place": "hall"}, {"place": "yard"}]})):
        batch = Batch("acme")
        facts.add(batch, Counter(template, None, FIRST).submission(answers), facts.Counting(("lamps", version), placed, "main", new_id()))
        database.write(batch.write, org="acme")
    with database.read("acme") as session:
        for selection in (Selection(), Selection(chosen={"place": ("hall",)})):
            found = counts.count(session, "acme", Basis(many, many.reports["places"], placed, lineage=lineage), selection)
            assert (found.rows, found.total) == ({"hall": 2, "yard": 1}, 2)
    assert ("submissions", "place") in lineage.moved
    assert ("lamp", "place") not in lineage.moved
