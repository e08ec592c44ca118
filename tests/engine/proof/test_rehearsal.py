"""Invented reports show what a template's reports will look like."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from engine.answers import read
from engine.answers.sources import FromJson
from engine.fields import Context
from engine.library import from_library
from engine.organisation import Organisation
from engine.proof import DEFAULT_TIME
from engine.proof.rehearsal import Stage, rehearse
from engine.statistics.facts import Fact
from engine.statistics.table import tabulate
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.proof.proved import ASKED, ROSTER
from tests.engine.written import loaded, workflow
from tests.site import READY_MADE

NOW = datetime.fromisoformat(DEFAULT_TIME)
DECIDED = workflow(
    """
    verdict:
      kind: decision
      title: Verdict
      by: desk
      statistics: true
      outcomes: {mend: {label: Mend, reason: required}, no: {label: No, go: close}}
    """
)


def place(template: FormTemplate) -> Organisation:
    """The test organisation, with every function of the template."""
    return ROSTER.holding(template.functions)


def invented(template: FormTemplate, reports: int = 40) -> list[Fact]:
    """What comes of some invented reports."""
    return list(rehearse(template, place(template), NOW, reports=reports))


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_every_report_of_every_template_has_something_to_show(path: Path) -> None:
    template = load(path.read_bytes(), from_library)
    facts = invented(template, 120)
    tables = {name: tabulate(template, report, facts) for name, report in template.reports.items()}
    assert [name for name, table in tables.items() if table.counts.total < 10 or len(table.counts.rows) < 2] == []


def test_the_same_template_gives_the_same_facts() -> None:
    template = loaded(ASKED, DECIDED)
    assert invented(template) == invented(template)


def test_another_seed_gives_other_facts_and_the_first_of_many_are_those_of_few() -> None:
    template = loaded(ASKED, DECIDED)
    assert list(rehearse(template, place(template), NOW, reports=40, seed=1)) != invented(template)
    few = invented(template, 12)
    assert invented(template)[: len(few)] == few


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_every_invented_report_is_one_that_the_whole_form_takes(path: Path) -> None:
    template = load(path.read_bytes(), from_library)
    stage = Stage.of(template, place(template), NOW)
    for filled in filter(None, (stage.sent() for _ in range(25))):
        context = Context(filled.organisation, filled.now, template.language)
        problems = read(template.form, FromJson(filled.answers), context).problems
        # what no report counts and nothing depends on is not invented: it is missing, and nothing else is wrong
        assert [one for one in problems if one.code != "required" or one.at.rpartition("/")[2] in template.counted] == []


def test_fewer_reports_come_when_nobody_works() -> None:
    days = Counter(fact.day.weekday() for fact in invented(loaded(ASKED), 300) if fact.grain == "submissions")
    assert days[5] + days[6] < min(days[day] for day in range(5))


def test_what_has_just_come_is_not_closed_yet() -> None:
    grains = Counter(fact.grain for fact in invented(loaded(ASKED, DECIDED), 200))
    assert grains["cases"] > grains["closed"] > 100


def test_what_stands_first_comes_most_often_and_everything_comes() -> None:
    found = Counter(fact.single["what"] for fact in invented(loaded(ASKED), 200) if fact.grain == "submissions")
    assert found.most_common(1)[0][0] == "a"
    assert set(found) == {"a", "b", "x"}


def test_every_unit_reports() -> None:
    template = loaded(ASKED)
    assert {fact.unit for fact in invented(template, 400)} == {
        unit.key for unit in place(template).units.values() if unit.open_on(NOW.date())
    }


def test_all_of_it_happens_within_a_year() -> None:
    days = {fact.day for fact in invented(loaded(ASKED))}
    assert min(days) > date(2025, 9, 6)
    assert max(days) <= date(2026, 9, 7)
    assert len(days) > 20


def test_steps_are_taken_and_their_outcomes_counted() -> None:
    facts = invented(loaded(ASKED, DECIDED))
    assert {fact.single["verdict.outcome"] for fact in facts if fact.grain == "verdict"} == {"mend", "no"}


def test_cases_are_closed_with_what_became_of_them() -> None:
    closed = [fact for fact in invented(loaded(ASKED, DECIDED)) if fact.grain == "closed"]
    assert {fact.single["verdict.outcome"] for fact in closed} == {"mend", "no"}
    assert {fact.single["rounds.verdict"] for fact in closed} == {"1"}


def test_a_report_that_waits_for_someone_to_start_its_case_gets_one() -> None:
    facts = invented(loaded(ASKED, DECIDED, "cases: {start: by_hand}"))
    assert Counter(fact.grain for fact in facts)["cases"] == 40


def test_a_form_that_nobody_can_send_gives_nothing() -> None:
    facts = invented(
        loaded(ASKED.replace("{a: A,", "{a: {label: A, until: 2020-01-01},").replace("b: B, x: Annat", "b: {label: B, until: 2020-01-01}"))
    )
    assert facts == []
