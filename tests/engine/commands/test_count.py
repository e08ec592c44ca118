"""`mallverk count`: a report's table over answers in a file, unmasked."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.engine.commands.terminal import run, value, written
from tests.engine.small import SMALL
from tests.engine.written import form, template

CHOICE = form(
    "where: {type: choice, label: W, options: {a: A, b: B, c: C}, statistics: true}\nsure: {type: yes_no, label: S, statistics: true}"
)
REPORT = "reports: {it: {title: It, count: submissions, rows: where, columns: sure}, time: {title: T, count: submissions, rows: period}}"


def counted(folder: Path, lines: list[Any], *texts: str, report: str = "it") -> Result:
    """The result of counting these lines with these versions of a template."""
    paths = [written(folder, f"t{number}.yaml", text) for number, text in enumerate(texts or (template(CHOICE, REPORT),))]
    answers = written(folder, "a.jsonl", "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return run("count", *paths, "--answers", answers, "--report", report)


def line(where: str, sure: bool, **more: Any) -> dict[str, Any]:
    """One line of answers."""
    return {"answers": {"where": where, "sure": sure}, **more}


def test_a_table_has_rows_columns_cells_and_totals(tmp_path: Path) -> None:
    assert value(counted(tmp_path, [line("a", True), line("a", False), line("b", True)])) == {
        "rows": ["a", "b", "c"],
        "columns": ["yes", "no"],
        "cells": [[1, 1], [1, 0], [0, 0]],
        "row_totals": [2, 1, 0],
        "column_totals": [2, 1],
        "total": 3,
    }


def test_nothing_is_masked(tmp_path: Path) -> None:
    assert value(counted(tmp_path, [line("a", True)]))["cells"][0] == [1, 0]


def test_a_line_says_when_it_was_sent(tmp_path: Path) -> None:
    found = value(counted(tmp_path, [line("a", True, at=f"2026-{month}-15T10:00+02:00") for month in ("09", "10", "10")], report="time"))
    assert (found["rows"], found["row_totals"]) == (["2026-09", "2026-10"], [1, 2])


def test_a_line_says_which_template_it_was_sent_with(tmp_path: Path) -> None:
    older = template(form("where: {type: choice, label: W, options: {a: A, old: O}, statistics: true}"))
    lines = [{"version": 1, "answers": {"where": "old"}}, line("a", True, version=2), line("b", True)]
    found = value(counted(tmp_path, lines, older, template(CHOICE, REPORT)))
    assert (found["rows"], found["row_totals"]) == (["a", "b", "c", "old"], [1, 1, 0, 1])


def test_an_answer_with_several_values_counts_once_for_each_and_the_total_apart(tmp_path: Path) -> None:
    answers = {
        "enhet": "grundskola",
        "plats": "korridor",
        "beskrivning": "x",
        "utsatt": [{"utsatt_namn": "A", "utsatt_arskurs": "4"}],
        "utovare": [{"utovare_vem": "elev"}, {"utovare_vem": "elev"}, {"utovare_vem": "personal"}],
    }
    found = value(counted(tmp_path, [{"answers": answers}], SMALL, report="var_och_vem"))
    assert (found["columns"], found["column_totals"], found["total"]) == (["elev", "personal", "rektor"], [1, 1, 0], 1)


def test_empty_lines_count_nothing(tmp_path: Path) -> None:
    assert value(counted(tmp_path, ["", json.dumps(line("a", True)), "  ", ""]))["total"] == 1
    assert value(counted(tmp_path, []))["total"] == 0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ({}, "needs its answers"),
        ({"answers": []}, "not an object"),
        (line("x", True), "where not-an-option"),
        (line("a", True, version=2), "no such version"),
        (line("a", True, version=0), "no such version"),
        (line("a", True, version=True), "no such version"),
        (line("a", True, version="1"), "no such version"),
        (line("a", True, at="noon"), "not a time"),
        (line("a", True, at=5), "not a time"),
    ],
)
def test_a_line_that_can_not_be_counted_is_told(tmp_path: Path, bad: Any, said: str) -> None:
    result = counted(tmp_path, [line("a", True), bad])
    assert (result.exit_code != 0, result.stdout) == (True, "")
    assert said in result.stderr


def test_a_line_is_told_by_its_number(tmp_path: Path) -> None:
    assert ":3: " in counted(tmp_path, [line("a", True), "", "{"]).stderr


def test_a_report_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    result = counted(tmp_path, [], report="ti")
    assert (result.exit_code, "it, time" in result.stderr) == (1, True)


def test_an_old_answer_counts_as_what_the_next_version_says_it_became(tmp_path: Path) -> None:
    older = template(form("place: {type: choice, label: W, options: {old: O, b: B, gone: G}, statistics: true}"))
    lines = [{"version": 1, "answers": {"place": key}} for key in ("old", "old", "b", "gone")]
    changes = "changes: {place: {became: where}, place.old: {became: a}, place.gone: gone}"
    found = value(counted(tmp_path, [*lines, line("a", True)], older, template(CHOICE, REPORT, changes)))
    assert (found["rows"], found["row_totals"], found["total"]) == (["a", "b", "c", "gone"], [3, 1, 0, 1], 5)


def test_invented_reports_show_what_a_report_will_look_like(tmp_path: Path) -> None:
    path = written(tmp_path, "t.yaml", template(CHOICE, REPORT))
    found = value(run("count", path, "--invented", "50", "--report", "it"))
    assert found["total"] == 50
    assert all(found["row_totals"])


@pytest.mark.parametrize("given", [(), ("--invented", "5", "--answers", "a.jsonl")])
def test_what_is_counted_is_said_once(tmp_path: Path, given: tuple[str, ...]) -> None:
    path, answers = written(tmp_path, "t.yaml", template(CHOICE, REPORT)), written(tmp_path, "a.jsonl", "")
    given = tuple(str(answers) if one == "a.jsonl" else one for one in given)
    assert "give either --answers or --invented" in run("count", path, "--report", "it", *given).stderr
