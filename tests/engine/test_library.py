"""Every ready-made template loads, its examples hold, and every case that it can open can be closed."""

import json
import re
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from engine.answers import read
from engine.answers.sources import FromJson
from engine.conditions import holds
from engine.fields import Context
from engine.intake import Opening
from engine.library import from_library
from engine.proof import DEFAULT_TIME, example_faults
from engine.proof.rehearsal import rehearse
from engine.roster import read_roster
from engine.statistics.table import tabulate
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.workflow import Case
from tests.engine.public_texts import public_texts
from tests.engine.robot import WORDS, Robot, Walk
from tests.engine.small import SMALL

LIBRARY = Path(__file__).parents[2] / "templates_library"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(LIBRARY.glob("*.yaml")) if path.stem != "test_organisation"}
TEXTS["small"] = SMALL
ROSTER = read_roster((LIBRARY / "test_organisation.yaml").read_bytes())
READY_MADE = sorted(set(TEXTS) - {"small"})
SEEDS = range(40)

OWN_OPTIONS = re.compile(r"(.*)\n( +options:)\n(?! +list:)")
SHARED_OPTIONS = re.compile(r"(.*)\n(  [a-z_]+:)\n")

IN_BOTH = frozenset({"Information", "Person"})
"""Words that Swedish and English share."""

each = pytest.mark.parametrize("name", TEXTS)


@cache
def template(name: str) -> FormTemplate:
    """The template of this name."""
    return load(TEXTS[name], from_library)


@cache
def gone_through(name: str, seed: int) -> tuple[Walk, tuple[tuple[Opening, Case], ...]]:
    """A report by someone who is lucky in this way, with each of its cases as it opened and as it was closed."""
    organisation = ROSTER.holding(template(name).functions)
    walk = Walk(Robot(template(name), organisation, datetime.fromisoformat(DEFAULT_TIME), Random(seed)))  # noqa: S311
    intake = walk.report()
    openings = intake.openings or walk.desk.openings(walk.answers, intake.routed)
    return walk, tuple((opening, walk.finish(opening)) for opening in openings)


def openings(name: str) -> list[Opening]:
    """The cases of many reports, as they opened."""
    return [opening for seed in SEEDS for opening, _ in gone_through(name, seed)[1]]


def done(name: str) -> list[tuple[Walk, list[str]]]:
    """Every report of a template, with the steps that were done in each of its cases, in the order in which they opened."""
    walks = (gone_through(name, seed) for seed in SEEDS)
    return [(walk, [run.step for run in closed.runs if run.status == "done"]) for walk, cases in walks for _, closed in cases]


@each
def test_a_template_of_the_library_loads_under_its_own_name(name: str) -> None:
    assert name in (template(name).name, "small")


@each
def test_its_examples_hold(name: str) -> None:
    assert list(example_faults(template(name), ROSTER)) == []


@each
def test_it_has_examples_that_are_accepted_and_that_are_refused(name: str) -> None:
    expected = {example.expect["accepted"] for example in template(name).examples}
    assert expected == ({True} if name == "small" else {True, False})


@pytest.mark.parametrize("name", READY_MADE)
def test_a_comment_says_where_each_list_of_options_comes_from(name: str) -> None:
    """Above each list stands a law, an authority, or that it is local."""
    shared = TEXTS[name].partition("\nlists:\n")[2].partition("\nform:\n")[0]
    lists = [*OWN_OPTIONS.findall(TEXTS[name]), *SHARED_OPTIONS.findall(f"\n{shared}")]
    assert lists
    assert [line.strip() for above, line in lists if not above.lstrip().startswith("# ")] == []


@pytest.mark.parametrize("name", READY_MADE)
def test_every_public_text_is_there_in_english(name: str) -> None:
    assert [at for at, text in public_texts(template(name)) if "en" not in text] == []


@pytest.mark.parametrize("name", READY_MADE)
def test_no_english_text_is_left_in_swedish(name: str) -> None:
    same = {at: text["sv"] for at, text in public_texts(template(name)) if text.get("en") == text["sv"]}
    assert {at: text for at, text in same.items() if text not in IN_BOTH and not text.isdecimal()} == {}


