"""Every ready-made template has scenarios, they come out as they say, and their file is what editors are told that it can be."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.library import FOLDER, from_library, ready_made, trial_roster
from engine.scenario import SCHEMA, Scenario, read_scenarios, scenario_faults
from engine.scenario.model import Does
from engine.steps.decision import OUTCOME
from engine.template.source import read

FILES = sorted((FOLDER / "scenarios").glob("*.yaml"))
PUBLISHED = FOLDER / "scenarios.schema.json"
EVERY_WAY = ("krankande-behandling", "incidentrapport")


def scenarios(name: str) -> tuple[Scenario, ...]:
    """The scenarios of a ready-made template."""
    return read_scenarios((FOLDER / "scenarios" / f"{name}.yaml").read_bytes(), ready_made()[name], from_library)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_scenario_comes_out_as_it_says(path: Path) -> None:
    template = ready_made()[path.stem]
    assert list(scenario_faults(template, scenarios(path.stem), trial_roster().holding(template.functions))) == []


def test_every_template_has_scenarios_to_the_end_of_a_case() -> None:
    assert [path.stem for path in FILES] == sorted(ready_made())
    for path in FILES:
        assert any(act.then.expected.get("closed") for one in scenarios(path.stem) for act in one.acts), path.stem


@pytest.mark.parametrize("name", EVERY_WAY)
def test_every_way_out_and_every_step_is_taken(name: str) -> None:
    acts = [act.when for one in scenarios(name) for act in one.acts if "refused" not in act.then.expected]
    done = {(when.step, when.answers.get(OUTCOME)) for when in acts if isinstance(when, Does)}
    steps = [step for step in ready_made()[name].steps() if step.kind.waits]
    assert {(step.id, way.key) for step in steps for way in step.exits} <= done
    assert {step.id for step in steps} == {step for step, _ in done}


def test_the_schema_for_editors_is_the_products_own() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == SCHEMA
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_schema_for_editors_takes_every_file(path: Path) -> None:
    assert list(Draft202012Validator(SCHEMA).iter_errors(read(path.read_bytes()).value)) == []
