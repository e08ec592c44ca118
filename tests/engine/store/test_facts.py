"""The rules of stored facts: whatever is asked, the database counts what counting them one by one gives."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.statistics.facts import Fact
from engine.statistics.table import Counts, Selection, table_of, tabulate
from engine.store import counts, facts, tables
from engine.store.batch import Batch
from engine.store.database import Database
from engine.store.meaning import Basis
from engine.template.model import FormTemplate
from tests.engine.statistics import counted

TEMPLATE = counted.template()
PLACED = {name: f"d{number}" for number, name in enumerate(("area", "room", "urgent", "floors", "seen", "age", "verdict.outcome"), 1)}
"""One single value, `repair.by`, has no column: it came when all were taken."""
SEPTEMBER = Selection(first=date(2026, 9, 1), last=date(2026, 9, 30))


def store(database: Database, made: Iterable[Fact], *, source: UUID | None = None, version: int = 1, org: str = "acme") -> None:
    """Writes facts that come from one report or case."""
    counting = facts.Counting((TEMPLATE.name, version), PLACED, "main", source or new_id())

    def verb(session: Session) -> None:
        batch = Batch(org)
        facts.add(batch, made, counting)
        batch.write(session)

    database.write(verb, org=org)


def counted_as(database: Database, report: str, selection: Selection | None = None, *, hidden: frozenset[UUID] = frozenset()) -> Counts:
    """What the database counts."""
    basis = Basis(TEMPLATE, TEMPLATE.reports[report], PLACED, hidden)
    with database.read("acme") as session:
        return counts.count(session, "acme", basis, selection or Selection())


def ask(random: Random, template: FormTemplate) -> Selection:
    """Some selection or other."""
    first = counted.FIRST + timedelta(days=random.randrange(600)) if random.random() < 0.6 else None
    halves = tuple((date(year, month, 1), date(year, month + 4, 28)) for year in (2025, 2026) for month in (1, 8))
    last = (first or counted.FIRST) + timedelta(days=random.randrange(300)) if random.random() < 0.6 else None
    units = frozenset(random.sample(counted.UNITS, random.randrange(1, 3))) if random.random() < 0.5 else None
    choices = {"room": ("kitchen", "bath"), "kinds": ("water", "heat"), "age": ("young",), "needs": ("lift",), "urgent": ("yes", "no")}
    return Selection(
        units,
        first,
        last,
        stretches=halves,
        chosen={name: choices[name] for name in random.sample(sorted(choices), random.choice((0, 0, 1, 2)))},
    )


def report_of(day: date = date(2026, 9, 7), unit: str = "north", **answers: object) -> tuple[Fact, ...]:
    """The facts of one report."""
    return counted.submission(TEMPLATE, unit, day, **answers)


def test_the_database_counts_as_counting_one_by_one_does(database: Database) -> None:
    random = Random(20260907)  # noqa: S311 - invented reports
    made = [fact for some in islice(counted.invented(random, TEMPLATE), 900) for fact in some]
    store(database, made)
    for report in (report for report in TEMPLATE.reports.values() for _ in range(12)):
        selection = ask(random, TEMPLATE)
        truth = tabulate(TEMPLATE, report, made, selection)
        stored = counted_as(database, report.id, selection)
        assert (stored.cells, stored.rows, stored.columns, stored.total) == (
            truth.counts.cells,
            truth.counts.rows,
            truth.counts.columns,
            truth.counts.total,
        ), (report, selection)
        assert stored.spreads == truth.counts.spreads, (report, selection)
        assert table_of(TEMPLATE, report, stored, selection).plain() == truth.plain()


def test_another_organisation_is_not_counted(database: Database) -> None:
    store(database, report_of(), org="other")
    assert counted_as(database, "rooms").total == 0


def test_no_unit_is_no_fact(database: Database) -> None:
    store(database, report_of())
    assert counted_as(database, "rooms", Selection(frozenset())).total == 0


def test_what_comes_from_a_hidden_report_is_not_counted(database: Database) -> None:
    hidden = new_id()
    store(database, report_of(room="bath"), source=hidden)
    store(database, report_of(room="bath"))
    assert counted_as(database, "rooms", hidden=frozenset({hidden})).rows == {"bath": 1}


def test_a_correction_takes_a_fact_away(database: Database) -> None:
    store(database, report_of(room="bath"))
    database.write(lambda session: session.add(correction(session)), org="acme")
    assert counted_as(database, "rooms").total == 0


def correction(session: Session) -> tables.Fact:
    """A counter-fact to the only report."""
    fact = session.scalars(select(tables.Fact).where(tables.Fact.grain == "submissions")).one()
    values = {name: getattr(fact, name) for name in ("org", "template", "version", "grain", "unit", "authority", "day", "d1", "d2")}
    return tables.Fact(**values, id=new_id(), sign=-1)


def test_a_sensitive_answer_has_no_source_and_no_day(database: Database) -> None:
    store(database, report_of(illness="ja"))
    with database.read("acme") as session:
        sourced = select(func.count()).select_from(tables.FactSource)
        alone = select(tables.Fact.day).where(tables.Fact.grain == "submissions/illness")
        assert (session.scalar(sourced), session.scalar(alone)) == (1, date(2026, 9, 1))
    assert counted_as(database, "illness", SEPTEMBER).rows == {"ja": 1}


def test_the_id_of_a_sensitive_answer_does_not_tell_when_it_was_given(database: Database) -> None:
    store(database, report_of(illness="ja"))
    with database.read("acme") as session:
        ids = session.execute(select(tables.Fact.grain, tables.Fact.id))
        assert {grain: id.version for grain, id in ids} == {"submissions": 7, "submissions/illness": 4}


def test_versions_are_those_of_what_is_counted(database: Database) -> None:
    store(database, report_of(), version=2)
    store(database, report_of(date(2026, 1, 1)), version=1)
    assert counted_as(database, "rooms", SEPTEMBER).versions == {2: 1}
    assert counted_as(database, "rooms_kinds").versions == {1: 1, 2: 1}


def test_first_and_last_day_are_those_of_the_units(database: Database) -> None:
    store(database, report_of(date(2026, 1, 1), "south"))
    store(database, report_of(date(2026, 3, 1)))
    store(database, report_of(date(2026, 5, 1)))
    with database.read("acme") as session:
        known = counts.days(session, "acme", ["faults"], frozenset({"north"}))
        assert {name: (one.first, one.last) for name, one in known.items()} == {"faults": (date(2026, 3, 1), date(2026, 5, 1))}
        assert counts.days(session, "acme", ["faults"], frozenset()) == {}


def test_a_template_is_known_since_it_came_into_use_also_where_nothing_came_for_long(database: Database) -> None:
    began = datetime(2025, 8, 15, 12, tzinfo=UTC)
    version = tables.TemplateVersion(org="acme", name="faults", version=1, source="", digest="", published_at=began)
    organisation = tables.Organisation(key="acme", name="Acme", time_zone="Europe/Stockholm", language="sv")
    for row in (organisation, tables.Template(org="acme", name="faults", published=1), version):
        database.write(lambda session, row=row: session.merge(row), org="acme")
    store(database, report_of(date(2026, 3, 1)))
    with database.read("acme") as session:
        assert counts.days(session, "acme", ["faults"], frozenset({"north"}))["faults"].since == date(2025, 8, 15)


def test_what_was_counted_before_a_template_came_into_use_makes_it_known_since_then(database: Database) -> None:
    store(database, report_of(date(2026, 3, 1)))
    with database.read("acme") as session:
        assert counts.days(session, "acme", ["faults"], None)["faults"].since == date(2026, 3, 1)


def test_totals_are_one_statement_for_all_templates_and_periods(database: Database, statements: Callable[[Session], list[str]]) -> None:
    store(database, report_of(who=[{"age": "old"}]))
    store(database, report_of(date(2025, 9, 7)))
    spans = [(date(2026, 8, 1), date(2026, 12, 31)), (date(2025, 8, 1), date(2025, 12, 31)), (date(2024, 1, 1), date(2024, 2, 1))]
    with database.read("acme") as session:
        seen = statements(session)
        assert counts.totals(session, "acme", spans) == {"faults": [1, 1, 0]}
    assert len(seen) == 1


def test_a_table_is_as_many_statements_whatever_there_is(database: Database, statements: Callable[[Session], list[str]]) -> None:
    """One where each fact stands in one row and column, after asking for strips; else one for each side, for both and for the total."""

    def asked(report: str) -> int:
        with database.read("acme") as session:
            seen = statements(session)
            counts.count(session, "acme", Basis(TEMPLATE, TEMPLATE.reports[report], PLACED), SEPTEMBER)
            return len(seen)

    before = [asked("rooms_kinds"), asked("areas"), asked("rooms")]
    for some in islice(counted.invented(Random(1), TEMPLATE), 40):  # noqa: S311 - invented reports
        store(database, some)
    assert [asked("rooms_kinds"), asked("areas"), asked("rooms")] == before == [4, 2, 2]


@pytest.fixture
def statements() -> Callable[[Session], list[str]]:
    """Gathers what a session sends to the database from now on."""

    def gather(session: Session) -> list[str]:
        seen: list[str] = []
        event.listen(session.connection(), "before_cursor_execute", lambda *told: seen.append(told[2]))
        return seen

    return gather
