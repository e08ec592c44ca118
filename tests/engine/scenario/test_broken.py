"""Scenarios that are wrong on purpose. Each line that is at fault says in a comment which codes it is told with: `# -> code, code`."""

import re
from pathlib import Path

import pytest

from engine.errors import InvalidTemplate
from engine.scenario import read_scenarios, scenario_faults
from engine.template.layers import from_texts
from engine.template.load import load
from tests.engine.proof.proved import ROSTER

FOLDER = Path(__file__).parent / "broken"
FILES = sorted(FOLDER.glob("*.yaml"))
SMALL = load((Path(__file__).parent / "small.yaml").read_bytes())
BESIDE = from_texts({"fel.yaml": "organisation: {key: a}"})
_SAID = re.compile(r"# -> ([a-z-]+(?:, [a-z-]+)*)\s*$")


def expected(path: Path) -> list[tuple[int, str]]:
    """Line and code of everything that a file says is wrong with it."""
    lines = enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    return sorted((number, code) for number, line in lines if (said := _SAID.search(line)) for code in said[1].split(", "))


def told(path: Path) -> list[tuple[int, str]]:
    """Line and code of everything that the product says is wrong with it."""
    try:
        scenarios = read_scenarios(path.read_bytes(), SMALL, BESIDE)
    except InvalidTemplate as error:
        return sorted((fault.mark.line, fault.code) for fault in error.faults)
    return sorted((fault.mark.line, fault.code) for fault in scenario_faults(SMALL, scenarios, ROSTER.holding(SMALL.functions)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_scenario_is_told_where_and_why_it_is_broken(path: Path) -> None:
    assert told(path) == expected(path) != []


def test_there_are_many_broken_files() -> None:
    assert len(FILES) >= 20
