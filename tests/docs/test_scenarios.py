"""`docs/scenarios.md` says all of a file of scenarios: its example comes out as it says, and every key, reason and command is true."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from engine.commands import main
from engine.library import ready_made
from engine.scenario import SCHEMA, read_scenarios, scenario_faults
from engine.scenario.schema import WHYS
from engine.template.source import read
from tests.docs.examples import CHECKOUT, Fenced, described, fenced, keys_in, organisation, sections
from tests.docs.examples import SCENARIOS as PAGE

EXAMPLES = fenced(PAGE, "yaml")
KEYS = {key for _, keys in described(SCHEMA) for key in keys}
WHOLE = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: f"line {block.line}")
def test_an_example_comes_out_as_it_says(block: Fenced) -> None:
    template = ready_made()[str(block.mark("scenarios"))]
    scenarios = read_scenarios(block.text, template)
    assert list(scenario_faults(template, scenarios, organisation().holding(template.functions))) == []


def test_every_key_is_shown_and_told() -> None:
    shown = {key for block in EXAMPLES for key in keys_in(read(block.text).value)}
    assert KEYS - shown == {"organisation"}
    assert [key for key in sorted(KEYS) if f"`{key}" not in WHOLE] == []


def test_no_line_speaks_of_a_key_that_is_not_there() -> None:
    lines = re.findall(r"^\| `(\w+)` \|", "".join(text for name, text in sections(PAGE).items() if name != "Faults"), re.MULTILINE)
    assert set(lines) <= KEYS


def test_every_reason_to_be_told_is_named() -> None:
    assert [why for why in WHYS if f"`{why}`" not in WHOLE] == []


def test_a_command_says_what_it_is_promised_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    assert [said for _, said in _commands()] == [CliRunner().invoke(main, command.split()).output for command, _ in _commands()]


def _commands() -> Iterator[tuple[str, Any]]:
    for block in fenced(PAGE, "console"):
        command, _, promised = block.text.removeprefix("$ mallverk ").partition("\n")
        yield command, promised
