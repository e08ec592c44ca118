"""The rules of taking out the rows behind a report: whose they are, what stands on them, and what is kept of it."""

from collections.abc import Sequence
from datetime import date
from itertools import count as counting

import pytest
from sqlalchemy import update

from engine.actions.enquirer import Enquirer
from engine.actions.take_rows import Behind, earlier, how_many, take_rows
from engine.errors import NotPossible
from engine.fields import Context
from engine.statistics.facts import Fact
from engine.statistics.rows import head, row_of, taken_out
from engine.statistics.table import Selection
from engine.statistics.words import Words
from engine.store import fact_rows, facts, journal, tables
from engine.store.batch import Batch
from engine.store.database import Database
from tests.site import FAULTS, ORGANISATION, Site, fault

PEOPLE = ORGANISATION.replace("ada@acme.example}", "ada@acme.example, grants: [{right: read_reports}, {right: export_rows, unit: north}]}")
PEOPLE = PEOPLE.replace("{right: read_cases, unit: north}]", "{right: read_cases, unit: north}, {right: export_rows}]")
PEOPLE = PEOPLE.replace(
    "people:\n",
    """people:
  jo: {name: Jo, email: jo@acme.example, grants: [{right: read_reports}, {right: export_rows}]}
  kit: {name: Kit, email: kit@acme.example, grants: [{right: read_cases}, {right: export_rows, unit: south}]}
""",
)
EVERYTHING = Selection()
MORE = """  ages: {title: Åldrar, count: hurt, rows: age}
  cases: {title: Ärenden, count: cases, rows: age}
  verdicts: {title: Bedömningar, count: verdict, rows: verdict.outcome}
"""


@pytest.fixture
def site(database: Database) -> Site:
    """A site with people who may take out rows, of which places, and what they may read."""
    return Site.over(database, PEOPLE, [FAULTS + MORE])


def behind(site: Site, report: str = "who", selection: Selection = EVERYTHING) -> Behind:
    """The rows behind a report."""
    published = site.scene().published
    lineage = site.office.lineage(site.org, published.template.name, published.version)
    words = Words(published.template, published.template.reports[report], Context(site.scene().organisation, site.clock()), lineage)
    return Behind(words, published.columns, selection)


def by(site: Site, person: str) -> Enquirer:
    """Somebody who asks."""
    return Enquirer(site.scene().organisation, site.office.sealer, site.actor(person), "signed in", site.clock())


def rows(site: Site, person: str, report: str = "who", selection: Selection = EVERYTHING) -> list[Sequence[object]]:
    """The rows that somebody takes out."""
    asked = behind(site, report, selection)
    wanted = site.write(lambda session: take_rows(session, by(site, person), asked, "Underlag"))
    found: list[Sequence[object]] = []
    after = None
    for _ in counting():
        some, after = site.read(lambda session, after=after: fact_rows.some_rows(session, wanted, after))  # type: ignore[misc]
        found += [row_of(asked.words, taken_out(asked.words), one.numbers, one.fact) for one in some]
        if after is None:
            return found
    raise AssertionError


def test_a_row_has_the_number_of_its_case_its_day_its_unit_and_its_counted_answers(site: Site) -> None:
    case = site.case()
    words = behind(site).words
    assert head(words, taken_out(words)) == ("Ärende", "Dag", "Enhet", "Var?", "Vem?", "Ålder")
    assert rows(site, "hal") == [(case.number, "2026-09-07", "North works", "North works", "En arbetare", "Ung")]


def test_a_report_that_became_several_cases_names_those_that_its_reader_may_read(site: Site) -> None:
    two = site.cases(site.report(fault(hurt=[{"name": "Kim", "age": "young"}, {"name": "Mo", "age": "old"}])).submission)
    assert rows(site, "hal")[0][0] == ", ".join(sorted(case.number for case in two))
    assert rows(site, "hal")[0][-1] in ("Ung, Gammal", "Gammal, Ung")
    assert sorted(row[-1] for row in rows(site, "hal", "ages")) == ["Gammal", "Ung"]
    assert sorted((row[0], row[-1]) for row in rows(site, "hal", "cases")) == sorted(
        (case.number, age) for case, age in zip(two, ("Ung", "Gammal"), strict=True)
    )


def test_only_rows_of_cases_that_one_may_read_are_taken(site: Site) -> None:
    north, south = site.case(), site.case(fault(place="south"))
    seen = {person: [row[0] for row in rows(site, person)] for person in ("hal", "ada", "jo", "kit")}
    assert seen == {"hal": [north.number], "ada": [north.number], "jo": [], "kit": [south.number]}


def test_who_is_shut_out_of_a_case_gets_no_row_of_it(site: Site) -> None:
    hers = site.case()
    shut = site.case()
    site.shut_out(shut, "bo", "ada")
    assert [row[0] for row in rows(site, "ada")] == [hers.number]
    assert len(rows(site, "hal")) == 2


