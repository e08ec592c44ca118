"""`mallverk rehearse`: a template's reports over invented answers, as text."""

from pathlib import Path

import pytest

from tests.engine.commands.terminal import LIBRARY, run, written
from tests.engine.commands.test_count import CHOICE, REPORT
from tests.engine.written import template


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A template with two reports."""
    return written(tmp_path, "t.yaml", template(CHOICE, REPORT))


def test_every_report_is_told_with_its_numbers(small: Path) -> None:
    said = run("rehearse", small, "--number", "50").stdout
    assert "50 anmälningar under ett år" in said
    assert "It [it]" in said
    assert "T [time]" in said
    assert said.count("Alla anmälningar") == 2
    assert " 50\n" in said


def test_one_report_can_be_asked_for(small: Path) -> None:
    said = run("rehearse", small, "--number", "50", "--report", "it").stdout
    assert "It [it]" in said
    assert "[time]" not in said


def test_the_same_seed_gives_the_same_text_and_another_seed_another(small: Path) -> None:
    first, again, other = (run("rehearse", small, "--number", "50", "--seed", seed).stdout for seed in ("7", "7", "8"))
    assert first == again
    assert first.split("\n", 1)[1] != other.split("\n", 1)[1]


def test_with_no_reports_the_tables_are_there_and_empty(small: Path) -> None:
    said = run("rehearse", small, "--number", "0", "--report", "it").stdout
    assert [line.split()[1:] for line in said.splitlines() if line.startswith("  A ")] == [["0", "0", "0"]]


def test_it_speaks_english_too(small: Path) -> None:
    assert "50 reports over a year" in run("rehearse", small, "--number", "50", "--language", "en").stdout


def test_a_report_that_is_not_there_is_told_with_those_that_are(small: Path) -> None:
    result = run("rehearse", small, "--report", "ti")
    assert (result.exit_code, "it, time" in result.stderr) == (1, True)


def test_its_help_shows_an_example_that_can_be_run() -> None:
    assert "rehearse templates_library/felanmalan.yaml" in run("rehearse", "--help").stdout
    assert run("rehearse", LIBRARY / "felanmalan.yaml", "--number", "12", "--seed", "7", "--report", "fel_per_omrade").exit_code == 0
