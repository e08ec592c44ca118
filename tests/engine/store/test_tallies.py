"""The rules of reports that are counted ahead: they say what counting every fact says, whatever is in their lines and whatever is fresh."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from random import Random

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.statistics import cells
from engine.statistics.facts import Fact
from engine.statistics.lineage import Lineage
from engine.statistics.table import Selection, table_of, tabulate
from engine.store import counts, facts, tables, tallies
from engine.store.batch import Batch
from engine.store.database import Database
from engine.store.meaning import Basis
from engine.template.model import FormTemplate
from tests.engine.statistics import counted, versions

Store = tuple[FormTemplate, Lineage, dict[str, str]]
ONE: Store = (
    counted.template(),
    Lineage.of({1: counted.template()}),
    {name: f"d{number}" for number, name in enumerate(("area", "room", "urgent", "floors", "seen", "age", "verdict.outcome"), 1)},
)
THREE: Store = (
    versions.NEWEST,
    versions.LINEAGE,
    {name: f"d{number}" for number, name in enumerate(("area", "place", "seen", "verdict.outcome", "ruling.outcome", "noticed"), 1)},
)


def publish(database: Database, about: Store, number: int) -> None:
    """The row of a template whose version is in use."""

    def verb(session: Session) -> None:
        session.merge(tables.Organisation(key="acme", name="Acme", time_zone="Europe/Stockholm", language="sv"))
        session.merge(tables.Template(org="acme", name=about[0].name, published=number))

    database.write(verb, org="acme")


def store(database: Database, about: Store, made: list[Fact], version: int = 1, *, sign: int = 1) -> None:
    """Writes facts of a version, or with another sign takes them back."""
    batch = Batch("acme")
    facts.add(batch, made, facts.Counting((about[0].name, version), about[2], "main", new_id()), sign=sign)
    database.write(batch.write, org="acme")


def bases(about: Store) -> list[Basis]:
    """Every report."""
    template, lineage, placed = about
    return [Basis(template, report, placed, lineage=lineage) for report in template.reports.values()]


def fold_once(database: Database, about: Store) -> bool:
    """One round of counting ahead."""
    return database.write(lambda session: tallies.fold(session, "acme", bases(about), about[0].name), org="acme")


def fold(database: Database, about: Store) -> None:
    """Counting ahead until there is nothing left to count."""
    while fold_once(database, about):
        pass
    with database.read("acme") as session:
        assert not tallies.waiting(session, "acme", bases(about), about[0].name)


def ask(random: Random, about: Store) -> Selection:
    """Some selection or other, of whole months now and then."""
    first = date(2025, 1, 1) + timedelta(days=random.randrange(600)) if random.random() < 0.6 else None
    last = (first or date(2025, 3, 1)) + timedelta(days=random.randrange(300)) if random.random() < 0.6 else None
    if random.random() < 0.4:
        first, last = first and first.replace(day=1), last and last.replace(day=1) - timedelta(days=1)
    units = frozenset(random.sample(counted.UNITS, random.randrange(3))) if random.random() < 0.5 else None
    keys = {
        "area": ("north", "south"),
        "urgent": ("yes", "unknown"),
        "room": ("kitchen", "bath"),
        "kinds": ("water", "heat"),
        "needs": ("lift",),
        "spot": ("passage", "yard"),
    }
    names = [name for name in keys if name in about[0].counted]
    return Selection(units, first, last, {name: keys[name] for name in random.sample(names, random.choice((0, 0, 1, 2)))})


def wrong(database: Database, about: Store, made: list[Fact], random: Random) -> list[object]:
    """Where a report says something else than counting one by one."""
    found: list[object] = []
    for basis in bases(about):
        for _ in range(8):
            selection = ask(random, about)
            with database.read("acme") as session:
                stored = counts.count(session, "acme", basis, selection)
                brief = counts.briefly(session, "acme", basis, selection)
            truth = tabulate(about[0], basis.report, made, selection)
            same = table_of(about[0], basis.report, stored, selection).plain() == truth.plain()
            empty = 0 in (*stored.rows.values(), *stored.cells.values())
            if not same or empty or stored.rows != truth.counts.rows or brief.total != truth.counts.total:
                found.append((basis.report, selection, stored, truth.counts))
    return found


def test_lines_and_fresh_facts_together_are_what_counting_one_by_one_gives(database: Database) -> None:
    random = Random(7)  # noqa: S311 - invented reports
    publish(database, ONE, 1)
    made: list[Fact] = []
    for some in islice(counted.invented(random, ONE[0]), 300):
        made += some
        store(database, ONE, list(some))
    fold(database, ONE)
    for some in islice(counted.invented(random, ONE[0]), 40):
        made += some
        store(database, ONE, list(some))
    assert wrong(database, ONE, made, random) == []
    fold(database, ONE)
    assert wrong(database, ONE, made, random) == []


def test_lines_that_are_only_made_of_some_months_are_not_read(database: Database) -> None:
    made = [fact for some in islice(counted.invented(Random(4), ONE[0]), 200) for fact in some]  # noqa: S311
    publish(database, ONE, 1)
    store(database, ONE, made)
    while not (begun := [head for head in heads(database) if head.until and head.until > date.min]):
        fold_once(database, ONE)
    (head,) = begun
    basis = next(basis for basis in bases(ONE) if basis.report.id == head.report)
    for day in range(2, 28):
        selection = Selection(first=(head.until - timedelta(days=1)).replace(day=day))
        with database.read("acme") as session:
            assert counts.count(session, "acme", basis, selection).total == tabulate(ONE[0], basis.report, made, selection).counts.total


def heads(database: Database) -> list[tables.Tally]:
    """How far each report has been counted ahead; one that is not begun is not among them."""
    with database.read("acme") as session:
        return list(session.scalars(select(tables.Tally)))


def test_what_comes_while_the_lines_are_made_is_counted_once(database: Database) -> None:
    random = Random(6)  # noqa: S311 - invented reports
    publish(database, ONE, 1)
    made: list[Fact] = []
    more = True
    for number, some in enumerate(islice(counted.invented(random, ONE[0]), 160)):
        made += some
        store(database, ONE, list(some))
        more = fold_once(database, ONE) if number > 100 else more
    assert wrong(database, ONE, made, random) == []
    fold(database, ONE)
    assert wrong(database, ONE, made, random) == []
    with database.read("acme") as session:
        assert [basis.report.id for basis in bases(ONE) if tallies.differences(session, "acme", basis)] == []


def test_a_new_version_counts_what_the_old_ones_left(database: Database) -> None:
    random = Random(8)  # noqa: S311 - invented reports
    read: list[Fact] = []
    publish(database, THREE, 3)
    for version in (1, 2, 3):
        made = [fact for _ in range(30) for fact in versions.invented(random, version)]
        store(database, THREE, made, version)
        read += [versions.LINEAGE.read(fact, version) for fact in made]
        fold(database, THREE)
        assert wrong(database, THREE, read, random) == []


def test_another_version_in_use_leaves_the_lines_alone(database: Database) -> None:
    publish(database, ONE, 2)
    assert not fold_once(database, ONE)
    with database.read("acme") as session:
        assert session.scalar(select(func.count()).select_from(tables.Tally)) == 0


def test_a_correction_takes_out_of_the_lines_what_it_corrects(database: Database) -> None:
    publish(database, ONE, 1)
    (fact,) = counted.submission(ONE[0], "north", date(2026, 9, 7), room="bath")
    store(database, ONE, [fact])
    fold(database, ONE)
    store(database, ONE, [fact])

    def turn(session: Session) -> None:
        last = session.scalars(select(tables.Fact).order_by(tables.Fact.id.desc())).first()
        assert last is not None
        last.sign = -1

    database.write(turn, org="acme")
    rooms = next(basis for basis in bases(ONE) if basis.report.id == "rooms")
    for _ in range(2):
        with database.read("acme") as session:
            assert counts.count(session, "acme", rooms, Selection()).rows == {}
        fold(database, ONE)


def test_a_sensitive_fact_is_never_beside_those_that_came_with_it(database: Database) -> None:
    store(database, ONE, list(counted.submission(ONE[0], "north", date(2026, 9, 7), illness="ja")))
    with database.read("acme") as session:
        sensitive = select(func.count()).select_from(tables.Fact).where(tables.Fact.grain.contains("/"))
        fresh = select(func.count()).select_from(tables.FreshFact)
        assert (session.scalar(sensitive), session.scalar(fresh)) == (1, 1)


def test_the_lines_are_proved_by_counting_everything_again(database: Database) -> None:
    publish(database, ONE, 1)
    store(database, ONE, [fact for some in islice(counted.invented(Random(9), ONE[0]), 60) for fact in some])  # noqa: S311
    fold(database, ONE)
    rooms = next(basis for basis in bases(ONE) if basis.report.id == "rooms")
    with database.read("acme") as session:
        assert not tallies.differences(session, "acme", rooms)

    def spoil(session: Session) -> None:
        line = session.scalars(select(tables.TallyLine).where(tables.TallyLine.report == "rooms", tables.TallyLine.sort == 0)).first()
        assert line is not None
        line.cells = cells.packed({place: number + 2 for place, number in cells.unpacked(line.cells).items()})

    database.write(spoil, org="acme")
    with database.read("acme") as session:
        assert {*tallies.differences(session, "acme", rooms).values()} == {2}


@pytest.mark.parametrize("days", [(date(2025, 1, 1), date(2025, 12, 31)), (date(2025, 3, 9), date(2025, 11, 22))], ids=["months", "days"])
def test_a_report_that_is_counted_ahead_reads_no_fact(
    database: Database, statements: Callable[[Session], list[str]], days: tuple[date, date]
) -> None:
    publish(database, ONE, 1)
    store(database, ONE, [fact for some in islice(counted.invented(Random(9), ONE[0]), 60) for fact in some])  # noqa: S311
    fold(database, ONE)
    trend = next(basis for basis in bases(ONE) if basis.report.id == "trend")
    with database.read("acme") as session:
        seen = statements(session)
        counts.count(session, "acme", trend, Selection(None, *days))
    assert len(seen) == 2
    assert not [statement for statement in seen if " FROM fact " in statement.replace("\n", " ")]


def test_versions_are_those_of_what_is_counted_also_where_days_are_taken_away(database: Database) -> None:
    publish(database, ONE, 1)
    for version, day in ((1, date(2026, 9, 1)), (2, date(2026, 9, 7))):
        store(database, ONE, list(counted.submission(ONE[0], "north", day, room="bath")), version)
    fold(database, ONE)
    rooms = next(basis for basis in bases(ONE) if basis.report.id == "rooms")
    with database.read("acme") as session:
        assert counts.count(session, "acme", rooms, Selection(first=date(2026, 9, 3), last=date(2026, 9, 30))).versions == {2: 1}


def test_a_line_that_comes_to_nothing_is_gone(database: Database) -> None:
    publish(database, ONE, 1)
    made = list(counted.submission(ONE[0], "north", date(2026, 9, 1), room="bath"))
    store(database, ONE, made)
    fold(database, ONE)
    assert lines(database) > 0
    store(database, ONE, made, sign=-1)
    fold(database, ONE)
    assert lines(database) == 0


def test_no_line_is_made_of_what_was_taken_back_before(database: Database) -> None:
    made = list(counted.submission(ONE[0], "north", date(2026, 9, 1), room="bath"))
    publish(database, ONE, 1)
    store(database, ONE, made)
    store(database, ONE, made, sign=-1)
    fold(database, ONE)
    assert lines(database) == 0


def lines(database: Database) -> int:
    """How many lines there are."""
    with database.read("acme") as session:
        return session.scalar(select(func.count()).select_from(tables.TallyLine).where(tables.TallyLine.org == "acme")) or 0


@pytest.fixture
def statements() -> Callable[[Session], list[str]]:
    """Gathers what a session sends to the database from now on."""

    def gather(session: Session) -> list[str]:
        seen: list[str] = []
        event.listen(session.connection(), "before_cursor_execute", lambda *told: seen.append(told[2]))
        return seen

    return gather
