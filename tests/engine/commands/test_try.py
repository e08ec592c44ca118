"""`mallverk try`: what a template makes of some answers, as one JSON object."""

from pathlib import Path
from typing import Any

import pytest

from tests.engine.commands.terminal import run, value, written
from tests.engine.small import SMALL
from tests.engine.written import form, template, workflow
from tests.site import READY_MADE

ANSWERS = {
    "enhet": "grundskola",
    "plats": "korridor",
    "beskrivning": "Knuffades.",
    "utsatt": [{"utsatt_namn": "A", "utsatt_arskurs": "4"}, {"utsatt_namn": "B", "utsatt_arskurs": "5"}],
    "utovare": [{"utovare_vem": "rektor"}],
}
KEYS = {"accepted", "visible", "problems", "mailbox", "copy_to", "excluded", "cases", "mails", "facts"}


def tried(folder: Path, text: str, answers: Any, *more: str) -> Any:
    """The object that `try` prints."""
    return value(run("try", written(folder, "t.yaml", text), written(folder, "a.json", answers), *more))


def test_it_prints_one_object(tmp_path: Path) -> None:
    result = tried(tmp_path, SMALL, ANSWERS)
    assert set(result) == KEYS
    assert (result["accepted"], result["mailbox"], result["excluded"]) == (True, "area_manager@grundskola", ["head_teacher@grundskola"])
    assert [(case["row"], case["mailbox"]) for case in result["cases"]] == [(0, "area_manager@grundskola"), (1, "area_manager@grundskola")]


def test_a_refusal_is_a_result_too(tmp_path: Path) -> None:
    result = tried(tmp_path, SMALL, {**ANSWERS, "plats": "x"})
    assert (result["accepted"], [problem["at"] for problem in result["problems"]]) == (False, ["plats"])


def test_the_time_is_that_of_the_examples_unless_told(tmp_path: Path) -> None:
    text = template(workflow("look: {kind: decision, title: L, due: {days: 1}, outcomes: {a: A}}"))
    for more, due in (((), "2026-09-08T23:59+02:00"), (("--at", "2026-12-01T08:00+01:00"), "2026-12-02T23:59+01:00")):
        assert tried(tmp_path, text, {"what": "x"}, *more)["cases"][0]["steps"][0]["due"] == due


@pytest.mark.parametrize("at", ["noon", "2026-12-01T08:00", "2026-13-01T08:00+01:00"])
def test_a_time_without_its_offset_is_refused(tmp_path: Path, at: str) -> None:
    result = run("try", written(tmp_path, "t.yaml", template()), written(tmp_path, "a.json", {}), "--at", at)
    assert (result.exit_code, "time" in result.output) == (2, True)


def test_answers_may_come_on_standard_input(tmp_path: Path) -> None:
    assert value(run("try", written(tmp_path, "t.yaml", template()), "-", typed='{"what": "å"}'))["accepted"]


def test_another_organisation_may_be_tried(tmp_path: Path) -> None:
    text = "organisation: {key: a, name: A}\nmailboxes: {box: {name: B, holds: [owner]}}"
    result = tried(tmp_path, template(), {"what": "x"}, "--organisation", str(written(tmp_path, "o.yaml", text)))
    assert result["mailbox"] == "owner"


def test_a_template_with_faults_is_not_tried(tmp_path: Path) -> None:
    result = run("try", written(tmp_path, "t.yaml", template("routing: [{to: dask}]")), written(tmp_path, "a.json", {}))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "unknown-function" in result.stderr


def test_an_organisation_with_faults_is_told_as_a_template_is(tmp_path: Path) -> None:
    organisation = written(tmp_path, "o.yaml", "organisation: {name: A}")
    result = run("try", written(tmp_path, "t.yaml", template()), written(tmp_path, "a.json", {}), "--organisation", organisation)
    assert (result.exit_code, result.stderr.split(": ")[0]) == (1, f"{organisation}:1:1")


@pytest.mark.parametrize(
    "text", ["", "[]", "4", "{", '{"a": 1, "a": 2}', '{"what": NaN}', "[" * 100_000, '{"what": ' + "9" * 5000 + "}", "\x00", "null"]
)
def test_what_is_no_object_is_refused(tmp_path: Path, text: str) -> None:
    result = run("try", written(tmp_path, "t.yaml", template()), written(tmp_path, "a.json", text))
    assert (result.exit_code, result.stdout) == (1, "")


def test_answers_in_another_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"what": "\xe5"}')
    assert run("try", written(tmp_path, "t.yaml", template()), path).exit_code == 1


def test_half_a_character_is_told_without_an_error(tmp_path: Path) -> None:
    answers = written(tmp_path, "a.json", r'{"what": "x", "\ud800": 1}')
    result = value(run("try", written(tmp_path, "t.yaml", template()), answers))
    assert [problem["at"] for problem in result["problems"]] == ["\ud800"]


def test_nothing_of_an_answer_with_a_problem_is_repeated(tmp_path: Path) -> None:
    text = template(form("mail: {type: email, label: M}"))
    assert "hemligt" not in str(tried(tmp_path, text, {"mail": "hemligt"}))


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_every_template_of_the_library_can_be_tried_on_nothing(tmp_path: Path, path: Path) -> None:
    result = value(run("try", path, written(tmp_path, "a.json", {})))
    assert not result["accepted"]
    assert all(problem["message"] for problem in result["problems"])


SCENARIO = "scenarios: [{name: ett, given: {answers: {what: x}}, then: {cases: 1, closed: %s}}]"


def test_scenarios_beside_the_template_are_played(tmp_path: Path) -> None:
    path = written(tmp_path, "t.yaml", template())
    (tmp_path / "scenarios").mkdir()
    written(tmp_path / "scenarios", "t.yaml", SCENARIO % "false")
    assert (run("try", path, "--scenarios").output, run("check", path).exit_code) == ("1 ok\n", 0)


def test_what_a_scenario_does_not_give_is_told_where_it_stands(tmp_path: Path) -> None:
    path, other = written(tmp_path, "t.yaml", template()), written(tmp_path, "other.yaml", SCENARIO % "true")
    result = run("try", path, "--scenarios", other)
    assert (result.exit_code, result.output.startswith(f"{other}:1:71: scenario-failed: ")) == (1, True), result.output


def test_check_tells_of_scenarios_too(tmp_path: Path) -> None:
    path = written(tmp_path, "t.yaml", template())
    (tmp_path / "scenarios").mkdir()
    for text, code in ((SCENARIO % "true", "scenario-failed"), ("scenarios: []", "too-few")):
        other = written(tmp_path / "scenarios", "t.yaml", text)
        result = run("check", path)
        assert (result.exit_code, result.output.startswith(f"{other}:1:"), code in result.output) == (1, True, True), result.output


def test_faults_of_a_file_of_scenarios_are_told(tmp_path: Path) -> None:
    result = run("try", written(tmp_path, "t.yaml", template()), "--scenarios", written(tmp_path, "s.yaml", "scenarios: []"))
    assert (result.exit_code, "s.yaml:1:12: too-few: " in result.output) == (1, True)


def test_either_answers_or_scenarios_are_tried(tmp_path: Path) -> None:
    path = written(tmp_path, "t.yaml", template())
    assert [run("try", path).exit_code, run("try", path, "-", "--scenarios", typed="{}").exit_code] == [2, 2]
    assert "scenarios/t.yaml" in run("try", path, "--scenarios").output