class Plain(yaml.SafeLoader):
    """Reads as an editor does that keeps to YAML 1.2: dates and times stay text."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool")) or first in ("t", "f", "T", "F")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@each
def test_an_editor_with_the_published_schema_finds_nothing_wrong(name: str) -> None:
    schema: dict[str, Any] = json.loads((LIBRARY / "template.schema.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(yaml.load(TEXTS[name], Plain))] == []  # noqa: S506


@each
@pytest.mark.parametrize("seed", SEEDS)
def test_every_case_of_a_report_can_be_closed(name: str, seed: int) -> None:
    for _, closed in gone_through(name, seed)[1]:
        assert closed.closed
        assert closed.open() == ()


@each
def test_what_stands_before_decisions_is_done_before_any_other_step_opens(name: str) -> None:
    standing = [step for step in template(name).steps() if step.id in template(name).standing]
    for seed in SEEDS:
        walk, cases = gone_through(name, seed)
        values = walk.desk.values(walk.answers, None)
        wanted = [(step.id, "done" if holds(step.when, values, walk.desk.day) else "skipped") for step in standing]
        for opening, _ in cases:
            assert [(run.step, run.status) for run in opening.outcome.case.runs[: len(standing)]] == wanted


@each
def test_no_step_is_ever_given_to_someone_who_is_shut_out(name: str) -> None:
    for seed in SEEDS:
        for opening, closed in gone_through(name, seed)[1]:
            assert {opening.routed.receiver, *(run.holder for run in closed.runs)}.isdisjoint(opening.routed.excluded)


@each
def test_every_step_is_reached(name: str) -> None:
    runs = [run for seed in SEEDS for _, closed in gone_through(name, seed)[1] for run in closed.runs]
    assert {run.step for run in runs if run.status == "done"} == {step.id for step in template(name).steps()}


@each
def test_every_report_can_be_counted_from_what_is_asked(name: str) -> None:
    organisation = ROSTER.holding(template(name).functions)
    facts = list(rehearse(template(name), organisation, datetime.fromisoformat(DEFAULT_TIME)))
    for report in template(name).reports.values():
        counts = tabulate(template(name), report, facts).counts
        assert (report.id, counts.total > 0, sum(counts.rows.values()) > 0) == (report.id, True, report.rows is not None)


@each
def test_no_fact_holds_a_word_that_someone_wrote(name: str) -> None:
    facts = [fact for seed in SEEDS for fact in gone_through(name, seed)[0].facts]
    assert not any(word in str(fact) for word in WORDS for fact in facts)


def test_those_who_lead_the_school_never_get_into_a_report_of_concern_for_a_child() -> None:
    for opening in openings("orosanmalan"):
        assert {holder.function for holder in opening.routed.excluded} == {"head_teacher", "area_manager", "organiser"}
        assert {told.holder.function for told in opening.outcome.told} == {"social_services"}


def test_only_those_appointed_hear_of_a_whistleblower_and_the_case_belongs_to_no_unit() -> None:
    for opening in openings("visselblasning"):
        told = {told.holder for told in opening.outcome.told}
        assert told == {opening.routed.receiver}
        assert {holder.unit for holder in told} == {opening.outcome.case.unit} == {None}
        assert "organiser" in {holder.function for holder in opening.routed.excluded}


def test_feedback_to_a_whistleblower_is_due_within_three_months_on_whatever_day_the_report_came() -> None:
    days = (template("visselblasning").step("aterkoppling").due or {})["days"]
    for received in (date(2026, 1, 1) + timedelta(days=number) for number in range(4 * 366)):
        month = received.month + 3
        same_day = date(received.year + (month > 12), (month - 1) % 12 + 1, min(received.day, 28))
        assert received + timedelta(days=days) <= same_day + timedelta(days=max(0, received.day - 28))


@pytest.mark.parametrize(
    ("support", "codes"), [("specialpedagog", []), ("enskilt", ["not-an-option"]), ("anpassad_studiegang", ["not-an-option"])]
)
def test_only_the_head_teacher_decides_on_support_away_from_the_class(support: str, codes: list[str]) -> None:
    step = template("stod").step("beslut")
    form = step.kind.form(step)
    assert form is not None
    answers = FromJson({"outcome": "beslutas", "beslutande": "delegat"})
    context = Context(ROSTER.holding(template("stod").functions), datetime.fromisoformat(DEFAULT_TIME))
    reading = read(form, answers, context, lambda reference: [support] if reference == "atgardsprogram.stod_typ" else None)
    assert [problem.code for problem in reading.problems] == codes


def test_absence_is_told_upwards_before_it_is_investigated_where_the_law_asks_for_it() -> None:
    told = {
        (walk.answers["enhet"], "huvudman" in steps[: steps.index("utredning")])
        for walk, steps in done("skolfranvaro")
        if "utredning" in steps
    }
    gymnasium = {"gymnasieskola", "anpassad_gymnasieskola"}
    assert {wanted for _, wanted in told} == {True, False}
    assert all(wanted == (unit not in gymnasium) for unit, wanted in told)


def test_whoever_complains_gets_an_answer_unless_they_are_anonymous() -> None:
    answered = {(walk.answers["aterkoppling_via"] == "inget_svar", "aterkoppling" in steps) for walk, steps in done("klagomal")}
    assert answered == {(True, False), (False, True)}