def test_the_selection_of_the_report_is_that_of_its_rows(site: Site) -> None:
    site.case()
    site.clock.move(days=30)
    site.case(fault(who="keeper"))
    later = Selection(first=date(2026, 10, 1))
    assert [row[-2] for row in rows(site, "hal", selection=later)] == ["Skötaren"]
    assert [row[-2] for row in rows(site, "hal", selection=Selection(chosen={"who": ("worker",)}))] == ["En arbetare"]
    assert rows(site, "hal", selection=Selection(frozenset({"south"}))) == []


def test_how_many_is_said_before_and_is_what_is_taken(site: Site) -> None:
    site.case()
    site.case()
    assert site.read(lambda session: how_many(session, by(site, "hal"), behind(site))) == len(rows(site, "hal")) == 2


def test_nothing_that_was_written_and_nothing_sensitive_is_on_a_row(site: Site) -> None:
    touchy = FAULTS.replace("who: {type: choice,", "who: {type: choice, sensitive: true,")
    site.publish(touchy[: touchy.index("reports:")] + "reports:\n" + MORE)
    site.case(fault(what="KANARIE"))
    words = behind(site, "ages").words
    assert "who" not in taken_out(words)
    assert "KANARIE" not in str(rows(site, "hal", "ages"))


def test_what_has_been_counted_and_taken_back_is_no_row(site: Site) -> None:
    case = site.case()
    template, columns = site.scene().published.template, site.scene().published.columns
    fact = Fact("verdict", date(2026, 9, 7), "north", {"verdict.outcome": "look"})

    def verb(session):  # type: ignore[no-untyped-def]
        batch = Batch(site.org)
        for _ in range(3):
            facts.add(batch, (fact,), facts.Counting((template.name, 1), columns, "main", case.id))
        batch.write(session)
        first = session.query(tables.Fact.id).where(tables.Fact.org == site.org, tables.Fact.grain == "verdict").limit(1).scalar()
        session.execute(update(tables.Fact).where(tables.Fact.org == site.org, tables.Fact.id == first).values(sign=-1))

    site.write(verb)
    assert site.read(lambda session: how_many(session, by(site, "hal"), behind(site, "verdicts"))) == 1
    assert [row[0] for row in rows(site, "hal", "verdicts")] == [case.number]


def test_any_number_of_rows_is_read_some_at_a_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fact_rows, "SOURCES", 2)
    numbers = [site.case().number for _ in range(5)]
    assert [row[0] for row in rows(site, "hal")] == numbers


def test_an_answer_of_an_earlier_version_is_called_as_it_is_today(site: Site) -> None:
    site.case()
    renamed = FAULTS.replace("worker: En arbetare", "hand: En hantverkare") + MORE + "changes: {who.worker: {became: hand}}\n"
    site.publish(renamed)
    assert [row[-2] for row in rows(site, "hal")] == ["En hantverkare"]


@pytest.mark.parametrize("person", ["gus", "bo"])
def test_without_the_right_nothing_is_told_or_taken(person: str, site: Site) -> None:
    site.case()
    with pytest.raises(NotPossible, match="not-yours"):
        site.read(lambda session: how_many(session, by(site, person), behind(site)))
    with pytest.raises(NotPossible, match="not-yours"):
        rows(site, person)
    assert site.all(tables.RowExport) == []


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 501])
def test_without_a_reason_nothing_is_taken(reason: str, site: Site) -> None:
    with pytest.raises(NotPossible, match="no-reason"):
        site.write(lambda session: take_rows(session, by(site, "hal"), behind(site), reason))
    assert site.all(tables.RowExport) == []


def test_the_journal_says_who_took_what_and_not_why(site: Site) -> None:
    site.case()
    site.write(lambda session: take_rows(session, by(site, "hal"), behind(site), "Höstens analys"))
    (line,) = site.read(lambda session: journal.of_kind(session, site.org, journal.ORGANISATION, "rows-taken"))
    (kept,) = site.all(tables.RowExport)
    assert line.person == site.people["hal"]
    assert {name: line.facts[name] for name in ("export", "template", "report", "rows")} == {
        "export": str(kept.id),
        "template": "faults",
        "report": "who",
        "rows": 1,
    }
    assert len(line.facts["reason"]) == 64
    assert b"analys" not in kept.sealed
    assert site.read(lambda session: journal.verify(session, site.org, journal.ORGANISATION)) is None


def test_one_sees_what_one_took_and_with_the_right_everywhere_what_others_took(site: Site) -> None:
    for person in ("ada", "hal"):
        site.write(lambda session, person=person: take_rows(session, by(site, person), behind(site), f"För {person}"))
    seen = {
        person: [one.reason for one in site.read(lambda session, person=person: earlier(session, by(site, person), behind(site)))]
        for person in ("ada", "hal", "kit")
    }
    assert seen == {"ada": ["För ada"], "hal": ["För hal", "För ada"], "kit": []}
    assert site.read(lambda session: earlier(session, by(site, "hal"), behind(site, "ages"))) == []
