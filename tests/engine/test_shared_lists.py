"""The lists that ready-made templates share: what can be chosen on which day and where, and that what is local is counted with the rest."""

from datetime import UTC, date, datetime, time

import pytest

from engine.answers import read
from engine.answers.sources import FromJson
from engine.conditions import holds
from engine.fields import Context, Question
from engine.intake import Desk
from engine.library import FOLDER, ready_made, trial_roster
from engine.proof import DEFAULT_TIME
from engine.statistics.facts import Fact
from engine.statistics.table import tabulate

SHARED = sorted(path.relative_to(FOLDER).as_posix() for path in (FOLDER / "lists").iterdir())
NOW = datetime.fromisoformat(DEFAULT_TIME)
BEFORE, AFTER = date(2028, 6, 30), date(2028, 7, 1)
YEARS = ("incidentrapport", "skolfranvaro", "stod")


@pytest.mark.parametrize("file", SHARED)
def test_a_shared_list_is_used_by_several_templates(file: str) -> None:
    assert sum(file in template.files for template in ready_made().values()) >= 2


@pytest.mark.parametrize("file", SHARED)
def test_a_shared_list_says_where_it_is_from(file: str) -> None:
    first = (FOLDER / file).read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# ")
    assert "lokal" in first or "Skollagens" in first


def years(name: str) -> Question:
    """The question about the year of a pupil, in the form or in a step."""
    template = ready_made()[name]
    forms = [template.form, *(form for step in template.steps() if (form := step.kind.form(step)) is not None)]
    return next(question for form in forms for question in form.every() if question.id.endswith("arskurs"))


def at(kind: str, now: datetime) -> Context:
    """The situation in a unit of a kind."""
    known = {"enhet.kind": kind}
    return Context(trial_roster().organisation, now, holds=lambda condition: holds(condition, known.get, now.date()))


def offered(name: str, kind: str, day: date) -> list[str]:
    """The years that can be chosen on a day, in a unit of a kind, under what they are counted as."""
    context = at(kind, datetime.combine(day, time(12), UTC))
    return [option.counts_as or option.key for option in years(name).type.options(years(name), context)]


def numbers(last: int) -> list[str]:
    """The years from the first."""
    return [str(number) for number in range(1, last + 1)]


@pytest.mark.parametrize("name", YEARS)
@pytest.mark.parametrize(
    ("kind", "before", "after"), [("grundskola", 9, 10), ("anpassad_grundskola", 9, 10), ("specialskola", 10, 11), ("sameskola", 6, 7)]
)
def test_the_school_gets_one_more_year_in_2028_and_the_preschool_class_goes(name: str, kind: str, before: int, after: int) -> None:
    kept = [key for key in offered(name, kind, AFTER) if key == "vet_ej"]
    assert offered(name, kind, BEFORE) == ["fklass", *numbers(before), *kept]
    assert offered(name, kind, AFTER) == [*numbers(after), *kept]


def test_a_template_may_have_years_of_its_own_beside_the_shared_ones() -> None:
    assert offered("stod", "gymnasieskola", BEFORE) == ["gy1", "gy2", "gy3", "gy4"]
    assert offered("incidentrapport", "gymnasieskola", BEFORE) == ["gymnasiet", "vet_ej"]


def facts(name: str, example: str, **changed: str) -> list[Fact]:
    """What is counted of a report as in one of the template's examples, with some answers changed."""
    template = ready_made()[name]
    organisation, now = trial_roster().holding(template.functions), NOW
    answers = next(one.answers for one in template.examples if one.name == example)
    reading = read(template.form, FromJson({**answers, **changed}), Context(organisation, now))
    assert not reading.problems
    return list(Desk(template, organisation, now).take_in(reading.answers).facts)


def test_a_local_place_is_counted_with_the_shared_one_that_it_counts_as() -> None:
    local = facts("incidentrapport", ready_made()["incidentrapport"].examples[0].name, plats="skolgard")
    shared = facts("krankande-behandling", "en lärare anmäler att en elev har knuffat en annan", plats="gard")
    template = ready_made()["krankande-behandling"]
    counts = tabulate(template, template.reports["var"], [*local, *shared]).counts
    assert (counts.rows["gard"], counts.rows["skolgard"], counts.total) == (2, 0, 2)


def test_every_local_place_is_one_of_the_shared_ones_or_counts_as_one() -> None:
    shared = {option.key for option in ready_made()["krankande-behandling"].counted["plats"].question.options}
    local = ready_made()["incidentrapport"].counted["plats"].question.options
    assert {option.counts_as or option.key for option in local} <= shared


def test_a_place_that_is_only_counted_as_is_called_what_counts_as_it() -> None:
    asked = ready_made()["incidentrapport"].counted["plats"].question
    assert asked.type.category_label("gard", asked, Context(trial_roster().organisation, NOW)) == "Skolgård"


@pytest.mark.parametrize(("kind", "said"), [("forskola", "Barnets namn och avdelning"), ("grundskola", "Elevens namn och klass")])
def test_a_question_is_worded_after_the_kind_of_school(kind: str, said: str) -> None:
    asked = ready_made()["krankande-behandling"].form.find("utsatt_namn")
    assert asked is not None
    assert at(kind, NOW).worded(asked)[0]["sv"] == said
