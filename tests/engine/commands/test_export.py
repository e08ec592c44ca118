"""`mallverk export` writes nothing before it is agreed that something is left out."""

import json
from pathlib import Path

from engine.library import BEGINNING
from tests.engine.commands.terminal import run


def test_what_is_left_out_is_said_first_and_agreed_to(tmp_path: Path) -> None:
    out = tmp_path / "svar.json"
    told = run("export", BEGINNING, "--format", "json_schema", "--output", out)
    assert (told.exit_code, out.exists()) == (1, False)
    assert f"{BEGINNING}:/form/pages/handelse/questions/enhet: of-the-organisation: " in told.stderr
    assert run("export", BEGINNING, "--format", "json_schema", "--leave-out", "--output", out).exit_code == 0
    assert list(json.loads(out.read_text(encoding="utf-8"))["properties"]) == ["enhet", "typ", "beskrivning"]


def test_only_formats_that_are_written_can_be_named() -> None:
    assert run("export", BEGINNING, "--format", "formio").exit_code == 2
